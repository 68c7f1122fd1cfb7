use super::*;

const DAY: f64 = 86_400_000.0;
const NOW: Instant = Instant::from_millis(20_000.0 * DAY);

/// A moment some days from now.
fn at(days: f64) -> Instant {
    Instant::from_millis(NOW.millis() + days * DAY)
}

fn never() -> Instant {
    Instant::from_millis(253_402_214_400_000.0)
}

fn run(start: f64, end: f64, opens: f64, closes: f64) -> RunDates {
    RunDates {
        start: Some(at(start)),
        end: Some(at(end)),
        enrollment_start: Some(at(opens)),
        enrollment_end: Some(at(closes)),
    }
}

fn state(priority: u8, text: &str) -> State {
    State { priority, datetime: None, call_to_action: None, text: text.into() }
}

#[test]
fn a_run_is_judged_by_richies_rules() {
    for (dates, expected) in [
        (run(-5.0, 5.0, -9.0, 2.0), State::ONGOING_OPEN),
        (run(-5.0, 5.0, -9.0, -1.0), State::ONGOING_CLOSED),
        (run(-5.0, -1.0, -9.0, 2.0), State::ARCHIVED_OPEN),
        (run(-5.0, -1.0, -9.0, -2.0), State::ARCHIVED),
        (run(-5.0, -1.0, 1.0, 2.0), State::ARCHIVED),
        (run(5.0, 9.0, 1.0, 2.0), State::FUTURE_NOT_YET_OPEN),
        (run(5.0, 9.0, -1.0, 2.0), State::FUTURE_OPEN),
        (run(5.0, 9.0, -3.0, -1.0), State::FUTURE_CLOSED),
        (RunDates { start: None, ..run(0.0, 9.0, -3.0, -1.0) }, State::TO_BE_SCHEDULED),
        (RunDates { enrollment_start: None, ..run(1.0, 9.0, 0.0, 2.0) }, State::TO_BE_SCHEDULED),
        (RunDates { end: None, enrollment_end: None, ..run(-5.0, 0.0, -9.0, 0.0) }, State::ONGOING_OPEN),
    ] {
        assert_eq!(dates.priority(NOW), expected, "{dates:?}");
    }
}

#[test]
fn an_open_course_says_until_when() {
    let words = run_state(run(-5.0, 90.0, -9.0, 30.0), NOW);
    assert_eq!(words.label, t::course::state_open_until(&day(at(30.0))));
    assert_eq!((words.tone, words.call_to_action), (TagKind::Open, Some("S’inscrire")));
}

#[test]
fn what_closes_within_a_week_closes_soon() {
    assert_eq!(run_state(run(-5.0, 90.0, -9.0, 7.0), NOW).tone, TagKind::Soon);
    assert_eq!(run_state(run(-5.0, 90.0, -9.0, 7.1), NOW).tone, TagKind::Open);
    let future = run_state(run(20.0, 90.0, -9.0, 2.0), NOW);
    assert_eq!(future.note, Some(t::course::deadline_soon(&day(at(2.0)))));
    assert_eq!(future.tone, TagKind::Soon);
}

#[test]
fn the_year_9999_is_said_as_never() {
    let dates = RunDates { end: Some(never()), enrollment_end: Some(never()), ..run(-5.0, 0.0, -9.0, 0.0) };
    assert_eq!(run_state(dates, NOW).label, "Toujours ouvert");
    let archived = words(&state(2, "toujours ouvert"), None, RunDates::default(), NOW);
    assert_eq!(archived.label, "Archivé – toujours ouvert à la lecture");
    assert_eq!(dates.last_day(), None);
    assert_eq!(dates.deadline(), None);
}

#[test]
fn a_near_start_is_said_in_days_with_the_date() {
    let words = run_state(run(3.0, 90.0, -9.0, 30.0), NOW);
    assert_eq!(words.label, format!("Commence 3 day ({})", day(at(3.0))), "the browser words the distance");
    let far = run_state(run(40.0, 90.0, -9.0, 60.0), NOW);
    assert_eq!(far.label, t::course::state_starts(&day(at(40.0))));
    assert_eq!(far.note, Some(t::course::deadline(&day(at(60.0)))));
}

#[test]
fn the_servers_own_date_wins_over_the_runs() {
    let words = words(&state(1, "débute le"), Some(at(50.0)), run(40.0, 90.0, -9.0, 60.0), NOW);
    assert_eq!(words.label, t::course::state_starts(&day(at(50.0))));
}

#[test]
fn what_cannot_be_entered_invites_to_nothing() {
    for (dates, label) in [
        (run(5.0, 9.0, 1.0, 2.0), t::course::state_upcoming(&day(at(5.0)))),
        (run(5.0, 9.0, -3.0, -1.0), t::course::state_closed_starts(&day(at(5.0)))),
        (run(-5.0, 9.0, -9.0, -1.0), t::course::state_ongoing().into()),
        (run(-5.0, -1.0, -9.0, -2.0), t::course::state_archived_on(&day(at(-1.0)))),
        (RunDates::default(), t::course::state_to_be_scheduled().into()),
    ] {
        let words = run_state(dates, NOW);
        assert_eq!((words.label, words.call_to_action), (label, None));
    }
}

#[test]
fn the_state_of_a_newer_server_is_shown_in_its_own_words() {
    assert_eq!(words(&state(8, "bientôt annoncé"), None, RunDates::default(), NOW).label, "Bientôt annoncé");
    let dated = words(&state(200, "ouvre le"), Some(at(1.0)), RunDates::default(), NOW);
    assert_eq!(dated.label, format!("Ouvre le {}", day(at(1.0))));
    let wordless = words(&state(8, " "), None, RunDates::default(), NOW);
    assert_eq!((wordless.label.as_str(), wordless.call_to_action), (t::course::state_unknown(), None));
}

#[test]
fn of_several_open_runs_the_longest_invitation_counts() {
    let (short, long, endless) = (
        run(-5.0, 9.0, -9.0, 2.0),
        run(-5.0, 9.0, -9.0, 30.0),
        RunDates { enrollment_end: None, ..run(-5.0, 9.0, -9.0, 0.0) },
    );
    assert!(long.inviting(&short).is_gt());
    assert!(endless.inviting(&long).is_gt());
}
