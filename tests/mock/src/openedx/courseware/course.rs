//! `GET /api/courseware/course/{course_key}`
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use crate::openedx::access::Place;
use crate::openedx::ask::Ask;
use crate::openedx::certificate;
use crate::openedx::course_home::{metadata, outline};
use crate::openedx::enrolment;
use crate::openedx::home::banner;
use crate::openedx::progress;
use crate::openedx::reply::{self, escaped};
use crate::openedx::settings::Enrolling;
use crate::openedx::state::State;

/// See the module.
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, key: &str) -> Response {
    let Some(place) = Place::find(ask, state, key) else {
        return reply::developer(StatusCode::NOT_FOUND, "Not found.");
    };
    let course = place.course;
    let refusal = enrolment::refusal(ask, state, course);
    let picture = banner(course);
    let picture = format!("{}{picture}", ask.origin());
    let wants_signature = ask.change(key).is_some_and(|change| change.honour_code == Some(true));
    let mut answer = json!({
        "access_expiration": outline::access_expiration(ask, &place),
        "content_type_gating_enabled": false,
        "course_goals": outline::goals(&place),
        "effort": null,
        "end": ask.date_or_null(course.end),
        "enrollment": {
            "mode": place.enrolment.as_ref().map(|enrolment| enrolment.mode.as_str()),
            "is_active": place.is_enrolled,
        },
        "enrollment_start": ask.date_or_null(course.enrollment_start),
        "enrollment_end": ask.date_or_null(course.enrollment_end),
        "entrance_exam_data": {
            "entrance_exam_current_score": 0.0,
            "entrance_exam_enabled": false,
            "entrance_exam_id": null,
            "entrance_exam_minimum_score_pct": 0.65,
            "entrance_exam_passed": true,
        },
        "id": key,
        "license": null,
        "language": course.language,
        "media": {
            "course_image": {"uri": picture},
            "course_video": {"uri": null},
            "image": {"raw": picture, "small": picture, "large": picture},
        },
        "name": escaped(&course.title),
        "offer": null,
        "related_programs": null,
        "short_description": "",
        "start": ask.date_or_null(course.start),
        "start_display": course.start.map(|start| ask.day(start)),
        "start_type": if course.start.is_some() { "timestamp" } else { "empty" },
        "pacing": if course.self_paced { "self" } else { "instructor" },
        "user_timezone": metadata::user_timezone(ask),
        "show_calculator": false,
        "can_access_proctored_exams": false,
        "notes": {"enabled": false, "visible": true},
        "marketing_url": null,
        "celebrations": metadata::celebrations(&place),
        "user_has_passing_grade": progress::is_passing(ask, course, &place.learner),
        "course_exit_page_is_active": true,
        "certificate_data": certificate::as_json(ask, &place),
        "verify_identity_url": null,
        "verification_status": "none",
        "linkedin_add_to_profile_url": null,
        "is_integrity_signature_enabled": wants_signature,
        "user_needs_integrity_signature":
            wants_signature && place.is_enrolled && !place.learner.signatures.contains_key(key),
        "learning_assistant_enabled": false,
        "show_courseware_link": true,
        "is_course_full": refusal == Some(Enrolling::Full),
        "can_enroll": refusal.is_none(),
        "invitation_only": course.invitation_only,
        "is_shib_course": false,
        "allow_anonymous": course.public,
        "ecommerce_checkout": false,
        "single_paid_mode": {},
        "ecommerce_checkout_link": null,
        "course_image_urls": ["raw", "small", "large"],
        "start_date_is_still_default": false,
        "advertised_start": null,
        "course_price": ask.text("Free", "Gratuit"),
        "pre_requisite_courses": prerequisites(ask, &place),
        "about_sidebar_html": null,
        "display_number_with_default": course.key.number,
        "display_org_with_default": course.key.org,
        "overview": "",
    });
    if let Some(names) = ask.first("requested_fields")
        && let Some(fields) = answer.as_object_mut()
    {
        let names: Vec<&str> = names.split(',').collect();
        fields.retain(|name, _| names.contains(&name.as_str()));
    }
    reply::ok(&answer)
}

fn prerequisites(ask: &Ask<'_>, place: &Place<'_>) -> Value {
    let Some(key) = place.course.prerequisite.as_ref().map(ToString::to_string) else {
        return json!([]);
    };
    let title = ask.course(&key).map_or_else(|| key.clone(), |course| course.title.clone());
    json!([{"key": key, "display": title}])
}
