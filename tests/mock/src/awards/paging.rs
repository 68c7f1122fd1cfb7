//! Lists of which a request gets a part.
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use crate::openedx::ask::Ask;
use crate::openedx::reply;

/// A page of a list, as the REST framework numbers them; [`no_page`] when there is none of that number.
pub(crate) fn numbered(ask: &Ask<'_>, items: &[Value]) -> Option<Value> {
    let awards = &ask.world.settings.lms.awards;
    let number = |name| ask.first(name).and_then(|text| text.parse::<usize>().ok());
    let size = awards.page_size.or_else(|| number("page_size")).unwrap_or(10).clamp(1, 100);
    let pages = items.len().div_ceil(size).max(1);
    let page = number("page").unwrap_or(1);
    if page == 0 || page > pages {
        return None;
    }
    let results: Vec<&Value> = items.iter().skip((page - 1) * size).take(size).collect();
    let address = |page: usize| {
        let others = ask.parameters.iter().filter(|(name, _)| name != "page");
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(others).append_pair("page", &page.to_string());
        format!("{}{}?{}", ask.origin(), ask.path, query.finish())
    };
    Some(json!({
        "count": items.len(),
        "next": (page < pages).then(|| address(page + 1)),
        "previous": (page > 1).then(|| address(page - 1)),
        "num_pages": pages,
        "current_page": page,
        "start": (page - 1) * size,
        "results": results,
    }))
}

/// The same with no more fields than services other than the LMS give.
pub(crate) fn plain(ask: &Ask<'_>, items: &[Value]) -> Response {
    match numbered(ask, items) {
        Some(Value::Object(mut page)) => {
            for name in ["num_pages", "current_page", "start"] {
                page.remove(name);
            }
            reply::ok(&Value::Object(page))
        }
        Some(page) => reply::ok(&page),
        None => no_page(),
    }
}

/// 404 of a number beyond the last.
pub(crate) fn no_page() -> Response {
    reply::detail(StatusCode::NOT_FOUND, "Invalid page.")
}

/// Whether a story says that the platform does not have that source.
pub(crate) fn is_absent(ask: &Ask<'_>, source: &str) -> bool {
    ask.world.settings.lms.awards.absent.iter().any(|absent| absent == source)
}

/// Whether who asks is the learner who has awards.
pub(crate) fn has_awards(ask: &Ask<'_>, username: &str) -> bool {
    username == "learner" && !ask.world.settings.lms.awards.none
}

/// A UUID of which the last digits are that number.
pub(crate) fn uuid(kind: u8, number: u32) -> String {
    format!("9b0d7c1a-6b56-4f0e-9a{kind:02x}-{number:012}")
}
