//! Courses of the LMS: keys, blocks, data sets.
pub(crate) mod captions;
pub(crate) mod content;
mod dataset;
pub(crate) mod folder;
mod generated;
mod unit_file;

use std::collections::HashMap;
use std::fmt::{self, Display, Formatter};

use crate::catalogue::document::Moment;
use content::{Conduct, Content};
pub(crate) use dataset::LmsDataset;

/// `course-v1:ORG+NUMBER+RUN`
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct CourseKey {
    /// Institution.
    pub(crate) org: String,
    /// Code of the course.
    pub(crate) number: String,
    /// Which opening of it.
    pub(crate) run: String,
}

impl CourseKey {
    /// `None` if the text is no course key.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix("course-v1:")?.split('+').map(str::to_owned);
        let key = Self { org: parts.next()?, number: parts.next()?, run: parts.next()? };
        let is_whole = parts.next().is_none() && ![&key.org, &key.number, &key.run].iter().any(|part| part.is_empty());
        is_whole.then_some(key)
    }
}

impl Display for CourseKey {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "course-v1:{}+{}+{}", self.org, self.number, self.run)
    }
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The whole.
    Course,
    /// A section.
    Chapter,
    /// A subsection.
    Sequential,
    /// A unit.
    Vertical,
    /// Text.
    Html,
    /// A video.
    Video,
    /// A question.
    Problem,
    /// A discussion beside the unit.
    Discussion,
    /// Whatever else there is.
    Other(&'static str),
}

impl Kind {
    /// As keys and answers say it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Chapter => "chapter",
            Self::Sequential => "sequential",
            Self::Vertical => "vertical",
            Self::Html => "html",
            Self::Video => "video",
            Self::Problem => "problem",
            Self::Discussion => "discussion",
            Self::Other(name) => name,
        }
    }
}

/// An assignment type's part of the grade.
#[derive(Debug, Clone)]
#[allow(clippy::struct_field_names, reason = "a weight is what it has")]
pub(crate) struct Weight {
    /// As `format` of a subsection says it.
    pub(crate) name: String,
    /// The same in a chart.
    pub(crate) short: String,
    /// From 0 to 1.
    pub(crate) weight: f64,
}

/// A course; dates count from a world's anchor.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "they have nothing to do with each other")]
pub(crate) struct Course {
    /// Its key.
    pub(crate) key: CourseKey,
    /// Its title.
    pub(crate) title: String,
    /// `fr` or `en`.
    pub(crate) language: &'static str,
    /// First day.
    pub(crate) start: Option<Moment>,
    /// Last day.
    pub(crate) end: Option<Moment>,
    /// First day of enrolment.
    pub(crate) enrollment_start: Option<Moment>,
    /// Last day of enrolment.
    pub(crate) enrollment_end: Option<Moment>,
    /// Everybody goes at their own pace.
    pub(crate) self_paced: bool,
    /// Only who was invited may enrol.
    pub(crate) invitation_only: bool,
    /// Number of places.
    pub(crate) capacity: Option<u32>,
    /// Course that must be passed before.
    pub(crate) prerequisite: Option<CourseKey>,
    /// Anonymous visitors may read it.
    pub(crate) public: bool,
    /// Grade from which it is passed.
    pub(crate) passing: f64,
    /// Assignment types.
    pub(crate) weights: Vec<Weight>,
    /// HTML of the handouts.
    pub(crate) handouts_html: String,
    /// HTML of the latest news.
    pub(crate) welcome_html: String,
    /// It gives certificates.
    pub(crate) has_certificate: bool,
    /// The course itself first, then depth first.
    pub(crate) blocks: Vec<Block>,
    /// Place of a block by its id.
    pub(crate) by_id: HashMap<String, usize>,
    /// Films and captions by name.
    pub(crate) files: &'static [(&'static str, &'static [u8])],
}

/// A part of a course.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// The last part of its key.
    pub(crate) id: String,
    /// What it is.
    pub(crate) kind: Kind,
    /// Its title.
    pub(crate) title: String,
    /// Place of what holds it.
    pub(crate) parent: Option<usize>,
    /// Places of what it holds.
    pub(crate) children: Vec<usize>,
    /// It counts for the grade.
    pub(crate) graded: bool,
    /// Its assignment type.
    pub(crate) format: Option<String>,
    /// When it is due.
    pub(crate) due: Option<Moment>,
    /// When it opens.
    pub(crate) start: Option<Moment>,
    /// How long it takes.
    pub(crate) effort_minutes: Option<u32>,
    /// Nothing of it shows after its due date.
    pub(crate) hide_after_due: bool,
    /// Place of the sequence that must be passed before.
    pub(crate) gated_by: Option<usize>,
    /// It is a timed exam of so many minutes.
    pub(crate) time_limit_mins: Option<u32>,
    /// Points that it gives.
    pub(crate) max_score: Option<f64>,
    /// What it holds itself.
    pub(crate) content: Content,
    /// How the page of a unit behaves.
    pub(crate) conduct: Conduct,
}

impl Block {
    /// A block without anything special.
    fn new(kind: Kind, id: &str, title: &str) -> Self {
        Self {
            id: id.to_owned(),
            kind,
            title: title.to_owned(),
            parent: None,
            children: Vec::new(),
            graded: false,
            format: None,
            due: None,
            start: None,
            effort_minutes: None,
            hide_after_due: false,
            gated_by: None,
            time_limit_mins: None,
            max_score: None,
            content: Content::None,
            conduct: Conduct::Ordinary,
        }
    }
}

impl Course {
    /// Key of the block at that place; empty if there is none.
    pub(crate) fn usage_key(&self, index: usize) -> String {
        let CourseKey { org, number, run } = &self.key;
        self.blocks
            .get(index)
            .map(|block| format!("block-v1:{org}+{number}+{run}+type@{}+block@{}", block.kind.name(), block.id))
            .unwrap_or_default()
    }

    /// Puts a block behind the others, as the last child of its parent.
    ///
    /// # Errors
    /// Names an id that is there already.
    fn add(&mut self, parent: Option<usize>, mut block: Block) -> Result<usize, String> {
        let index = self.blocks.len();
        block.parent = parent;
        if self.by_id.insert(block.id.clone(), index).is_some() {
            return Err(format!("two blocks have the id \"{}\"", block.id));
        }
        self.blocks.push(block);
        if let Some(parent) = parent.and_then(|parent| self.blocks.get_mut(parent)) {
            parent.children.push(index);
        }
        Ok(index)
    }
}
