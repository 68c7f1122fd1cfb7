//! What a world's LMS begins with: changed courses, accounts, enrolments.
use std::sync::Arc;

use super::course::{Course, CourseKey};
use super::settings::{CourseChange, Enrolled, LmsSettings};
use super::state::{Enrolment, State, User};
use super::tree::{Tree, count};
use crate::catalogue::document::Moment;

/// Seconds of so many days.
pub(crate) fn days(days: f64) -> Moment {
    let seconds = (days * 86_400.0).round().clamp(-1e12, 1e12);
    // Rust has no other way from a float to a whole number than through text or a cast.
    format!("{seconds:.0}").parse().unwrap_or(0)
}

/// The courses as the settings change them; the very same ones if they change nothing.
///
/// # Errors
/// Names the course that is not there.
pub(crate) fn changed(courses: &Arc<Vec<Course>>, settings: &LmsSettings) -> Result<Arc<Vec<Course>>, String> {
    if settings.courses.is_empty() {
        return Ok(Arc::clone(courses));
    }
    let mut changed = Vec::clone(courses);
    for (key, change) in &settings.courses {
        let course = changed
            .iter_mut()
            .find(|course| course.key.to_string() == *key)
            .ok_or_else(|| format!("lms.courses: no course \"{key}\" in this lms_dataset"))?;
        apply(course, change)?;
    }
    Ok(Arc::new(changed))
}

fn apply(course: &mut Course, change: &CourseChange) -> Result<(), String> {
    for (date, change) in [
        (&mut course.start, change.start),
        (&mut course.end, change.end),
        (&mut course.enrollment_start, change.enrollment_start),
        (&mut course.enrollment_end, change.enrollment_end),
    ] {
        if let Some(change) = change {
            *date = Some(days(change));
        }
    }
    for (switch, change) in [
        (&mut course.self_paced, change.self_paced),
        (&mut course.public, change.public),
        (&mut course.invitation_only, change.invitation_only),
        (&mut course.has_certificate, change.has_certificate),
    ] {
        *switch = change.unwrap_or(*switch);
    }
    if change.capacity.is_some() {
        course.capacity = change.capacity;
    }
    if let Some(key) = &change.prerequisite {
        let key = CourseKey::parse(key).ok_or_else(|| format!("lms.courses: \"{key}\" is no course key"))?;
        course.prerequisite = Some(key);
    }
    if let Some(html) = &change.handouts_html {
        course.handouts_html.clone_from(html);
    }
    if let Some(html) = &change.welcome_html {
        course.welcome_html.clone_from(html);
    }
    Ok(())
}

/// Accounts and enrolments of a fresh world.
///
/// # Errors
/// Names the account or course that is not there.
pub(crate) fn state(courses: &[Course], settings: &LmsSettings) -> Result<State, String> {
    let mut state = State::default();
    state.users = users(settings);
    for name in settings.enrolled.keys().chain(&settings.signed_in) {
        if state.user(name).is_none() {
            return Err(format!("lms: no account \"{name}\""));
        }
    }
    if !settings.enrolled.contains_key("learner") {
        for (course, completed) in courses.iter().zip([0.5, 0.0]) {
            let enrolled = Enrolled { completed, days_ago: 14.0 - completed, ..Enrolled::default() };
            enrol(&mut state, "learner", course, &enrolled);
        }
    }
    // who writes in the forum, and the team
    for name in [
        "prof",
        "moderator",
        "assistant",
        "groupmod",
        "lea.b",
        "karim_o",
        "sofia.m",
        "nolan77",
        "amara.k",
        "erik.o",
        "yasmine.t",
        "hugo-r",
        "mei.lin",
    ] {
        if !settings.enrolled.contains_key(name) {
            for course in courses {
                let enrolment = Enrolment { created: -days(30.0), mode: "honor".to_owned(), is_active: true };
                state.learner(name).enrolments.insert(course.key.to_string(), enrolment);
            }
        }
    }
    for (name, wanted) in &settings.enrolled {
        for (key, enrolled) in wanted {
            let course = courses
                .iter()
                .find(|course| course.key.to_string() == *key)
                .ok_or_else(|| format!("lms.enrolled: no course \"{key}\" in this lms_dataset"))?;
            enrol(&mut state, name, course, enrolled);
        }
    }
    state.forum = super::forum::seed::forum(courses, settings)?;
    super::notifications::seed(&mut state);
    Ok(state)
}

fn users(settings: &LmsSettings) -> Vec<User> {
    let demo = [
        (4127, "learner", "Camille Martin", true, false),
        (4128, "newcomer", "Sacha Le Goff", true, false),
        (4129, "inactive", "Dominique Roux", false, false),
        (4130, "staff", "Claude Bernardin", true, true),
        (4131, "prof", "Anne Delmas", true, false),
        (4132, "moderator", "Fatou Ndiaye", true, false),
        (4133, "assistant", "Igor Petit", true, false),
        (4134, "groupmod", "Maud Le Bris", true, false),
        (4141, "lea.b", "Léa B.", true, false),
        (4142, "karim_o", "Karim O.", true, false),
        (4143, "sofia.m", "Sofia M.", true, false),
        (4144, "nolan77", "Nolan", true, false),
        (4145, "amara.k", "Amara K.", true, false),
        (4146, "erik.o", "Erik O.", true, false),
        (4147, "yasmine.t", "Yasmine T.", true, false),
        (4148, "hugo-r", "Hugo R.", true, false),
        (4149, "mei.lin", "Mei Lin", true, false),
    ];
    let mut users: Vec<User> = demo
        .into_iter()
        .map(|(id, username, name, is_active, is_staff)| User {
            id,
            username: username.to_owned(),
            password: username.to_owned(),
            email: format!("{username}@example.org"),
            name: name.to_owned(),
            is_active,
            is_staff,
            roles: Vec::new(),
        })
        .collect();
    for (name, change) in &settings.users {
        let place = users.iter().position(|user| user.username == *name).unwrap_or_else(|| {
            users.push(User {
                id: 5000 + count(users.len()),
                username: name.clone(),
                password: name.clone(),
                email: format!("{name}@example.org"),
                name: name.clone(),
                is_active: true,
                is_staff: false,
                roles: Vec::new(),
            });
            users.len() - 1
        });
        if let Some(user) = users.get_mut(place) {
            user.is_active = change.is_active.unwrap_or(user.is_active);
            user.is_staff = change.is_staff.unwrap_or(user.is_staff);
            if let Some(name) = &change.name {
                user.name.clone_from(name);
            }
            if let Some(password) = &change.password {
                user.password.clone_from(password);
            }
        }
    }
    users
}

fn enrol(state: &mut State, name: &str, course: &Course, enrolled: &Enrolled) {
    let key = course.key.to_string();
    let created = -days(enrolled.days_ago);
    let enrolment = Enrolment { created, mode: enrolled.mode.clone(), is_active: enrolled.is_active };
    let learner = state.learner(name);
    learner.enrolments.insert(key, enrolment);
    let learner = learner.clone();
    let tree = Tree::new(course, &learner);
    let leaves = tree.leaves(0);
    let wanted = enrolled.completed * f64::from(count(leaves.len()));
    for (number, leaf) in leaves.into_iter().enumerate() {
        if f64::from(count(number)) + 0.5 > wanted {
            break;
        }
        let usage = tree.usage(leaf);
        match tree.block(leaf).and_then(|block| block.max_score).filter(|possible| *possible > 0.0) {
            Some(possible) => {
                state.score(name, &usage, possible * enrolled.points, possible, serde_json::Value::Null);
            }
            None => state.complete(name, &usage, 1.0),
        }
    }
}
