//! `GET /api/course_home/progress/{course_key}`
use axum::response::Response;
use serde_json::{Value, json};

use super::outline;
use crate::openedx::access::Place;
use crate::openedx::ask::Ask;
use crate::openedx::certificate;
use crate::openedx::course::Kind;
use crate::openedx::progress::{self, Assignment};
use crate::openedx::reply;
use crate::openedx::tree::Tree;

/// See the module; `username` is whose progress it is.
pub(crate) fn answer(ask: &Ask<'_>, place: &Place<'_>, username: &str) -> Response {
    let course = place.course;
    let tree = Tree::new(course, &place.learner);
    let assignments = progress::assignments(ask, tree);
    let grade = progress::grade(ask, tree);
    let visible = if rule(ask, place) == "never" { 0.0 } else { progress::rounded(grade) };
    let is_passing = visible > 0.0 && visible >= course.passing;
    let mut answer = json!({
        "verified_mode": null,
        "access_expiration": outline::access_expiration(ask, place),
        "certificate_data": certificate::as_json(ask, place),
        "completion_summary": summary(ask, tree),
        "course_grade": {
            "letter_grade": is_passing.then_some("Pass"),
            "percent": visible,
            "is_passing": is_passing,
        },
        "credit_course_requirements": null,
        "end": ask.date_or_null(course.end),
        "enrollment_mode": place.enrolment.as_ref().map(|enrolment| enrolment.mode.as_str()),
        "grading_policy": {
            "assignment_policies": assignments.iter().map(policy).collect::<Vec<_>>(),
            "grade_range": {"Pass": course.passing},
            "assignment_colors": ["#D24242", "#7B9645", "#5A5AD8", "#B0842C", "#2E90C2"],
        },
        "has_scheduled_content": outline::has_scheduled(ask, tree),
        "section_scores": sections(ask, place, tree),
        "studio_url": null,
        "username": username,
        "user_has_passing_grade": progress::is_passing(ask, course, &place.learner),
        "verification_data": {"link": null, "status": "none", "status_date": null},
        "disable_progress_graph": false,
        "assignment_type_grade_summary":
            assignments.iter().map(|assignment| type_summary(ask, place, assignment)).collect::<Vec<_>>(),
        "final_grades": (grade * 10_000.0).round() / 10_000.0,
    });
    if ask.world.settings.lms.oddities.without_recent_fields
        && let Some(fields) = answer.as_object_mut()
    {
        fields.remove("assignment_type_grade_summary");
        fields.remove("final_grades");
        if let Some(policy) = fields.get_mut("grading_policy").and_then(Value::as_object_mut) {
            policy.remove("assignment_colors");
        }
    }
    reply::ok(&answer)
}

/// When correctness shows in this course.
fn rule<'a>(ask: &'a Ask<'_>, place: &Place<'_>) -> &'a str {
    ask.change(&place.key).and_then(|change| change.show_correctness.as_deref()).unwrap_or("always")
}

fn summary(ask: &Ask<'_>, tree: Tree<'_>) -> Value {
    let (mut complete, mut incomplete, mut locked) = (0_u32, 0_u32, 0_u32);
    for unit in tree.of_kind(&Kind::Vertical) {
        let sequence = tree.above(unit, &Kind::Sequential);
        let counter = if sequence.is_some_and(|sequence| tree.gate(ask, sequence).is_some()) {
            &mut locked
        } else if tree.is_complete(unit) {
            &mut complete
        } else {
            &mut incomplete
        };
        *counter += 1;
    }
    json!({"complete_count": complete, "incomplete_count": incomplete, "locked_count": locked})
}

fn policy(assignment: &Assignment) -> Value {
    json!({
        "num_droppable": 0,
        "num_total": f64::from(assignment.number),
        "short_label": assignment.short,
        "type": assignment.name,
        "weight": assignment.weight,
    })
}

fn type_summary(ask: &Ask<'_>, place: &Place<'_>, assignment: &Assignment) -> Value {
    let rounded = |number: f64| (number * 10_000.0).round() / 10_000.0;
    let is_hidden = rule(ask, place) != "always";
    json!({
        "type": assignment.name,
        "weight": assignment.weight,
        "average_grade": rounded(assignment.average),
        "weighted_grade": rounded(assignment.average * assignment.weight),
        "last_grade_publish_date": null,
        "has_hidden_contribution": if is_hidden { "all" } else { "none" },
        "short_label": assignment.short,
        "num_droppable": 0,
    })
}

fn sections(ask: &Ask<'_>, place: &Place<'_>, tree: Tree<'_>) -> Vec<Value> {
    let section = |index: usize| {
        let sequences = tree.children(index).iter().filter(|child| tree.is(**child, &Kind::Sequential));
        let subsections: Vec<Value> = sequences.filter_map(|child| subsection(ask, place, tree, *child)).collect();
        json!({"display_name": tree.title(index), "subsections": subsections})
    };
    tree.of_kind(&Kind::Chapter).map(section).collect()
}

fn subsection(ask: &Ask<'_>, place: &Place<'_>, tree: Tree<'_>, index: usize) -> Option<Value> {
    let block = tree.block(index)?;
    let rule = if block.graded { rule(ask, place) } else { "always" };
    if rule == "never_but_include_grade" {
        return None;
    }
    let score = progress::subsection(tree, index).unwrap_or_default();
    let due = place.due(block.due);
    let reason = ask.change(&place.key).and_then(|change| change.grade_override.as_deref());
    let overridden = reason.filter(|_| progress::graded(tree).next() == Some(index));
    let earned = if overridden.is_some() { score.possible } else { score.earned };
    let (earned, possible) = if block.graded { (earned, score.possible) } else { (0.0, 0.0) };
    let is_hidden = block.hide_after_due && due.is_some_and(|due| due < ask.now());
    let problems: Vec<Value> =
        score.problems.iter().map(|(earned, possible)| json!({"earned": earned, "possible": possible})).collect();
    Some(json!({
        "assignment_type": block.format,
        "block_key": tree.usage(index),
        "display_name": block.title,
        "due": ask.date_or_null(due),
        "has_graded_assignment": block.graded,
        "override": overridden.map(|reason| json!({"system": "GRADING", "reason": reason})),
        "learner_has_access": true,
        "num_points_earned": earned,
        "num_points_possible": possible,
        "percent_graded": if possible > 0.0 { (earned / possible * 10_000.0).round() / 10_000.0 } else { 0.0 },
        "problem_scores": problems,
        "show_correctness": rule,
        "show_grades": progress::are_shown(rule, due, ask.now()),
        "url": (!is_hidden).then(|| tree.door(ask, index)),
    }))
}
