//! Search inside a course.
use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::access::Place;
use super::ask::Ask;
use super::course::Kind;
use super::reply::{self, escaped};
use super::state::State;
use super::tree::Tree;

/// Letters of an excerpt.
const EXCERPT: usize = 120;

/// `GET /courses/{key}/courseware-search/enabled/`
pub(crate) fn enabled(ask: &Ask<'_>, key: &str) -> Response {
    reply::ok(&json!({"enabled": ask.course(key).is_some() && !ask.world.settings.lms.oddities.without_search}))
}

/// `POST /search/{course_key}`: whatever goes wrong is a 500.
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, key: &str) -> Response {
    let failed = |text: &str| reply::with_status(StatusCode::INTERNAL_SERVER_ERROR, &json!({"error": text}));
    if ask.parts.method != Method::POST {
        return reply::empty(StatusCode::METHOD_NOT_ALLOWED);
    }
    let query = ask.field("search_string").unwrap_or_default();
    let words: Vec<String> = query.split_whitespace().map(folded).collect();
    if words.is_empty() {
        return failed("No search term provided for search");
    }
    let number = |name: &str, usual: usize| ask.field(name).map_or(Some(usual), |value| value.parse().ok());
    let (Some(size), Some(page)) = (number("page_size", 20), number("page_index", 0)) else {
        return failed("Invalid page");
    };
    if !(1..=100).contains(&size) {
        return failed(&format!("Invalid page size of {size}"));
    }
    let place = Place::find(ask, state, key).filter(|place| place.denied(ask).is_none());
    let Some(place) = place.filter(|_| !ask.world.settings.lms.oddities.without_search) else {
        return failed("Course is not searchable for this user");
    };
    let tree = Tree::new(place.course, &place.learner);
    let mut found: Vec<(f64, Value)> =
        (0..place.course.blocks.len()).filter_map(|index| result(ask, &place, tree, index, &words)).collect();
    found.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let best = found.first().map(|(score, _)| *score);
    let total = found.len();
    let results: Vec<Value> = found.into_iter().skip(page * size).take(size).map(|(_, result)| result).collect();
    reply::ok(&json!({"took": 6, "total": total, "max_score": best, "results": results}))
}

/// A block with all the words in it, better when they are in its title.
fn result(ask: &Ask<'_>, place: &Place<'_>, tree: Tree<'_>, index: usize, words: &[String]) -> Option<(f64, Value)> {
    let block = tree.block(index)?;
    let (content_type, field) = match block.kind {
        Kind::Sequential => ("Sequence", None),
        Kind::Html => ("Text", Some("html_content")),
        Kind::Video => ("Video", Some("transcript_en")),
        Kind::Problem => ("CAPA", Some("capa_content")),
        _ => return None,
    };
    let text = place.course.text(index);
    let (title, inside) = (folded(&block.title), folded(&text));
    if !words.iter().all(|word| title.contains(word.as_str()) || inside.contains(word.as_str())) {
        return None;
    }
    let in_title = words.iter().filter(|word| title.contains(word.as_str())).count();
    let score = 1.5 + f64::from(super::tree::count(in_title)) + 1.0 / (2.0 + f64::from(super::tree::count(index)));
    let mut content = json!({"display_name": block.title});
    if let (Some(field), Some(content)) = (field, content.as_object_mut()) {
        content.insert(field.to_owned(), json!(text));
    }
    let mut location: Vec<&str> = tree.chain(index).iter().map(|index| tree.title(*index)).collect();
    location.reverse();
    let location = location.get(1..).unwrap_or_default().iter().take(3).collect::<Vec<_>>();
    let shown = if inside.is_empty() || in_title == words.len() { &block.title } else { &text };
    let usage = tree.usage(index);
    let result = json!({
        "_index": "courseware_content",
        "_type": "_doc",
        "_id": usage,
        "data": {
            "course": place.key,
            "org": place.course.key.org,
            "content": content,
            "content_type": content_type,
            "id": usage,
            "start_date": ask.date(place.course.start.unwrap_or_default()).replace('Z', "+00:00"),
            "content_groups": null,
            "course_name": place.course.title,
            "location": location,
            "excerpt": excerpt(shown, words),
            "url": format!("/courses/{}/jump_to/{usage}", place.key),
        },
        "score": score,
    });
    Some((score, result))
}

/// The surroundings of the first word found, with every word found in bold.
fn excerpt(text: &str, words: &[String]) -> String {
    let pieces: Vec<&str> = text.split(' ').collect();
    let is_found = |piece: &str| words.iter().any(|word| folded(piece).contains(word.as_str()));
    let first = pieces.iter().position(|piece| is_found(piece)).unwrap_or(0);
    let mut length = 0;
    let mut parts: Vec<String> = Vec::new();
    let mut is_cut = false;
    for piece in pieces.iter().skip(first.saturating_sub(5)) {
        if length > EXCERPT {
            is_cut = true;
            break;
        }
        length += piece.chars().count() + 1;
        let safe = escaped(piece);
        parts.push(if is_found(piece) { format!("<b>{safe}</b>") } else { safe });
    }
    let end = if is_cut { "<span class=\"search-results-ellipsis\"></span>" } else { "" };
    format!("{}{end}", parts.join(" "))
}

/// Small letters without accents.
fn folded(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    use unicode_normalization::char::is_combining_mark;
    text.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
}
