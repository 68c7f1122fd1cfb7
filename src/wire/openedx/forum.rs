//! The forum of a course: what the discussion API says.
//!
//! Ids of threads and comments are opaque texts: numbers on today's servers, hexadecimal on older ones. Almost any field may be
//! absent from an older server or a fork, and words that a newer one knows (labels, kinds of topics) stay texts.
use super::UsageKey;
use serde::Deserialize;

/// Answer of `GET /api/discussion/v2/courses/{course}/`: what the forum is, and what the learner may do in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Discussions {
    /// Whether learners may write now; absent from older servers, where they may.
    pub is_posting_enabled: Option<bool>,
    /// When they may not.
    pub blackouts: Vec<Blackout>,
    /// A post may hide its author from everybody.
    pub allow_anonymous: bool,
    /// A post may hide its author from other learners.
    pub allow_anonymous_to_peers: bool,
    /// Moderates: administrator, moderator or community assistant.
    pub has_moderation_privileges: bool,
    /// Moderates a cohort.
    pub is_group_ta: bool,
    /// Belongs to the platform's staff, which moderates too.
    pub is_user_admin: bool,
    /// Belongs to the course's team, which may pin.
    pub is_course_staff: bool,
    /// Leads the course's team.
    pub is_course_admin: bool,
    /// `openedx` (topics of the third kind), `legacy` (of the first), or another tool.
    pub provider: Option<String>,
    /// Reasons for changing what others wrote.
    pub edit_reasons: Vec<ReasonCode>,
    /// Reasons for closing.
    pub post_close_reasons: Vec<ReasonCode>,
    /// Whether there is a forum; absent from older servers, which refuse instead.
    pub show_discussions: Option<bool>,
    /// May tell every learner of a new thread.
    pub is_notify_all_learners_enabled: bool,
    /// Puzzle before a post.
    pub captcha_settings: Captcha,
    /// Whether the account's address is confirmed; absent from older servers, which do not mind.
    pub is_email_verified: Option<bool>,
    /// Only accounts with a confirmed address may write.
    pub only_verified_users_can_post: bool,
    /// Too much was written just now.
    pub content_creation_rate_limited: bool,
}

/// A time in which learners may not write.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Blackout {
    /// From.
    pub start: String,
    /// To.
    pub end: String,
}

/// A reason that one may choose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ReasonCode {
    /// What is sent.
    pub code: String,
    /// What is shown, in the server's words.
    pub label: String,
}

/// Puzzle before a post.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Captcha {
    /// It has to be solved.
    pub enabled: bool,
}

/// Answer of `GET …/settings`, for who moderates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct DiscussionSettings {
    /// `none`, `cohort` or `enrollment_track`.
    pub division_scheme: String,
    /// Topics of units that are divided by it.
    pub divided_inline_discussions: Vec<String>,
    /// Topics of the whole course that are.
    pub divided_course_wide_discussions: Vec<String>,
    /// All topics of units are, whatever the lists say.
    pub always_divide_inline_discussions: bool,
}

/// A group of learners.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Cohort {
    /// What is sent.
    pub id: i32,
    /// What is shown.
    pub name: String,
}

/// A topic, or a part of the course that holds topics: a node of every version of the answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TopicNode {
    /// Of a topic, what threads are asked for by; of a part of the course, its usage key; absent from a category.
    pub id: Option<String>,
    /// The unit that the topic belongs to.
    pub usage_key: Option<UsageKey>,
    /// Title of a topic.
    pub name: Option<String>,
    /// Title of a part of the course.
    pub display_name: Option<String>,
    /// What is in it.
    pub children: Vec<TopicNode>,
    /// Threads in it.
    pub thread_counts: Option<ThreadCounts>,
    /// Whether it is shown beside its unit.
    pub enabled_in_context: Option<bool>,
}

/// Threads of a topic.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ThreadCounts {
    /// Discussions.
    pub discussion: u32,
    /// Questions.
    pub question: u32,
}

/// Answer of the first version of the topics.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TopicsV1 {
    /// Of the whole course.
    pub non_courseware_topics: Vec<TopicNode>,
    /// Of its parts.
    pub courseware_topics: Vec<TopicNode>,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Paged<T> {
    /// What is on it.
    #[serde(default = "Vec::new")]
    pub results: Vec<T>,
    /// Where it is.
    #[serde(default)]
    pub pagination: Pagination,
    /// What the server searched for instead, in a list of threads.
    #[serde(default)]
    pub text_search_rewrite: Option<String>,
}

impl<T> Default for Paged<T> {
    fn default() -> Self {
        Self { results: Vec::new(), pagination: Pagination::default(), text_search_rewrite: None }
    }
}

/// Where a page is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Pagination {
    /// Address of the next page: only whether there is one counts.
    pub next: Option<String>,
    /// All results.
    pub count: u32,
    /// Pages; may be 0.
    pub num_pages: u32,
}

/// What threads, responses and replies have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Post {
    /// Opaque.
    pub id: String,
    /// Username; absent when the author is hidden, from the author too.
    #[serde(default)]
    pub author: Option<String>,
    /// `Staff`, `Moderator`, `Community TA`, …
    #[serde(default)]
    pub author_label: Option<String>,
    /// When it was written.
    #[serde(default)]
    pub created_at: String,
    /// Markdown or HTML. Never the server's rendering of it, which is not safe.
    #[serde(default)]
    pub raw_body: String,
    /// Reported by the learner; for who moderates, by anybody.
    #[serde(default)]
    pub abuse_flagged: bool,
    /// Liked by the learner.
    #[serde(default)]
    pub voted: bool,
    /// Likes.
    #[serde(default)]
    pub vote_count: u32,
    /// What the learner may change.
    #[serde(default)]
    pub editable_fields: Vec<String>,
    /// Whether the learner may delete it.
    #[serde(default)]
    pub can_delete: bool,
    /// Hides its author from everybody.
    #[serde(default)]
    pub anonymous: bool,
    /// Hides its author from other learners.
    #[serde(default)]
    pub anonymous_to_peers: bool,
    /// The last change, for its author and who moderates.
    #[serde(default)]
    pub last_edit: Option<LastEdit>,
}

/// The last change of a post.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct LastEdit {
    /// Who.
    pub editor_username: Option<String>,
    /// Why, in the server's words.
    pub reason: Option<String>,
}

/// A thread, in a list or by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Thread {
    /// Author, text, rights.
    #[serde(flatten)]
    pub post: Post,
    /// The topic it is in.
    #[serde(default)]
    pub topic_id: String,
    /// Name of that cohort.
    #[serde(default)]
    pub group_name: Option<String>,
    /// `discussion` or `question`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Plain text, up to 1,024 letters.
    pub title: String,
    /// Its beginning without marks; entities remain.
    #[serde(default)]
    pub preview_body: String,
    /// Reports on its comments, for who moderates and asked.
    #[serde(default)]
    pub abuse_flagged_count: Option<u32>,
    /// Stands before the others.
    #[serde(default)]
    pub pinned: bool,
    /// Takes no more responses.
    #[serde(default)]
    pub closed: bool,
    /// The learner is told of responses.
    #[serde(default)]
    pub following: bool,
    /// Responses and replies, and the thread itself.
    #[serde(default)]
    pub comment_count: u32,
    /// Of these, unread ones; 0 where the thread is asked for by itself, since that marks it as read.
    #[serde(default)]
    pub unread_comment_count: u32,
    /// Whether the learner has seen the thread; always true where it is asked for by itself.
    #[serde(default)]
    pub read: bool,
    /// Whether an answer is marked; always false in lists.
    #[serde(default)]
    pub has_endorsed: bool,
    /// Responses; absent in lists.
    #[serde(default)]
    pub response_count: Option<u32>,
    /// Why it was closed, for its author and who moderates.
    #[serde(default)]
    pub close_reason: Option<String>,
    /// Who closed it, likewise.
    #[serde(default)]
    pub closed_by: Option<String>,
}

/// A response to a thread, or a reply to a response.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Comment {
    /// Author, text, rights.
    #[serde(flatten)]
    pub post: Post,
    /// The thread it is in.
    pub thread_id: String,
    /// The response that it replies to.
    #[serde(default)]
    pub parent_id: Option<String>,
    /// Marked as an answer, or as good.
    #[serde(default)]
    pub endorsed: bool,
    /// Who marked it.
    #[serde(default)]
    pub endorsed_by: Option<String>,
    /// Replies to it; the server may find fewer.
    #[serde(default)]
    pub child_count: u32,
    /// Reported by anybody, for who moderates.
    #[serde(default)]
    pub abuse_flagged_any_user: Option<bool>,
}

/// What a learner did in the forum.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct LearnerActivity {
    /// Who.
    pub username: String,
    /// Threads.
    pub threads: u32,
    /// Responses.
    pub responses: u32,
    /// Replies.
    pub replies: u32,
    /// Open reports on what they wrote, for who moderates.
    pub active_flags: Option<u32>,
    /// Settled ones.
    pub inactive_flags: Option<u32>,
}

/// Answer of an upload.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Uploaded {
    /// Where the picture is now.
    pub location: String,
}
