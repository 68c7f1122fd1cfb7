//! The LMS's.
use super::word;
use crate::{
    json::{Fields, FromJson, Json, Reader, read_fields},
    wire::openedx::{
        AccessExpiration, AssignmentPolicy, AssignmentSummary, BlockKind, Blocks, Bookmark, Bookmarks, CardCertificate,
        CardCourse, CardEnrolment, CardEntitlement, CardProvider, CardRun, Celebrations, CertificateData, Claims,
        CompletionStat, CompletionSummary, CourseAccess, CourseBlock, CourseBlocks, CourseCard, CourseDates,
        CourseFacts, CourseGoals, CourseGrade, CourseHit, CourseHits, CourseKey, CourseMetadata, CourseMode,
        CourseOutline, CourseSequences, CourseTool, CoursewareAccess, CoursewareCourse, CsrfToken, DateBlock, DateKind,
        DatesBanner, DatesWidget, Done, EmailConfirmation, EncodedVideo, Enrolment, EnrolmentCourse, Exam, ExamAttempt,
        ExamState, GatedContent, GoalReminders, GradeData, GradeOverride, GradingPolicy, HiddenShare, HitContent,
        HitData, LearnerHome, LoginRefresh, Me, OutlineBlock, PathStep, Prerequisite, ProblemScore, Progress,
        ReleasedSection, ReleasedSequence, Resume, ResumeCourse, SectionScores, Sequence, SequenceOutline,
        SequenceUnit, SidebarToggles, StudentView, SubsectionScore, Tab, UnitCompletion, UsageKey, WeeklyGoal,
    },
};

impl FromJson for CourseKey {
    fn read(json: Json, reader: &mut Reader) -> Self {
        String::read(json, reader).into()
    }
}

impl FromJson for UsageKey {
    fn read(json: Json, reader: &mut Reader) -> Self {
        String::read(json, reader).into()
    }
}

// session
read_fields! { Claims { preferred_username, user_id, name, exp } }
read_fields! { LoginRefresh { user_id } }
read_fields! { CsrfToken { token = "csrfToken" } }
read_fields! { Me { username } }

// course home
read_fields! {
    CourseMetadata { course_id, username, start }
    loose {
        title, is_enrolled, is_staff, original_user_is_staff, course_access,
        celebrations,
    }
    lists { tabs }
}
read_fields! { Celebrations { streak_length_to_celebrate } loose { first_section, weekly_goal } }
read_fields! { Tab { tab_id, url } loose { title } }
read_fields! {
    CourseAccess { has_access, error_code, developer_message, user_message, additional_context_user_message }
}
read_fields! { Done {} loose { header, message } }

// outline and navigation
read_fields! {
    CourseOutline {
        course_blocks, handouts_html, welcome_message_html, has_ended, access_expiration,
    }
    loose {
        course_goals, dates_banner_info, dates_widget, resume_course,
    }
    needed { course_tools }
}
read_fields! { Blocks {} lists { blocks } }
read_fields! {
    OutlineBlock {
        id, kind = "type", due, description, icon, effort_time, effort_activities, lms_web_url, has_scheduled_content,
        hide_from_toc, completion_stat, special_exam_info,
    }
    loose { display_name, complete, resume_block }
    lists { children }
}
read_fields! { CompletionStat {} loose { completion, completable_children } }
read_fields! { CourseGoals { selected_goal } loose { weekly_learning_goal_enabled } }
read_fields! { GoalReminders {} loose { course_title } }
read_fields! { WeeklyGoal { days_per_week } loose { subscribed_to_reminders } }
read_fields! { CourseTool { title, url } loose { analytics_id } }
read_fields! { DatesWidget {} lists { course_date_blocks } }
read_fields! { ResumeCourse {} loose { has_visited_course } }
read_fields! { AccessExpiration { expiration_date } }

impl FromJson for BlockKind {
    fn read(json: Json, reader: &mut Reader) -> Self {
        let words = [
            (Self::Course, "course"),
            (Self::Section, "chapter"),
            (Self::Subsection, "sequential"),
            (Self::Locked, "lock"),
            (Self::Unit, "vertical"),
        ];
        word(&words, json, reader).unwrap_or_default()
    }
}

// dates
read_fields! {
    CourseDates {} loose { learner_is_full_access, dates_banner_info } needed { course_date_blocks }
}
read_fields! {
    DateBlock { date, assignment_type, complete, extra_info }
    loose { date_type, title, description, link, learner_has_access, first_component_block_id }
}
read_fields! {
    DatesBanner { verified_upgrade_link } loose { missed_deadlines, missed_gated_content }
}

impl FromJson for DateKind {
    fn read(json: Json, reader: &mut Reader) -> Self {
        let words = [
            (Self::CourseStartDate, "course-start-date"),
            (Self::CourseEndDate, "course-end-date"),
            (Self::AssignmentDueDate, "assignment-due-date"),
            (Self::CourseExpiredDate, "course-expired-date"),
            (Self::CertificateAvailableDate, "certificate-available-date"),
            (Self::VerifiedUpgradeDeadline, "verified-upgrade-deadline"),
            (Self::VerificationDeadlineDate, "verification-deadline-date"),
        ];
        word(&words, json, reader).unwrap_or_default()
    }
}

// progress
read_fields! {
    Progress { certificate_data, end, has_scheduled_content }
    loose { username, completion_summary, course_grade, grading_policy, disable_progress_graph }
    lists { assignment_type_grade_summary } needed { section_scores }
}
read_fields! { CompletionSummary {} loose { complete_count, incomplete_count, locked_count } }
read_fields! { CourseGrade { letter_grade } loose { percent, is_passing } }
read_fields! {
    AssignmentSummary { kind = "type", last_grade_publish_date }
    loose { weight, average_grade, num_droppable, has_hidden_contribution }
}
read_fields! { GradingPolicy {} lists { assignment_policies, grade_range } }
read_fields! { AssignmentPolicy { kind = "type" } loose { weight, num_total, num_droppable } }
read_fields! { SectionScores {} loose { display_name } lists { subsections } }
read_fields! {
    SubsectionScore { block_key, assignment_type, due, grade_override = "override", url }
    loose {
        display_name, has_graded_assignment, learner_has_access, num_points_earned, num_points_possible, percent_graded,
        show_correctness, show_grades,
    }
    lists { problem_scores }
}
read_fields! { ProblemScore { earned, possible } }
read_fields! { GradeOverride { system, reason } }
read_fields! { CertificateData { cert_status, cert_web_view_url, download_url, certificate_available_date } }

impl FromJson for HiddenShare {
    fn read(json: Json, reader: &mut Reader) -> Self {
        word(&[(Self::All, "all"), (Self::Some, "some")], json, reader).unwrap_or_default()
    }
}

// courseware
read_fields! {
    CoursewareCourse {
        id, is_course_full, invitation_only,
    }
    lists { pre_requisite_courses }
}
read_fields! { CourseFacts { language } loose { user_needs_integrity_signature } }
read_fields! { Prerequisite { key } loose { display } }
read_fields! {
    Sequence { item_id, position, banner_text }
    loose {
        tag, display_name, save_position, show_completion, is_time_limited, is_hidden_after_due, gated_content,
        navigation_disabled,
    }
    needed { items }
}
read_fields! {
    SequenceUnit { id, page_title, display_name, complete }
    loose { graded, bookmarked, is_gated }
}
read_fields! { GatedContent { prereq_id, prereq_section_name } loose { gated } }
read_fields! { CourseSequences { outline } }
read_fields! { SequenceOutline {} lists { sections, sequences } }
read_fields! { ReleasedSection { id, effective_start } loose { title } lists { sequence_ids } }
read_fields! { ReleasedSequence { id, effective_start, due } loose { title, accessible, inaccessible_after_due } }
read_fields! { Resume { section_id, unit_id } }
read_fields! { SidebarToggles { enable_completion_tracking } }
read_fields! { UnitCompletion { complete } }

// blocks
read_fields! { CourseBlocks { root } needed { blocks } }
read_fields! {
    CourseBlock { id, kind = "type", format, due, completion, effort_time }
    loose { display_name, complete, resume_block }
    lists { children }
    lenient { student_view_data }
}
read_fields! {
    StudentView { enabled, html, only_on_web } lists { transcripts, encoded_videos, all_sources }
}
read_fields! { EncodedVideo { url } loose { file_size } }

// bookmarks
read_fields! { Bookmarks {} loose { count, num_pages } needed { results } }
read_fields! { Bookmark { usage_id, display_name } loose { created } lists { path } }
read_fields! { PathStep { usage_key } loose { display_name } }

// enrolment
read_fields! { Enrolment { course_details } loose { is_active } }
read_fields! {
    EnrolmentCourse { course_id, course_name, enrollment_start, enrollment_end, course_start, course_end }
    loose { invite_only } lists { course_modes }
}
read_fields! { CourseMode {} loose { min_price, currency } }

// exams
impl FromJson for ExamState {
    fn read(json: Json, reader: &mut Reader) -> Self {
        let mut fields = Fields::of(json, reader);
        // what is no exam says so
        fields.need("exam", reader);
        Self { exam: fields.take_lenient("exam"), active_attempt: fields.take_lenient("active_attempt") }
    }
}
read_fields! {
    Exam { id, due_date } loose { time_limit_mins, total_time, kind = "type", passed_due_date, hide_after_due }
    lenient { attempt }
}
read_fields! {
    ExamAttempt { attempt_id, attempt_status }
    loose {
        time_remaining_seconds, low_threshold_sec, critically_low_threshold_sec, exam_display_name, exam_url_path,
    }
}

// search
read_fields! { CourseHits {} loose { total } needed { results } }
read_fields! { CourseHit { data } }
read_fields! { HitData { id, excerpt, url } loose { content_type, content } lists { location } }
read_fields! { HitContent { display_name } }

// dashboard
read_fields! { camel LearnerHome {} loose { email_confirmation } needed { courses } }
read_fields! { camel EmailConfirmation {} loose { is_needed } }
read_fields! {
    camel CourseCard { course, course_provider, course_run, certificate, grade_data } loose { enrollment }
    lenient { entitlement }
}
read_fields! { camel CardCourse { banner_img_src } loose { course_name, course_number } }
read_fields! { camel CardProvider { name } }
read_fields! {
    camel CardRun {
        course_id, start_date, end_date, resume_url,
    }
    loose { is_archived }
}
read_fields! {
    camel CardEnrolment { access_expiration_date }
    loose { is_enrolled, has_started, is_audit_access_expired, courseware_access }
}
read_fields! { camel CoursewareAccess {} loose { has_unmet_prerequisites, is_too_early, is_staff } }
read_fields! {
    camel CardCertificate { available_date, cert_preview_url } loose { is_earned, is_downloadable }
}
read_fields! { camel GradeData {} loose { is_passing } }
read_fields! { camel CardEntitlement { uuid, expiration_date } loose { is_expired } }
