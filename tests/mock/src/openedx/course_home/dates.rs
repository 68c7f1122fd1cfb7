//! `GET /api/course_home/dates/{course_key}`, and what other tabs say about dates.
use axum::response::Response;
use serde_json::{Value, json};

use super::metadata::user_timezone;
use crate::catalogue::document::Moment;
use crate::openedx::access::Place;
use crate::openedx::ask::Ask;
use crate::openedx::reply;
use crate::openedx::tree::Tree;

/// A date with what is to be said of it.
struct Dated {
    at: Moment,
    is_assignment: bool,
    block: Value,
}

/// See the module.
pub(crate) fn answer(ask: &Ask<'_>, place: &Place<'_>) -> Response {
    let blocks: Vec<Value> = all(ask, place).into_iter().map(|dated| dated.block).collect();
    reply::ok(&json!({
        "dates_banner_info": banner(ask, place),
        "course_date_blocks": blocks,
        "has_ended": place.has_ended(ask),
        "learner_is_full_access": true,
        "user_timezone": user_timezone(ask),
    }))
}

/// `dates_widget.course_date_blocks`: what is to come, of assignments the next only.
pub(crate) fn widget(ask: &Ask<'_>, place: &Place<'_>) -> Value {
    let is_hidden = ask.change(&place.key).is_some_and(|change| change.without_tabs.iter().any(|tab| tab == "dates"));
    let mut has_assignment = false;
    let coming = all(ask, place).into_iter().filter(|dated| dated.at > ask.now() && !is_hidden);
    let chosen = coming.filter(|dated| !dated.is_assignment || !std::mem::replace(&mut has_assignment, true));
    Value::Array(chosen.map(|dated| dated.block).collect())
}

/// `dates_banner_info`
pub(crate) fn banner(ask: &Ask<'_>, place: &Place<'_>) -> Value {
    let is_missed =
        place.is_enrolled && place.course.self_paced && !place.has_ended(ask) && !missed(ask, place).is_empty();
    json!({
        "missed_deadlines": is_missed,
        "content_type_gating_enabled": false,
        "missed_gated_content": false,
        "verified_upgrade_link": null,
    })
}

/// Subsections that are late.
pub(crate) fn missed(ask: &Ask<'_>, place: &Place<'_>) -> Vec<usize> {
    let tree = Tree::new(place.course, &place.learner);
    let is_late = |index: &usize| {
        let due = tree.block(*index).and_then(|block| place.due(block.due));
        due.is_some_and(|due| due < ask.now()) && !tree.is_complete(*index)
    };
    assignments(place).filter(is_late).collect()
}

/// Subsections with a due date.
pub(crate) fn assignments<'a>(place: &'a Place<'_>) -> impl Iterator<Item = usize> + 'a {
    let blocks = place.course.blocks.iter().enumerate();
    blocks.filter(|(_, block)| block.due.is_some()).map(|(index, _)| index)
}

fn all(ask: &Ask<'_>, place: &Place<'_>) -> Vec<Dated> {
    let tree = Tree::new(place.course, &place.learner);
    let course = place.course;
    let mut dates: Vec<Dated> = Vec::new();
    let start = course.start.unwrap_or_default();
    let enrolled = place.enrolment.as_ref().map(|enrolment| enrolment.created);
    if let Some(enrolled) = enrolled.filter(|enrolled| course.self_paced && *enrolled > start) {
        let title = ask.text("Enrollment Date", "Date d’inscription");
        let date = super::super::enrolment::precise(ask, enrolled);
        dates.push(Dated { at: enrolled, is_assignment: false, block: block(&date, "course-start-date", title, "") });
    } else {
        let title = ask.text("Course starts", "Début du cours");
        let block = block(&ask.date(start), "course-start-date", title, "");
        dates.push(Dated { at: start, is_assignment: false, block });
    }
    for index in assignments(place) {
        let Some((due, own)) = tree.block(index).and_then(|own| place.due(own.due).map(|due| (due, own))) else {
            continue;
        };
        let is_released = tree
            .chain(index)
            .iter()
            .all(|above| tree.block(*above).is_none_or(|above| above.start.is_none_or(|start| start <= ask.now())));
        let first = tree.leaves(index).first().map(|leaf| tree.usage(*leaf)).unwrap_or_default();
        let block = json!({
            "assignment_type": own.format,
            "complete": tree.is_complete(index),
            "date": ask.date(due),
            "date_type": "assignment-due-date",
            "description": "",
            "learner_has_access": true,
            "link": if is_released { tree.door(ask, index) } else { String::new() },
            "link_text": "",
            "title": own.title,
            "extra_info": null,
            "first_component_block_id": first,
        });
        dates.push(Dated { at: due, is_assignment: true, block });
    }
    if let Some(until) = place.audit_until(ask) {
        let title = ask.text("Audit Access Expires", "Fin de l’accès gratuit");
        let block = block(&ask.date(until), "course-expired-date", title, "");
        dates.push(Dated { at: until, is_assignment: false, block });
    }
    if let Some(end) = course.end {
        if course.has_certificate {
            let title = ask.text("Certificate Available", "Attestation disponible");
            let text = ask.text(
                "Day certificates will become available for passing verified learners.",
                "Jour où les attestations deviennent disponibles.",
            );
            let block = block(&ask.date(end), "certificate-available-date", title, text);
            dates.push(Dated { at: end, is_assignment: false, block });
        }
        let title = ask.text("Course ends", "Fin du cours");
        let text = ask.text(
            "After this date the course is archived: you can still read it.",
            "Après cette date, le cours est archivé : il reste lisible.",
        );
        dates.push(Dated {
            at: end,
            is_assignment: false,
            block: block(&ask.date(end), "course-end-date", title, text),
        });
    }
    dates.sort_by_key(|dated| dated.at);
    dates
}

/// A date of the course itself.
fn block(date: &str, kind: &str, title: &str, description: &str) -> Value {
    json!({
        "assignment_type": null,
        "complete": null,
        "date": date,
        "date_type": kind,
        "description": description,
        "learner_has_access": true,
        "link": "",
        "link_text": "",
        "title": title,
        "extra_info": null,
        "first_component_block_id": "",
    })
}
