//! The blocks API: a course's parts down to what a unit is made of. Older servers have it too.
use super::UsageKey;
use crate::wire::ByName;
use serde::Deserialize;

/// Answer of `GET /api/courses/v1/blocks/` and `…/v2/blocks/`. Version 1 leaves out what is denied, 2 says why.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct CourseBlocks {
    /// Where the tree begins.
    pub root: UsageKey,
    /// By usage key.
    pub blocks: ByName<CourseBlock>,
}

/// A part of a course. Everything but `id` and `kind` comes on request, and only when it has a value.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct CourseBlock {
    /// Its key.
    pub id: UsageKey,
    /// `course`, `chapter`, `sequential`, `vertical`, `html`, `video`, `problem` or any other.
    #[serde(rename = "type")]
    pub kind: String,
    /// Title.
    pub display_name: String,
    /// In the order of the course.
    pub children: Vec<UsageKey>,
    /// Type of assignment.
    pub format: Option<String>,
    /// When it is due.
    pub due: Option<String>,
    /// Of blocks: 0 to 1.
    pub completion: Option<f64>,
    /// Everything in it is done.
    pub complete: bool,
    /// On the way to where the learner stopped.
    pub resume_block: bool,
    /// Seconds of work.
    pub effort_time: Option<u32>,
    /// Content of HTML and video blocks, where the server gives it; of other blocks, whatever they like.
    pub student_view_data: Option<StudentView>,
}

/// Content of an HTML or a video block.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct StudentView {
    /// Of HTML blocks: whether the server gives `html` at all.
    pub enabled: Option<bool>,
    /// Of HTML blocks: raw HTML.
    pub html: Option<String>,
    /// Of video blocks: it cannot be shown outside the LMS's page.
    pub only_on_web: Option<bool>,
    /// Of video blocks: address of the transcript (SRT) by language.
    pub transcripts: ByName<String>,
    /// Of video blocks: files by profile (`fallback`, `desktop_mp4`, `hls`, `youtube`, …).
    pub encoded_videos: ByName<EncodedVideo>,
    /// Of video blocks: addresses of all files, as the author wrote them.
    pub all_sources: Vec<String>,
}

/// A file of a video.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct EncodedVideo {
    /// Its address.
    pub url: String,
    /// Bytes; 0 when unknown.
    pub file_size: f64,
}
