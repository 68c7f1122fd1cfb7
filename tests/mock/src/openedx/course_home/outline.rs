//! `GET /api/course_home/outline/{course_key}`
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::{dates, metadata};
use crate::openedx::access::{self, Place};
use crate::openedx::ask::Ask;
use crate::openedx::certificate;
use crate::openedx::course::Kind;
use crate::openedx::enrolment;
use crate::openedx::exam;
use crate::openedx::progress;
use crate::openedx::reply;
use crate::openedx::state::State;
use crate::openedx::tree::Tree;

/// See the module.
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, key: &str) -> Response {
    let Some(place) = Place::find(ask, state, key) else {
        return reply::not_found();
    };
    if let Some(denial) = place.closed(ask) {
        return access::refusal(&denial);
    }
    let course = place.course;
    let tree = Tree::new(course, &place.learner);
    let is_inside = place.is_enrolled || place.is_staff;
    let refusal = enrolment::refusal(ask, state, course);
    let welcome = is_inside && !place.learner.dismissed.contains(key) && !course.welcome_html.is_empty();
    let resume = if is_inside { tree.resume() } else { None };
    reply::ok(&json!({
        "dates_banner_info": dates::banner(ask, &place),
        "verified_mode": null,
        "access_expiration": access_expiration(ask, &place),
        "cert_data": certificate::as_json(ask, &place),
        "course_blocks": if place.sees_outline() { json!({"blocks": blocks(ask, &place, tree)}) } else { Value::Null },
        "course_goals": goals(&place),
        "course_tools": if is_inside { tools(ask, key) } else { json!([]) },
        "dates_widget": {
            "course_date_blocks": if is_inside { dates::widget(ask, &place) } else { json!([]) },
            "dates_tab_link": format!("{}/course/{key}/dates", ask.site()),
            "user_timezone": metadata::user_timezone(ask),
        },
        "enroll_alert": {
            "can_enroll": refusal.is_none(),
            "extra_text": refusal
                .filter(|_| !place.is_enrolled)
                .map(|refusal| enrolment::sentence(ask, refusal)),
        },
        "enrollment_mode": place.enrolment.as_ref().map(|enrolment| enrolment.mode.as_str()),
        "enable_proctored_exams": false,
        "handouts_html": if is_inside { json!(course.handouts_html) } else { Value::Null },
        "has_ended": place.has_ended(ask),
        "offer": null,
        "resume_course": {
            "has_visited_course": is_inside && tree.last_completed().is_some(),
            "url": resume.map(|block| tree.door(ask, block)),
        },
        "welcome_message_html": if welcome { json!(course.welcome_html) } else { Value::Null },
        "user_has_passing_grade": progress::is_passing(ask, course, &place.learner),
    }))
}

/// `access_expiration`: null unless an audit enrolment ends.
pub(crate) fn access_expiration(ask: &Ask<'_>, place: &Place<'_>) -> Value {
    place.audit_until(ask).map_or(Value::Null, |until| {
        json!({
            "expiration_date": ask.date(until),
            "masquerading_expired_course": false,
            "upgrade_deadline": null,
            "upgrade_url": null,
        })
    })
}

/// `course_goals`
pub(crate) fn goals(place: &Place<'_>) -> Value {
    let goal = place
        .learner
        .goals
        .get(&place.key)
        .map(|goal| json!({"days_per_week": goal.days_per_week, "subscribed_to_reminders": goal.reminders}));
    json!({"selected_goal": goal, "weekly_learning_goal_enabled": place.is_enrolled})
}

fn tools(ask: &Ask<'_>, key: &str) -> Value {
    let origin = ask.origin();
    json!([
        {
            "analytics_id": "edx.bookmarks",
            "title": ask.text("Bookmarks", "Signets"),
            "url": format!("{origin}/courses/{key}/bookmarks/"),
        },
        {
            "analytics_id": "edx.updates",
            "title": ask.text("Updates", "Nouvelles"),
            "url": format!("{origin}/courses/{key}/course/updates"),
        },
    ])
}

fn blocks(ask: &Ask<'_>, place: &Place<'_>, tree: Tree<'_>) -> Map<String, Value> {
    let resume =
        if place.is_enrolled { tree.resume().map(|block| tree.chain(block)) } else { None }.unwrap_or_default();
    let shown = [Kind::Course, Kind::Chapter, Kind::Sequential];
    let mut blocks = Map::new();
    for (index, block) in tree.course.blocks.iter().enumerate() {
        if shown.contains(&block.kind) {
            let has_children = block.kind != Kind::Sequential;
            let mut entry = entry(ask, place, tree, index, has_children);
            entry.insert("lms_web_url".to_owned(), json!(tree.door(ask, index)));
            entry.insert("resume_block".to_owned(), json!(resume.contains(&index)));
            blocks.insert(tree.usage(index), Value::Object(entry));
        }
    }
    blocks
}

/// A block as outline and sidebar show it.
pub(crate) fn entry(
    ask: &Ask<'_>,
    place: &Place<'_>,
    tree: Tree<'_>,
    index: usize,
    has_children: bool,
) -> Map<String, Value> {
    let Some(block) = tree.block(index) else {
        return Map::new();
    };
    let is_sequence = block.kind == Kind::Sequential;
    let exam = exam::summary(ask, place, index);
    let score = if is_sequence && block.graded { progress::subsection(tree, index) } else { None };
    let title = match &score {
        Some(score) => format!("{} ({} {})", block.title, score.problems.len(), ask.text("Questions", "questions")),
        None => block.title.clone(),
    };
    let icon = match (exam, &score) {
        (Some((_, icon)), _) => Some(icon),
        (None, Some(_)) => Some("fa-pencil-square-o"),
        (None, None) => None,
    };
    let description = match exam {
        Some((text, _)) => Some(text.to_owned()),
        None if is_sequence => block.format.clone(),
        None => None,
    };
    let (seconds, activities) = tree.effort(index);
    let children: Vec<String> =
        if has_children { block.children.iter().map(|child| tree.usage(*child)).collect() } else { Vec::new() };
    let is_tracked = !ask.world.settings.lms.oddities.without_completion;
    let value = json!({
        "children": children,
        "complete": is_tracked && tree.is_complete(index),
        "description": description,
        "display_name": title,
        "due": if is_sequence { ask.date_or_null(place.due(block.due)) } else { Value::Null },
        "effort_activities": (activities > 0 && block.kind != Kind::Vertical).then_some(activities),
        "effort_time": (seconds > 0).then_some(seconds),
        "icon": icon,
        "id": tree.usage(index),
        "lms_web_url": null,
        "resume_block": false,
        "type": block.kind.name(),
        "has_scheduled_content": if block.kind == Kind::Course { json!(has_scheduled(ask, tree)) } else { Value::Null },
        "hide_from_toc": false,
    });
    match value {
        Value::Object(entry) => entry,
        _ => Map::new(),
    }
}

/// Whether a part of the course opens later.
pub(crate) fn has_scheduled(ask: &Ask<'_>, tree: Tree<'_>) -> bool {
    tree.course.blocks.iter().any(|block| block.start.is_some_and(|start| start > ask.now()))
}
