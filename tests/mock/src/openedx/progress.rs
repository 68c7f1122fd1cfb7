//! Grades: points of problems, subsections, assignment types, the course.
use super::ask::Ask;
use super::course::{Course, Kind};
use super::state::Learner;
use super::tree::Tree;
use crate::catalogue::document::Moment;

/// Points of a subsection.
#[derive(Debug, Clone, Default)]
pub(crate) struct Score {
    /// Got.
    pub(crate) earned: f64,
    /// To get.
    pub(crate) possible: f64,
    /// Each problem's points, got and to get.
    pub(crate) problems: Vec<(f64, f64)>,
}

impl Score {
    /// From 0 to 1.
    pub(crate) fn share(&self) -> f64 {
        if self.possible > 0.0 { self.earned / self.possible } else { 0.0 }
    }
}

/// An assignment type's part of the grade.
#[derive(Debug, Clone)]
pub(crate) struct Assignment {
    /// What it is called.
    pub(crate) name: String,
    /// The same in a chart.
    pub(crate) short: String,
    /// From 0 to 1.
    pub(crate) weight: f64,
    /// How many subsections there are.
    pub(crate) number: u32,
    /// Mean of their shares.
    pub(crate) average: f64,
}

/// Points of a subsection; `None` if nothing there gives any.
pub(crate) fn subsection(tree: Tree<'_>, sequence: usize) -> Option<Score> {
    let mut score = Score::default();
    for index in tree.below(sequence) {
        let Some(possible) = tree.block(index).and_then(|block| block.max_score).filter(|possible| *possible > 0.0)
        else {
            continue;
        };
        // Points of an answer count as a share, as a problem may weigh more or less since.
        let share =
            |score: &super::state::Score| if score.possible > 0.0 { score.earned / score.possible } else { 0.0 };
        let earned = possible * tree.learner.scores.get(&tree.usage(index)).map_or(0.0, share);
        score.earned += earned;
        score.possible += possible;
        score.problems.push((earned, possible));
    }
    (!score.problems.is_empty()).then_some(score)
}

/// Assignment types of the course with what was got in each.
pub(crate) fn assignments(ask: &Ask<'_>, tree: Tree<'_>) -> Vec<Assignment> {
    let override_first = ask.change(&tree.course.key.to_string()).is_some_and(|change| change.grade_override.is_some());
    let first_graded = graded(tree).next();
    tree.course
        .weights
        .iter()
        .map(|weight| {
            let parts: Vec<f64> = graded(tree)
                .filter(|index| tree.block(*index).and_then(|block| block.format.as_deref()) == Some(&weight.name))
                .map(|index| {
                    if override_first && Some(index) == first_graded {
                        1.0
                    } else {
                        subsection(tree, index).unwrap_or_default().share()
                    }
                })
                .collect();
            let number = super::tree::count(parts.len());
            let average = if parts.is_empty() { 0.0 } else { parts.iter().sum::<f64>() / f64::from(number) };
            Assignment {
                name: weight.name.clone(),
                short: weight.short.clone(),
                weight: weight.weight,
                number,
                average,
            }
        })
        .collect()
}

/// Subsections whose points count.
pub(crate) fn graded(tree: Tree<'_>) -> impl Iterator<Item = usize> + '_ {
    let is_graded = move |index: &usize| tree.block(*index).is_some_and(|block| block.graded);
    tree.of_kind(&Kind::Sequential).filter(is_graded)
}

/// The whole grade, from 0 to 1.
pub(crate) fn grade(ask: &Ask<'_>, tree: Tree<'_>) -> f64 {
    assignments(ask, tree).iter().map(|assignment| assignment.weight * assignment.average).sum()
}

/// Whether the course is passed.
pub(crate) fn is_passing(ask: &Ask<'_>, course: &Course, learner: &Learner) -> bool {
    let grade = rounded(grade(ask, Tree::new(course, learner)));
    grade > 0.0 && grade >= course.passing
}

/// As the LMS rounds grades: to a hundredth, halves up.
pub(crate) fn rounded(grade: f64) -> f64 {
    (grade * 100.0 + 0.5).floor() / 100.0
}

/// Whether scores of a subsection are shown, by the course's rule.
pub(crate) fn are_shown(rule: &str, due: Option<Moment>, now: Moment) -> bool {
    match rule {
        "never" | "never_but_include_grade" => false,
        "past_due" => due.is_none_or(|due| due < now),
        _ => true,
    }
}
