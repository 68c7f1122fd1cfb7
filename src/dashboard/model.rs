//! The learner's courses as the page shows them, whichever API told of them.
use crate::{
    api::{
        ApiError, lms,
        session::{Session, confirm_session},
    },
    i18n::{Instant, is_never, now, search_words},
    wire::openedx::{CourseCard, CourseKey, Enrolment, LearnerHome},
};

/// Everything that the page is about.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Courses {
    /// Newest enrolment first.
    pub(super) items: Vec<Item>,
    /// The e-mail address is still to be confirmed.
    pub(super) is_unconfirmed: bool,
    /// From an older server, which tells neither how far the learner is nor what is passed.
    pub(super) is_reduced: bool,
}

/// A course of the learner's.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    /// The course; `None` for a place that was bought and has no session yet.
    pub(super) key: Option<CourseKey>,
    /// Title.
    pub(super) title: String,
    /// Who gives it, and its number.
    pub(super) by: String,
    /// Its picture.
    pub(super) picture: Option<String>,
    /// What the learner is at in it.
    pub(super) group: Group,
    /// What there is to do.
    pub(super) action: Option<Action>,
    /// Remarks, the most important first.
    pub(super) marks: Vec<Mark>,
    /// The learner may leave it: the platform keeps whom it has given a certificate.
    pub(super) may_leave: bool,
    /// Address of the certificate that is ready.
    pub(super) certificate: Option<String>,
    /// When it ends.
    pub(super) end: Option<Instant>,
    /// What a search looks in.
    pub(super) words: String,
}

/// What the learner is at in a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// Begun.
    InProgress,
    /// Enrolled, not begun.
    NotStarted,
    /// The course is over.
    Finished,
    /// Left, or a place without a session.
    NotEnrolled,
}

/// What there is to do in a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// Goes on where the learner stopped.
    Resume,
    /// Begins.
    Begin,
    /// Looks at it again, or at what is known of it.
    View,
}

/// A remark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Mark {
    /// Enough points to pass.
    Passed,
    /// The certificate comes then.
    CertificateOn(Instant),
    /// Another course has to be passed first.
    Unmet,
    /// It starts then, if that is known.
    TooEarly(Option<Instant>),
    /// The learner's access ended, then.
    Expired(Option<Instant>),
    /// The learner's access ends then.
    AccessUntil(Instant),
    /// It is over since then.
    Ended(Option<Instant>),
    /// It ends then.
    Ends(Instant),
    /// A place without a session, to be used until then.
    Place(Option<Instant>),
    /// Such a place that can no longer be used.
    PlaceGone,
    /// The learner left.
    Left,
}

/// Asks for the learner's courses.
///
/// # Errors
/// Any [`ApiError`]; `SignInNeeded` when nobody is signed in.
pub(super) async fn load() -> Result<Courses, ApiError> {
    match confirm_session().await {
        Session::Anonymous | Session::Expired(_) => return Err(ApiError::SignInNeeded),
        Session::Unavailable(error) => return Err(error),
        Session::Unknown | Session::SignedIn(_) => {}
    }
    match lms::home().await {
        Err(ApiError::NotFound) => lms::enrolments().await.map(|list| of_enrolments(&list, now())),
        answer => answer.map(|home| of_home(&home, now())),
    }
}

/// What was known last.
pub(super) fn last() -> Option<Courses> {
    lms::last_home().map(|home| of_home(&home, now()))
}

fn of_home(home: &LearnerHome, now: Instant) -> Courses {
    Courses {
        items: home.courses.iter().map(|card| of_card(card, now)).collect(),
        is_unconfirmed: home.email_confirmation.is_needed,
        is_reduced: false,
    }
}

fn of_card(card: &CourseCard, now: Instant) -> Item {
    let by = [card.course_provider.as_ref().map_or("", |provider| &provider.name), &card.course.course_number];
    let by = by.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    let run = card.course_run.as_ref();
    let key = run.map(|run| run.course_id.clone()).filter(|key| !key.as_str().is_empty());
    let access = card.enrollment.courseware_access;
    let is_kept_out = !access.is_staff
        && (access.has_unmet_prerequisites || access.is_too_early || card.enrollment.is_audit_access_expired);
    let is_enrolled = card.enrollment.is_enrolled && run.is_some();
    let group = match run {
        Some(_) if !is_enrolled => Group::NotEnrolled,
        None => Group::NotEnrolled,
        Some(run) if run.is_archived => Group::Finished,
        Some(run) if card.enrollment.has_started || run.resume_url.is_some() => Group::InProgress,
        Some(_) => Group::NotStarted,
    };
    let action = match group {
        _ if key.is_none() => None,
        Group::InProgress if !is_kept_out => Some(Action::Resume),
        Group::NotStarted if !is_kept_out => Some(Action::Begin),
        _ => Some(Action::View),
    };
    let certificate = card.certificate.as_ref().filter(|certificate| certificate.is_downloadable);
    Item {
        words: search_words(&[&card.course.course_name, &by]),
        title: card.course.course_name.clone(),
        by,
        picture: card.course.banner_img_src.as_deref().and_then(lms::lms_link),
        certificate: certificate.and_then(|certificate| lms::lms_link(certificate.cert_preview_url.as_deref()?)),
        may_leave: group != Group::NotEnrolled && !card.certificate.as_ref().is_some_and(|one| one.is_earned),
        marks: marks(card, group, now),
        end: run.and_then(|run| at(run.end_date.as_deref())),
        key,
        group,
        action,
    }
}

fn marks(card: &CourseCard, group: Group, now: Instant) -> Vec<Mark> {
    let Some(run) = &card.course_run else {
        let place = card.entitlement.as_ref();
        let expires = place.and_then(|place| at(place.expiration_date.as_deref()));
        let is_gone = place.is_some_and(|place| place.is_expired);
        return vec![if is_gone { Mark::PlaceGone } else { Mark::Place(expires) }];
    };
    if group == Group::NotEnrolled {
        return vec![Mark::Left];
    }
    let access = card.enrollment.courseware_access;
    let certificate =
        card.certificate.as_ref().filter(|certificate| certificate.is_earned && !certificate.is_downloadable);
    let until = at(card.enrollment.access_expiration_date.as_deref());
    let end = at(run.end_date.as_deref());
    let is_expired = card.enrollment.is_audit_access_expired;
    let ahead = |text| at(text).filter(|at| *at > now);
    [
        card.grade_data.is_some_and(|grade| grade.is_passing).then_some(Mark::Passed),
        certificate.and_then(|certificate| ahead(certificate.available_date.as_deref())).map(Mark::CertificateOn),
        access.has_unmet_prerequisites.then_some(Mark::Unmet),
        access.is_too_early.then(|| Mark::TooEarly(ahead(run.start_date.as_deref()))),
        is_expired.then_some(Mark::Expired(until)),
        until.filter(|until| !is_expired && *until > now).map(Mark::AccessUntil),
        match group {
            Group::Finished => Some(Mark::Ended(end)),
            _ => end.filter(|end| *end > now && !access.is_too_early).map(Mark::Ends),
        },
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn of_enrolments(list: &[Enrolment], now: Instant) -> Courses {
    // the API gives the oldest first
    Courses {
        items: list.iter().rev().map(|enrolment| of_enrolment(enrolment, now)).collect(),
        is_unconfirmed: false,
        is_reduced: true,
    }
}

fn of_enrolment(enrolment: &Enrolment, now: Instant) -> Item {
    let course = &enrolment.course_details;
    let key = course.course_id.clone();
    let title = course.course_name.clone().filter(|name| !name.is_empty()).unwrap_or_else(|| key.as_str().to_owned());
    let (start, end) = (at(course.course_start.as_deref()), at(course.course_end.as_deref()));
    let (group, mark) = if !enrolment.is_active {
        (Group::NotEnrolled, Some(Mark::Left))
    } else if end.is_some_and(|end| end <= now) {
        (Group::Finished, Some(Mark::Ended(end)))
    } else if start.is_some_and(|start| start > now) {
        (Group::NotStarted, Some(Mark::TooEarly(start)))
    } else {
        (Group::InProgress, end.map(Mark::Ends))
    };
    Item {
        words: search_words(&[&title, key.as_str()]),
        title,
        by: String::new(),
        picture: None,
        group,
        action: Some(Action::View),
        may_leave: group != Group::NotEnrolled,
        marks: mark.into_iter().collect(),
        certificate: None,
        end,
        key: Some(key),
    }
}

/// A date that means something: the server writes "never" as a year far away.
fn at(text: Option<&str>) -> Option<Instant> {
    text.and_then(Instant::parse).filter(|at| !is_never(*at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::openedx::{
        CardCertificate, CardEnrolment, CardEntitlement, CardRun, CoursewareAccess, EnrolmentCourse, GradeData,
    };

    const NOW: Instant = Instant::from_millis(0.0);

    fn card() -> CourseCard {
        CourseCard {
            course_run: Some(CardRun {
                course_id: CourseKey::from("course-v1:a+b+c".to_owned()),
                ..CardRun::default()
            }),
            enrollment: CardEnrolment { is_enrolled: true, ..CardEnrolment::default() },
            ..CourseCard::default()
        }
    }

    #[test]
    fn a_course_is_begun_when_it_can_be_resumed() {
        let item = of_card(&card(), NOW);
        assert_eq!((item.group, item.action), (Group::NotStarted, Some(Action::Begin)));
        let mut begun = card();
        begun.enrollment.has_started = true;
        let item = of_card(&begun, NOW);
        assert_eq!((item.group, item.action), (Group::InProgress, Some(Action::Resume)));
        if let Some(run) = &mut begun.course_run {
            run.is_archived = true;
        }
        let item = of_card(&begun, NOW);
        assert_eq!((item.group, item.action), (Group::Finished, Some(Action::View)));
        assert_eq!(item.marks, [Mark::Ended(None)]);
    }

    #[test]
    fn who_is_kept_out_is_told_why_unless_they_are_staff() {
        let mut kept_out = card();
        kept_out.enrollment.courseware_access =
            CoursewareAccess { has_unmet_prerequisites: true, ..CoursewareAccess::default() };
        let item = of_card(&kept_out, NOW);
        assert_eq!((item.action, item.marks), (Some(Action::View), vec![Mark::Unmet]));
        kept_out.enrollment.courseware_access.is_staff = true;
        assert_eq!(of_card(&kept_out, NOW).action, Some(Action::Begin));
        let mut expired = card();
        expired.enrollment.is_audit_access_expired = true;
        assert_eq!(of_card(&expired, NOW).marks, [Mark::Expired(None)]);
    }

    #[test]
    fn who_has_earned_a_certificate_is_not_offered_to_leave() {
        let mut earned = card();
        assert!(of_card(&earned, NOW).may_leave);
        earned.certificate = Some(CardCertificate { is_earned: true, ..CardCertificate::default() });
        assert!(!of_card(&earned, NOW).may_leave);
    }

    #[test]
    fn a_place_without_a_session_leads_nowhere() {
        let place = CourseCard {
            entitlement: Some(CardEntitlement { uuid: "1".into(), is_expired: false, expiration_date: None }),
            ..CourseCard::default()
        };
        let item = of_card(&place, NOW);
        assert_eq!((item.group, item.action, item.marks), (Group::NotEnrolled, None, vec![Mark::Place(None)]));
    }

    #[test]
    fn a_certificate_shows_when_it_is_ready() {
        let mut passed = card();
        passed.grade_data = Some(GradeData { is_passing: true });
        passed.certificate = Some(CardCertificate {
            is_earned: true,
            is_downloadable: true,
            cert_preview_url: Some("/certificates/1".into()),
            ..CardCertificate::default()
        });
        let item = of_card(&passed, NOW);
        assert_eq!(item.certificate.as_deref(), Some("/certificates/1"));
        assert_eq!(item.marks, [Mark::Passed]);
        if let Some(certificate) = &mut passed.certificate {
            certificate.cert_preview_url = Some("javascript:alert(1)".into());
        }
        assert_eq!(of_card(&passed, NOW).certificate, None);
    }

    #[test]
    fn an_older_server_tells_of_enrolments_only() {
        let enrolment = |name: &str, is_active| Enrolment {
            is_active,
            course_details: EnrolmentCourse { course_name: Some(name.into()), ..EnrolmentCourse::default() },
        };
        let courses = of_enrolments(&[enrolment("Ancien", false), enrolment("Récent", true)], NOW);
        let groups: Vec<_> = courses.items.iter().map(|item| (item.title.as_str(), item.group)).collect();
        assert_eq!(groups, [("Récent", Group::InProgress), ("Ancien", Group::NotEnrolled)]);
        assert!(courses.is_reduced);
    }
}
