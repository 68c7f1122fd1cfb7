//! The page itself: a document of its own, made for a frame.
use axum::http::header::{CONTENT_SECURITY_POLICY, REFERER};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;
use serde_json::json;

use super::{Later, problem};
use crate::openedx::access::Place;
use crate::openedx::ask::Ask;
use crate::openedx::course::Kind;
use crate::openedx::course::captions;
use crate::openedx::course::content::{Conduct, Content, Video};
use crate::openedx::reply::{self, escaped};
use crate::openedx::state::State;
use crate::openedx::tree::Tree;
use crate::openedx::{exam, token};

/// Its scripts are its own and in the page, as the LMS's are; any page may show it in a frame.
pub(super) const POLICY: &str = "default-src 'self'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src 'self' data:; \
    frame-src 'self' data:; frame-ancestors *";

/// Milliseconds that a slow unit takes.
const SLOW: u64 = 3000;

/// `/xblock/{usage_key}`
pub(super) fn answer(ask: &Ask<'_>, state: &mut State, usage: &str) -> Response {
    if !matches!(ask.parts.method, Method::GET | Method::HEAD | Method::POST) {
        return reply::empty(StatusCode::METHOD_NOT_ALLOWED);
    }
    let view = ask.first("view").unwrap_or("student_view");
    if !matches!(view, "student_view" | "public_view") {
        return reply::text(
            StatusCode::BAD_REQUEST,
            &format!("Rendering of the xblock view '{}' is not supported.", escaped(view)),
        );
    }
    let Some((place, index)) = super::found(ask, state, usage) else {
        return super::missing();
    };
    // The view of a signed-in learner needs an enrolment even where the course is public, the public one a public course.
    let may_see = if view == "public_view" { place.course.public } else { place.is_enrolled || place.is_really_staff };
    if !may_see {
        return super::missing();
    }
    let tree = Tree::new(place.course, &place.learner);
    if let Some(sequence) = tree.above(index, &Kind::Sequential) {
        if tree.gate(ask, sequence).is_some() && index != sequence {
            return reply::redirect(&format!(
                "/xblock/{}?{}",
                tree.usage(sequence),
                ask.parts.uri.query().unwrap_or("")
            ));
        }
        if exam::is_closed(ask, state, &place, sequence) {
            return reply::text(
                StatusCode::FORBIDDEN,
                ask.text("The exam is not under way.", "L’examen n’est pas en cours."),
            );
        }
    }
    let conduct = tree.block(index).map(|block| block.conduct).unwrap_or_default();
    if conduct == Conduct::FailsOnce && state.failed_loads.insert((ask.username().to_owned(), usage.to_owned())) {
        return reply::html(
            StatusCode::INTERNAL_SERVER_ERROR,
            "<!doctype html>\n<title>Server Error</title>\n<h1>Server Error (500)</h1>".to_owned(),
        );
    }
    let (secret, cookie) = token::csrf_secret(&ask.parts.headers, state);
    let token = token::masked(&secret, state);
    let page = Page { ask, place: &place, index, is_public: view == "public_view", conduct };
    let mut response = reply::with_cookies(reply::html(StatusCode::OK, page.html(&token)), cookie.as_slice());
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    if conduct == Conduct::Slow {
        response.extensions_mut().insert(Later(SLOW));
    }
    response
}

struct Page<'a> {
    ask: &'a Ask<'a>,
    place: &'a Place<'a>,
    index: usize,
    is_public: bool,
    conduct: Conduct,
}

impl Page<'_> {
    fn tree(&self) -> Tree<'_> {
        Tree::new(self.place.course, &self.place.learner)
    }

    fn flag(&self, name: &str, default: bool) -> bool {
        self.ask.first(name).map_or(default, |value| !matches!(value, "0" | "false"))
    }

    /// Whether the page that shows this one is the learning front end, as the server's settings name it.
    fn knows_parent(&self) -> bool {
        let settings = &self.ask.world.settings.lms;
        let expected = settings.learning_mfe_url.clone().unwrap_or_else(|| self.ask.site());
        let referrer = self.ask.parts.headers.get(REFERER).and_then(|referrer| referrer.to_str().ok());
        !settings.oddities.unknown_parent && referrer.is_some_and(|referrer| referrer.starts_with(&expected))
    }

    fn html(&self, token: &str) -> String {
        let (ask, tree) = (self.ask, self.tree());
        let title = escaped(tree.title(self.index));
        let knows_parent = self.knows_parent();
        let is_silent = self.conduct == Conduct::NoResize || ask.world.settings.lms.oddities.without_resize;
        let settings = json!({
            "knowsParent": knows_parent,
            "sendsSize": knows_parent && !is_silent,
            "isHostile": self.conduct == Conduct::Hostile,
            "isPublic": self.is_public,
            "csrf": token,
            "usage": tree.usage(self.index),
            "handlers": format!("/courses/{}/xblock/", self.place.key),
            "jumpTo": ask.first("jumpToId").unwrap_or(""),
            "failed": ask.text("It could not be sent. Try again.", "L’envoi a échoué. Réessayez."),
        });
        let base = if knows_parent { "<base target=\"_parent\">\n" } else { "" };
        let heading = if self.flag("show_title", true) {
            format!("<h2 class=\"unit-title\">{title}</h2>\n")
        } else {
            String::new()
        };
        let bookmark = if self.flag("show_bookmark_button", false) && !self.is_public {
            let text = ask.text("Bookmark this page", "Ajouter aux signets");
            format!("<p><button type=\"button\" data-bookmark>{text}</button></p>\n")
        } else {
            String::new()
        };
        let staff = if self.place.is_staff && !self.flag("disable_staff_debug_info", false) {
            let text = ask.text("Staff debug info", "Informations pour l’équipe");
            format!(
                "<details class=\"staff\"><summary>{text}</summary><p><code>{}</code></p></details>\n",
                tree.usage(self.index)
            )
        } else {
            String::new()
        };
        format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n{base}\
             <style>{style}</style>\n</head>\n<body>\n<main>\n{heading}{bookmark}{blocks}{staff}</main>\n\
             <script type=\"application/json\" id=\"settings\">{settings}</script>\n<script>{script}</script>\n</body>\n</html>\n",
            lang = self.place.course.language,
            style = include_str!("page.css"),
            script = include_str!("page.js"),
            blocks = self.blocks(),
            settings = settings.to_string().replace('<', "\\u003c"),
        )
    }

    fn blocks(&self) -> String {
        let (ask, tree) = (self.ask, self.tree());
        let sequence = tree.above(self.index, &Kind::Sequential);
        if let Some(gate) = sequence.and_then(|sequence| tree.gate(ask, sequence)) {
            let text = ask.text("To open this, first pass:", "Pour ouvrir ceci, réussissez d’abord :");
            return format!("<p class=\"notice\">{text} {}</p>\n", escaped(tree.title(gate)));
        }
        let is_hidden = sequence
            .and_then(|sequence| tree.block(sequence))
            .is_some_and(|block| block.hide_after_due && self.place.due(block.due).is_some_and(|due| due < ask.now()));
        if is_hidden && !self.place.is_staff {
            let text = ask
                .text("The due date for this assignment has passed.", "La date limite de cette évaluation est passée.");
            return format!("<p class=\"notice\">{text}</p>\n");
        }
        let mut leaves = tree.leaves(self.index);
        if leaves.is_empty() && tree.counts(self.index) {
            leaves.push(self.index);
        }
        leaves.into_iter().map(|leaf| self.block(leaf)).collect()
    }

    fn block(&self, index: usize) -> String {
        let tree = self.tree();
        let Some(block) = tree.block(index) else {
            return String::new();
        };
        let usage = tree.usage(index);
        let title = if tree.children(self.index).len() > 1 && block.title != tree.title(self.index) {
            format!("<h3 class=\"block-title\">{}</h3>\n", escaped(&block.title))
        } else {
            String::new()
        };
        let inside = match &block.content {
            Content::None => String::new(),
            Content::Html(html) => html.clone() + "\n<span data-end></span>",
            Content::Video(video) => self.video(video),
            Content::Choice(_) | Content::Number(_) => {
                let may_answer = !self.is_public && !super::is_closed(self.ask, self.place, index);
                let score = self.place.learner.scores.get(&usage);
                problem::form(self.ask, &block.id, &block.content, score, may_answer) + &self.why_not(may_answer)
            }
        };
        format!(
            "<div class=\"block {}\" id=\"{}\" data-usage=\"{usage}\">\n{title}{inside}\n</div>\n",
            block.kind.name(),
            block.id
        )
    }

    fn why_not(&self, may_answer: bool) -> String {
        let text = match (may_answer, self.is_public) {
            (true, _) => return String::new(),
            (false, true) => {
                self.ask.text("Sign in and enrol to answer.", "Connectez-vous et inscrivez-vous pour répondre.")
            }
            (false, false) => self.ask.text("This problem is closed.", "Cette question est close."),
        };
        format!("<p class=\"notice\">{text}</p>\n")
    }

    fn video(&self, video: &Video) -> String {
        let course = self.place.course;
        let mut tracks = String::new();
        for language in &video.languages {
            let label = if language == "fr" { "Français" } else { "English" };
            let address = course.asset(&format!("{}.{language}.vtt", video.name));
            let default = if language == course.language { " default" } else { "" };
            let track = ["<track kind=\"captions\" srclang=\"", language, "\" label=\"", label, "\" src=\"", &address];
            tracks.extend(track);
            tracks.extend(["\"", default, ">\n"]);
        }
        let cues = course.captions(video, course.language).map(captions::cues).unwrap_or_default();
        let mut said = String::new();
        for cue in &cues {
            said.extend(["<li>", &escaped(&cue.text), "</li>\n"]);
        }
        let film = course.asset(&format!("{}.webm", video.name));
        let transcript = self.ask.text("Transcript", "Transcription");
        format!(
            "{}\n<video controls preload=\"metadata\" width=\"640\" height=\"360\">\n<source src=\"{film}\" type=\"video/webm\">\n\
             {tracks}</video>\n<details><summary>{transcript}</summary>\n<ol class=\"transcript\">\n{said}</ol>\n</details>",
            video.html
        )
    }
}
