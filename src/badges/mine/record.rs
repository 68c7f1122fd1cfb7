//! The learner record of the credentials service: of each programme, what has been passed and what has not.
//!
//! Criteria: a programme's courses are asked for when it is opened; what fails says so, and the rest of the page stays. What reads
//! a record comes where the platform keeps one.
use crate::{
    api::{
        ApiError, Remote,
        awards::{self, AwardSource},
        session::Asker,
    },
    app::{on_demand, split_point},
    i18n::{Instant, day, list, percent, t},
    ui::{self, Button, Icon, icon},
    wire::openedx::{EnrolledProgram, NumberOrNone, ProgramRecord, RecordGrade},
};
use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use std::rc::Rc;

/// The section; nothing for who is not signed in, or where the platform keeps no record.
pub(super) fn section(who: &Asker) -> AnyView {
    if !matches!(who, Asker::Learner(_)) || !awards::sources().contains(&AwardSource::Programs) {
        return ().into_any();
    }
    on_demand(fetched, |draw| draw())
}

type Draw = fn() -> AnyView;

split_point! {
    fn fetched() -> Draw = badges_record { drawn }
}

fn drawn() -> AnyView {
    let programs = Remote::new(|| {
        let answer: LocalBoxFuture<'static, Result<Vec<EnrolledProgram>, ApiError>> =
            Box::pin(awards::program_records());
        Some(answer)
    });
    ui::optional(move || {
        // that the session has ended is said above
        let failed =
            programs.error.with(|error| !matches!(error, None | Some(ApiError::NotFound | ApiError::SignInNeeded)));
        let all = programs.value.get().filter(|all| !all.is_empty());
        (failed || all.is_some()).then(|| {
            let each = all.into_iter().flat_map(|all| all.iter().map(program).collect::<Vec<_>>());
            let failed = failed.then(|| {
                let retry = Callback::new(move |()| programs.retry());
                failure(programs.pending, retry)
            });
            view! {
                <section class="preau-stack" aria-labelledby="record">
                    <h2 id="record">{t::badges::record()}</h2>
                    <p>{t::badges::record_text()}</p>
                    {failed}
                    {each.collect::<Vec<_>>()}
                </section>
            }
            .into_any()
        })
    })
}

fn failure(pending: RwSignal<bool>, retry: Callback<()>) -> AnyView {
    view! {
        <ui::Notice kind=ui::NoticeKind::Warning>
            <p>{t::badges::record_failed()}</p>
            <p><Button small=true icon_before=Icon::Retry pending=pending on_press=retry>{t::ui::retry()}</Button></p>
        </ui::Notice>
    }
    .into_any()
}

fn program(program: &EnrolledProgram) -> AnyView {
    let state = match (program.completed, program.empty) {
        (true, _) => t::badges::record_done(),
        (false, true) => t::badges::record_empty(),
        (false, false) => t::badges::record_open(),
    };
    let open = RwSignal::new(false);
    let was_opened = ui::memo(move |before: Option<&bool>| before == Some(&true) || open.get());
    let uuid = program.uuid.clone();
    let title = t::badges::record_title(&program.name, state);
    let content = move || {
        was_opened.get().then(|| {
            let uuid = uuid.clone();
            untrack(move || courses(uuid))
        })
    };
    view! { <ui::Disclosure title=title open=open level=3><div class="preau-stack">{ui::optional(content)}</div></ui::Disclosure> }
        .into_any()
}

fn courses(uuid: String) -> AnyView {
    let record = Remote::new(move || {
        let uuid = uuid.clone();
        let answer: LocalBoxFuture<'static, Result<ProgramRecord, ApiError>> =
            Box::pin(async move { awards::program_record(&uuid, false).await });
        Some(answer)
    });
    ui::dynamic(move || match (record.value.get(), record.error.with(Option::is_some)) {
        (Some(record), _) => shown(&record),
        (None, true) => failure(record.pending, Callback::new(move |()| record.retry())),
        (None, false) => view! { <ui::Loading/> }.into_any(),
    })
}

fn shown(record: &Rc<ProgramRecord>) -> AnyView {
    let body = &record.record;
    let rows: Vec<AnyView> = body.grades.iter().map(row).collect();
    let leads: Vec<String> = body.pathways.iter().map(|pathway| pathway.name.clone()).collect();
    let leads = (!leads.is_empty()).then(|| view! { <p>{t::badges::record_leads(&list(&leads))}</p> }.into_any());
    let shared = body.shared_program_record_uuid.as_deref().and_then(awards::shared_record_page).map(|page| {
        view! { <p><a href=page rel="external">{icon(Icon::External)}" "{t::badges::record_shared()}</a></p> }
            .into_any()
    });
    view! {
        <ui::TableRegion caption=t::badges::record_caption(&body.program.name)>
            <thead>
                <tr>
                    <th scope="col">{t::badges::record_course()}</th>
                    <th scope="col">{t::badges::record_grade()}</th>
                    <th scope="col">{t::badges::record_date()}</th>
                    <th scope="col">{t::badges::record_by()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </ui::TableRegion>
        {leads}
        {shared}
    }
    .into_any()
}

fn row(course: &RecordGrade) -> AnyView {
    let date = Instant::parse(&course.issue_date).map_or_else(|| t::badges::record_not_yet().to_owned(), day);
    view! {
        <tr>
            <th scope="row">{course.name.clone()}</th>
            <td>{grade(course)}</td>
            <td>{date}</td>
            <td>{course.school.clone()}</td>
        </tr>
    }
    .into_any()
}

/// The mark as a share; in the server's word where there is none.
fn grade(course: &RecordGrade) -> String {
    match course.percent_grade {
        NumberOrNone::Number(share) => percent(share),
        NumberOrNone::None(_) if course.letter_grade.is_empty() => t::badges::record_not_yet().to_owned(),
        NumberOrNone::None(_) => course.letter_grade.clone(),
    }
}
