//! Who may enter a course, and why not.
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::ask::Ask;
use super::course::Course;
use super::reply;
use super::settings::Access;
use super::state::{Enrolment, Learner, State};
use crate::catalogue::document::Moment;

/// Seconds of a day.
pub(crate) const DAY: Moment = 86_400;

/// A refusal, as `course_access` says it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Denial {
    /// What code looks at.
    pub(crate) error_code: String,
    /// What developers read.
    pub(crate) developer_message: Option<String>,
    /// What people read; a survey has none where exceptions carry it.
    pub(crate) user_message: Option<String>,
    /// The same for another page.
    pub(crate) additional: Option<String>,
}

/// Everything that decides about one person in one course.
#[derive(Debug)]
pub(crate) struct Place<'a> {
    /// The course.
    pub(crate) course: &'a Course,
    /// Its key as text.
    pub(crate) key: String,
    /// The enrolment, inactive ones too.
    pub(crate) enrolment: Option<Enrolment>,
    /// It counts.
    pub(crate) is_enrolled: bool,
    /// Staff see everything, unless they look as learners do.
    pub(crate) is_staff: bool,
    /// Staff, whatever they look like.
    pub(crate) is_really_staff: bool,
    /// What the person did everywhere.
    pub(crate) learner: Learner,
}

impl<'a> Place<'a> {
    /// `None` if there is no such course, or it is hidden from everybody.
    pub(crate) fn find(ask: &'a Ask<'_>, state: &mut State, key: &str) -> Option<Self> {
        let course = ask.course(key)?;
        if ask.access(key).is_some_and(|access| access.code() == "hidden") && !ask.is_staff() {
            return None;
        }
        Some(Self::in_course(ask, state, course))
    }

    /// The place of who asks in that course.
    pub(crate) fn in_course(ask: &Ask<'_>, state: &mut State, course: &'a Course) -> Self {
        let key = course.key.to_string();
        let learner = if ask.user.is_some() { state.learner(ask.username()).clone() } else { Learner::default() };
        let enrolment = learner.enrolments.get(&key).cloned();
        let is_enrolled = enrolment.as_ref().is_some_and(|enrolment| enrolment.is_active);
        let is_really_staff = ask.is_staff();
        let is_staff = is_really_staff && !learner.masquerades.contains(&key);
        Self { course, key, enrolment, is_enrolled, is_staff, is_really_staff, learner }
    }

    /// Whether the outline is theirs to see.
    pub(crate) fn sees_outline(&self) -> bool {
        self.is_enrolled || self.is_really_staff || self.course.public
    }

    /// Why the course does not load for them, whoever is enrolled.
    pub(crate) fn closed(&self, ask: &Ask<'_>) -> Option<Denial> {
        if self.is_staff {
            return None;
        }
        let natural = || {
            self.too_early(ask)
                .or_else(|| self.prerequisite_missing(ask).then(|| known("unfulfilled_milestones", self, ask)))
                .or_else(|| self.audit_over(ask).then(|| known("audit_expired", self, ask)))
        };
        match ask.access(&self.key) {
            Some(access) => Some(told(access, self, ask)),
            None => natural(),
        }
    }

    /// Why they may not enter: the course does not load, or they are not in it.
    pub(crate) fn denied(&self, ask: &Ask<'_>) -> Option<Denial> {
        let missing = || {
            if self.sees_outline() {
                None
            } else if ask.user.is_none() {
                Some(known("authentication_required", self, ask))
            } else {
                Some(known("enrollment_required", self, ask))
            }
        };
        self.closed(ask).or_else(missing)
    }

    fn too_early(&self, ask: &Ask<'_>) -> Option<Denial> {
        self.course.start.filter(|start| *start > ask.now()).map(|_| known("course_not_started", self, ask))
    }

    /// Whether a course has to be passed before and was not.
    pub(crate) fn prerequisite_missing(&self, ask: &Ask<'_>) -> bool {
        let Some(before) = self.course.prerequisite.as_ref().and_then(|key| ask.course(&key.to_string())) else {
            return self.course.prerequisite.is_some() && ask.user.is_some();
        };
        ask.user.is_some() && !super::progress::is_passing(ask, before, &self.learner)
    }

    /// When an audit enrolment stops, if it does.
    pub(crate) fn audit_until(&self, ask: &Ask<'_>) -> Option<Moment> {
        let days = ask.change(&self.key)?.audit_days?;
        let enrolment = self.enrolment.as_ref().filter(|enrolment| enrolment.mode == "audit")?;
        Some(enrolment.created.saturating_add(super::seed::days(days)))
    }

    /// Whether it has stopped.
    pub(crate) fn audit_over(&self, ask: &Ask<'_>) -> bool {
        self.audit_until(ask).is_some_and(|until| until <= ask.now())
    }

    /// When the course is over, nothing of it changes any more.
    pub(crate) fn has_ended(&self, ask: &Ask<'_>) -> bool {
        self.course.end.is_some_and(|end| end < ask.now())
    }

    /// Due date of a block with this learner's shift.
    pub(crate) fn due(&self, due: Option<Moment>) -> Option<Moment> {
        let shift = self.learner.shifts.get(&self.key).copied().unwrap_or(0);
        due.map(|due| if self.course.self_paced { due.saturating_add(shift) } else { due })
    }
}

fn told(access: &Access, place: &Place<'_>, ask: &Ask<'_>) -> Denial {
    let usual = known(access.code(), place, ask);
    match access {
        Access::Code(_) => usual,
        Access::Whole { user_message, additional_context_user_message, developer_message, .. } => Denial {
            error_code: usual.error_code,
            developer_message: developer_message.clone().or(usual.developer_message),
            user_message: user_message.clone().or(usual.user_message),
            additional: additional_context_user_message.clone().or(usual.additional),
        },
    }
}

/// The usual texts of a code.
fn known(code: &str, place: &Place<'_>, ask: &Ask<'_>) -> Denial {
    let course = place.course;
    let (developer, user) = match code {
        "authentication_required" => (
            "User must be authenticated to view the course".to_owned(),
            ask.text("You must be logged in to see this course", "Vous devez être connecté pour voir ce cours")
                .to_owned(),
        ),
        "enrollment_required" => (
            "User must be enrolled in the course".to_owned(),
            ask.text("You must be enrolled in the course", "Vous devez être inscrit à ce cours").to_owned(),
        ),
        "course_not_started" => {
            let start = course.start.unwrap_or_default();
            (
                format!("Course does not start until {}", ask.date(start)),
                format!(
                    "{} {}",
                    ask.text("Course does not start until", "Le cours ne commence pas avant le"),
                    ask.day(start)
                ),
            )
        }
        "audit_expired" => {
            let until = ask.day(place.audit_until(ask).unwrap_or_else(|| ask.now() - 7 * DAY));
            (
                format!("User {} had access to {} until {until}", ask.username(), place.key),
                format!("{} {until}", ask.text("Access expired on", "L’accès a expiré le")),
            )
        }
        "unfulfilled_milestones" => (
            "User has unfulfilled milestones".to_owned(),
            ask.text("You have unfulfilled milestones", "Vous n’avez pas encore réussi ce qui est demandé avant")
                .to_owned(),
        ),
        "survey_required" => (
            "User must complete a survey".to_owned(),
            ask.text("You must complete a survey", "Vous devez répondre à un questionnaire").to_owned(),
        ),
        "embargo" => (
            "User is in an embargoed country".to_owned(),
            ask.text(
                "You cannot access this course from your country",
                "Vous ne pouvez pas suivre ce cours depuis votre pays",
            )
            .to_owned(),
        ),
        "data_sharing_access_required" => {
            (format!("{}/enterprise/grant_data_sharing_permissions", ask.origin()), sorry(ask))
        }
        other => (format!("Access refused: {other}"), sorry(ask)),
    };
    let additional = (code == "audit_expired").then(|| format!("{}: {user}", course.title));
    Denial { error_code: code.to_owned(), developer_message: Some(developer), user_message: Some(user), additional }
}

fn sorry(ask: &Ask<'_>) -> String {
    ask.text("You do not have access to this course", "Vous n’avez pas accès à ce cours").to_owned()
}

/// The object `course_access`.
pub(crate) fn as_json(denial: Option<&Denial>) -> Value {
    json!({
        "has_access": denial.is_none(),
        "error_code": denial.map(|denial| denial.error_code.clone()),
        "developer_message": denial.and_then(|denial| denial.developer_message.clone()),
        "user_message": denial.and_then(|denial| denial.user_message.clone()),
        "additional_context_user_message": denial.and_then(|denial| denial.additional.clone()),
        "user_fragment": null,
    })
}

/// What tabs answer to who may not enter: 403, or 500 for the survey, whose exception has no message.
pub(crate) fn refusal(denial: &Denial) -> Response {
    if denial.error_code == "survey_required" {
        return reply::html(StatusCode::INTERNAL_SERVER_ERROR, "<h1>Server Error (500)</h1>".to_owned());
    }
    reply::detail(StatusCode::FORBIDDEN, denial.user_message.as_deref().unwrap_or(&denial.error_code))
}
