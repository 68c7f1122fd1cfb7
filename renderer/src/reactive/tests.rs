//! The rules of the graph.
use super::*;
use std::{cell::RefCell, rc::Rc};

/// What effects did, in their order.
#[derive(Clone, Default)]
struct Diary(Rc<RefCell<Vec<String>>>);

impl Diary {
    fn note(&self, words: impl Into<String>) {
        self.0.borrow_mut().push(words.into());
    }

    /// What was done since the last look, once the effects that are due have run.
    fn read(&self) -> Vec<String> {
        flush();
        self.0.take()
    }
}

#[test]
fn an_effect_runs_first_and_after_changes_only() {
    let diary = Diary::default();
    Owner::new().with(|| {
        let signal = RwSignal::new(1);
        let notes = diary.clone();
        Effect::new(move |_| notes.note(signal.get().to_string()));
        assert_eq!(diary.read(), ["1"]);
        signal.set(2);
        signal.set(3);
        assert_eq!(diary.read(), ["3"], "two changes, one run");
        assert_eq!(diary.read().len(), 0);
    });
}

#[test]
fn an_effect_is_given_what_it_gave() {
    let diary = Diary::default();
    Owner::new().with(|| {
        let signal = RwSignal::new(1);
        let notes = diary.clone();
        Effect::new(move |before: Option<i32>| {
            notes.note(format!("{before:?}"));
            signal.get()
        });
        diary.read();
        signal.set(5);
        assert_eq!(diary.read(), ["Some(1)"]);
    });
}

#[test]
fn a_memo_computes_when_read_and_tells_differences_only() {
    let diary = Diary::default();
    Owner::new().with(|| {
        let signal = RwSignal::new(1);
        let notes = diary.clone();
        let is_even = Memo::new(move |_| {
            notes.note("memo");
            signal.get() % 2 == 0
        });
        assert_eq!(diary.read().len(), 0, "nobody reads it yet");
        let notes = diary.clone();
        Effect::new(move |_| notes.note(is_even.get().to_string()));
        assert_eq!(diary.read(), ["memo", "false"]);
        signal.set(3);
        assert_eq!(diary.read(), ["memo"], "still odd");
        signal.set(4);
        assert_eq!(diary.read(), ["memo", "true"]);
        signal.set(7);
        assert!(!is_even.get_untracked(), "up to date also between runs");
        assert_eq!(diary.read(), ["memo", "false"]);
    });
}

#[test]
fn a_diamond_is_computed_once() {
    let diary = Diary::default();
    Owner::new().with(|| {
        let signal = RwSignal::new(1);
        let left = Memo::new(move |_| signal.get() + 1);
        let right = Memo::new(move |_| signal.get() * 2);
        let notes = diary.clone();
        Effect::new(move |_| notes.note(format!("{} {}", left.get(), right.get())));
        diary.read();
        signal.set(10);
        assert_eq!(diary.read(), ["11 20"]);
    });
}

#[test]
fn what_was_read_last_time_only_counts_no_more() {
    let diary = Diary::default();
    Owner::new().with(|| {
        let (which, left, right) = (RwSignal::new(true), RwSignal::new("a"), RwSignal::new("b"));
        let notes = diary.clone();
        Effect::new(move |_| notes.note(if which.get() { left.get() } else { right.get() }));
        diary.read();
        which.set(false);
        assert_eq!(diary.read(), ["b"]);
        left.set("c");
        assert_eq!(diary.read().len(), 0);
        right.set("d");
        assert_eq!(diary.read(), ["d"]);
    });
}

#[test]
fn what_an_effect_created_goes_before_it_runs_again() {
    let diary = Diary::default();
    Owner::new().with(|| {
        let (outer, inner) = (RwSignal::new(1), RwSignal::new(1));
        let notes = diary.clone();
        Effect::new(move |_| {
            let round = outer.get();
            let (said, left) = (notes.clone(), notes.clone());
            on_cleanup(move || left.note(format!("end of {round}")));
            Effect::new(move |_| said.note(format!("{round}: {}", inner.get())));
        });
        assert_eq!(diary.read(), ["1: 1"]);
        outer.set(2);
        inner.set(2);
        assert_eq!(diary.read(), ["end of 1", "2: 2"], "the inner effect of the first round is gone");
    });
}

#[test]
fn a_part_that_goes_takes_its_signals_along_after_its_cleanups() {
    let diary = Diary::default();
    let part = Owner::new();
    let signal = part.with(|| {
        let signal = RwSignal::new(7);
        let notes = diary.clone();
        on_cleanup(move || notes.note(signal.get_untracked().to_string()));
        signal
    });
    part.cleanup();
    assert_eq!(diary.read(), ["7"], "the value was still there");
    assert_eq!(signal.try_get_untracked(), None);
    assert_eq!(signal.try_set(8), Some(8));
    RwSignal::new(9); // takes the same place
    assert_eq!(signal.try_get_untracked(), None, "an old handle does not see the new value");
}

#[test]
fn a_held_signal_lives_as_long_as_it_is_held() {
    let signal = Owner::new().with(|| ArcRwSignal::new(1));
    let other = signal.clone();
    drop(signal);
    other.set(2);
    assert_eq!(other.get(), 2);
    let part = Owner::new();
    let copy: RwSignal<i32> = part.with(|| other.into());
    assert_eq!(copy.get(), 2);
    part.cleanup();
    assert_eq!(copy.try_get_untracked(), None);
}

#[test]
fn the_nearest_context_counts() {
    Owner::new().with(|| {
        provide_context(1_u8);
        provide_context("outside");
        Owner::new().with(|| {
            provide_context(2_u8);
            assert_eq!(
                (use_context::<u8>(), use_context::<&str>(), use_context::<u16>()),
                (Some(2), Some("outside"), None)
            );
        });
        assert_eq!(use_context::<u8>(), Some(1));
    });
}

#[test]
fn untracked_reads_and_derived_ones() {
    let diary = Diary::default();
    Owner::new().with(|| {
        let (seen, unseen) = (RwSignal::new(1), RwSignal::new(1));
        let sum: Signal<i32> = Signal::derive(move || seen.get() + untrack(|| unseen.get()));
        let notes = diary.clone();
        Effect::new(move |_| notes.note(sum.get().to_string()));
        diary.read();
        unseen.set(5);
        assert_eq!(diary.read().len(), 0);
        seen.set(2);
        assert_eq!(diary.read(), ["7"]);
    });
}

#[test]
fn a_callback_may_end_the_part_it_belongs_to() {
    let part = Owner::new();
    let end = part.with(|| Callback::new(move |()| part.cleanup()));
    end.run(());
    assert_eq!(end.try_run(()), None);
}

#[test]
fn many_readers_that_come_and_go_leave_nothing_behind() {
    Owner::new().with(|| {
        let (often, never) = (RwSignal::new(0), RwSignal::new(0));
        Effect::new(move |_| {
            never.track();
            often.track();
        });
        for round in 0..10_000 {
            often.set(round);
            flush();
        }
        assert!(nodes::readers(never.id()) < 64, "old entries are dropped");
    });
}

#[test]
fn a_memo_that_is_only_tracked_tells_too() {
    let diary = Diary::default();
    Owner::new().with(|| {
        let signal = RwSignal::new(1);
        let double = Memo::new(move |_| signal.get() * 2);
        let notes = diary.clone();
        Effect::new(move |_| {
            double.track();
            notes.note("run");
        });
        assert_eq!(diary.read(), ["run"]);
        signal.set(2);
        assert_eq!(diary.read(), ["run"]);
    });
}

#[test]
fn thousands_of_values_come_and_go_and_keep_apart() {
    let (first, second) = (Owner::new(), Owner::new());
    let kept: Vec<_> = first.with(|| (0..1000).map(RwSignal::new).collect());
    let gone: Vec<_> = second.with(|| (0..1000).map(RwSignal::new).collect());
    second.cleanup();
    assert!(gone.iter().all(|signal| signal.is_disposed()));
    // in the places of those that have gone
    let third: Vec<_> = first.with(|| (1000..3000).map(RwSignal::new).collect());
    assert!(gone.iter().all(|signal| signal.is_disposed()), "who knew the former one does not find the next");
    let values: Vec<i32> = kept.iter().chain(&third).map(RwSignal::get_untracked).collect();
    assert_eq!(values, (0..3000).collect::<Vec<_>>());
    first.cleanup();
}
