//! Courses of the LMS: keys, blocks, data sets.
use std::collections::HashMap;
use std::fmt::{self, Display, Formatter};

use serde_json::{Value, json};

use crate::catalogue::document::Moment;

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
    /// Code in our own catalogue, if it is there.
    pub(crate) richie_code: Option<String>,
    /// The course itself first, then depth first.
    pub(crate) blocks: Vec<Block>,
    /// Place of a block by its id.
    pub(crate) by_id: HashMap<String, usize>,
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
}

/// Courses that a world's LMS can have.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum LmsDataset {
    /// Written for the demonstration.
    Own,
    /// One course of the size of a real one.
    Large,
    /// One course of so many units.
    Units(usize),
    /// None.
    Empty,
}

impl LmsDataset {
    /// As settings say it.
    ///
    /// # Errors
    /// A sentence naming the value when it is none.
    pub(crate) fn from_json(value: &Value) -> Result<Self, String> {
        match value.as_str() {
            Some("own") => return Ok(Self::Own),
            Some("large") => return Ok(Self::Large),
            Some("empty") => return Ok(Self::Empty),
            _ => {}
        }
        let units = value.get("units").and_then(Value::as_u64).and_then(|units| usize::try_from(units).ok());
        units
            .map(Self::Units)
            .ok_or_else(|| format!("lms_dataset is {value}: say \"own\", \"large\", \"empty\" or {{\"units\": 2000}}"))
    }

    /// As settings say it.
    pub(crate) fn to_json(&self) -> Value {
        match self {
            Self::Own => json!("own"),
            Self::Large => json!("large"),
            Self::Units(units) => json!({"units": units}),
            Self::Empty => json!("empty"),
        }
    }

    /// Reads or makes the courses.
    ///
    /// # Errors
    /// A sentence for the developer: a file that is wrong.
    pub(crate) fn load(&self) -> Result<Vec<Course>, String> {
        let key = |text: &str| CourseKey::parse(text).ok_or_else(|| format!("\"{text}\" is no course key"));
        Ok(match self {
            Self::Empty => Vec::new(),
            Self::Own => vec![
                generated(key("course-v1:Preau+CLAVIER+1")?, "Apprendre au clavier", 24),
                generated(key("course-v1:Preau+STAT+1")?, "Statistique descriptive", 12),
                generated(key("course-v1:Preau+OPEN+1")?, "Open data", 12),
            ],
            Self::Large => vec![generated(key("course-v1:Preau+LARGE+1")?, "Un grand cours", 58)],
            Self::Units(units) => vec![generated(key("course-v1:Preau+UNITS+1")?, "Un cours généré", *units)],
        })
    }
}

const DAY: Moment = 86_400;

fn generated(key: CourseKey, title: &str, units: usize) -> Course {
    let mut course = Course {
        key,
        title: title.to_owned(),
        language: "fr",
        start: Some(-30 * DAY),
        end: Some(60 * DAY),
        enrollment_start: Some(-60 * DAY),
        enrollment_end: Some(30 * DAY),
        self_paced: true,
        invitation_only: false,
        capacity: None,
        prerequisite: None,
        public: false,
        passing: 0.5,
        weights: vec![Weight { name: "Quiz".to_owned(), short: "Quiz".to_owned(), weight: 1.0 }],
        handouts_html: "<p>Documents.</p>".to_owned(),
        welcome_html: "<p>Bienvenue.</p>".to_owned(),
        has_certificate: true,
        richie_code: None,
        blocks: Vec::new(),
        by_id: HashMap::new(),
    };
    let root = push(&mut course, None, Kind::Course, "course", title);
    let (mut section, mut sequence) = (root, root);
    for unit in 0..units {
        if unit % 12 == 0 {
            section = push(&mut course, Some(root), Kind::Chapter, &format!("s{unit}"), &format!("Section {unit}"));
        }
        if unit % 4 == 0 {
            let before = sequence;
            sequence =
                push(&mut course, Some(section), Kind::Sequential, &format!("q{unit}"), &format!("Séquence {unit}"));
            if unit % 8 == 4
                && let Some(block) = course.blocks.get_mut(sequence)
            {
                block.graded = true;
                block.format = Some("Quiz".to_owned());
                block.due = Some(if unit == 4 { -2 * DAY } else { 7 * DAY });
            }
            if let Some(block) = course.blocks.get_mut(sequence) {
                match unit {
                    8 => block.gated_by = Some(before),
                    12 => block.time_limit_mins = Some(60),
                    16 => {
                        block.hide_after_due = true;
                        block.due = Some(-DAY);
                    }
                    _ => {}
                }
            }
        }
        let vertical = push(&mut course, Some(sequence), Kind::Vertical, &format!("u{unit}"), &format!("Unité {unit}"));
        push(&mut course, Some(vertical), Kind::Html, &format!("h{unit}"), "Texte");
        if unit % 3 == 2 {
            let problem = push(&mut course, Some(vertical), Kind::Problem, &format!("p{unit}"), "Question");
            if let Some(block) = course.blocks.get_mut(problem) {
                block.max_score = Some(1.0);
            }
        }
    }
    course
}

fn push(course: &mut Course, parent: Option<usize>, kind: Kind, id: &str, title: &str) -> usize {
    let index = course.blocks.len();
    course.blocks.push(Block {
        id: id.to_owned(),
        kind,
        title: title.to_owned(),
        parent,
        children: Vec::new(),
        graded: false,
        format: None,
        due: None,
        start: None,
        effort_minutes: (kind == Kind::Vertical).then_some(5),
        hide_after_due: false,
        gated_by: None,
        time_limit_mins: None,
        max_score: None,
    });
    course.by_id.insert(id.to_owned(), index);
    if let Some(parent) = parent.and_then(|parent| course.blocks.get_mut(parent)) {
        parent.children.push(index);
    }
    index
}

impl Course {
    /// Words of a block, for the search.
    pub(crate) fn text(&self, index: usize) -> String {
        self.blocks.get(index).map(|block| block.title.clone()).unwrap_or_default()
    }

    /// `student_view_data` of a block that has some.
    pub(crate) fn student_view_data(&self, index: usize, _: &str) -> Option<Value> {
        let block = self.blocks.get(index).filter(|block| block.kind == Kind::Html)?;
        Some(json!({"enabled": true, "html": format!("<p>{}</p>", block.title)}))
    }
}
