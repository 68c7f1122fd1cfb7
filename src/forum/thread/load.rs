//! What the server gives of a thread's responses and replies, against its faults.
use crate::{
    api::{
        ApiError, all,
        lms::forum::{self, End, PAGE_SIZE},
    },
    wire::openedx::Comment,
};

/// Pages of responses that are asked for without being asked: a thousand responses.
pub(super) const PAGES: u32 = 10;
/// Requests at a time.
const AT_A_TIME: usize = 4;

/// Responses that came.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Responses {
    /// In the server's order.
    pub comments: Vec<Comment>,
    /// How many pages came.
    pub pages: u32,
    /// How many there are.
    pub all_pages: u32,
    /// Responses of all pages.
    pub count: u32,
}

/// Asks for the first pages of the responses.
///
/// # Errors
/// Any [`ApiError`] of any page.
pub(super) async fn responses(thread: &str, pages: u32) -> Result<Responses, ApiError> {
    let first = forum::responses(thread, End::Last, 1).await?;
    let mut loaded = Responses {
        comments: first.results,
        pages: 1,
        all_pages: first.pagination.num_pages.max(1),
        count: first.pagination.count,
    };
    let last = pages.min(loaded.all_pages);
    let wanted: Vec<u32> = (2..=last).collect();
    for some in wanted.chunks(AT_A_TIME) {
        for page in all(some.iter().map(|page| forum::responses(thread, End::Last, *page))).await {
            match page {
                Ok(page) => loaded.comments.extend(page.results),
                // somebody deleted enough meanwhile
                Err(ApiError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
    }
    loaded.pages = last;
    // what moved from page to page meanwhile came twice
    let mut seen: Vec<String> = Vec::new();
    loaded.comments.retain(|comment| match seen.binary_search(&comment.post.id) {
        Ok(_) => false,
        Err(place) => {
            seen.insert(place, comment.post.id.clone());
            true
        }
    });
    Ok(loaded)
}

/// All replies to a response, oldest first. The server finds them only for the first hundred responses from the end that one
/// names: when it finds none although there are some, the other end may do. Empty when neither does.
///
/// # Errors
/// Any [`ApiError`].
pub(super) async fn replies(response: &str) -> Result<Vec<Comment>, ApiError> {
    let mut found = from(response, End::Last).await?;
    if found.is_empty() {
        found = from(response, End::First).await?;
    }
    crate::order::sort_by(&mut found, |a, b| {
        super::order::millis(&a.post.created_at).total_cmp(&super::order::millis(&b.post.created_at))
    });
    Ok(found)
}

async fn from(response: &str, end: End) -> Result<Vec<Comment>, ApiError> {
    let first = match forum::replies(response, end, 1).await {
        Ok(first) => first,
        // an empty list of some servers
        Err(ApiError::NotFound) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut found = first.results;
    let pages = first.pagination.num_pages.min(first.pagination.count.div_ceil(PAGE_SIZE));
    for page in all((2..=pages).map(|page| forum::replies(response, end, page))).await {
        match page {
            Ok(page) => found.extend(page.results),
            Err(ApiError::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}
