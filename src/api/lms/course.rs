//! A course as a whole: what its home, dates and progress show.
use super::{Body, course_path, frame_origin, get, get_own, in_path, last, post, send, text};
use crate::{
    api::{ApiError, decode::decode, http::lms, session},
    json::Json,
    wire::openedx::{
        Blocks, CourseDates, CourseFacts, CourseKey, CourseMetadata, CourseOutline, CoursewareCourse, Done,
        GoalReminders, Progress, SidebarToggles,
    },
};

/// What the course is and whether the learner may go in; a refusal is in [`CourseMetadata::course_access`]: ask nothing else
/// of the course then. To be asked before everything else; [`super::entrance`] does that for older servers too.
///
/// # Errors
/// Any [`ApiError`].
pub async fn metadata(course: &CourseKey) -> Result<CourseMetadata, ApiError> {
    get_own(metadata_path(course), |found: &CourseMetadata| found.username.is_none()).await
}

/// The last good answer of [`metadata`].
pub fn last_metadata(course: &CourseKey) -> Option<CourseMetadata> {
    last(&metadata_path(course))
}

pub(super) fn metadata_path(course: &CourseKey) -> String {
    let path = course_path("/api/course_home/course_metadata/", course);
    // the server counts days of work in it
    match time_zone() {
        Some(zone) => [&path, "?browser_timezone=", &super::in_query(&zone)].concat(),
        None => path,
    }
}

fn time_zone() -> Option<String> {
    if cfg!(not(target_arch = "wasm32")) {
        return None;
    }
    let format = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new());
    js_sys::Reflect::get(&format.resolved_options(), &"timeZone".into()).ok()?.as_string()
}

/// Sections and subsections, what comes next, handouts, goal.
///
/// # Errors
/// Any [`ApiError`].
pub async fn outline(course: &CourseKey) -> Result<CourseOutline, ApiError> {
    get_own(outline_path(course), |found: &CourseOutline| found.course_blocks.is_none()).await
}

/// The last good answer of [`outline`].
pub fn last_outline(course: &CourseKey) -> Option<CourseOutline> {
    last(&outline_path(course))
}

fn outline_path(course: &CourseKey) -> String {
    course_path("/api/course_home/outline/", course)
}

/// The course down to its units, with completion; empty when the learner may see nothing. Large: some kilobytes for each
/// section.
///
/// # Errors
/// Any [`ApiError`].
pub async fn navigation(course: &CourseKey) -> Result<Blocks, ApiError> {
    get_own(navigation_path(course), |found: &Blocks| found.blocks.is_empty()).await
}

/// The last good answer of [`navigation`].
pub fn last_navigation(course: &CourseKey) -> Option<Blocks> {
    last(&navigation_path(course))
}

fn navigation_path(course: &CourseKey) -> String {
    course_path("/api/course_home/v1/navigation/", course)
}

/// Whether marks of completion may be shown at all.
///
/// # Errors
/// Any [`ApiError`]; a server that does not know the question shows them.
pub async fn shows_completion(course: &CourseKey) -> Result<bool, ApiError> {
    let path = [&course_path("/courses/", course), "/courseware-navigation-sidebar/toggles/"].concat();
    match get::<SidebarToggles>(path).await {
        Ok(toggles) => Ok(toggles.enable_completion_tracking),
        Err(ApiError::NotFound) => Ok(true),
        Err(error) => Err(error),
    }
}

/// What stands in the way of enrolling. May take seconds: let nothing wait for it.
///
/// # Errors
/// Any [`ApiError`].
pub async fn courseware_course(course: &CourseKey) -> Result<CoursewareCourse, ApiError> {
    get(courseware_path(course)).await
}

/// The language that a course is taught in and its honour code, from the same answer: as slow.
///
/// # Errors
/// Any [`ApiError`].
pub async fn course_facts(course: &CourseKey) -> Result<CourseFacts, ApiError> {
    get(courseware_path(course)).await
}

/// The last good answer of [`course_facts`].
pub fn last_course_facts(course: &CourseKey) -> Option<CourseFacts> {
    last(&courseware_path(course))
}

fn courseware_path(course: &CourseKey) -> String {
    course_path("/api/courseware/course/", course)
}

/// Signs the honour code of a course, where [`CourseFacts::user_needs_integrity_signature`] asks for it; once is enough,
/// twice does no harm. [`ApiError::NotFound`] where the platform asks for none.
///
/// # Errors
/// Any [`ApiError`].
pub async fn sign_honour_code(course: &CourseKey) -> Result<(), ApiError> {
    send("POST", course_path("/api/agreements/v1/integrity_signature/", course), Body::Json(Vec::new())).await
}

/// Ends the reminders of a weekly goal: the token is in the e-mail that reminds; nobody has to be signed in. Gives the course's
/// title. [`ApiError::NotFound`] for a token that is none, or no longer.
///
/// # Errors
/// Any [`ApiError`].
pub async fn end_goal_reminders(token: &str) -> Result<String, ApiError> {
    let path = ["/api/course_home/unsubscribe_from_course_goal/", &in_path(token)].concat();
    post::<GoalReminders>(path, Body::None).await.map(|answer| answer.course_title)
}

/// Dates of the course. Not enrolled: [`ApiError::Refused`].
///
/// # Errors
/// Any [`ApiError`].
pub async fn dates(course: &CourseKey) -> Result<CourseDates, ApiError> {
    get(dates_path(course)).await
}

/// The same where many courses are asked: no answer is kept for [`last_dates`].
///
/// # Errors
/// Any [`ApiError`].
pub async fn dates_in_passing(course: &CourseKey) -> Result<CourseDates, ApiError> {
    decode(&lms::read_in_passing(&dates_path(course)).await?)
}

/// The last good answer of [`dates`].
pub fn last_dates(course: &CourseKey) -> Option<CourseDates> {
    last(&dates_path(course))
}

fn dates_path(course: &CourseKey) -> String {
    course_path("/api/course_home/dates/", course)
}

/// Gives missed work new due dates, in a self-paced course. Read dates, outline and navigation again afterwards.
///
/// # Errors
/// Any [`ApiError`].
pub async fn shift_dates(course: &CourseKey) -> Result<Done, ApiError> {
    let body = Body::Json(vec![("course_key", text(course.as_str()))]);
    post(SHIFT.into(), body).await
}

/// Whether an address of the LMS is the one that [`shift_dates`] asks.
pub fn shifts_dates(address: &str) -> bool {
    let address = address.trim_end_matches('/');
    address.strip_prefix(&frame_origin()).unwrap_or(address) == SHIFT
}

/// Where new dates are asked for.
const SHIFT: &str = "/api/course_experience/v1/reset_course_deadlines";

/// Completion, grades, certificate; of the learner whose account has that number, for the course's team. Not enrolled:
/// [`ApiError::Refused`]; [`ApiError::NotFound`] also where the course has no such page, and for a learner of others.
///
/// # Errors
/// Any [`ApiError`].
pub async fn progress(course: &CourseKey, learner: Option<&str>) -> Result<Progress, ApiError> {
    get(progress_path(course, learner)).await
}

/// The last good answer of [`progress`].
pub fn last_progress(course: &CourseKey, learner: Option<&str>) -> Option<Progress> {
    last(&progress_path(course, learner))
}

fn progress_path(course: &CourseKey, learner: Option<&str>) -> String {
    let path = course_path("/api/course_home/progress/", course);
    learner.map_or_else(|| path.clone(), |learner| [&path, "/", &in_path(learner), "/"].concat())
}

/// Asks for the certificate, when [`Progress::certificate_data`] says `requesting`.
///
/// # Errors
/// Any [`ApiError`].
pub async fn request_certificate(course: &CourseKey) -> Result<(), ApiError> {
    let answer = send("POST", [&course_path("/courses/", course), "/generate_user_cert"].concat(), Body::None).await;
    if matches!(answer, Err(ApiError::Refused(_))) {
        // a page, not an API: who is not signed in any more reads a sentence like all who are refused
        session::is_renewed().await?;
    }
    answer
}

/// Sets the weekly goal; without days only whether reminders come.
///
/// # Errors
/// Any [`ApiError`].
pub async fn save_goal(course: &CourseKey, days_per_week: Option<u8>, reminders: bool) -> Result<Done, ApiError> {
    let mut fields = vec![("course_id", text(course.as_str())), ("subscribed_to_reminders", Json::Bool(reminders))];
    if let Some(days) = days_per_week {
        fields.push(("days_per_week", Json::Number(days.into())));
    }
    post("/api/course_home/save_course_goal".into(), Body::Json(fields)).await
}

/// Says that the learner was congratulated: on the first section, on the goal of the week.
///
/// # Errors
/// Any [`ApiError`].
pub async fn celebrated(course: &CourseKey, first_section: bool, weekly_goal: bool) -> Result<(), ApiError> {
    let told = [("first_section", first_section), ("weekly_goal", weekly_goal)];
    let fields = told.into_iter().filter(|(_, is_told)| *is_told).map(|(name, _)| (name, Json::Bool(false)));
    send("POST", course_path("/api/courseware/celebration/", course), Body::Json(fields.collect())).await
}

/// Lets staff who look at a course as a learner see it as its team does again.
///
/// # Errors
/// Any [`ApiError`].
pub async fn stop_viewing_as(course: &CourseKey) -> Result<(), ApiError> {
    let path = [&course_path("/courses/", course), "/masquerade"].concat();
    send("POST", path, Body::Json(vec![("role", text("staff"))])).await
}

/// Puts the welcome message away, until there is another.
///
/// # Errors
/// Any [`ApiError`].
pub async fn dismiss_welcome(course: &CourseKey) -> Result<(), ApiError> {
    let body = Body::Json(vec![("course_id", text(course.as_str()))]);
    send("POST", "/api/course_home/dismiss_welcome_message".into(), body).await
}

#[cfg(test)]
mod tests {
    use super::{SHIFT, shifts_dates};
    use crate::api::settings::{Settings, configure};

    #[test]
    fn only_one_address_shifts_dates() {
        configure(Settings { lms_url: "https://lms.example".into(), ..Settings::default() });
        assert!(shifts_dates(SHIFT) && shifts_dates(&["https://lms.example", SHIFT, "/"].concat()));
        for other in [["https://evil.example", SHIFT].concat(), [SHIFT, "/x"].concat(), "/logout".into(), String::new()]
        {
            assert!(!shifts_dates(&other), "{other}");
        }
        configure(Settings::default());
    }
}
