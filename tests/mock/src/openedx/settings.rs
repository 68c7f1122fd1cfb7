//! What a story says about a world's LMS: the setting `lms`.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::forum::settings::ForumSettings;

/// See the module. All of it is optional in JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct LmsSettings {
    /// Who is signed in when the first page of the app is loaded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) signed_in: Option<String>,
    /// How long a token holds, in seconds.
    pub(crate) token_lifetime_s: i64,
    /// How long a session holds, in seconds.
    pub(crate) session_lifetime_s: i64,
    /// `LEARNING_MICROFRONTEND_URL`: how the Referer of a unit's page has to begin; this server if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) learning_mfe_url: Option<String>,
    /// Enrolments of every learner in invented courses, beside those in real ones.
    pub(crate) enrolments: u32,
    /// Changes to accounts; an unknown name makes an account whose password is its name. Read when the world is made.
    pub(crate) users: BTreeMap<String, UserChange>,
    /// Enrolments by user and course, instead of the user's own. Read when the world is made.
    pub(crate) enrolled: BTreeMap<String, BTreeMap<String, Enrolled>>,
    /// What is refused, by course.
    pub(crate) refusals: BTreeMap<String, Refusals>,
    /// Changes to courses.
    pub(crate) courses: BTreeMap<String, CourseChange>,
    /// What is special about forums, by course.
    pub(crate) forum: BTreeMap<String, ForumSettings>,
    /// Responses of one thread more in the first course, a tenth of them with two replies. Read when the world is made.
    pub(crate) replies: u32,
    /// Threads more in the first course. Read when the world is made.
    pub(crate) threads: u32,
    /// A thread in the first course tries to do harm. Read when the world is made.
    pub(crate) hostile: bool,
    /// Certificates and badges of the demonstration's learner.
    pub(crate) awards: AwardSettings,
    /// What is unlike a new LMS in good order.
    pub(crate) oddities: LmsOddities,
}

impl Default for LmsSettings {
    fn default() -> Self {
        Self {
            signed_in: None,
            token_lifetime_s: 3600,
            session_lifetime_s: 14 * 86_400,
            learning_mfe_url: None,
            enrolments: 0,
            users: BTreeMap::new(),
            enrolled: BTreeMap::new(),
            refusals: BTreeMap::new(),
            courses: BTreeMap::new(),
            forum: BTreeMap::new(),
            replies: 0,
            threads: 0,
            hostile: false,
            awards: AwardSettings::default(),
            oddities: LmsOddities::default(),
        }
    }
}

/// What is special about awards.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct AwardSettings {
    /// Sources that the platform does not have: `certificates`, `badges`, `credentials`, `wallets`, `joanie`, `token`, `service`.
    pub(crate) absent: Vec<String>,
    /// The learner has none, but for certificates of courses in this world.
    pub(crate) none: bool,
    /// So many invented ones more: certificates, former badges (which their host does not know), orders.
    pub(crate) more: u32,
    /// How the issuers' hosts answer this world's addresses, by the name of their last part: `{"valid": "revoked"}`.
    pub(crate) answers: BTreeMap<String, String>,
    /// Most items of a page of a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) page_size: Option<usize>,
    /// The service names its tokens as the specification's example does, not as its schema.
    pub(crate) spec_names: bool,
    /// Joanie cannot make the files of its certificates.
    pub(crate) without_files: bool,
}

/// Changes to an account.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct UserChange {
    /// The address is confirmed.
    pub(crate) is_active: Option<bool>,
    /// May see everything.
    pub(crate) is_staff: Option<bool>,
    /// Name to show.
    pub(crate) name: Option<String>,
    /// Password.
    pub(crate) password: Option<String>,
}

/// An enrolment as a story wants it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Enrolled {
    /// Its mode.
    pub(crate) mode: String,
    /// False for a course that was left.
    pub(crate) is_active: bool,
    /// Part of the blocks that are complete, the first ones, from 0 to 1.
    pub(crate) completed: f64,
    /// Part of the points got in every problem of the completed blocks, from 0 to 1.
    pub(crate) points: f64,
    /// Days since it began.
    pub(crate) days_ago: f64,
}

impl Default for Enrolled {
    fn default() -> Self {
        Self { mode: "honor".to_owned(), is_active: true, completed: 0.0, points: 1.0, days_ago: 14.0 }
    }
}

/// What is refused in a course.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Refusals {
    /// Entering it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) access: Option<Access>,
    /// Enrolling in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) enrolment: Option<Enrolling>,
}

/// Why a course does not let in: an error code of `course_access`, or one with its own texts.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Access {
    /// A known code has its usual texts. `hidden`: the course is a 404; `not_visible_in_catalog`: its metadata is a 403.
    Code(String),
    /// Whatever a plug-in may say.
    Whole {
        /// `error_code`
        error_code: String,
        /// `user_message`
        #[serde(default)]
        user_message: Option<String>,
        /// `additional_context_user_message`
        #[serde(default)]
        additional_context_user_message: Option<String>,
        /// `developer_message`
        #[serde(default)]
        developer_message: Option<String>,
    },
}

impl Access {
    /// `error_code`
    pub(crate) fn code(&self) -> &str {
        match self {
            Self::Code(code) | Self::Whole { error_code: code, .. } => code,
        }
    }
}

/// Why a course takes nobody more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Enrolling {
    /// Enrolment has ended or not begun.
    Closed,
    /// Every place is taken.
    Full,
    /// Only who was invited.
    InvitationOnly,
    /// A course must be passed before.
    Prerequisite,
    /// It has a paid mode only.
    Paid,
    /// Too many calls.
    Throttled,
    /// Not from this country.
    Embargo,
    /// 406, as an LMS says that it cannot do it now.
    Unavailable,
    /// The certificate forbids leaving.
    CannotLeave,
}

/// Changes to a course. Days count from the world's anchor.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CourseChange {
    /// Begins so many days from the anchor.
    pub(crate) start: Option<f64>,
    /// Ends then.
    pub(crate) end: Option<f64>,
    /// Enrolment opens then.
    pub(crate) enrollment_start: Option<f64>,
    /// Enrolment closes then.
    pub(crate) enrollment_end: Option<f64>,
    /// Whether everybody goes at their own pace.
    pub(crate) self_paced: Option<bool>,
    /// Whether anonymous visitors may read it.
    pub(crate) public: Option<bool>,
    /// Whether only who is invited may enrol.
    pub(crate) invitation_only: Option<bool>,
    /// Number of places.
    pub(crate) capacity: Option<u32>,
    /// Course that must be passed before.
    pub(crate) prerequisite: Option<String>,
    /// Whether it gives certificates.
    pub(crate) has_certificate: Option<bool>,
    /// `cert_status` whatever the learner did.
    pub(crate) certificate: Option<String>,
    /// HTML of the handouts.
    pub(crate) handouts_html: Option<String>,
    /// HTML of the welcome message.
    pub(crate) welcome_html: Option<String>,
    /// Days after the enrolment until an audit enrolment loses access.
    pub(crate) audit_days: Option<f64>,
    /// Whether grades are hidden: `always`, `past_due`, `never`, `never_but_include_grade`.
    pub(crate) show_correctness: Option<String>,
    /// Reason of an override of the first graded subsection's grade, which then is full.
    pub(crate) grade_override: Option<String>,
    /// Whether graded units need a signed honour code.
    pub(crate) honour_code: Option<bool>,
    /// Tabs that the course does not have, such as `dates` or `progress`.
    pub(crate) without_tabs: Vec<String>,
}

/// What is unlike a new LMS in good order; all off.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "switches that have nothing to do with each other")]
pub(crate) struct LmsOddities {
    /// Course home, courseware, learning sequences and learner home are all 404, as before 2020.
    pub(crate) older_server: bool,
    /// The sidebar's tree stays as it was first asked for.
    pub(crate) stale_navigation: bool,
    /// The course has no search.
    pub(crate) without_search: bool,
    /// Completion is not tracked.
    pub(crate) without_completion: bool,
    /// Fields noted "recent" are absent.
    pub(crate) without_recent_fields: bool,
    /// There is no configuration for front ends.
    pub(crate) without_config: bool,
    /// Units never send their size.
    pub(crate) without_resize: bool,
    /// An unknown thread or comment is a 404, not a failure.
    pub(crate) forum_unknown_404: bool,
    /// Ids of the forum have 24 digits of base 16.
    pub(crate) forum_hex_ids: bool,
    /// The forum is one before captchas and merged lists of answers.
    pub(crate) forum_old: bool,
    /// Units take the app for a stranger, whatever the Referer.
    pub(crate) unknown_parent: bool,
}
