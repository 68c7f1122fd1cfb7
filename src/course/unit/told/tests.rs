use super::*;

fn key(name: &str) -> UsageKey {
    UsageKey::parse(&format!("block-v1:Preau+A+1+type@vertical+block@{name}")).unwrap()
}

fn position(who: &str, run: &str, at: u32) -> News {
    let course = CourseKey::parse(&format!("course-v1:Preau+A+{run}")).unwrap();
    News { username: who.into(), deed: Deed::Position { course, sequence: key("s"), at } }
}

fn mark(who: &str, name: &str, on: bool) -> News {
    News { username: who.into(), deed: Deed::Mark { unit: key(name), on } }
}

fn begin(desk: &mut Desk, news: News) -> Word {
    desk.begin(news, Rc::new(|_| ()))
}

fn waiting(desk: &mut Desk, who: &str) -> Vec<News> {
    desk.take(Some(who)).into_iter().map(|word| word.news).collect()
}

#[test]
fn only_a_newer_word_on_the_same_takes_the_place() {
    assert!(position("a", "1", 1).is_about_the_same(&position("a", "1", 2)));
    assert!(!position("a", "1", 1).is_about_the_same(&position("a", "2", 1)));
    assert!(!position("a", "1", 1).is_about_the_same(&position("b", "1", 1)));
    assert!(mark("a", "u", true).is_about_the_same(&mark("a", "u", false)));
    assert!(!mark("a", "u", true).is_about_the_same(&mark("a", "v", true)));
    assert!(!mark("a", "u", true).is_about_the_same(&position("a", "1", 1)));
}

#[test]
fn an_older_word_that_fails_late_does_not_wait() {
    let mut desk = Desk::default();
    let first = begin(&mut desk, position("a", "1", 1));
    let second = begin(&mut desk, position("a", "1", 2));
    // the second was told; now the first comes back without an answer
    assert!(desk.newer(&second).is_none() && desk.newer(&first).is_some());
    assert!(!desk.keep(&first));
    assert_eq!(waiting(&mut desk, "a"), []);
}

#[test]
fn a_word_under_way_gives_way_to_its_contrary() {
    let mut desk = Desk::default();
    let on = begin(&mut desk, mark("a", "u", true));
    assert!(desk.keep(&on));
    let [under_way] = desk.take(Some("a")).try_into().ok().unwrap();
    let off = begin(&mut desk, mark("a", "u", false));
    assert_eq!(desk.newer(&under_way).map(|word| word.news), Some(mark("a", "u", false)));
    assert!(!desk.keep(&under_way) && desk.keep(&off));
    assert_eq!(waiting(&mut desk, "a"), [mark("a", "u", false)]);
}

#[test]
fn what_another_learner_did_is_forgotten() {
    let mut desk = Desk::default();
    for news in [mark("a", "u", true), mark("b", "u", true)] {
        let word = begin(&mut desk, news);
        assert!(desk.keep(&word));
    }
    assert_eq!(waiting(&mut desk, "b"), [mark("b", "u", true)]);
    assert_eq!(waiting(&mut desk, "a"), []);
}

#[test]
fn what_was_promised_is_kept_until_it_is_told() {
    let mut desk = Desk::default();
    let word = begin(&mut desk, mark("a", "u", true));
    assert_eq!(desk.promised, [], "it may be told at once");
    assert!(desk.keep(&word));
    assert_eq!(desk.promised, [mark("a", "u", true)]);
    desk.take(Some("a"));
    assert_eq!(desk.promised, [mark("a", "u", true)], "on its way it may still be lost");
    let off = begin(&mut desk, mark("a", "u", false));
    assert!(desk.settle(&off.news) && !desk.settle(&word.news), "the contrary takes its place");
    assert_eq!(desk.promised, []);

    let word = begin(&mut desk, position("a", "1", 1));
    assert!(desk.keep(&word));
    desk.take(Some("b"));
    assert_eq!(desk.promised, [], "what another learner did is forgotten");
}

#[test]
fn what_an_earlier_page_promised_gives_way_to_what_was_done_since() {
    let mut desk = Desk::default();
    begin(&mut desk, position("a", "1", 5));
    desk.recall(vec![position("a", "1", 2), mark("a", "u", true)]);
    assert_eq!(waiting(&mut desk, "a"), [mark("a", "u", true)]);
}

/// What a tab leaves on the device.
fn noted(desk: &mut Desk, there: Vec<News>) -> Vec<News> {
    desk.release(&there);
    let all = desk.merged(there);
    desk.on_device = desk.promised.clone();
    all
}

#[test]
fn what_waits_in_another_tab_stays_on_the_device() {
    let (mut one, mut two) = (Desk::default(), Desk::default());
    let (mine, other) = (begin(&mut one, mark("a", "u", true)), begin(&mut two, mark("a", "v", true)));
    assert!(one.keep(&mine) && two.keep(&other));
    let there = noted(&mut two, noted(&mut one, Vec::new()));
    assert_eq!(there, [mark("a", "u", true), mark("a", "v", true)]);
    assert!(one.settle(&mine.news), "told");
    let there = noted(&mut one, there);
    assert_eq!(there, [mark("a", "v", true)]);
    assert!(two.settle(&other.news));
    assert_eq!(noted(&mut two, there), []);
}

#[test]
fn what_another_tab_has_told_is_not_told_again() {
    let (mut one, mut two) = (Desk::default(), Desk::default());
    let word = begin(&mut one, mark("a", "u", true));
    assert!(one.keep(&word));
    let there = noted(&mut one, Vec::new());
    two.recall(there.clone());
    assert_eq!(waiting(&mut two, "a"), [mark("a", "u", true)]);
    assert!(two.settle(&mark("a", "u", true)));
    let there = noted(&mut two, there);
    assert_eq!(one.release(&there).into_iter().map(|word| word.news).collect::<Vec<_>>(), [mark("a", "u", true)]);
    assert_eq!(waiting(&mut one, "a"), []);
    assert_eq!(noted(&mut one, there), []);
}

#[test]
fn the_word_of_another_tab_that_is_newer_stays() {
    let (mut one, mut two) = (Desk::default(), Desk::default());
    let (first, second) = (begin(&mut one, position("a", "1", 3)), begin(&mut two, position("a", "1", 5)));
    assert!(one.keep(&first));
    let there = noted(&mut one, Vec::new());
    assert!(two.keep(&second));
    let there = noted(&mut two, there);
    assert_eq!(there, [position("a", "1", 5)], "the newest position in a course counts");
    // what is under way may come through all the same, and takes nothing from the device
    let under_way = begin(&mut one, position("a", "1", 3));
    one.settle(&under_way.news);
    assert_eq!(noted(&mut one, there), [position("a", "1", 5)]);
}

#[test]
fn what_another_tab_puts_back_at_the_same_moment_goes_again() {
    let mut desk = Desk::default();
    let word = begin(&mut desk, mark("a", "u", true));
    assert!(desk.keep(&word));
    let there = noted(&mut desk, vec![mark("a", "v", true)]);
    desk.settle(&word.news);
    desk.just_told.push(word.news);
    assert_eq!(noted(&mut desk, there.clone()), [mark("a", "v", true)]);
    assert_eq!(noted(&mut desk, there), [mark("a", "v", true)], "the other tab had read the list before");
    begin(&mut desk, mark("a", "u", false));
    assert_eq!(desk.just_told, [], "said anew, it counts anew");
}

#[test]
fn where_the_device_keeps_nothing_everything_still_waits() {
    let mut desk = Desk::default();
    let word = begin(&mut desk, mark("a", "u", true));
    assert!(desk.keep(&word));
    assert!(desk.release(&[]).is_empty());
    assert_eq!(waiting(&mut desk, "a"), [mark("a", "u", true)]);
}

#[test]
fn what_was_promised_waits_for_what_passes() {
    for (error, at_once, late) in [
        (ApiError::Offline, true, true),
        (ApiError::SignInNeeded, true, true),
        (ApiError::Server(502), false, true),
        (ApiError::Refused("100".into()), false, false),
    ] {
        assert_eq!((is_passing(&error, false), is_passing(&error, true)), (at_once, late), "{error}");
    }
}

#[test]
fn what_another_tab_told_meanwhile_is_not_told_again() {
    let mut desk = Desk::default();
    let word = begin(&mut desk, mark("a", "u", true));
    assert!(desk.keep(&word));
    let there = noted(&mut desk, Vec::new());
    assert_eq!(waiting(&mut desk, "a"), [mark("a", "u", true)]);
    assert!(!desk.was_told_elsewhere(&word.news, &there));
    assert!(desk.was_told_elsewhere(&word.news, &[]));
    assert_eq!(desk.promised, []);
}
