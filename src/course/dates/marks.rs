//! What is to be said of each date.
use crate::{
    i18n::{Instant, t},
    ui::TagKind,
    wire::openedx::{DateBlock, DateKind},
};

/// Something to be said of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// It is today.
    Today,
    /// The work is done.
    Done,
    /// The work is not done, and its date has passed.
    Overdue,
    /// The first work that is still to be done.
    DueNext,
    /// The work cannot be opened yet.
    NotReleased,
    /// Kept for those who pay.
    PaidOnly,
    /// A date of the course has passed, or of work in a course that is over.
    Past,
}

impl Mark {
    /// In words.
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Today => t::dates::today(),
            Self::Done => t::dates::done(),
            Self::Overdue => t::dates::overdue(),
            Self::DueNext => t::dates::due_next(),
            Self::NotReleased => t::dates::not_released(),
            Self::PaidOnly => t::dates::paid_only(),
            Self::Past => t::dates::past(),
        }
    }

    /// Look of its tag.
    pub(super) const fn look(self) -> TagKind {
        match self {
            Self::Done => TagKind::Open,
            Self::Today | Self::DueNext => TagKind::Soon,
            Self::Overdue => TagKind::Danger,
            Self::NotReleased | Self::PaidOnly | Self::Past => TagKind::Quiet,
        }
    }
}

/// A date with what is to be said of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Marked {
    /// When.
    pub at: Instant,
    /// What.
    pub block: DateBlock,
    /// In the order in which they are read.
    pub marks: Vec<Mark>,
}

/// Dates in their order, each with its marks; what has no readable date is left out.
pub(super) fn marked(blocks: &[DateBlock], now: Instant) -> Vec<Marked> {
    let mut all: Vec<Marked> = blocks
        .iter()
        .filter_map(|block| Some(Marked { at: Instant::parse(&block.date)?, block: block.clone(), marks: Vec::new() }))
        .collect();
    crate::order::sort_by(&mut all, |one, other| one.at.millis().total_cmp(&other.at.millis()));
    let mut has_next = false;
    let has_ended = all.iter().any(|one| one.block.date_type == DateKind::CourseEndDate && one.at < now);
    for one in &mut all {
        one.marks = marks(&one.block, one.at, now, &mut has_next);
        if has_ended && let Some(late) = one.marks.iter_mut().find(|mark| **mark == Mark::Overdue) {
            // nothing can be made good any more
            *late = Mark::Past;
        }
    }
    all
}

fn marks(block: &DateBlock, at: Instant, now: Instant, has_next: &mut bool) -> Vec<Mark> {
    let is_work = block.date_type == DateKind::AssignmentDueDate;
    let is_done = block.complete == Some(true);
    let is_open = block.learner_has_access && !block.link.is_empty();
    let mut marks = Vec::new();
    if at.days_since(now) == 0.0 {
        marks.push(Mark::Today);
    }
    if !block.learner_has_access {
        marks.push(Mark::PaidOnly);
    }
    if is_work && is_done {
        marks.push(Mark::Done);
    } else if is_work && at < now {
        if is_open {
            marks.push(Mark::Overdue);
        } else if block.learner_has_access {
            marks.push(Mark::Past);
        }
    } else if is_work && block.learner_has_access {
        if block.link.is_empty() {
            marks.push(Mark::NotReleased);
        }
        if !*has_next {
            *has_next = true;
            marks.push(Mark::DueNext);
        }
    } else if at < now && !marks.contains(&Mark::Today) {
        marks.push(Mark::Past);
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_millis(20_000.5 * 86_400_000.0);

    fn work(complete: bool, link: &str) -> DateBlock {
        DateBlock {
            date_type: DateKind::AssignmentDueDate,
            complete: Some(complete),
            link: link.into(),
            learner_has_access: true,
            ..DateBlock::default()
        }
    }

    fn at(days: f64) -> Instant {
        Instant::from_millis(NOW.millis() + days * 86_400_000.0)
    }

    fn said(block: &DateBlock, days: f64) -> Vec<Mark> {
        marks(block, at(days), NOW, &mut false)
    }

    #[test]
    fn work_is_done_or_overdue_or_next() {
        assert_eq!(said(&work(true, "/x"), -3.0), [Mark::Done]);
        assert_eq!(said(&work(false, "/x"), -3.0), [Mark::Overdue]);
        assert_eq!(said(&work(false, "/x"), 3.0), [Mark::DueNext]);
        assert_eq!(said(&work(true, "/x"), 3.0), [Mark::Done], "handed in early");
        assert_eq!(said(&work(false, "/x"), 0.2), [Mark::Today, Mark::DueNext]);
    }

    #[test]
    fn only_the_first_work_ahead_is_next() {
        let mut has_next = false;
        assert_eq!(marks(&work(true, "/x"), at(1.0), NOW, &mut has_next), [Mark::Done]);
        assert_eq!(marks(&work(false, "/x"), at(2.0), NOW, &mut has_next), [Mark::DueNext]);
        assert_eq!(marks(&work(false, "/x"), at(3.0), NOW, &mut has_next), []);
    }

    #[test]
    fn what_cannot_be_opened_is_not_held_against_the_learner() {
        assert_eq!(said(&work(false, ""), 3.0), [Mark::NotReleased, Mark::DueNext]);
        assert_eq!(said(&work(false, ""), -3.0), [Mark::Past]);
        let paid = DateBlock { learner_has_access: false, ..work(false, "") };
        assert_eq!(said(&paid, 3.0), [Mark::PaidOnly]);
        assert_eq!(said(&paid, -3.0), [Mark::PaidOnly]);
    }

    #[test]
    fn dates_of_the_course_pass() {
        let start =
            DateBlock { date_type: DateKind::CourseStartDate, learner_has_access: true, ..DateBlock::default() };
        assert_eq!(said(&start, -9.0), [Mark::Past]);
        assert_eq!(said(&start, -0.2), [Mark::Today]);
        assert_eq!(said(&start, 9.0), []);
    }
}
