//! Grades by type of assignment: a table whose numbers have bars.
use super::grade::TypeGrade;
use crate::{
    i18n::{Instant, day, percent, t},
    ui,
    wire::openedx::Progress,
};
use leptos::prelude::*;

/// The table; each type is a row, the grade of the course the last.
pub(super) fn table(progress: &Progress, types: &[TypeGrade]) -> AnyView {
    let rows: Vec<AnyView> = types.iter().map(|one| row(one, !progress.disable_progress_graph)).collect();
    let weight: f64 = types.iter().map(|one| one.weight).sum();
    let grade = percent(progress.course_grade.percent);
    view! {
        <ui::TableRegion caption=t::progress::types()>
            <thead>
                <tr>
                    <th scope="col">{t::progress::assignment()}</th>
                    <th scope="col">{t::progress::average()}</th>
                    <th scope="col">{t::progress::contribution()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            <tfoot>
                <tr>
                    <th scope="row" colspan="2">{t::progress::total()} <span class="preau-progress__remark">{t::progress::weighs(&percent(weight))}</span></th>
                    <td>{grade}</td>
                </tr>
            </tfoot>
        </ui::TableRegion>
    }
    .into_any()
}

fn row(one: &TypeGrade, has_bars: bool) -> AnyView {
    let weight = Some(t::progress::weighs(&percent(one.weight)));
    let dropped = (one.droppable > 0).then(|| t::progress::dropped(one.droppable.into()));
    let partly = one.is_partly_hidden.then(|| t::progress::partly_shown().to_owned());
    let later = one.shows_on.as_deref().filter(|_| one.is_partly_hidden || one.average.is_none());
    let later = later.and_then(Instant::parse).map(|at| t::progress::shown_on(&day(at)));
    let remarks: Vec<AnyView> = [weight, dropped, partly, later]
        .into_iter()
        .flatten()
        .map(|remark| view! { <span class="preau-progress__remark">{remark}</span> }.into_any())
        .collect();
    let (average, contribution) = match one.average {
        Some(average) => (
            view! { {percent(average)} {has_bars.then(|| ui::bar(average, None))} }.into_any(),
            percent(average * one.weight),
        ),
        None => (t::progress::not_shown().into_any(), t::progress::not_shown().to_owned()),
    };
    view! {
        <tr>
            <th scope="row">{one.name.clone()} {remarks}</th>
            <td>{average}</td>
            <td>{contribution}</td>
        </tr>
    }
    .into_any()
}
