//! A course down to its units, in the order in which one goes through it.
use super::header::Entered;
use crate::{
    api::{
        ApiError, Remote,
        lms::{self, Node, Tree},
    },
    app::{LearnPage, Route},
    wire::{
        ByName,
        openedx::{BlockKind, Blocks, CompletionStat, CourseBlock, CourseBlocks, CourseKey, OutlineBlock, UsageKey},
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

    /// From what an older server tells.
    pub(super) fn from_blocks(blocks: CourseBlocks) -> Self {
        let tree = Tree::new(blocks.blocks);
        let own = |block: &CourseBlock| (block.id.as_str().to_owned(), outline_block(&tree, block));
        Self::new(tree.all().iter().map(own).collect())
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

fn outline_block(tree: &Tree<CourseBlock>, block: &CourseBlock) -> OutlineBlock {
    let kind = match block.kind.as_str() {
        "course" => BlockKind::Course,
        "chapter" => BlockKind::Section,
        "sequential" => BlockKind::Subsection,
        "vertical" => BlockKind::Unit,
        _ => BlockKind::Unknown,
    };
    let completion_stat = (kind == BlockKind::Section || kind == BlockKind::Subsection).then(|| {
        let (done, all) = count(tree, block);
        CompletionStat { completion: done.into(), completable_children: all }
    });
    OutlineBlock {
        id: block.id.clone(),
        kind,
        display_name: block.display_name.clone(),
        children: block.children().to_vec(),
        complete: block.complete,
        resume_block: block.resume_block,
        due: block.due.clone(),
        description: block.format.clone(),
        effort_time: block.effort_time,
        lms_web_url: Some(String::new()),
        completion_stat,
        ..OutlineBlock::default()
    }
}

/// Units that are done, of all in a part.
fn count(tree: &Tree<CourseBlock>, block: &CourseBlock) -> (u32, u32) {
    if block.kind == "vertical" {
        return (block.complete.into(), 1);
    }
    tree.children(block).map(|child| count(tree, child)).fold((0, 0), |(done, all), (more_done, more)| {
        (u32::saturating_add(done, more_done), u32::saturating_add(all, more))
    })
}

/// Asks for the course; the last good answer stands meanwhile.
pub(super) fn plan(key: &CourseKey, entered: &Entered, username: Option<String>) -> Remote<Plan> {
    let (is_older, username) = (entered.is_older, username.unwrap_or_default());
    let last = if is_older {
        lms::last_all_blocks(&username, key).map(Plan::from_blocks)
    } else {
        lms::last_navigation(key).map(|found| Plan::new(found.blocks))
    };
    let key = key.clone();
    let remote = Remote::new(move || {
        let (key, username) = (key.clone(), username.clone());
        let answer: futures::future::LocalBoxFuture<'static, Result<Plan, ApiError>> = Box::pin(async move {
            if is_older {
                return lms::all_blocks(&username, &key).await.map(Plan::from_blocks);
            }
            lms::navigation(&key).await.map(|Blocks { blocks }| Plan::new(blocks))
        });
        Some(answer)
    });
    if let Some(last) = last {
        remote.preset(last);
    }
    remote
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> UsageKey {
        UsageKey::from(text.to_owned())
    }

    fn plan() -> Plan {
        let block = |id: &str, kind, children: &[&str]| {
            let children = children.iter().map(|child| key(child)).collect();
            let hide_from_toc = Some(id == "hidden");
            let block = OutlineBlock {
                id: key(id),
                kind,
                children,
                hide_from_toc,
                display_name: id.to_uppercase(),
                ..OutlineBlock::default()
            };
            (id.to_owned(), block)
        };
        Plan::new(
            [
                block("course", BlockKind::Course, &["s1", "s2"]),
                block("s1", BlockKind::Section, &["q1", "hidden"]),
                block("s2", BlockKind::Section, &["empty", "q2", "odd"]),
                block("q1", BlockKind::Subsection, &["u1", "u2"]),
                block("hidden", BlockKind::Subsection, &["uh"]),
                block("empty", BlockKind::Subsection, &[]),
                block("q2", BlockKind::Locked, &["u3"]),
                block("odd", BlockKind::Unknown, &[]),
                block("u1", BlockKind::Unit, &[]),
                block("u2", BlockKind::Unit, &[]),
                block("uh", BlockKind::Unit, &[]),
                block("u3", BlockKind::Unit, &[]),
            ]
            .into_iter()
            .collect(),
        )
    }

    #[test]
    fn one_goes_on_across_subsections_and_sections() {
        let plan = plan();
        let name = |place: Option<&Place>| place.map(|place| plan.title(&place.unit));
        let (previous, next) = plan.neighbours(&key("u2"));
        assert_eq!((name(previous).as_deref(), name(next).as_deref()), (Some("U1"), Some("U3")));
        assert_eq!(name(plan.neighbours(&key("u1")).0), None);
        assert_eq!(name(plan.neighbours(&key("u3")).1), None);
    }

    #[test]
    fn what_is_reached_by_link_only_has_no_neighbours() {
        assert_eq!(plan().neighbours(&key("uh")), (None, None));
        assert_eq!(plan().unit_for(&key("uh")).map(|place| place.sequence), Some(key("hidden")));
    }

    #[test]
    fn every_part_leads_to_a_unit() {
        let plan = plan();
        let unit = |part: &str| plan.unit_for(&key(part)).map(|place| plan.title(&place.unit));
        assert_eq!(unit("s2").as_deref(), Some("U3"));
        assert_eq!(unit("q1").as_deref(), Some("U1"));
        assert_eq!(unit("u2").as_deref(), Some("U2"));
        assert_eq!(unit("empty"), None);
        assert_eq!(plan.section_of(&key("u3")).map(|section| section.id.clone()), Some(key("s2")));
    }

    #[test]
    fn an_older_server_tells_the_same_in_other_words() {
        let block = |id: &str, kind: &str, children: &[&str], complete| {
            let children = children.iter().map(|child| key(child)).collect();
            (
                id.to_owned(),
                CourseBlock { id: key(id), kind: kind.into(), children, complete, ..CourseBlock::default() },
            )
        };
        let blocks = [
            block("course", "course", &["s"], false),
            block("s", "chapter", &["q"], false),
            block("q", "sequential", &["u", "v"], false),
            block("u", "vertical", &[], true),
            block("v", "vertical", &[], false),
        ];
        let plan = Plan::from_blocks(CourseBlocks { blocks: blocks.into_iter().collect(), ..CourseBlocks::default() });
        assert_eq!(plan.places().len(), 2);
        let section = plan.get(&key("s")).and_then(|section| section.completion_stat).unwrap();
        assert_eq!((section.completion, section.completable_children), (1.0, 2));
    }
}
