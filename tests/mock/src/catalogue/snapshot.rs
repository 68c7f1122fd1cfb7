//! What depends on the time: states of runs, and the order of courses.
use std::ops::Range;

use super::document::{Moment, NEVER, Run};
use super::filters::AVAILABILITIES;
use super::{Catalogue, at, number};

/// Weights of Richie's states 0 to 6 (`RICHIE_ES_STATE_WEIGHTS`).
const WEIGHTS: [f64; 7] = [80.0, 70.0, 60.0, 30.0, 6.0, 5.0, 1.0];

/// State of a course without a run that suits.
pub(crate) const NO_RUN: u8 = 7;

/// The best run of a course for a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Best {
    /// 0 to 7.
    pub(crate) state: u8,
    /// Order of the run in its course; without meaning for [`NO_RUN`].
    pub(crate) run: u32,
}

/// Which runs a request considers for states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Wanted {
    /// Runs in one of these languages; `None` for any.
    pub(crate) languages: Option<u128>,
    /// Runs in one of these states, a bit each; `None` for any.
    pub(crate) states: Option<u8>,
}

/// A catalogue at one moment, true until [`Snapshot::valid_until`].
#[derive(Debug)]
pub(crate) struct Snapshot {
    now: Moment,
    valid_until: Moment,
    /// Per run: availabilities it meets, a bit each in the order of [`AVAILABILITIES`].
    availabilities: Vec<u8>,
    states: Vec<u8>,
    /// Per run: what the order goes by if it is its course's best.
    run_keys: Vec<f64>,
    best: Vec<Best>,
    keys: Vec<f64>,
    /// Listed courses, first one first.
    pub(crate) order: Vec<u32>,
}

impl Snapshot {
    /// The catalogue at `now`, seconds after an anchor that is `anchor` seconds after 1970.
    pub(crate) fn new(catalogue: &Catalogue, now: Moment, anchor: i64) -> Self {
        let runs = || catalogue.courses.iter().flat_map(|course| &course.runs);
        let mut snapshot = Self {
            now,
            valid_until: runs()
                .flat_map(boundaries)
                .filter_map(|boundary| next_change(boundary, now))
                .min()
                .unwrap_or(NEVER),
            availabilities: runs().map(|run| availabilities(run, now)).collect(),
            states: runs().map(|run| state(run, now)).collect(),
            run_keys: runs().map(|run| key(run, state(run, now), milliseconds(now, anchor), anchor)).collect(),
            best: Vec::with_capacity(catalogue.courses.len()),
            keys: Vec::with_capacity(catalogue.courses.len()),
            order: Vec::new(),
        };
        for position in 0..catalogue.courses.len() {
            let (best, key) = snapshot.best_of(catalogue.index.runs_of_course(position), catalogue, Wanted::default());
            snapshot.best.push(best);
            snapshot.keys.push(key);
        }
        let mut order: Vec<u32> = catalogue.index.listed.ones().map(number).collect();
        let key = |course: &u32| snapshot.keys.get(at(*course)).copied().unwrap_or(0.0);
        order.sort_by(|one, other| key(other).total_cmp(&key(one)).then(one.cmp(other)));
        snapshot.order = order;
        snapshot
    }

    /// Whether it still tells the truth at `now`.
    pub(crate) fn holds(&self, now: Moment) -> bool {
        (self.now..self.valid_until).contains(&now)
    }

    /// Availabilities that the run with that number meets.
    pub(crate) fn availabilities(&self, run: usize) -> u8 {
        self.availabilities.get(run).copied().unwrap_or(0)
    }

    /// The best run of a course among those wanted, and what the order of courses goes by (before the text).
    pub(crate) fn best(&self, catalogue: &Catalogue, course: usize, wanted: Wanted) -> (Best, f64) {
        let none = Best { state: NO_RUN, run: 0 };
        if wanted == Wanted::default() {
            return (self.best.get(course).copied().unwrap_or(none), self.keys.get(course).copied().unwrap_or(0.0));
        }
        self.best_of(catalogue.index.runs_of_course(course), catalogue, wanted)
    }

    fn best_of(&self, runs: Range<usize>, catalogue: &Catalogue, wanted: Wanted) -> (Best, f64) {
        let states = self.states.get(runs.clone()).unwrap_or(&[]);
        let keys = self.run_keys.get(runs.clone()).unwrap_or(&[]);
        let languages = catalogue.index.run_languages.get(runs).unwrap_or(&[]);
        let mut best = (Best { state: NO_RUN, run: 0 }, 0.0);
        for (order, ((state, key), spoken)) in states.iter().zip(keys).zip(languages).enumerate() {
            let suits = wanted.languages.is_none_or(|languages| languages & spoken != 0)
                && wanted.states.is_none_or(|states| states & (1 << state) != 0);
            if suits && *state < best.0.state {
                best = (Best { state: *state, run: number(order) }, *key);
            }
        }
        best
    }
}

/// Richie's script `score`, without the text's part.
fn key(run: &Run, state: u8, epoch: f64, anchor: i64) -> f64 {
    let Some(weight) = WEIGHTS.get(usize::from(state)) else {
        return 0.0;
    };
    let bonus = match state {
        6 => milliseconds(run.end, anchor),
        0 | 2 => (2.0 * epoch - milliseconds(run.enrollment_end, anchor)).max(0.0),
        5 => (2.0 * epoch - milliseconds(run.end, anchor)).max(0.0),
        _ => (2.0 * epoch - milliseconds(run.start, anchor)).max(0.0),
    };
    weight * epoch + bonus
}

fn boundaries(run: &Run) -> [Moment; 4] {
    [run.start, run.end, run.enrollment_start, run.enrollment_end]
}

/// When passing that boundary next changes something: Richie's comparisons tell before, at and after apart.
fn next_change(boundary: Moment, now: Moment) -> Option<Moment> {
    match boundary.cmp(&now) {
        std::cmp::Ordering::Greater => Some(boundary),
        std::cmp::Ordering::Equal => Some(now + 1),
        std::cmp::Ordering::Less => None,
    }
}

/// Milliseconds since 1970; "never" is year 9999.
fn milliseconds(moment: Moment, anchor: i64) -> f64 {
    let seconds = if moment == NEVER { crate::clock::YEAR_9999 } else { anchor.saturating_add(moment) };
    // Seconds of this millennium fit a double many times over; the two halves avoid a lossy conversion.
    let high = i32::try_from(seconds >> 24).map_or(f64::MAX, f64::from);
    let low = i32::try_from(seconds & 0xFF_FFFF).map_or(0.0, f64::from);
    (high * 16_777_216.0 + low) * 1000.0
}

/// State of a run in searches (`BEST_STATE_SCRIPT` in `S/indexers/courses.py`).
pub(crate) fn state(run: &Run, now: Moment) -> u8 {
    if run.start < now {
        match (run.end > now, run.enrollment_end > now) {
            (true, true) => 0,
            (true, false) => 5,
            (false, true) => 2,
            (false, false) => 6,
        }
    } else if run.enrollment_start > now {
        3
    } else if run.enrollment_end > now {
        1
    } else {
        4
    }
}

/// Availabilities that a run meets, a bit each.
pub(crate) fn availabilities(run: &Run, now: Moment) -> u8 {
    let met = [
        run.enrollment_start <= now && now <= run.enrollment_end,
        run.start >= now,
        run.start <= now && now <= run.end,
        run.end <= now,
    ];
    debug_assert_eq!(met.len(), AVAILABILITIES.len());
    met.iter().enumerate().fold(0, |set, (bit, met)| set | u8::from(*met) << bit)
}
