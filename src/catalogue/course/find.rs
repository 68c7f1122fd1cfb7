//! How one course is found: Richie's endpoint for it is broken, and its search knows no ids (contract §4).
//!
//! 1. A code, from the address or from a list seen before, is searched for: one small request, the exact code comes first.
//! 2. Else the title, when a suggestion told it: one request.
//! 3. Else the endpoint for one course is asked. A mended server answers; Richie 3.4 says 404 for an id that does not exist,
//!    which settles the question, and fails (500) for one that does.
//! 4. Then only, the whole list is read, a hundred courses at a time, best first, at most [`REACH`]: with progress shown,
//!    and given up when the learner leaves. The page then writes the code into its address, so that no reload does it again.
use crate::{
    api::{ApiError, catalogue},
    catalogue::known::{Hint, goes_by},
    wire::richie::Course,
};

/// Courses asked for first when a code or title is searched for: what matches best comes first.
const BEST: u32 = 10;
/// Courses asked for at once when many are looked through.
const STEP: u32 = 100;
/// Courses that a search for a code or title looks through: an archived course can stand far behind its code's namesakes.
const SEARCHED: u32 = 300;
/// Courses that a reading of the whole list looks through.
const REACH: u32 = 1000;
/// Letters of a text that the server searches for.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=100;

/// What became of looking for a course.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    /// Here it is.
    Found(Box<Course>),
    /// The catalogue has no such course.
    Gone,
    /// Not among the courses that were looked through; the catalogue has more.
    OutOfReach,
}

/// A way to look.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// Search for a text; finding nothing settles the question when `true`.
    Search(String, bool),
    /// Ask the endpoint for one course.
    Detail,
    /// Read the whole list.
    Scan,
}

/// The ways that can find a course, cheapest first.
fn steps(key: &str, hint: &Hint) -> Vec<Step> {
    let searchable = |text: &&str| LETTERS.contains(&text.trim().chars().count());
    let is_id = !key.is_empty() && key.chars().all(|c| c.is_ascii_digit());
    if !is_id {
        return match Some(key).filter(searchable) {
            Some(code) => vec![Step::Search(code.into(), true)],
            None => vec![Step::Scan],
        };
    }
    let code = hint.code.as_deref().filter(searchable).map(|code| Step::Search(code.into(), false));
    let title = hint.title.as_deref().map(|title| shortened(title.trim()));
    let title = title.filter(|title| searchable(&title.as_str())).map(|title| Step::Search(title, false));
    code.into_iter().chain(title).chain([Step::Detail, Step::Scan]).collect()
}

fn shortened(text: &str) -> String {
    text.chars().take(*LETTERS.end()).collect()
}

/// Finds a course by id or code; `progress` is told how many courses of how many were looked through.
///
/// # Errors
/// Any [`ApiError`]; a course that is not there is an [`Outcome`].
pub(crate) async fn course(key: &str, hint: &Hint, progress: impl Fn(u32, u32)) -> Result<Outcome, ApiError> {
    for step in steps(key, hint) {
        match step {
            Step::Search(text, settles) => {
                let query = ["query=", &catalogue::encode(text.trim())].concat();
                match read(key, &query, BEST, SEARCHED, |_, _| ()).await? {
                    Outcome::Found(course) => return Ok(Outcome::Found(course)),
                    outcome if settles => return Ok(outcome),
                    Outcome::Gone | Outcome::OutOfReach => {}
                }
            }
            Step::Detail => match catalogue::course(key).await {
                Ok(course) => return Ok(Outcome::Found(Box::new(course))),
                Err(ApiError::NotFound) => return Ok(Outcome::Gone),
                Err(ApiError::Server(_) | ApiError::Decode(_)) => {}
                Err(error) => return Err(error),
            },
            Step::Scan => return read(key, "", STEP, REACH, &progress).await,
        }
    }
    Ok(Outcome::Gone)
}

/// Looks again for a course known before, without reading the whole list; `None` when it may or may not exist.
///
/// # Errors
/// Any [`ApiError`].
pub(crate) async fn again(id: &str, hint: &Hint) -> Result<Option<Outcome>, ApiError> {
    // a page published anew has another id and the same code
    let by_code =
        hint.code.as_deref().into_iter().flat_map(|code| steps(code, hint).into_iter().map(move |step| (code, step)));
    let by_title = steps(id, hint).into_iter().map(|step| (id, step));
    for (key, step) in by_code.chain(by_title) {
        if let Step::Search(text, _) = step {
            let query = ["query=", &catalogue::encode(&text)].concat();
            if let Outcome::Found(course) = read(key, &query, BEST, SEARCHED, |_, _| ()).await? {
                return Ok(Some(Outcome::Found(course)));
            }
        }
    }
    match catalogue::course(id).await {
        Ok(course) => Ok(Some(Outcome::Found(Box::new(course)))),
        Err(ApiError::NotFound) => Ok(Some(Outcome::Gone)),
        Err(ApiError::Server(_) | ApiError::Decode(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads a search's pages until the course is there; the first page is as long as `limit` says.
async fn read(
    key: &str,
    query: &str,
    mut limit: u32,
    reach: u32,
    progress: impl Fn(u32, u32),
) -> Result<Outcome, ApiError> {
    let mut offset = 0;
    loop {
        let page = format!("limit={limit}&offset={offset}&scope=objects");
        limit = STEP;
        let page = if query.is_empty() { page } else { [&page, "&", query].concat() };
        let answer = catalogue::search(page).await?;
        let total = answer.meta.total_count;
        let received = u32::try_from(answer.courses.len()).unwrap_or(STEP);
        if let Some(course) = answer.courses.into_iter().find(|course| goes_by(course, key)) {
            return Ok(Outcome::Found(Box::new(course)));
        }
        // a server may give fewer than asked for
        offset += received;
        if received == 0 || offset >= total {
            return Ok(Outcome::Gone);
        }
        if offset >= reach {
            return Ok(Outcome::OutOfReach);
        }
        progress(offset, total.min(reach));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(code: Option<&str>, title: Option<&str>) -> Hint {
        Hint { code: code.map(Into::into), title: title.map(Into::into) }
    }

    #[test]
    fn a_code_in_the_address_takes_one_search() {
        assert_eq!(steps("ETH-IA", &Hint::default()), [Step::Search("ETH-IA".into(), true)]);
    }

    #[test]
    fn an_id_goes_from_cheap_to_dear() {
        let all =
            [Step::Search("ETH-IA".into(), false), Step::Search("Éthique".into(), false), Step::Detail, Step::Scan];
        assert_eq!(steps("106", &hint(Some("ETH-IA"), Some("Éthique"))), all);
        assert_eq!(steps("106", &Hint::default()), [Step::Detail, Step::Scan]);
    }

    #[test]
    fn what_the_server_would_refuse_to_search_for_is_not_sent() {
        assert_eq!(steps("IA", &Hint::default()), [Step::Scan]);
        assert_eq!(steps("106", &hint(Some("IA"), Some("Go"))), [Step::Detail, Step::Scan]);
        let Some(Step::Search(title, _)) = steps("106", &hint(None, Some(&"mot ".repeat(60)))).into_iter().next()
        else {
            panic!()
        };
        assert_eq!(title.chars().count(), 100);
    }
}
