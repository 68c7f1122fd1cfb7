//! The LMS's APIs (Open edX), as the app reads them: a file for each family.
//!
//! Upstream: `openedx/openedx-platform`; each type names its endpoint. Several of these families promise no stability, and
//! older servers lack fields that newer ones have. So only fields that the app uses are here, unknown ones are ignored, and
//! what is absent has its empty value; keys, by which things are told apart, must be there. Texts that the server
//! translates are for display only and must never be matched by code. Dates are ISO 8601 in UTC.
//!
//! Read only: what is written to the LMS is a few keys at a time, put together by the client.
#![allow(clippy::struct_excessive_bools, reason = "the fields are the server's")]
mod blocks;
mod bookmarks;
mod certificates;
mod course_home;
mod courseware;
mod credentials;
mod dates;
mod enrolment;
mod exams;
mod forum;
mod keys;
mod learner_home;
mod notifications;
mod outline;
mod progress;
mod search;
mod session;

pub use blocks::{CourseBlock, CourseBlocks, EncodedVideo, StudentView};
pub use bookmarks::{Bookmark, Bookmarks, PathStep};
pub use certificates::{CourseCertificate, NoCertificate, PlatformBadge, PlatformBadgeClass};
pub use course_home::{Celebrations, CourseAccess, CourseMetadata, Done, Tab};
pub use courseware::{
    CourseFacts, CourseSequences, CoursewareCourse, GatedContent, Prerequisite, ReleasedSection, ReleasedSequence,
    Resume, Sequence, SequenceOutline, SequenceUnit, SidebarToggles, UnitCompletion,
};
pub use credentials::{
    CredentialOf, DateOverride, EnrolledProgram, NumberOrNone, Pathway, ProgramRecord, ProgramRecords, RecordBody,
    RecordGrade, RecordProgram, UserCredential, Wallet, WalletCredential, WalletCredentials, WalletOffer,
};
pub use dates::{CourseDates, DateBlock, DateKind, DatesBanner};
pub use enrolment::{CourseMode, Enrolment, EnrolmentCourse};
pub use exams::{Exam, ExamAttempt, ExamState};
pub use forum::{
    Blackout, Captcha, Cohort, Comment, DiscussionSettings, Discussions, LastEdit, LearnerActivity, Paged, Pagination,
    Post, ReasonCode, Thread, ThreadCounts, TopicNode, TopicsV1, Uploaded,
};
pub use keys::{CourseKey, UsageKey};
pub use learner_home::{
    CardCertificate, CardCourse, CardEnrolment, CardEntitlement, CardProvider, CardRun, CourseCard, CoursewareAccess,
    EmailConfirmation, GradeData, LearnerHome,
};
pub use notifications::{
    AppPreferences, Notification, NotificationContext, NotificationCount, NotificationPreferences, Notifications,
    TypePreferences,
};
pub use outline::{
    AccessExpiration, BlockKind, Blocks, CompletionStat, CourseGoals, CourseOutline, CourseTool, DatesWidget,
    GoalReminders, OutlineBlock, ResumeCourse, WeeklyGoal,
};
pub use progress::{
    AssignmentPolicy, AssignmentSummary, CertificateData, CompletionSummary, CourseGrade, GradeOverride, GradingPolicy,
    HiddenShare, ProblemScore, Progress, SectionScores, SubsectionScore,
};
pub use search::{CourseHit, CourseHits, HitContent, HitData};
pub use session::{Account, Claims, CsrfToken, LoginRefresh, Me};

/// Reads `{}` as nothing: several endpoints say "none" so.
fn unless_empty<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: serde::Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    use serde::Deserialize;

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum MaybeEmpty<T> {
        Full(T),
        Empty(serde::de::IgnoredAny),
    }

    Ok(match MaybeEmpty::deserialize(deserializer)? {
        MaybeEmpty::Full(value) => Some(value),
        MaybeEmpty::Empty(_) => None,
    })
}
