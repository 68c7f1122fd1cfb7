//! Brings the saved courses up to date, one search each, one after the other.
use super::{Saved, change, list};
use crate::{
    api::{ApiError, Remote},
    catalogue::{course::find, known::Hint},
    i18n::lang,
    wire::richie::Course,
};

/// What asking anew gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Refreshed {
    /// Ids of saved courses that the catalogue no longer has.
    pub gone: Vec<String>,
}

/// Asks for every saved course again; nothing is lost when that fails. Stops when the page is left.
pub(super) fn refresh() -> Remote<Refreshed> {
    Remote::new(|| {
        let all = list().get_untracked();
        (!all.is_empty()).then(|| -> futures::future::LocalBoxFuture<'static, _> { Box::pin(ask(all)) })
    })
}

async fn ask(all: Vec<Saved>) -> Result<Refreshed, ApiError> {
    let (mut refreshed, mut fresh) = (Refreshed::default(), Vec::new());
    let mut failure = None;
    for saved in all {
        let hint = Hint { code: saved.code.clone(), title: Some(saved.title.clone()) };
        match find::again(&saved.id, &hint).await {
            Ok(Some(find::Outcome::Found(course))) => fresh.push((saved.id, *course)),
            Ok(Some(find::Outcome::Gone)) => refreshed.gone.push(saved.id),
            Ok(_) => {}
            Err(error) => {
                failure = Some(error);
                break;
            }
        }
    }
    if !fresh.is_empty() && list().with_untracked(|list| is_news(list, &fresh)) {
        // a device that keeps nothing shows the new data all the same
        change(|list| update(list, &fresh));
    }
    failure.map_or(Ok(refreshed), Err)
}

fn is_news(list: &[Saved], fresh: &[(String, Course)]) -> bool {
    let mut newer = list.to_vec();
    update(&mut newer, fresh);
    newer != list
}

/// Puts what the catalogue says now in place of what it said; a course published anew comes with another id.
fn update(list: &mut Vec<Saved>, fresh: &[(String, Course)]) {
    for (id, course) in fresh {
        let Some(at) = list.iter().position(|saved| saved.id == *id) else { continue };
        if course.id != *id && list.iter().any(|saved| saved.id == course.id) {
            // saved before and after it was published anew
            list.remove(at);
        } else if let Some(saved) = list.get_mut(at) {
            *saved = Saved { lang: lang().code().to_owned(), ..Saved::new(course, saved.since) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::known::tests::a_course;

    #[test]
    fn new_data_replaces_the_old_and_keeps_the_date_of_saving() {
        let mut list = vec![Saved::new(&a_course("1", Some("SOLS"), "Sols"), 5.0)];
        let fresh =
            [("1".to_owned(), a_course("9", Some("SOLS"), "Les sols")), ("2".to_owned(), a_course("2", None, "Eau"))];
        assert!(is_news(&list, &fresh));
        update(&mut list, &fresh);
        assert_eq!((list[0].id.as_str(), list[0].title.as_str(), list[0].since), ("9", "Les sols", 5.0));
        assert_eq!(list.len(), 1);
        assert!(!is_news(&list, &[("9".to_owned(), a_course("9", Some("SOLS"), "Les sols"))]));
    }

    #[test]
    fn a_course_saved_before_and_after_it_was_published_anew_stays_once() {
        let anew = a_course("9", Some("SOLS"), "Les sols");
        let mut list = vec![Saved::new(&a_course("1", Some("SOLS"), "Sols"), 5.0), Saved::new(&anew, 6.0)];
        update(&mut list, &[("1".to_owned(), anew.clone()), ("9".to_owned(), anew)]);
        assert_eq!(list.iter().map(|saved| (saved.id.as_str(), saved.since)).collect::<Vec<_>>(), [("9", 6.0)]);
    }
}
