//! What a world's forum begins with: conversations of `data/forum/`, or as many as a story wants.
use serde::Deserialize;

use super::model::{Comment, Edit, Endorsement, Forum, Post, Thread};
use super::roles::Role;
use super::topics;
use crate::catalogue::document::Moment;
use crate::openedx::course::Course;
use crate::openedx::seed::days;
use crate::openedx::settings::LmsSettings;

const FILES: [&str; 3] = [
    include_str!("../../../data/forum/en-ligne.toml"),
    include_str!("../../../data/forum/statistiques.toml"),
    include_str!("../../../data/forum/open-data.toml"),
];
/// Texts that try to do harm, as the server lets them through.
const HOSTILE: &str = "Essai `<script>window.hacked = 1</script>` &lt;img src=x onerror=window.hacked=2&gt; \
    [clic](javascript:window.hacked=3)\n\n<p onclick=\"window.hacked=4\">ok</p>\n<iframe src=\"javascript:parent.hacked=5\"></iframe>";
/// The same as the former front end's editor stores texts.
const HOSTILE_HTML: &str = "<p style=\"position:fixed;inset:0\" onmouseover=\"window.hacked=7\">Attributs</p>\n\
    <p><code>&lt;script&gt;window.hacked=8&lt;/script&gt;</code> <code>List&lt;String&gt; x;</code></p>\n\
    <p>&lt;img src=x onerror=window.hacked=9&gt; <a href=\"JaVaScRiPt:window.hacked=10\">clic</a> \
    <a href=\"data:text/html,&lt;script&gt;\">clic</a></p>\n\
    <svg onload=\"window.hacked=11\"></svg><math><mtext><script>window.hacked=12</script></mtext></math>\n\
    <form action=\"https://pictures.example.org/\"><input name=\"password\"><button>OK</button></form>\n\
    <img src=\"https://pictures.example.org/pixel.gif\" width=\"1\" height=\"1\" alt=\"\">";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    course: String,
    thread: Vec<Written>,
}

/// A thread, response or reply, as the files have it.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Written {
    id: u64,
    topic: String,
    kind: String,
    title: String,
    author: String,
    hours_ago: f64,
    body: String,
    votes: u32,
    pinned: bool,
    group: Option<i64>,
    followers: Vec<String>,
    reporters: Vec<String>,
    anonymous: bool,
    anonymous_to_peers: bool,
    closed: Option<String>,
    closed_by: Option<String>,
    edited_by: Option<String>,
    before: Option<String>,
    edit_reason: Option<String>,
    endorsed_by: Option<String>,
    response: Vec<Written>,
    reply: Vec<Written>,
}

impl Written {
    fn at(&self) -> Moment {
        -days(self.hours_ago / 24.0)
    }

    fn post(&self) -> Post {
        let created = self.at();
        Post {
            author: self.author.clone(),
            body: self.body.trim().to_owned(),
            created,
            updated: created,
            anonymous: self.anonymous,
            anonymous_to_peers: self.anonymous_to_peers,
            more_votes: self.votes,
            reporters: self.reporters.iter().cloned().collect(),
            edit: self.edited_by.as_ref().map(|editor| Edit {
                before: self.before.as_ref().unwrap_or(&self.body).trim().to_owned(),
                reason: self.edit_reason.clone(),
                editor: editor.clone(),
                created: created + 3600,
            }),
            ..Post::default()
        }
    }
}

/// Conversations of the courses that are there, and what the settings ask for.
///
/// # Errors
/// Says what is wrong with a file.
pub(crate) fn forum(courses: &[Course], settings: &LmsSettings) -> Result<Forum, String> {
    let mut forum = Forum::default();
    for (name, role) in
        [("moderator", Role::Moderator), ("assistant", Role::CommunityTa), ("groupmod", Role::GroupModerator)]
    {
        forum.roles.entry(name.to_owned()).or_default().insert(role);
    }
    forum.teams.insert("prof".to_owned());
    for text in FILES {
        let file: File = toml::from_str(text).map_err(|error| format!("data/forum: {error}"))?;
        if let Some(course) = courses.iter().find(|course| course.key.to_string() == file.course) {
            for thread in &file.thread {
                add(&mut forum, course, thread);
            }
        }
    }
    if let Some(course) = courses.first() {
        generate(&mut forum, course, settings);
    }
    Ok(forum)
}

fn topic_of(course: &Course, name: &str) -> String {
    let Some(number) = name.strip_prefix("unit:").and_then(|number| number.parse::<usize>().ok()) else {
        return name.to_owned();
    };
    let units = topics::of(course).into_iter().filter(|topic| topic.unit.is_some());
    units.map(|topic| topic.id).nth(number).unwrap_or_else(|| "general".to_owned())
}

fn add(forum: &mut Forum, course: &Course, written: &Written) {
    let thread = Thread {
        course: course.key.to_string(),
        topic: topic_of(course, &written.topic),
        is_question: written.kind == "question",
        title: written.title.clone(),
        post: written.post(),
        active: written.at(),
        pinned: written.pinned,
        group: written.group,
        closed: written.closed.clone().zip(written.closed_by.clone()),
        followers: written.followers.iter().cloned().collect(),
        ..Thread::default()
    };
    let id = forum.add_thread(Some(written.id), thread);
    let rank = forum.next_rank();
    if let Some(thread) = forum.threads.get_mut(&id) {
        thread.read.insert(written.author.clone(), rank);
    }
    // as time went, whoever replied to whom
    let mut all: Vec<(&Written, Option<u64>)> = Vec::new();
    for response in &written.response {
        all.push((response, None));
        all.extend(response.reply.iter().map(|reply| (reply, Some(response.id))));
    }
    all.sort_by_key(|(comment, _)| comment.at());
    for (comment, parent) in all {
        let endorsed = comment.endorsed_by.as_ref();
        let comment_of = Comment {
            thread: id,
            parent,
            post: comment.post(),
            endorsed: endorsed.map(|by| Endorsement { by: by.clone(), at: comment.at() + 1800 }),
            ..Comment::default()
        };
        forum.add_comment(Some(comment.id), comment_of);
    }
}

/// Threads and responses in any number, for the first course.
fn generate(forum: &mut Forum, course: &Course, settings: &LmsSettings) {
    let thread = |title: String, hours: f64| Thread {
        course: course.key.to_string(),
        topic: "general".to_owned(),
        title,
        post: Post {
            author: "lea.b".to_owned(),
            body: "Texte généré.".to_owned(),
            created: -days(hours / 24.0),
            ..Post::default()
        },
        active: -days(hours / 24.0),
        ..Thread::default()
    };
    for number in 0..settings.threads {
        forum.add_thread(None, thread(format!("Discussion {number}"), 900.0));
    }
    if settings.hostile {
        let mut hostile = thread("Essai <b onclick=\"window.hacked=6\">titre</b>".to_owned(), 3.0);
        HOSTILE.clone_into(&mut hostile.post.body);
        let id = forum.add_thread(None, hostile);
        let created = -days(2.0 / 24.0);
        let post = Post {
            author: "nolan77".to_owned(),
            body: HOSTILE_HTML.to_owned(),
            created,
            updated: created,
            ..Post::default()
        };
        forum.add_comment(None, Comment { thread: id, post, ..Comment::default() });
    }
    if settings.replies == 0 {
        return;
    }
    let id = forum.add_thread(None, thread("Un très long fil".to_owned(), 400.0));
    for number in 0..settings.replies {
        let created = -days(390.0 / 24.0) + Moment::from(number) * 60;
        let post = |author: &str, body: String| Post {
            author: author.to_owned(),
            body,
            created,
            updated: created,
            ..Post::default()
        };
        let body = format!("Réponse **{number}** : un peu de texte, une liste et du `code`.\n\n- un\n- deux");
        let response = Comment { thread: id, post: post("karim_o", body), ..Comment::default() };
        let response = forum.add_comment(None, response);
        if number % 10 == 0 {
            for reply in ["Merci !", "Pareil ici."] {
                let reply = Comment {
                    thread: id,
                    parent: Some(response),
                    post: post("sofia.m", reply.to_owned()),
                    ..Comment::default()
                };
                forum.add_comment(None, reply);
            }
        }
    }
}
