//! What waits to be told, on the device: it outlives the page.
use super::{Deed, News};
use crate::{
    app::device,
    wire::openedx::{CourseKey, UsageKey},
};

const NAME: &str = "course";
/// Most that is read: more was written by somebody else.
const MOST: usize = 1000;

/// Waits until no other tab tells what is kept.
pub(super) async fn turn() -> Option<device::Turn> {
    device::turn(NAME).await
}

/// All that was kept, whoever did it; what cannot be read is left out.
pub(super) fn all() -> Vec<News> {
    let all = device::load::<Vec<Vec<String>>>(NAME).unwrap_or_default();
    all.iter().take(MOST).filter_map(|parts| read(parts)).collect()
}

/// Keeps these in place of what was kept. False where the browser keeps nothing: they last as long as the page.
pub(super) fn keep(all: &[News]) -> bool {
    if all.is_empty() {
        device::forget(NAME);
        return true;
    }
    let is_kept = device::keep(NAME, &all.iter().map(written).collect::<Vec<_>>());
    if !is_kept {
        leptos::logging::warn!("the device does not keep what waits to be told");
    }
    is_kept
}

fn written(news: &News) -> Vec<String> {
    let deed = match &news.deed {
        Deed::Position { course, sequence, at } => {
            vec!["position".into(), course.as_str().into(), sequence.as_str().into(), at.to_string()]
        }
        Deed::Done { course, block } => vec!["done".into(), course.as_str().into(), block.as_str().into()],
        Deed::Mark { unit, on } => vec![if *on { "mark" } else { "unmark" }.into(), unit.as_str().into()],
    };
    std::iter::once(news.username.clone()).chain(deed).collect()
}

fn read(parts: &[String]) -> Option<News> {
    let (username, deed) = parts.split_first()?;
    let deed: Vec<&str> = deed.iter().map(String::as_str).collect();
    let deed = match deed.as_slice() {
        ["position", course, sequence, at] => Deed::Position {
            course: CourseKey::parse(course)?,
            sequence: UsageKey::parse(sequence)?,
            at: at.parse().ok()?,
        },
        ["done", course, block] => Deed::Done { course: CourseKey::parse(course)?, block: UsageKey::parse(block)? },
        ["mark", unit] => Deed::Mark { unit: UsageKey::parse(unit)?, on: true },
        ["unmark", unit] => Deed::Mark { unit: UsageKey::parse(unit)?, on: false },
        _ => return None,
    };
    Some(News { username: username.clone(), deed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again() {
        let course = CourseKey::parse("course-v1:Preau+A+1").unwrap();
        let key = |name: &str| UsageKey::parse(&format!("block-v1:Preau+A+1+type@vertical+block@{name}")).unwrap();
        let deeds = [
            Deed::Position { course: course.clone(), sequence: key("s"), at: 3 },
            Deed::Done { course, block: key("b") },
            Deed::Mark { unit: key("u"), on: true },
            Deed::Mark { unit: key("u"), on: false },
        ];
        for deed in deeds {
            let news = News { username: "élodie".into(), deed };
            assert_eq!(read(&written(&news)), Some(news));
        }
    }

    #[test]
    fn what_somebody_else_wrote_there_is_left_out() {
        let key = "block-v1:Preau+A+1+type@vertical+block@s";
        for parts in [
            &[][..],
            &["a"],
            &["a", "mark"],
            &["a", "mark", "nothing"],
            &["a", "position", "course-v1:Preau+A+1", key, "-1"],
            &["a", "done", "../../x", key],
            &["a", "delete", key],
        ] {
            let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
            assert_eq!(read(&parts), None, "{parts:?}");
        }
    }
}
