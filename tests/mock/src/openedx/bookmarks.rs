//! `/api/bookmarks/v1/bookmarks/`: for sessions and bearers only, and confirmed accounts.
use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::ask::{Ask, Means};
use super::enrolment::precise;
use super::reply;
use super::state::{Bookmark, State, User, course_of};
use super::tree::Tree;

/// Bookmarks that a course may have.
const MOST: usize = 100;
/// Page size unless one is asked for, and the largest.
const PAGE: (usize, usize) = (10, 100);

/// See the module.
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, rest: &[&str]) -> Response {
    if !ask.path.ends_with('/') {
        // Django sends those who forget the slash away, and their POST becomes a GET.
        return reply::redirect(&format!("{}/", ask.path));
    }
    // The token's cookies count for nothing here.
    let user = if ask.means == Some(Means::Bearer) { ask.user.as_ref() } else { ask.session_user.as_ref() };
    let Some(user) = user.filter(|user| user.is_active) else {
        return reply::sign_in_needed();
    };
    match (&ask.parts.method, rest) {
        (&Method::GET, []) => list(ask, state, user),
        (&Method::POST, []) => add(ask, state, user),
        (&Method::GET | &Method::DELETE, [which]) => one(ask, state, user, which),
        (method, _) => reply::wrong_method(method.as_str()),
    }
}

fn list(ask: &Ask<'_>, state: &mut State, user: &User) -> Response {
    let number =
        |name: &str| ask.first(name).and_then(|value| value.parse::<usize>().ok()).filter(|number| *number > 0);
    let size = number("page_size").unwrap_or(PAGE.0).min(PAGE.1);
    let page = number("page").unwrap_or(1);
    let course = ask.first("course_id");
    let learner = state.learner(&user.username);
    let mut found: Vec<Bookmark> = learner
        .bookmarks
        .iter()
        .filter(|bookmark| course.is_none_or(|course| course_of(&bookmark.usage).as_deref() == Some(course)))
        .cloned()
        .collect();
    found.sort_by_key(|bookmark| std::cmp::Reverse((bookmark.created, bookmark.rank)));
    let pages = found.len().div_ceil(size).max(1);
    if page > pages {
        return reply::detail(StatusCode::NOT_FOUND, "Invalid page.");
    }
    let start = (page - 1) * size;
    let link = |page: usize| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in ask.parameters.iter().filter(|(name, _)| name != "page") {
            query.append_pair(name, value);
        }
        query.append_pair("page", &page.to_string());
        format!("{}{}?{}", ask.origin(), ask.path, query.finish())
    };
    let results: Vec<Value> =
        found.iter().skip(start).take(size).map(|bookmark| as_json(ask, user, bookmark, &fields(ask))).collect();
    reply::ok(&json!({
        "next": (page < pages).then(|| link(page + 1)),
        "previous": (page > 1).then(|| link(page - 1)),
        "count": found.len(),
        "num_pages": pages,
        "current_page": page,
        "start": start,
        "results": results,
    }))
}

fn add(ask: &Ask<'_>, state: &mut State, user: &User) -> Response {
    let Some(usage) = ask.field("usage_id") else {
        return refusal(
            StatusCode::BAD_REQUEST,
            "Parameter usage_id not provided.",
            "An error has occurred. Please try again.",
        );
    };
    let course = course_of(&usage);
    let is_there = course.as_deref().and_then(|key| ask.course(key)).is_some_and(|course| {
        let learner = super::state::Learner::default();
        Tree::new(course, &learner).find(&usage).is_some()
    });
    if !is_there {
        let text = format!("Block with usage_id: {usage} not found.");
        return refusal(StatusCode::BAD_REQUEST, &text, &text);
    }
    let rank = state.next();
    let created = ask.now();
    let bookmarks = &mut state.learner(&user.username).bookmarks;
    let every = ["display_name", "path"].map(str::to_owned);
    if let Some(known) = bookmarks.iter().find(|bookmark| bookmark.usage == usage) {
        return reply::with_status(StatusCode::CREATED, &as_json(ask, user, known, &every));
    }
    let in_course = bookmarks.iter().filter(|bookmark| course_of(&bookmark.usage) == course).count();
    if in_course >= MOST {
        let text = format!(
            "You can create up to {MOST} bookmarks. You must remove some bookmarks before you can add new ones."
        );
        return refusal(StatusCode::BAD_REQUEST, &text, &text);
    }
    let bookmark = Bookmark { usage, created, rank };
    bookmarks.push(bookmark.clone());
    reply::with_status(StatusCode::CREATED, &as_json(ask, user, &bookmark, &every))
}

fn one(ask: &Ask<'_>, state: &mut State, user: &User, which: &str) -> Response {
    let (name, usage) = which.split_once(',').unwrap_or(("", which));
    if name != user.username {
        return reply::empty(StatusCode::FORBIDDEN);
    }
    let bookmarks = &mut state.learner(name).bookmarks;
    let Some(place) = bookmarks.iter().position(|bookmark| bookmark.usage == usage) else {
        let text = format!("Bookmark with usage_id: {usage} does not exist.");
        return refusal(StatusCode::NOT_FOUND, &text, &text);
    };
    if ask.parts.method == Method::DELETE {
        bookmarks.remove(place);
        return reply::empty(StatusCode::NO_CONTENT);
    }
    match bookmarks.get(place) {
        Some(bookmark) => reply::ok(&as_json(ask, user, bookmark, &fields(ask))),
        None => reply::not_found(),
    }
}

fn refusal(status: StatusCode, developer: &str, user: &str) -> Response {
    reply::with_status(status, &json!({"developer_message": developer, "user_message": user}))
}

fn fields(ask: &Ask<'_>) -> Vec<String> {
    ask.first("fields").unwrap_or("").split(',').map(str::to_owned).collect()
}

fn as_json(ask: &Ask<'_>, user: &User, bookmark: &Bookmark, fields: &[String]) -> Value {
    let course = course_of(&bookmark.usage).unwrap_or_default();
    let learner = super::state::Learner::default();
    let found = ask.course(&course).map(|course| Tree::new(course, &learner));
    let place = found.and_then(|tree| Some((tree, tree.find(&bookmark.usage)?)));
    let mut answer = json!({
        "id": format!("{},{}", user.username, bookmark.usage),
        "course_id": course,
        "usage_id": bookmark.usage,
        "block_type": place.and_then(|(tree, index)| tree.block(index)).map(|block| block.kind.name()),
        "created": precise(ask, bookmark.created),
    });
    if let (Some(answer), Some((tree, index))) = (answer.as_object_mut(), place) {
        let mut above = tree.chain(index);
        above.reverse();
        // The course itself and the block are no part of its path.
        let path = above.get(1..above.len().saturating_sub(1)).unwrap_or_default();
        let path: Vec<Value> = path
            .iter()
            .map(|index| json!({"usage_key": tree.usage(*index), "display_name": tree.title(*index)}))
            .collect();
        for (name, value) in [("display_name", json!(tree.title(index))), ("path", json!(path))] {
            if fields.iter().any(|field| field == name) {
                answer.insert(name.to_owned(), value);
            }
        }
    }
    answer
}
