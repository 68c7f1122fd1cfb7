//! Reads a course's folder; its format is in `data/lms/FORMAT.md`.
use std::collections::HashMap;

use serde::Deserialize;

use super::content::Content;
use super::{Block, Course, CourseKey, Kind, Weight, captions, unit_file};
use crate::openedx::seed::days;

/// A folder of `data/lms/`, as the build puts it into the program.
#[derive(Debug)]
pub(crate) struct LmsFolder {
    /// Its name.
    pub(crate) name: &'static str,
    /// `course.json`, `handouts.html`, `welcome.html` and units, by name.
    pub(crate) texts: &'static [(&'static str, &'static str)],
    /// Films and captions, by name.
    pub(crate) files: &'static [(&'static str, &'static [u8])],
}

/// `course.json`. Days count from the world's now.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CourseFile {
    key: String,
    title: String,
    language: String,
    start: f64,
    end: Option<f64>,
    enrollment_start: f64,
    enrollment_end: Option<f64>,
    #[serde(default)]
    self_paced: bool,
    #[serde(default)]
    public: bool,
    #[serde(default)]
    has_certificate: bool,
    passing: f64,
    weights: Vec<WeightFile>,
    sections: Vec<Section>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightFile {
    name: String,
    short: String,
    weight: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    id: String,
    title: String,
    #[serde(default)]
    start: Option<f64>,
    subsections: Vec<Subsection>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Subsection {
    id: String,
    title: String,
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    due: Option<f64>,
    #[serde(default)]
    gated_by: Option<String>,
    #[serde(default)]
    time_limit_mins: Option<u32>,
    #[serde(default)]
    hide_after_due: bool,
    units: Vec<String>,
}

impl LmsFolder {
    fn text(&self, name: &str) -> Result<&'static str, String> {
        let found = self.texts.iter().find_map(|(known, text)| (*known == name).then_some(*text));
        found.ok_or_else(|| format!("lms/{}: no file \"{name}\"", self.name))
    }

    /// Reads the course.
    ///
    /// # Errors
    /// A sentence that names the file which is wrong.
    pub(crate) fn read(&self) -> Result<Course, String> {
        let file: CourseFile = serde_json::from_str(self.text("course.json")?)
            .map_err(|error| format!("lms/{}/course.json: {error}", self.name))?;
        let key = CourseKey::parse(&file.key).ok_or_else(|| format!("\"{}\" is no course key", file.key))?;
        let language = match file.language.as_str() {
            "fr" => "fr",
            "en" => "en",
            other => return Err(format!("lms/{}: no language \"{other}\"", self.name)),
        };
        let mut course = Course {
            key,
            title: file.title.clone(),
            language,
            start: Some(days(file.start)),
            end: file.end.map(days),
            enrollment_start: Some(days(file.enrollment_start)),
            enrollment_end: file.enrollment_end.map(days),
            self_paced: file.self_paced,
            invitation_only: false,
            capacity: None,
            prerequisite: None,
            public: file.public,
            passing: file.passing,
            weights: Vec::new(),
            handouts_html: self.text("handouts.html")?.to_owned(),
            welcome_html: self.text("welcome.html")?.to_owned(),
            has_certificate: file.has_certificate,
            blocks: Vec::new(),
            by_id: HashMap::new(),
            files: self.files,
        };
        course.weights = file.weights.into_iter().map(Weight::from).collect();
        let root = course.add(None, Block::new(Kind::Course, "course", &file.title))?;
        for section in &file.sections {
            let mut block = Block::new(Kind::Chapter, &section.id, &section.title);
            block.start = section.start.map(days);
            let chapter = course.add(Some(root), block)?;
            for subsection in &section.subsections {
                let sequence = course.add(Some(chapter), subsection.block(&course)?)?;
                for unit in &subsection.units {
                    self.unit(&mut course, sequence, unit)
                        .map_err(|error| format!("lms/{}/units/{unit}.unit: {error}", self.name))?;
                }
            }
        }
        Ok(course)
    }

    fn unit(&self, course: &mut Course, sequence: usize, id: &str) -> Result<(), String> {
        let unit = unit_file::read(self.text(&format!("{id}.unit"))?)?;
        let mut block = Block::new(Kind::Vertical, id, &unit.title);
        block.effort_minutes = unit.minutes;
        block.conduct = unit.conduct;
        let vertical = course.add(Some(sequence), block)?;
        for (number, mut leaf) in (1_u32..).zip(unit.blocks) {
            if let Content::Video(video) = &mut leaf.content {
                video.languages = ["fr", "en"]
                    .into_iter()
                    .filter(|language| course.file(&format!("{}.{language}.vtt", video.name)).is_some())
                    .map(str::to_owned)
                    .collect();
                if course.file(&format!("{}.webm", video.name)).is_none() || video.languages.is_empty() {
                    return Err(format!("no film with captions \"{}\"", video.name));
                }
                let cues = course.captions(video, course.language).map(captions::cues).unwrap_or_default();
                video.duration = cues.last().map_or(0.0, |cue| cue.end);
            }
            let mut block = Block::new(leaf.kind, &format!("{id}-{number}"), &leaf.title);
            block.max_score = (leaf.kind == Kind::Problem).then_some(1.0);
            block.content = leaf.content;
            course.add(Some(vertical), block)?;
        }
        Ok(())
    }
}

impl Subsection {
    fn block(&self, course: &Course) -> Result<Block, String> {
        let mut block = Block::new(Kind::Sequential, &self.id, &self.title);
        block.graded = self.format.is_some();
        block.format.clone_from(&self.format);
        block.due = self.due.map(days);
        block.hide_after_due = self.hide_after_due;
        block.time_limit_mins = self.time_limit_mins;
        if let Some(format) = &self.format
            && !course.weights.iter().any(|weight| weight.name == *format)
        {
            return Err(format!("{}: \"{format}\" has no weight", self.id));
        }
        if let Some(gate) = &self.gated_by {
            let place = course.by_id.get(gate).copied();
            block.gated_by = Some(place.ok_or_else(|| format!("{}: no \"{gate}\" before it", self.id))?);
        }
        Ok(block)
    }
}

impl From<WeightFile> for Weight {
    fn from(file: WeightFile) -> Self {
        Self { name: file.name, short: file.short, weight: file.weight }
    }
}
