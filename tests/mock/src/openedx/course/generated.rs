//! Courses that are made, not written: of any number of units, or of the size of a real one.
use std::collections::HashMap;

use super::content::{Choice, ChoiceOption, Content};
use super::{Block, Course, CourseKey, Kind, Weight};
use crate::catalogue::document::Moment;

const DAY: Moment = 86_400;

/// Leaves of each unit, by subsection and section, as a real course of 58 units and 318 leaves has them.
const LARGE: &[&[&[usize]]] = &[
    &[&[6, 7], &[8, 8, 7]],
    &[&[3, 4, 10, 6], &[3, 5, 5], &[4, 5, 5], &[3]],
    &[&[3], &[4, 6, 6, 6, 7, 7], &[4, 6, 6, 7, 5, 5, 5], &[4, 6, 10, 6, 8, 7, 9, 6], &[4, 5, 5, 5]],
    &[&[7, 5, 5], &[4, 8, 3], &[4, 5, 5, 5]],
    &[&[4, 4, 6, 3], &[6]],
    &[&[3]],
];

/// Subsections of [`LARGE`] that count, by section and place in it.
const GRADED: &[(usize, usize, Moment)] = &[(2, 1, -3 * DAY), (2, 2, 9 * DAY), (2, 3, 23 * DAY)];

/// The course of the size of a real one.
///
/// # Errors
/// When two blocks would have the same id.
pub(super) fn large() -> Result<Course, String> {
    let mut course = empty("LARGE", "Un grand cours : tout ce qu’un cours peut contenir");
    let root =
        course.add(None, Block::new(Kind::Course, "course", "Un grand cours : tout ce qu’un cours peut contenir"))?;
    let mut number = 0;
    for (place, section) in LARGE.iter().enumerate() {
        let title = format!("Section {} : explorer, essayer, retenir", place + 1);
        let chapter = course.add(Some(root), Block::new(Kind::Chapter, &format!("section-{place}"), &title))?;
        for (second, units) in section.iter().enumerate() {
            let title = format!("Sous-section {}.{}", place + 1, second + 1);
            let mut block = Block::new(Kind::Sequential, &format!("sequence-{place}-{second}"), &title);
            if let Some((_, _, due)) = GRADED.iter().find(|(section, part, _)| (*section, *part) == (place, second)) {
                block.graded = true;
                block.format = Some("Quiz".to_owned());
                block.due = Some(*due);
            }
            let sequence = course.add(Some(chapter), block)?;
            for leaves in *units {
                unit(&mut course, sequence, number, *leaves)?;
                number += 1;
            }
        }
    }
    Ok(course)
}

/// A course of so many units: four in a subsection, five subsections in a section, a question in every third unit.
///
/// # Errors
/// When two blocks would have the same id.
pub(super) fn of_units(units: usize) -> Result<Course, String> {
    let mut course = empty("UNITS", "Un cours généré");
    let root = course.add(None, Block::new(Kind::Course, "course", "Un cours généré"))?;
    let (mut chapter, mut sequence) = (root, root);
    for number in 0..units {
        if number % 20 == 0 {
            let place = number / 20 + 1;
            let block = Block::new(Kind::Chapter, &format!("section-{place}"), &format!("Section {place}"));
            chapter = course.add(Some(root), block)?;
        }
        if number % 4 == 0 {
            let place = number / 4 + 1;
            let mut block =
                Block::new(Kind::Sequential, &format!("sequence-{place}"), &format!("Sous-section {place}"));
            if place % 5 == 0 {
                block.graded = true;
                block.format = Some("Quiz".to_owned());
                block.due = Moment::try_from(place).ok().map(|place| (place - 7) * DAY);
            }
            sequence = course.add(Some(chapter), block)?;
        }
        unit(&mut course, sequence, number, if number % 3 == 2 { 2 } else { 1 })?;
    }
    Ok(course)
}

fn empty(number: &str, title: &str) -> Course {
    Course {
        key: CourseKey { org: "Preau".to_owned(), number: number.to_owned(), run: "1".to_owned() },
        title: title.to_owned(),
        language: "fr",
        start: Some(-30 * DAY),
        end: Some(60 * DAY),
        enrollment_start: Some(-60 * DAY),
        enrollment_end: Some(30 * DAY),
        self_paced: true,
        invitation_only: false,
        capacity: None,
        prerequisite: None,
        public: false,
        passing: 0.5,
        weights: vec![Weight { name: "Quiz".to_owned(), short: "Quiz".to_owned(), weight: 1.0 }],
        handouts_html: "<p>Ce cours est fabriqué par un programme ; il n’a pas de documents.</p>".to_owned(),
        welcome_html: "<p>Bienvenue dans un cours fabriqué par un programme.</p>".to_owned(),
        has_certificate: true,
        blocks: Vec::new(),
        by_id: HashMap::new(),
        files: &[],
    }
}

/// A unit of texts; the last of two leaves or more is a question.
fn unit(course: &mut Course, sequence: usize, number: usize, leaves: usize) -> Result<(), String> {
    let mut block = Block::new(Kind::Vertical, &format!("unit-{number}"), &format!("Unité {}", number + 1));
    block.effort_minutes = Some(5);
    let vertical = course.add(Some(sequence), block)?;
    for leaf in 0..leaves {
        let is_question = leaf > 0 && leaf + 1 == leaves;
        let (kind, title) = if is_question { (Kind::Problem, "Question") } else { (Kind::Html, "Texte") };
        let mut block = Block::new(kind, &format!("unit-{number}-{leaf}"), title);
        block.max_score = is_question.then_some(1.0);
        block.content = if is_question { question(number) } else { text(number, leaf) };
        course.add(Some(vertical), block)?;
    }
    Ok(())
}

fn text(number: usize, leaf: usize) -> Content {
    Content::Html(format!(
        "<h3>Partie {} de l’unité {}</h3>\n<p>Ce texte tient la place d’une leçon. Il est court, il a un titre et une \
         liste, comme les vraies.</p>\n<ul>\n<li>Lire.</li>\n<li>Essayer.</li>\n<li>Retenir.</li>\n</ul>",
        leaf + 1,
        number + 1
    ))
}

fn question(number: usize) -> Content {
    let option = |html: &str, is_right, feedback: &str| ChoiceOption {
        html: html.to_owned(),
        is_right,
        feedback: feedback.to_owned(),
    };
    Content::Choice(Choice {
        html: "<p>Quel est le numéro de cette unité ?</p>".to_owned(),
        is_multiple: false,
        options: vec![
            option(&(number + 1).to_string(), true, "C’est bien lui."),
            option(&(number + 2).to_string(), false, "C’est celui de la suivante."),
        ],
    })
}
