//! What the answer means: grades by type of assignment, the mark to reach.
use crate::wire::openedx::{
    AssignmentPolicy, AssignmentSummary, GradingPolicy, HiddenShare, Progress, SubsectionScore,
};

/// The grade of a type of assignment, for a row of the table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TypeGrade {
    /// Name of the type.
    pub name: String,
    /// 0 to 1, share of the whole.
    pub weight: f64,
    /// 0 to 1; `None` while all of it is hidden.
    pub average: Option<f64>,
    /// The worst ones that do not count.
    pub droppable: u32,
    /// A part of it is hidden.
    pub is_partly_hidden: bool,
    /// When what is hidden will show.
    pub shows_on: Option<String>,
}

/// Grades by type: as the server counts them, else counted here, for older servers.
pub(super) fn types(progress: &Progress) -> Vec<TypeGrade> {
    if !progress.assignment_type_grade_summary.is_empty() {
        return progress.assignment_type_grade_summary.iter().map(told).collect();
    }
    let graded: Vec<&SubsectionScore> = progress
        .section_scores
        .iter()
        .flat_map(|section| &section.subsections)
        .filter(|subsection| subsection.has_graded_assignment)
        .collect();
    progress.grading_policy.assignment_policies.iter().map(|policy| counted(policy, &graded)).collect()
}

fn told(summary: &AssignmentSummary) -> TypeGrade {
    TypeGrade {
        name: summary.kind.clone(),
        weight: summary.weight,
        average: (summary.has_hidden_contribution != HiddenShare::All).then_some(summary.average_grade),
        droppable: summary.num_droppable,
        is_partly_hidden: summary.has_hidden_contribution == HiddenShare::Some,
        shows_on: summary.last_grade_publish_date.clone(),
    }
}

/// As the LMS counts: work that is missing is nought, the worst ones are left out, the rest count alike.
fn counted(policy: &AssignmentPolicy, graded: &[&SubsectionScore]) -> TypeGrade {
    let of_type = || graded.iter().filter(|score| score.assignment_type.as_deref() == Some(&policy.kind));
    let mut shares: Vec<f64> = of_type().filter(|score| score.show_grades).map(|score| score.percent_graded).collect();
    let hidden = of_type().filter(|score| !score.show_grades).count();
    let total = usize::try_from(crate::i18n::whole(policy.num_total)).unwrap_or(usize::MAX);
    let counted = total.saturating_sub(hidden).max(shares.len()).min(MOST);
    shares.resize(counted, 0.0);
    crate::order::sort_by(&mut shares, |one, other| other.total_cmp(one));
    let dropped = usize::try_from(policy.num_droppable).unwrap_or(usize::MAX);
    if dropped < shares.len() {
        shares.truncate(shares.len().saturating_sub(dropped));
    }
    let count: f64 = shares.iter().map(|_| 1.0).sum();
    TypeGrade {
        name: policy.kind.clone(),
        weight: policy.weight,
        average: (count > 0.0).then(|| shares.iter().sum::<f64>() / count),
        droppable: policy.num_droppable,
        is_partly_hidden: hidden > 0 && count > 0.0,
        shows_on: None,
    }
}

/// More assignments of a type than any course has; a server may write anything.
const MOST: usize = 1000;

/// Least share of the points to pass: the lowest of the grades.
pub(super) fn passing(policy: &GradingPolicy) -> Option<f64> {
    policy.grade_range.values().copied().reduce(f64::min)
}

/// Some results are not shown yet, so that the grade will change.
pub(super) fn has_hidden(progress: &Progress, types: &[TypeGrade]) -> bool {
    types.iter().any(|one| one.is_partly_hidden || one.average.is_none())
        || progress
            .section_scores
            .iter()
            .flat_map(|section| &section.subsections)
            .any(|subsection| subsection.has_graded_assignment && !subsection.show_grades)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::openedx::SectionScores;

    fn score(share: f64, show_grades: bool) -> SubsectionScore {
        SubsectionScore {
            assignment_type: Some("Quiz".into()),
            has_graded_assignment: true,
            percent_graded: share,
            show_grades,
            ..SubsectionScore::default()
        }
    }

    fn older(policy: AssignmentPolicy, subsections: Vec<SubsectionScore>) -> Progress {
        Progress {
            grading_policy: GradingPolicy { assignment_policies: vec![policy], ..GradingPolicy::default() },
            section_scores: vec![SectionScores { display_name: "1".into(), subsections }],
            ..Progress::default()
        }
    }

    fn quiz(num_total: f64, num_droppable: u32) -> AssignmentPolicy {
        AssignmentPolicy { kind: "Quiz".into(), weight: 0.5, num_total, num_droppable }
    }

    fn average(progress: &Progress) -> Option<u64> {
        types(progress)[0].average.map(|share| crate::i18n::whole((share * 1000.0).round()))
    }

    #[test]
    fn older_servers_leave_the_count_to_us_and_missing_work_is_nought() {
        assert_eq!(average(&older(quiz(4.0, 0), vec![score(1.0, true), score(0.5, true)])), Some(375));
        assert_eq!(average(&older(quiz(4.0, 1), vec![score(1.0, true), score(0.5, true)])), Some(500));
        assert_eq!(average(&older(quiz(2.0, 5), vec![score(0.5, true), score(1.0, true)])), Some(750));
    }

    #[test]
    fn a_hidden_grade_counts_neither_for_nor_against() {
        let progress = older(quiz(2.0, 0), vec![score(0.8, true), score(0.0, false)]);
        assert_eq!(average(&progress), Some(800));
        assert!(types(&progress)[0].is_partly_hidden);
        let all = older(quiz(1.0, 0), vec![score(0.0, false)]);
        assert_eq!(average(&all), None);
        assert!(has_hidden(&all, &types(&all)));
    }

    #[test]
    fn numbers_without_sense_do_no_harm() {
        assert_eq!(average(&older(quiz(f64::NAN, 0), vec![])), None);
        assert_eq!(average(&older(quiz(1e300, 0), vec![score(1.0, true)])), Some(1));
    }

    #[test]
    fn the_lowest_grade_is_the_one_to_pass() {
        let range = [("A".to_owned(), 0.9), ("C".to_owned(), 0.55), ("B".to_owned(), 0.7)];
        let policy = GradingPolicy { grade_range: range.into_iter().collect(), ..GradingPolicy::default() };
        assert_eq!(passing(&policy), Some(0.55));
        assert_eq!(passing(&GradingPolicy::default()), None);
    }
}
