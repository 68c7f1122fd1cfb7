//! A notification as the server writes it, sentence included.
use serde_json::{Map, Value, json};

use super::super::ask::Ask;
use super::super::forum::room::{text, text_or_null};
use super::super::reply;
use super::super::state::State;
use super::Notice;
use crate::catalogue::document::Moment;

pub(super) fn shown(ask: &Ask<'_>, state: &State, notice: &Notice) -> Value {
    let micro = |moment: Moment| ask.date(moment).replace('Z', ".123456Z");
    let is_news = notice.app() == "updates";
    let page = if is_news {
        format!("/learning/course/{}/home", notice.course)
    } else {
        format!("/discussions/{}/posts/{}", notice.course, text(ask, notice.thread))
    };
    json!({
        "id": notice.id,
        "app_name": notice.app(),
        "notification_type": notice.kind,
        "content_context": context(ask, state, notice),
        "content": content(ask, notice),
        "content_url": format!("{}{page}", ask.site()),
        "course_id": notice.course,
        "last_read": notice.read.map(micro),
        "last_seen": notice.seen.map(micro),
        "created": micro(notice.created),
    })
}

fn context(ask: &Ask<'_>, state: &State, notice: &Notice) -> Map<String, Value> {
    let course = ask.course(&notice.course).map(|course| course.title.as_str());
    let mut context = Map::new();
    let mut put = |name: &str, value: Value| context.insert(name.to_owned(), value);
    put("course_name", json!(course));
    put("p", json!("p"));
    put("strong", json!("strong"));
    if notice.app() == "updates" {
        put("course_update_content", json!(notice.title));
        return context;
    }
    put("replier_name", json!(notice.by));
    put("post_title", json!(notice.title));
    put("sender_id", json!(state.user(&notice.by).map_or(0, |user| user.id)));
    put("email_content", json!(notice.excerpt));
    put("thread_id", json!(text(ask, notice.thread)));
    put("topic_id", json!(notice.topic));
    put("response_id", text_or_null(ask, notice.response));
    put("comment_id", text_or_null(ask, notice.comment));
    if let Some(above) = &notice.above {
        put("author_name", json!(format!("{above}'s")));
        put("author_pronoun", json!("their"));
    }
    if let Some(count) = notice.grouped {
        put("group_by_id", json!(text(ask, notice.thread)));
        put("grouped", json!(true));
        put("grouped_count", json!(count));
        put("replier_name_list", json!([notice.by]));
    }
    if notice.kind == "content_reported" {
        let what = match (notice.response, notice.comment) {
            (None, _) => "thread",
            (_, None) => "response",
            _ => "comment",
        };
        put("username", json!(notice.by));
        put("content_type", json!(what));
        put("content", json!(notice.title));
    }
    if matches!(notice.kind, "new_discussion_post" | "new_question_post" | "new_instructor_all_learners_post") {
        put("username", json!(notice.by));
        put("group_by_id", json!(notice.course));
    }
    context
}

/// A sentence in the language of the request, as HTML.
fn content(ask: &Ask<'_>, notice: &Notice) -> String {
    let sentence = match notice.kind {
        "new_response" => ask.text("{by} has answered your post {title}", "{by} a répondu à votre message {title}"),
        "new_comment" => ask.text(
            "{by} has written below an answer to your post {title}",
            "{by} a commenté une réponse à votre message {title}",
        ),
        "new_comment_on_response" => {
            ask.text("{by} has written below your answer to {title}", "{by} a commenté votre réponse à {title}")
        }
        "response_on_followed_post" => {
            ask.text("{by} has answered {title}, which you follow", "{by} a répondu à {title}, que vous suivez")
        }
        "comment_on_followed_post" => {
            ask.text("{by} has written a comment in {title}", "{by} a écrit un commentaire dans {title}")
        }
        "response_endorsed_on_thread" => ask.text(
            "The answer of {by} to your post {title} is endorsed",
            "La réponse de {by} à votre message {title} est validée",
        ),
        "response_endorsed" => ask.text("Your answer to {title} is endorsed", "Votre réponse à {title} est validée"),
        "new_instructor_all_learners_post" => {
            ask.text("The team has written {title}", "L’équipe du cours a écrit {title}")
        }
        "content_reported" => {
            ask.text("What {by} wrote in {title} was reported", "Ce que {by} a écrit dans {title} a été signalé")
        }
        "new_question_post" => ask.text("{by} asks: {title}", "{by} demande : {title}"),
        "new_discussion_post" => ask.text("{by} has begun {title}", "{by} a ouvert {title}"),
        _ => "{title}",
    };
    let strong = |text: &str| format!("<strong>{}</strong>", reply::escaped(text));
    format!("<p>{}</p>", sentence.replace("{by}", &strong(&notice.by)).replace("{title}", &strong(&notice.title)))
}
