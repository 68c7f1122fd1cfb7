//! A course down to its units, in the order in which one goes through it.
mod older;

use super::header::Entered;
use crate::{
    api::{
        ApiError, Remote,
        lms::{self, Tree},
    },
    app::{LearnPage, Route},
    wire::{
        ByName,
        openedx::{BlockKind, Blocks, CourseKey, OutlineBlock, UsageKey},
    },
};

/// A unit and the subsection that it is in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Place {
    /// The subsection.
    pub sequence: UsageKey,
    /// The unit.
    pub unit: UsageKey,
}

impl Place {
    /// Its page.
    pub(super) fn path(&self, course: &CourseKey) -> String {
        unit_path(course, &self.sequence, &self.unit)
    }
}

/// Page of a unit.
pub(super) fn unit_path(course: &CourseKey, sequence: &UsageKey, unit: &UsageKey) -> String {
    let (sequence, unit) = (Some(sequence.as_str().to_owned()), Some(unit.as_str().to_owned()));
    Route::Learn(course.as_str().to_owned(), LearnPage::Unit { sequence, unit }).path()
}

/// Page of a part of a course whose units are not known here.
pub(super) fn part_path(course: &CourseKey, part: &UsageKey) -> String {
    let unit = Some(part.as_str().to_owned());
    Route::Learn(course.as_str().to_owned(), LearnPage::Unit { sequence: None, unit }).path()
}

/// The course.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    tree: Tree<OutlineBlock>,
    /// Every unit that one comes to by "next", in order.
    way: Vec<Place>,
}

impl Plan {
    /// From what the LMS tells of the course.
    pub(super) fn new(blocks: ByName<OutlineBlock>) -> Self {
        let tree = Tree::new(blocks);
        let mut way = Vec::new();
        let sections: Vec<&OutlineBlock> = tree.root().map(|root| tree.children(root).collect()).unwrap_or_default();
        for sequence in sections.into_iter().flat_map(|section| tree.children(section)).filter(|part| is_shown(part)) {
            // where nobody may look inside yet, its page says why
            let units = tree.children(sequence).filter(|unit| unit.kind == BlockKind::Unit);
            way.extend(units.map(|unit| Place { sequence: sequence.id.clone(), unit: unit.id.clone() }));
        }
        Self { tree, way }
    }

    /// Sections in order.
    pub(super) fn sections(&self) -> Vec<&OutlineBlock> {
        let sections = self.tree.root().map(|root| self.tree.children(root).collect::<Vec<_>>()).unwrap_or_default();
        sections.into_iter().filter(|section| section.kind == BlockKind::Section).collect()
    }

    /// Subsections of a section that its contents show.
    pub(super) fn subsections<'a>(&'a self, section: &'a OutlineBlock) -> impl Iterator<Item = &'a OutlineBlock> {
        self.tree.children(section).filter(|part| is_shown(part))
    }

    /// Units of a subsection.
    pub(super) fn units<'a>(&'a self, sequence: &'a OutlineBlock) -> impl Iterator<Item = &'a OutlineBlock> {
        self.tree.children(sequence).filter(|unit| unit.kind == BlockKind::Unit)
    }

    /// A part by its key.
    pub(super) fn get(&self, key: &UsageKey) -> Option<&OutlineBlock> {
        self.tree.get(key)
    }

    /// Title of a part; empty if it is not known.
    pub(super) fn title(&self, key: &UsageKey) -> String {
        self.get(key).map(|block| block.display_name.clone()).unwrap_or_default()
    }

    /// The section that a subsection or unit is in.
    pub(super) fn section_of(&self, key: &UsageKey) -> Option<&OutlineBlock> {
        let parent = self.tree.parent(key)?;
        if parent.kind == BlockKind::Section { Some(parent) } else { self.section_of(&parent.id) }
    }

    /// The subsection of a unit.
    pub(super) fn sequence_of(&self, unit: &UsageKey) -> Option<&OutlineBlock> {
        self.tree.parent(unit).filter(|parent| is_sequence(parent))
    }

    /// Units that one comes to by "previous" and "next".
    pub(super) fn neighbours(&self, unit: &UsageKey) -> (Option<&Place>, Option<&Place>) {
        let Some(at) = self.way.iter().position(|place| place.unit == *unit) else { return (None, None) };
        (at.checked_sub(1).and_then(|at| self.way.get(at)), self.way.get(at.saturating_add(1)))
    }

    /// Whether one comes to a unit by "previous" and "next".
    pub(super) fn is_on_the_way(&self, unit: &UsageKey) -> bool {
        self.way.iter().any(|place| place.unit == *unit)
    }

    /// Every unit, in order.
    pub(super) fn places(&self) -> &[Place] {
        &self.way
    }

    /// The first unit of all.
    pub(super) fn first(&self) -> Option<&Place> {
        self.way.first()
    }

    /// Where the learner stopped, if the LMS says so.
    pub(super) fn resume(&self) -> Option<&Place> {
        self.way.iter().find(|place| self.get(&place.unit).is_some_and(|unit| unit.resume_block))
    }

    /// The unit that stands for a part: itself, or the first one in it.
    pub(super) fn unit_for(&self, key: &UsageKey) -> Option<Place> {
        let block = self.get(key)?;
        if block.kind == BlockKind::Unit {
            let sequence = self.sequence_of(key)?.id.clone();
            return Some(Place { sequence, unit: key.clone() });
        }
        self.tree.children(block).find_map(|child| self.unit_for(&child.id))
    }
}

fn is_sequence(block: &OutlineBlock) -> bool {
    matches!(block.kind, BlockKind::Subsection | BlockKind::Locked)
}

fn is_shown(block: &OutlineBlock) -> bool {
    is_sequence(block) && block.hide_from_toc != Some(true)
}

/// Asks for the course; the last good answer stands meanwhile.
pub(super) fn plan(key: &CourseKey, entered: &Entered, username: Option<String>) -> Remote<Plan> {
    let (is_older, username) = (entered.is_older, username.unwrap_or_default());
    let is_inside = entered.metadata.is_enrolled || entered.metadata.is_staff;
    let last = if is_older {
        older::last(&username, key)
    } else {
        lms::last_navigation(key).map(|found| Plan::new(found.blocks))
    };
    let key = key.clone();
    let remote = Remote::new(move || {
        let (key, username) = (key.clone(), username.clone());
        let answer: futures::future::LocalBoxFuture<'static, Result<Plan, ApiError>> = Box::pin(async move {
            if is_older {
                return older::ask(&username, &key).await;
            }
            let Blocks { blocks } = lms::navigation(&key).await?;
            // only who is not in the course may be shown nothing of it
            if blocks.is_empty() && is_inside {
                return Err(ApiError::Decode("no blocks".into()));
            }
            Ok(Plan::new(blocks))
        });
        Some(answer)
    });
    if let Some(last) = last {
        remote.preset(last);
    }
    remote
}

#[cfg(test)]
mod tests;
