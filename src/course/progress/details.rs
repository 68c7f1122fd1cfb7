//! Points of each part of the course, section by section.
use crate::{
    app::{LearnPage, Route},
    course::language::named,
    i18n::{Instant, day, decimal, list, now, percent, t},
    ui::{self, TagKind},
    wire::openedx::{CourseKey, GradeOverride, Progress, SectionScores, SubsectionScore},
};
use leptos::prelude::*;

/// Sections with the parts that give points; the others have nothing to say here.
pub(super) fn part(key: &CourseKey, progress: &Progress) -> AnyView {
    let sections: Vec<AnyView> = progress.section_scores.iter().filter_map(|one| section(key, one)).collect();
    let nothing = sections.is_empty().then(|| view! { <p>{t::progress::no_details()}</p> }.into_any());
    view! {
        <section class="preau-stack" aria-labelledby="details">
            <h2 id="details">{t::progress::details()}</h2>
            {nothing}
            {sections}
        </section>
    }
    .into_any()
}

fn section(key: &CourseKey, section: &SectionScores) -> Option<AnyView> {
    let items: Vec<AnyView> =
        section.subsections.iter().filter(|one| has_points(one)).map(|one| item(key, one)).collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="preau-progress__section preau-stack">
                <h3>{named(section.display_name.clone())}</h3>
                <ul class="preau-stack" role="list">{items}</ul>
            </section>
        }
        .into_any()
    })
}

fn has_points(subsection: &SubsectionScore) -> bool {
    subsection.has_graded_assignment || !subsection.problem_scores.is_empty() || subsection.num_points_possible > 0.0
}

fn item(key: &CourseKey, subsection: &SubsectionScore) -> AnyView {
    let kind = match subsection.assignment_type.as_deref().filter(|_| subsection.has_graded_assignment) {
        Some(kind) => ui::tag(TagKind::Plain, None, kind),
        None => ui::tag(TagKind::Quiet, None, t::progress::practice()),
    };
    view! {
        <li class="preau-panel preau-stack preau-progress__item">
            <div class="preau-row preau-row--apart"><h4>{title(key, subsection)}</h4> {kind}</div>
            {points(subsection)}
            {subsection.grade_override.as_ref().map(overridden)}
            {due(subsection)}
            {remark(subsection)}
        </li>
    }
    .into_any()
}

fn title(key: &CourseKey, subsection: &SubsectionScore) -> AnyView {
    let name = named(subsection.display_name.clone());
    if subsection.url.is_none() || subsection.block_key.as_str().is_empty() {
        return name;
    }
    let page = LearnPage::Unit { sequence: Some(subsection.block_key.as_str().to_owned()), unit: None };
    let address = Route::Learn(key.as_str().to_owned(), page).path();
    view! { <a href=address>{name}</a> }.into_any()
}

fn due_date(subsection: &SubsectionScore) -> Option<Instant> {
    subsection.due.as_deref().and_then(Instant::parse)
}

fn points(subsection: &SubsectionScore) -> AnyView {
    if !subsection.show_grades {
        let later = due_date(subsection).filter(|due| subsection.show_correctness == "past_due" && *due > now());
        let text = match later {
            Some(due) => t::progress::scores_hidden_until(&day(due)),
            None => t::progress::scores_hidden().to_owned(),
        };
        return view! { <p>{text}</p> }.into_any();
    }
    let (earned, possible) = total(subsection);
    if possible <= 0.0 {
        return ().into_any();
    }
    let share = earned / possible;
    let problems: Vec<String> = subsection
        .problem_scores
        .iter()
        .map(|score| t::progress::problem(&decimal(score.earned), &decimal(score.possible)))
        .collect();
    let problems = (problems.len() > 1)
        .then(|| view! { <p class="preau-soft preau-small">{t::progress::problems(&list(&problems))}</p> }.into_any());
    view! {
        <p>{t::progress::score(&decimal(earned), &decimal(possible), &percent(share))}</p>
        {ui::bar(share, None)}
        {problems}
    }
    .into_any()
}

/// Points got, and of how many; of parts that do not count the server adds up nothing.
fn total(subsection: &SubsectionScore) -> (f64, f64) {
    if subsection.num_points_possible > 0.0 {
        return (subsection.num_points_earned, subsection.num_points_possible);
    }
    let scores = &subsection.problem_scores;
    (scores.iter().map(|score| score.earned).sum(), scores.iter().map(|score| score.possible).sum())
}

fn overridden(by_hand: &GradeOverride) -> AnyView {
    let text = match by_hand.system.as_deref() {
        Some("PROCTORING") => t::progress::set_after_exam(),
        _ => t::progress::set_by_hand(),
    };
    let reason = by_hand.reason.as_deref().filter(|reason| !reason.trim().is_empty());
    let reason = reason.map(|reason| view! { <p>{t::progress::reason(reason)}</p> }.into_any());
    view! {
        <ui::Notice>
            <p>{text}</p>
            {reason}
        </ui::Notice>
    }
    .into_any()
}

fn due(subsection: &SubsectionScore) -> Option<AnyView> {
    let at = due_date(subsection)?;
    let text = if at < now() { t::progress::past_due(&day(at)) } else { t::progress::due(&day(at)) };
    Some(view! { <p class="preau-soft preau-small">{text}</p> }.into_any())
}

fn remark(subsection: &SubsectionScore) -> Option<AnyView> {
    let text = if !subsection.learner_has_access {
        t::progress::no_access()
    } else if subsection.url.is_none() {
        t::progress::after_due()
    } else {
        return None;
    };
    Some(view! { <p class="preau-soft preau-small">{text}</p> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::openedx::ProblemScore;

    #[test]
    fn points_of_practice_are_added_up_here() {
        let scores = vec![ProblemScore { earned: 1.0, possible: 2.0 }, ProblemScore { earned: 0.5, possible: 1.0 }];
        let practice = SubsectionScore { problem_scores: scores.clone(), ..SubsectionScore::default() };
        assert_eq!(total(&practice), (1.5, 3.0));
        let graded = SubsectionScore {
            problem_scores: scores,
            num_points_earned: 3.0,
            num_points_possible: 3.0,
            ..SubsectionScore::default()
        };
        assert_eq!(total(&graded), (3.0, 3.0), "a grade set by hand wins");
    }

    #[test]
    fn a_part_without_problems_has_nothing_to_say() {
        assert!(!has_points(&SubsectionScore::default()));
        assert!(has_points(&SubsectionScore { has_graded_assignment: true, ..SubsectionScore::default() }));
    }
}
