//! A timed exam in its own page: instructions, start, how it stands, what comes after.
use super::{end, state};
use crate::{
    api::{ApiError, Remote, lms, session},
    app::{LearnPage, Nav, Route},
    i18n::{Instant, day_and_time, t},
    ui::{self, Button, ButtonKind, Dialog, Icon, NoticeKind, icon},
    wire::openedx::{CourseKey, Exam, ExamState, UsageKey},
};
use leptos::{html::Div, prelude::*, task::spawn_local_scoped};
use std::rc::Rc;

/// How an exam stands for the learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The sequence is no exam after all.
    NoExam,
    /// Supervised: the LMS's own page knows how.
    Supervised,
    /// May be started.
    Before,
    /// Too late, never begun.
    Missed,
    /// Under way.
    Running,
    /// Handed in.
    Submitted,
    /// Ended by the clock.
    TimedOut,
    /// Ended by a fault.
    Broken,
    /// Handed in, and what the supervision saw is not accepted.
    Rejected,
}

/// Statuses after which a supervised exam is not gone on with.
const OVER: [&str; 6] = ["submitted", "second_review_required", "timed_out", "verified", "rejected", "error"];

impl Stage {
    fn of(exam: Option<&Exam>) -> Self {
        let Some(exam) = exam else { return Self::NoExam };
        let status = exam.attempt.as_ref().map(|attempt| attempt.attempt_status.as_str());
        let is_supervised = exam.kind != "timed" && !exam.kind.is_empty();
        // of what is supervised in earnest the end is told here; what serves to practise may be begun again
        let is_told = exam.kind == "proctored" && status.is_some_and(|status| OVER.contains(&status));
        if is_supervised && !is_told {
            return Self::Supervised;
        }
        match status {
            Some("started" | "ready_to_submit") => Self::Running,
            Some("timed_out") => Self::TimedOut,
            Some("error") => Self::Broken,
            Some("rejected") => Self::Rejected,
            None | Some("created" | "download_software_clicked" | "ready_to_start") => {
                if exam.passed_due_date {
                    Self::Missed
                } else {
                    Self::Before
                }
            }
            Some(_) => Self::Submitted,
        }
    }

    /// Whether the questions may be seen; the LMS decides it in the end.
    fn shows_content(self, exam: Option<&Exam>) -> bool {
        let is_open_again = exam.is_some_and(|exam| exam.passed_due_date && !exam.hide_after_due);
        match self {
            Self::NoExam | Self::Running => true,
            Self::Supervised | Self::Before => false,
            Self::Missed | Self::Submitted | Self::TimedOut | Self::Broken | Self::Rejected => is_open_again,
        }
    }
}

/// See [`super::panel`].
pub(super) fn panel(key: &CourseKey, sequence: &UsageKey, content: Rc<dyn Fn() -> AnyView>) -> AnyView {
    let (course, part) = (key.clone(), sequence.clone());
    let remote = Remote::new(move || {
        state::track_changes();
        let (course, part) = (course.clone(), part.clone());
        Some(Box::pin(async move {
            match state::read(&course, Some(&part)).await {
                // a server without exams shows the unit
                Err(ApiError::NotFound) => Ok(ExamState::default()),
                answer => answer,
            }
        }))
    });
    drawn(key.clone(), sequence.clone(), remote, content)
}

fn drawn(key: CourseKey, sequence: UsageKey, remote: Remote<ExamState>, content: Rc<dyn Fn() -> AnyView>) -> AnyView {
    let nav = expect_context::<Nav>();
    let exam = ui::memo(move |_| remote.value.with(|state| state.as_ref().and_then(|state| state.exam.clone())));
    // the seconds left differ in each answer: what is drawn depends on the stage alone
    let stage =
        ui::memo(move |_| remote.value.with(Option::is_some).then(|| exam.with(|exam| Stage::of(exam.as_ref()))));
    let is_shown =
        ui::memo(move |_| stage.get().is_some_and(|stage| exam.with(|exam| stage.shows_content(exam.as_ref()))));
    let trouble = move || {
        let error = remote.error.get().filter(|_| stage.get().is_none())?;
        let retry = Callback::new(move |()| remote.retry());
        let sign_in = session::sign_in_address(&untrack(|| nav.address()));
        Some(view! { <ui::ErrorPanel error=error on_retry=retry pending=remote.pending sign_in=sign_in/> }.into_any())
    };
    let waiting = move || {
        let waits = stage.get().is_none() && remote.error.with(Option::is_none);
        waits.then(|| view! { <ui::Loading/> }.into_any())
    };
    let told = move || {
        let stage = stage.get()?;
        Some(untrack(|| exam.with(|exam| about(stage, exam.as_ref(), &key, &sequence))))
    };
    view! {
        {ui::optional(trouble)}
        {ui::optional(waiting)}
        {ui::optional(told)}
        {ui::optional(move || is_shown.get().then(|| untrack(|| content())))}
    }
    .into_any()
}

fn about(stage: Stage, exam: Option<&Exam>, key: &CourseKey, sequence: &UsageKey) -> AnyView {
    match (stage, exam) {
        (Stage::Supervised, _) => {
            elsewhere(sequence, NoticeKind::Info, t::exam::supervised_title(), t::exam::supervised())
        }
        (Stage::Rejected, _) => {
            elsewhere(sequence, NoticeKind::Warning, t::exam::rejected_title(), t::exam::rejected())
        }
        (Stage::Before, Some(exam)) => before(exam, key),
        (Stage::Missed, _) => told(NoticeKind::Warning, t::exam::missed_title(), t::exam::missed(), None),
        (Stage::Running, _) => running(),
        (Stage::Submitted, _) => told(NoticeKind::Success, t::exam::submitted_title(), t::exam::submitted(), Some(key)),
        (Stage::TimedOut, _) => told(NoticeKind::Info, t::exam::timed_out_title(), t::exam::submitted(), Some(key)),
        (Stage::Broken, _) => told(NoticeKind::Error, t::exam::broken_title(), t::exam::broken(), None),
        (Stage::NoExam, _) | (Stage::Before, None) => ().into_any(),
    }
}

fn told(kind: NoticeKind, title: &'static str, text: &'static str, progress_of: Option<&CourseKey>) -> AnyView {
    let link = progress_of.map(|key| {
        let address = Route::Learn(key.as_str().to_owned(), LearnPage::Progress).path();
        view! { <p><a href=address>{t::exam::to_progress()}</a></p> }.into_any()
    });
    view! { <ui::Notice kind=kind title=title><p>{text}</p> {link}</ui::Notice> }.into_any()
}

fn running() -> AnyView {
    view! {
        <ui::Notice title=t::exam::running_title()>
            <p>{t::exam::running()}</p>
            <p>{end::button(state::running())}</p>
        </ui::Notice>
    }
    .into_any()
}

/// What the LMS's own page of the exam knows more of. A `jump_to` link would come back here: the LMS sends those to its front end.
fn elsewhere(sequence: &UsageKey, kind: NoticeKind, title: &'static str, text: &'static str) -> AnyView {
    let address = lms::unit_address(sequence, true, None);
    view! {
        <ui::Notice kind=kind title=title>
            <p>{text}</p>
            <p><a class=ButtonKind::Primary.class() href=address rel="external">{t::exam::on_lms()} {icon(Icon::External)}</a></p>
        </ui::Notice>
    }
    .into_any()
}

fn before(exam: &Exam, key: &CourseKey) -> AnyView {
    let time = duration(exam);
    let open = RwSignal::new(false);
    let due = exam.due_date.as_deref().and_then(Instant::parse);
    let due = due.map(|at| view! { <li>{t::exam::due(&day_and_time(at))}</li> }.into_any());
    let element = NodeRef::<Div>::new();
    ui::dom::rescue_focus_of(element);
    view! {
        <div node_ref=element>
            <section class="preau-panel preau-stack" aria-labelledby="exam">
                <h2 id="exam">{t::exam::title()}</h2>
                <p>{t::exam::lasts(&time)}</p>
                <ul class="preau-stack">
                    <li>{t::exam::rule_clock()}</li>
                    <li>{t::exam::rule_timer()}</li>
                    <li>{t::exam::rule_end()}</li>
                    <li>{t::exam::rule_once()}</li>
                    {due}
                </ul>
                <p><Button kind=ButtonKind::Primary icon_before=Icon::Clock on_press=move |()| open.set(true)>{t::exam::start()}</Button></p>
            </section>
        </div>
        {question(exam, key, open, &time)}
    }
    .into_any()
}

/// How long it lasts, for this learner: the LMS's words count what was granted to them.
fn duration(exam: &Exam) -> String {
    if exam.total_time.trim().is_empty() {
        t::exam::minutes(exam.time_limit_mins.into())
    } else {
        exam.total_time.clone()
    }
}

fn question(exam: &Exam, key: &CourseKey, open: RwSignal<bool>, time: &str) -> AnyView {
    let (pending, failed) = (RwSignal::new(false), ui::failure_in(open));
    let (key, id) = (key.clone(), exam.id);
    let attempt = exam.attempt.as_ref().map(|attempt| attempt.attempt_id);
    let start = Callback::new(move |()| {
        let key = key.clone();
        pending.set(true);
        spawn_local_scoped(async move {
            let outcome = state::start(&key, id, attempt).await;
            pending.set(false);
            match outcome {
                Ok(()) => open.set(false),
                Err(error) => failed.set(Some(error)),
            }
        });
    });
    let actions = move || {
        view! {
            <Button first=true on_press=move |()| open.set(false)>{t::exam::not_now()}</Button>
            <Button kind=ButtonKind::Primary pending=pending on_press=start>{t::exam::start_confirm()}</Button>
        }
        .into_any()
    };
    let text = t::exam::start_text(time);
    view! {
        <Dialog open=open title=t::exam::start_question() actions=actions>
            <p>{text.clone()}</p>
            {ui::optional(move || {
                let error = failed.get()?;
                Some(view! { <ui::ErrorPanel error=error level=3 on_retry=start pending=pending/> }.into_any())
            })}
        </Dialog>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn exam(kind: &str, status: Option<&str>, passed: bool) -> Exam {
        let attempt = status.map_or(json!({}), |status| json!({"attempt_id": 1, "attempt_status": status}));
        let exam =
            json!({"id": 7, "type": kind, "passed_due_date": passed, "hide_after_due": false, "attempt": attempt});
        serde_json::from_value(exam).unwrap()
    }

    #[test]
    fn each_state_of_an_attempt_has_its_stage() {
        let stage = |status, passed| Stage::of(Some(&exam("timed", status, passed)));
        assert_eq!(stage(None, false), Stage::Before);
        assert_eq!(stage(Some("created"), false), Stage::Before);
        assert_eq!(stage(None, true), Stage::Missed);
        assert_eq!(stage(Some("started"), false), Stage::Running);
        assert_eq!(stage(Some("ready_to_submit"), false), Stage::Running);
        assert_eq!(stage(Some("submitted"), false), Stage::Submitted);
        assert_eq!(stage(Some("timed_out"), false), Stage::TimedOut);
        assert_eq!(stage(Some("verified"), true), Stage::Submitted);
        assert_eq!(Stage::of(None), Stage::NoExam);
    }

    #[test]
    fn a_supervised_exam_is_the_lms_s_until_it_is_over() {
        let stage = |kind, status| Stage::of(Some(&exam(kind, status, false)));
        for status in [None, Some("created"), Some("started"), Some("declined"), Some("onboarding_missing")] {
            assert_eq!(stage("proctored", status), Stage::Supervised, "{status:?}");
        }
        assert_eq!(stage("proctored", Some("submitted")), Stage::Submitted);
        assert_eq!(stage("proctored", Some("second_review_required")), Stage::Submitted);
        assert_eq!(stage("proctored", Some("verified")), Stage::Submitted);
        assert_eq!(stage("proctored", Some("timed_out")), Stage::TimedOut);
        assert_eq!(stage("proctored", Some("rejected")), Stage::Rejected);
        assert_eq!(stage("proctored", Some("error")), Stage::Broken);
        assert_eq!(stage("practice", Some("submitted")), Stage::Supervised);
        assert_eq!(stage("onboarding", Some("verified")), Stage::Supervised);
    }

    #[test]
    fn questions_show_while_the_exam_runs_and_when_it_is_over_for_all() {
        let shows = |status, passed| {
            let exam = exam("timed", status, passed);
            Stage::of(Some(&exam)).shows_content(Some(&exam))
        };
        assert!(!shows(None, false));
        assert!(shows(Some("started"), false));
        assert!(!shows(Some("submitted"), false));
        assert!(shows(Some("submitted"), true));
        assert!(Stage::NoExam.shows_content(None));
    }
}
