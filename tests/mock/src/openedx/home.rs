//! `GET /api/learner_home/init`: every course of a learner at once, in camelCase.
use axum::response::Response;
use serde_json::{Value, json};

use super::access::{DAY, Place};
use super::ask::Ask;
use super::certificate;
use super::course::Course;
use super::reply;
use super::state::State;
use super::tree::Tree;
use crate::catalogue::document::Moment;

/// See the module.
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State) -> Response {
    let Some(user) = &ask.user else {
        return reply::sign_in_needed();
    };
    let origin = ask.origin();
    let mut cards: Vec<(Moment, Value)> = Vec::new();
    for course in ask.lms().courses() {
        let place = Place::in_course(ask, state, course);
        if let Some(created) = place.enrolment.as_ref().filter(|_| place.is_enrolled).map(|enrolment| enrolment.created)
        {
            cards.push((created, card(ask, &place)));
        }
    }
    cards.extend((0..ask.world.settings.lms.enrolments).map(|number| invented(ask, number)));
    // Enrolments newest first, then what was bought and not begun.
    cards.sort_by_key(|(created, card)| (card["courseRun"].is_null(), std::cmp::Reverse(*created)));
    let share = |network: &str| {
        json!({
            "isEnabled": false,
            "socialBrand": "",
            "utmParams": format!("utm_campaign=social-sharing-db&utm_medium=social&utm_source={network}"),
        })
    };
    reply::ok(&json!({
        "emailConfirmation": {
            "isNeeded": !user.is_active,
            "sendEmailUrl": format!("{origin}/api/send_account_activation_email"),
        },
        "enterpriseDashboard": null,
        "platformSettings": {
            "supportEmail": "support@example.org",
            "billingEmail": "billing@example.org",
            "courseSearchUrl": format!("{origin}/courses"),
        },
        "courses": cards.into_iter().map(|(_, card)| card).collect::<Vec<_>>(),
        "socialShareSettings": {"facebook": share("facebook"), "twitter": share("twitter")},
        "suggestedCourses": [],
    }))
}

fn card(ask: &Ask<'_>, place: &Place<'_>) -> Value {
    let course = place.course;
    let key = &place.key;
    let tree = Tree::new(course, &place.learner);
    let resume = tree.last_completed().map(|block| format!("/courses/{key}/jump_to/{}", tree.usage(block)));
    let enrolment = place.enrolment.as_ref();
    let mode = enrolment.map(|enrolment| enrolment.mode.as_str());
    let certificate = certificate::of(ask, place);
    let is_downloadable = certificate.status == "downloadable";
    json!({
        "course": {
            "bannerImgSrc": banner(course),
            "courseName": course.title,
            "courseNumber": course.key.number,
            "socialShareUrl": format!("{}/courses/{key}/about", ask.origin()),
        },
        "courseProvider": {"name": course.key.org},
        "courseRun": {
            "isStarted": course.start.is_none_or(|start| start <= ask.now()),
            "isArchived": place.has_ended(ask),
            "courseId": key,
            "minPassingGrade": format!("{:.2}", course.passing),
            "startDate": ask.date_or_null(course.start),
            "advertisedStart": null,
            "endDate": ask.date_or_null(course.end),
            "homeUrl": format!("{}/course/{key}/home", ask.site()),
            "marketingUrl": null,
            "progressUrl": format!("{}/course/{key}/progress", ask.site()),
            "unenrollUrl": format!("/course_run/{key}/refund_status"),
            "upgradeUrl": null,
            "resumeUrl": resume,
        },
        "enrollment": {
            "accessExpirationDate": ask.date_or_null(place.audit_until(ask)),
            "isAudit": mode == Some("audit"),
            "hasStarted": resume.is_some(),
            "coursewareAccess": {
                "hasUnmetPrerequisites": place.prerequisite_missing(ask)
                    || ask.access(key).is_some_and(|access| access.code() == "unfulfilled_milestones"),
                "isTooEarly": course.start.is_some_and(|start| start > ask.now()),
                "isStaff": place.is_staff,
            },
            "isVerified": mode == Some("verified"),
            "canUpgrade": false,
            "isAuditAccessExpired": place.audit_over(ask)
                || ask.access(key).is_some_and(|access| access.code() == "audit_expired"),
            "isEmailEnabled": true,
            "hasOptedOutOfEmail": place.learner.without_email.contains(key),
            "lastEnrolled": enrolment.map(|enrolment| super::enrolment::precise(ask, enrolment.created)),
            "isEnrolled": place.is_enrolled,
            "mode": mode,
        },
        "certificate": {
            "availableDate": ask.date_or_null(certificate.available),
            "isRestricted": false,
            "isEarned": is_downloadable || certificate.status == "earned_but_not_available",
            "isDownloadable": is_downloadable,
            "certPreviewUrl": certificate.path,
        },
        "entitlement": {},
        "gradeData": {"isPassing": super::progress::is_passing(ask, course, &place.learner)},
        "programs": {"relatedPrograms": []},
        "credit": {},
    })
}

/// Path of the course's picture, which the server draws.
pub(crate) fn banner(course: &Course) -> String {
    format!("/media/covers/{}__300x170.svg", course.key.number.to_ascii_lowercase())
}

/// A course that nothing but its card exists of, in one of eight states.
fn invented(ask: &Ask<'_>, number: u32) -> (Moment, Value) {
    let subjects =
        ["Botanique", "Statistique", "Histoire de l’art", "Programmation", "Droit public", "Chimie", "Traduction"];
    let subject = usize::try_from(number).ok().and_then(|number| subjects.get(number % subjects.len())).unwrap_or(&"");
    let key = format!("course-v1:Ecole+INV{number:04}+s1");
    let created = -DAY * i64::from(number) / 3 - 20 * DAY;
    let kind = number % 8;
    let (starts, ends) = match kind {
        1 => (30, 90),
        2 | 3 => (-200, -40),
        _ => (-30, 60),
    };
    let has_started = matches!(kind, 0 | 2 | 3);
    let is_earned = kind == 2;
    let resume = has_started
        .then(|| format!("/courses/{key}/jump_to/block-v1:Ecole+INV{number:04}+s1+type@html+block@b{number}"));
    let card = json!({
        "course": {
            "bannerImgSrc": format!("/media/covers/inv{number}__300x170.svg"),
            "courseName": format!("{subject}, cours {number}"),
            "courseNumber": format!("INV{number:04}"),
            "socialShareUrl": null,
        },
        "courseProvider": {"name": "École d’essai"},
        "courseRun": {
            "isStarted": starts <= 0,
            "isArchived": ends < 0,
            "courseId": key,
            "minPassingGrade": "0.50",
            "startDate": ask.date(starts * DAY),
            "advertisedStart": null,
            "endDate": ask.date(ends * DAY),
            "homeUrl": format!("{}/course/{key}/home", ask.site()),
            "marketingUrl": null,
            "progressUrl": format!("{}/course/{key}/progress", ask.site()),
            "unenrollUrl": format!("/course_run/{key}/refund_status"),
            "upgradeUrl": null,
            "resumeUrl": resume,
        },
        "enrollment": {
            "accessExpirationDate": if kind == 5 { json!(ask.date(-3 * DAY)) } else { Value::Null },
            "isAudit": kind == 5,
            "hasStarted": has_started,
            "coursewareAccess": {
                "hasUnmetPrerequisites": kind == 4,
                "isTooEarly": starts > 0,
                "isStaff": false,
            },
            "isVerified": kind == 6,
            "canUpgrade": false,
            "isAuditAccessExpired": kind == 5,
            "isEmailEnabled": true,
            "hasOptedOutOfEmail": false,
            "lastEnrolled": super::enrolment::precise(ask, created),
            "isEnrolled": true,
            "mode": match kind {
                5 => "audit",
                6 => "verified",
                _ => "honor",
            },
        },
        "certificate": {
            "availableDate": null,
            "isRestricted": false,
            "isEarned": is_earned,
            "isDownloadable": is_earned,
            "certPreviewUrl": is_earned.then(|| format!("/certificates/{number:032x}")),
        },
        "entitlement": {},
        "gradeData": {"isPassing": is_earned},
        "programs": {"relatedPrograms": []},
        "credit": {},
    });
    let mut card = card;
    let fields = card.as_object_mut().into_iter();
    for fields in fields.filter(|_| kind == 7) {
        let nothing = [("courseRun", Value::Null), ("certificate", Value::Null), ("gradeData", Value::Null)];
        fields.extend(nothing.map(|(name, value)| (name.to_owned(), value)));
        fields.insert("entitlement".to_owned(), entitlement(ask, &key, number));
        if let Some(enrolment) = fields.get_mut("enrollment").and_then(Value::as_object_mut) {
            let none = [("isEnrolled", json!(false)), ("lastEnrolled", Value::Null), ("mode", Value::Null)];
            enrolment.extend(none.map(|(name, value)| (name.to_owned(), value)));
        }
    }
    (created, card)
}

/// A place that is paid for, with one session to choose.
fn entitlement(ask: &Ask<'_>, key: &str, number: u32) -> Value {
    let day = |days: i64| ask.date(days * DAY).chars().take(10).collect::<String>();
    json!({
        "availableSessions": [{"startDate": ask.date(30 * DAY), "endDate": ask.date(120 * DAY), "courseId": key}],
        "uuid": format!("3a3e4d1f-5b0d-4f1e-8d9a-{number:012x}"),
        "isRefundable": false,
        "isFulfilled": false,
        "changeDeadline": day(150),
        "isExpired": false,
        "expirationDate": day(150),
    })
}
