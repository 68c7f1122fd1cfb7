//! What a world's forum holds: threads, responses, replies, who moderates.
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::roles::Role;
use crate::catalogue::document::Moment;
use crate::openedx::notifications::Notices;

/// What a thread and a comment have in common.
#[derive(Debug, Clone, Default)]
pub(crate) struct Post {
    /// Who wrote it, also where nobody is told.
    pub(crate) author: String,
    /// As it was sent, Markdown or HTML.
    pub(crate) body: String,
    /// When it was written.
    pub(crate) created: Moment,
    /// When anything of it changed last.
    pub(crate) updated: Moment,
    /// Nobody sees the author.
    pub(crate) anonymous: bool,
    /// Learners do not see the author.
    pub(crate) anonymous_to_peers: bool,
    /// Who likes it.
    pub(crate) voters: BTreeSet<String>,
    /// Likes of people who have no name here.
    pub(crate) more_votes: u32,
    /// Who reported it.
    pub(crate) reporters: BTreeSet<String>,
    /// Reports that a moderator took back.
    pub(crate) old_reports: u32,
    /// The last change of its text.
    pub(crate) edit: Option<Edit>,
}

impl Post {
    /// Whether some people do not see the author.
    pub(crate) fn is_secret(&self) -> bool {
        self.anonymous || self.anonymous_to_peers
    }
}

/// A change of a text.
#[derive(Debug, Clone)]
pub(crate) struct Edit {
    /// The text before.
    pub(crate) before: String,
    /// Code of the reason, if one was given.
    pub(crate) reason: Option<String>,
    /// Who changed it.
    pub(crate) editor: String,
    /// When.
    pub(crate) created: Moment,
}

/// See the module.
#[derive(Debug, Clone, Default)]
pub(crate) struct Thread {
    /// Key of its course.
    pub(crate) course: String,
    /// Id of its topic.
    pub(crate) topic: String,
    /// It wants an answer.
    pub(crate) is_question: bool,
    /// Plain text.
    pub(crate) title: String,
    /// Text and author.
    pub(crate) post: Post,
    /// When something was last written in it.
    pub(crate) active: Moment,
    /// Tells activity of the same second apart.
    pub(crate) rank: u64,
    /// It comes before the others.
    pub(crate) pinned: bool,
    /// Code of the reason and who closed it, if it is closed.
    pub(crate) closed: Option<(String, String)>,
    /// Cohort that it is for.
    pub(crate) group: Option<i64>,
    /// Who follows it.
    pub(crate) followers: BTreeSet<String>,
    /// Up to which rank people have read.
    pub(crate) read: BTreeMap<String, u64>,
    /// Ids of its responses in order of time.
    pub(crate) responses: Vec<u64>,
    /// Ids of everything in it, also of what is listed nowhere.
    pub(crate) comments: Vec<u64>,
}

/// Who marked a response as answer, and when.
#[derive(Debug, Clone)]
pub(crate) struct Endorsement {
    /// Username.
    pub(crate) by: String,
    /// When.
    pub(crate) at: Moment,
}

/// A response, or a reply to one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Comment {
    /// Id of its thread.
    pub(crate) thread: u64,
    /// Id of what it replies to; `None` makes it a response.
    pub(crate) parent: Option<u64>,
    /// Text and author.
    pub(crate) post: Post,
    /// Newer ones have higher ranks.
    pub(crate) rank: u64,
    /// It is an answer.
    pub(crate) endorsed: Option<Endorsement>,
    /// Ids of its replies in order of time.
    pub(crate) replies: Vec<u64>,
}

/// A picture that was sent.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    /// As browsers are told.
    pub(crate) content_type: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

/// See the module.
#[derive(Debug, Clone, Default)]
pub(crate) struct Forum {
    /// By id.
    pub(crate) threads: BTreeMap<u64, Thread>,
    /// By id.
    pub(crate) comments: BTreeMap<u64, Comment>,
    /// Forum roles by username.
    pub(crate) roles: BTreeMap<String, BTreeSet<Role>>,
    /// Usernames of course teams.
    pub(crate) teams: BTreeSet<String>,
    /// Pictures by the end of their address.
    pub(crate) uploads: HashMap<String, Upload>,
    /// Settings that staff changed, by course.
    pub(crate) changed_settings: HashMap<String, serde_json::Map<String, serde_json::Value>>,
    /// Ids of tours that people have seen.
    pub(crate) ended_tours: BTreeSet<u32>,
    /// What people are told.
    pub(crate) notices: Notices,
    rank: u64,
}

impl Forum {
    /// A rank above all before.
    pub(crate) fn next_rank(&mut self) -> u64 {
        self.rank += 1;
        self.rank
    }

    /// Puts a thread behind the others; its author has read it.
    pub(crate) fn add_thread(&mut self, id: Option<u64>, mut thread: Thread) -> u64 {
        let id = id.unwrap_or_else(|| self.threads.last_key_value().map_or(90, |(last, _)| last + 1));
        thread.rank = self.next_rank();
        self.threads.insert(id, thread);
        id
    }

    /// Puts a comment into its thread and below its parent. Like the server's, it moves the thread's activity, and its
    /// author has read the thread.
    pub(crate) fn add_comment(&mut self, id: Option<u64>, mut comment: Comment) -> u64 {
        let id = id.unwrap_or_else(|| self.comments.last_key_value().map_or(960, |(last, _)| last + 1));
        let rank = self.next_rank();
        comment.rank = rank;
        // a reply to a reply is listed nowhere
        if let Some(parent) = comment.parent.and_then(|parent| self.comments.get_mut(&parent))
            && parent.parent.is_none()
        {
            parent.replies.push(id);
        }
        if let Some(thread) = self.threads.get_mut(&comment.thread) {
            if comment.parent.is_none() {
                thread.responses.push(id);
            }
            thread.comments.push(id);
            thread.active = thread.active.max(comment.post.created);
            thread.rank = rank;
            thread.read.insert(comment.post.author.clone(), rank);
        }
        self.comments.insert(id, comment);
        id
    }

    /// Notes that somebody has read a thread up to now.
    pub(crate) fn mark_read(&mut self, id: u64, username: &str) {
        let rank = self.next_rank();
        if let Some(thread) = self.threads.get_mut(&id) {
            thread.read.insert(username.to_owned(), rank);
        }
    }

    /// Removes a thread with all that is in it.
    pub(crate) fn remove_thread(&mut self, id: u64) {
        if let Some(thread) = self.threads.remove(&id) {
            for comment in thread.comments {
                self.comments.remove(&comment);
            }
        }
    }

    /// Removes a comment and what replies to it.
    pub(crate) fn remove_comment(&mut self, id: u64) {
        let Some(comment) = self.comments.remove(&id) else {
            return;
        };
        if let Some(parent) = comment.parent.and_then(|parent| self.comments.get_mut(&parent)) {
            parent.replies.retain(|reply| *reply != id);
        }
        if let Some(thread) = self.threads.get_mut(&comment.thread) {
            thread.responses.retain(|response| *response != id);
            thread.comments.retain(|other| *other != id);
        }
        for reply in comment.replies {
            self.remove_comment(reply);
        }
    }

    /// Comments of a thread that came after what somebody read, others' only.
    pub(crate) fn unread(&self, thread: &Thread, username: &str) -> usize {
        let Some(read) = thread.read.get(username) else {
            return thread.comments.len() + 1;
        };
        let mut newer = thread.comments.iter().filter_map(|id| self.comments.get(id));
        let newer = newer.by_ref().filter(|comment| comment.rank > *read && comment.post.author != username);
        newer.count()
    }

    /// Whether a response of the thread is marked as answer.
    pub(crate) fn has_endorsed(&self, thread: &Thread) -> bool {
        thread.responses.iter().filter_map(|id| self.comments.get(id)).any(|response| response.endorsed.is_some())
    }

    /// Comments of the thread with reports.
    pub(crate) fn reports(&self, thread: &Thread) -> usize {
        let comments = thread.comments.iter().filter_map(|id| self.comments.get(id));
        comments.map(|comment| comment.post.reporters.len()).sum()
    }
}
