//! A course as one learner has it: keys, what is complete, where to go on. Every endpoint counts here, so that they agree.
use super::ask::Ask;
use super::course::{Block, Course, Kind};
use super::state::Learner;

/// See the module.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tree<'a> {
    /// The course.
    pub(crate) course: &'a Course,
    /// Whose.
    pub(crate) learner: &'a Learner,
}

/// What is done of what there is.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Share {
    /// Sum of what is complete.
    pub(crate) done: f64,
    /// How many count.
    pub(crate) of: u32,
}

impl Share {
    /// All that counts is complete.
    pub(crate) fn is_whole(self) -> bool {
        self.done >= f64::from(self.of)
    }
}

impl<'a> Tree<'a> {
    /// That course with what the learner did.
    pub(crate) fn new(course: &'a Course, learner: &'a Learner) -> Self {
        Self { course, learner }
    }

    /// The block at that place.
    pub(crate) fn block(self, index: usize) -> Option<&'a Block> {
        self.course.blocks.get(index)
    }

    /// Usage key of the block at that place.
    pub(crate) fn usage(self, index: usize) -> String {
        self.course.usage_key(index)
    }

    /// Place of the block with that usage key.
    pub(crate) fn find(self, usage: &str) -> Option<usize> {
        let (_, id) = usage.rsplit_once("+block@")?;
        let index = *self.course.by_id.get(id)?;
        (self.usage(index) == usage).then_some(index)
    }

    /// Title of the block at that place.
    pub(crate) fn title(self, index: usize) -> &'a str {
        self.block(index).map_or("", |block| block.title.as_str())
    }

    /// Places of the children.
    pub(crate) fn children(self, index: usize) -> &'a [usize] {
        self.block(index).map_or(&[], |block| block.children.as_slice())
    }

    /// Whether the block is of that kind.
    pub(crate) fn is(self, index: usize, kind: &Kind) -> bool {
        self.block(index).is_some_and(|block| block.kind == *kind)
    }

    /// The block itself and those above it, the course last.
    pub(crate) fn chain(self, index: usize) -> Vec<usize> {
        std::iter::successors(Some(index), |index| self.block(*index).and_then(|block| block.parent)).collect()
    }

    /// The block of that kind which holds this one, or is it.
    pub(crate) fn above(self, index: usize, kind: &Kind) -> Option<usize> {
        self.chain(index).into_iter().find(|index| self.is(*index, kind))
    }

    /// What is below the block, in order.
    pub(crate) fn below(self, index: usize) -> Vec<usize> {
        let mut found = Vec::new();
        for child in self.children(index) {
            found.push(*child);
            found.extend(self.below(*child));
        }
        found
    }

    /// Places of the blocks of that kind in the whole course.
    pub(crate) fn of_kind(self, kind: &'a Kind) -> impl Iterator<Item = usize> + 'a {
        let blocks = self.course.blocks.iter().enumerate();
        blocks.filter(move |(_, block)| block.kind == *kind).map(|(index, _)| index)
    }

    /// Blocks below that a learner can complete.
    pub(crate) fn leaves(self, index: usize) -> Vec<usize> {
        self.below(index).into_iter().filter(|index| self.counts(*index)).collect()
    }

    /// Whether completion of the block counts: discussions are left out.
    pub(crate) fn counts(self, index: usize) -> bool {
        self.block(index).is_some_and(|block| {
            block.children.is_empty() && !is_container(&block.kind) && block.kind != Kind::Discussion
        })
    }

    /// Completion of a leaf.
    pub(crate) fn completion(self, index: usize) -> f64 {
        self.learner.completion(&self.usage(index))
    }

    /// Of a unit the leaves, of what is above it the units.
    pub(crate) fn share(self, index: usize) -> Share {
        if self.is(index, &Kind::Vertical) {
            let leaves = self.leaves(index);
            let done = leaves.iter().map(|leaf| self.completion(*leaf)).sum();
            return Share { done, of: count(leaves.len()) };
        }
        let units: Vec<usize> =
            self.below(index).into_iter().filter(|index| self.is(*index, &Kind::Vertical)).collect();
        let done = units.iter().filter(|unit| self.share(**unit).is_whole()).count();
        Share { done: f64::from(count(done)), of: count(units.len()) }
    }

    /// Whether everything below is complete; a leaf itself.
    pub(crate) fn is_complete(self, index: usize) -> bool {
        if self.counts(index) { self.completion(index) >= 1.0 } else { self.share(index).is_whole() }
    }

    /// The leaf completed last, if it is still there.
    pub(crate) fn last_completed(self) -> Option<usize> {
        self.learner.last_completed.get(&self.course.key.to_string()).and_then(|usage| self.find(usage))
    }

    /// Where resuming leads: the leaf completed last, else the first of all.
    pub(crate) fn resume(self) -> Option<usize> {
        self.last_completed().or_else(|| self.leaves(0).first().copied())
    }

    /// Seconds that it takes, and how many activities.
    pub(crate) fn effort(self, index: usize) -> (u32, u32) {
        let mut whole = self.below(index);
        whole.push(index);
        let units = whole.iter().filter_map(|index| self.block(*index));
        let minutes = units.filter_map(|block| block.effort_minutes).sum::<u32>();
        let activities = whole.iter().filter(|index| self.is(**index, &Kind::Problem)).count();
        (minutes * 60, count(activities))
    }

    /// `problem`, `video` or `other`: what the icon of a unit shows.
    pub(crate) fn icon(self, unit: usize) -> &'static str {
        let has = |kind: Kind| self.below(unit).iter().any(|index| self.is(*index, &kind));
        if has(Kind::Video) {
            "video"
        } else if has(Kind::Problem) {
            "problem"
        } else {
            "other"
        }
    }

    /// The sequence that must be passed before this one, unless it was.
    pub(crate) fn gate(self, ask: &Ask<'_>, sequence: usize) -> Option<usize> {
        let gate = self.block(sequence)?.gated_by?;
        let is_passed = super::progress::subsection(self, gate).is_some_and(|score| score.share() >= 0.5)
            || (super::progress::subsection(self, gate).is_none_or(|score| score.possible == 0.0)
                && self.is_complete(gate));
        let is_open_to = ask.is_staff() && !self.learner.masquerades.contains(&self.course.key.to_string());
        (!is_passed && !is_open_to).then_some(gate)
    }

    /// Address of the door to a block.
    pub(crate) fn door(self, ask: &Ask<'_>, index: usize) -> String {
        format!("{}/courses/{}/jump_to/{}", ask.origin(), self.course.key, self.usage(index))
    }
}

fn is_container(kind: &Kind) -> bool {
    matches!(kind, Kind::Course | Kind::Chapter | Kind::Sequential | Kind::Vertical)
}

/// A number of things as JSON and sums take it.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
