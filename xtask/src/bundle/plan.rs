//! Which of the modules that the splitter wrote are fetched in one file.
//!
//! The splitter makes a module for each set of slices that share something: 490 of them, most smaller than the head of a
//! request. What is compressed together becomes smaller: a file of twice the size weighs 1.91 times as much. But who opens
//! one slice should not fetch what only another needs, nor what has come already.
//!
//! Four rules weigh that up. What all slices of one visit need comes with the account. What some of them share is a file apart,
//! unless it is so little that a file more costs more than fetching it in vain. A slice that stands alone has all else that it
//! needs in one file of its own, even what other such files hold too. A slice to which one comes from another has a second file
//! besides, without what is there then.
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Slices through which one visit leads, in any order.
const VISITED: [&str; 8] =
    ["badges", "dashboard", "forum", "forum_form", "forum_thread", "learn", "learn_unit", "notifications"];
/// What all of these are opened with: the header of who has signed in.
pub(crate) const SIGNED_IN: &str = "account";
/// The way of a learner who comes back, after the catalogue: dashboard, a course's home, its discussions.
pub(crate) const WAY: [&str; 3] = ["dashboard", "learn", "forum"];
/// Slices to which one comes from another, or directly; without having signed in, only to what comes after that itself.
const AFTER: [(&str, &str); 31] = [
    ("badge", "badges"),
    ("badges_award", "badges"),
    ("badges_check", "badges"),
    ("badges_record", "badges"),
    ("badges_text", "badges"),
    ("badges_wallet", "badges"),
    ("enrol", SIGNED_IN),
    ("exam", "learn_unit"),
    ("film", "learn_unit"),
    ("forum_beside", "learn_unit"),
    ("forum_cohorts", "forum"),
    ("forum_learners", "forum"),
    ("forum_more", "forum_thread"),
    ("forum_picture", "forum_form"),
    ("forum_preview", "forum_form"),
    ("forum_topics", "forum"),
    ("forum_write", "forum"),
    ("learn_awards", "learn"),
    ("learn_bookmarks", "learn"),
    ("learn_celebration", "learn"),
    ("learn_dates", "learn"),
    ("learn_end", "learn_unit"),
    ("learn_exam", "learn_unit"),
    ("learn_extras", "learn"),
    ("learn_older", "learn"),
    ("learn_progress", "learn"),
    ("learn_refused", "learn"),
    ("learn_search", "learn"),
    ("learn_text", "learn_unit"),
    ("notifications_tray", "dashboard"),
    ("written", "learn"),
];
/// How often a visit of one slice, the way, and a visit of all of them count.
const WEIGHTS: (f64, f64, f64) = (1.0, 1.0, 1.0);
/// Compressed bytes that a request is worth, and what compression does worse at the start of a file: with a third of it, slices
/// come in twice as many files and weigh more.
const REQUEST: f64 = 300.0;
/// A file of this many bytes weighs `SHARE * bytes ^ EXPONENT` when compressed: measured on this app's modules, one by one and
/// all together.
const SHARE: f64 = 0.76;
/// See [`SHARE`].
const EXPONENT: f64 = 0.933;
/// Of a shared file, what a slice must need to fetch it rather than to hold a copy of that part: numerator and denominator.
const WORTH_SHARING: (usize, usize) = (3, 4);
/// Of its own file, what a slice may still need after another one for a second file to pay.
const WORTH_A_SECOND: (usize, usize) = (9, 10);

/// Modules by name, with their bytes.
type Sizes = BTreeMap<String, usize>;

/// Slices that the rules above name.
pub(crate) fn named() -> impl Iterator<Item = &'static str> {
    VISITED.into_iter().chain([SIGNED_IN]).chain(AFTER.into_iter().map(|(slice, _)| slice))
}

/// The files of the app, and which each slice needs.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// Modules of each file.
    pub(super) files: Vec<BTreeSet<String>>,
    /// By slice.
    pub(super) ways: BTreeMap<String, Ways<usize>>,
}

/// How the code of a slice comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Ways<File> {
    /// Files that suffice.
    pub(crate) alone: Vec<File>,
    /// Where these are there, the second suffices.
    pub(crate) after: Option<(Vec<File>, File)>,
}

/// A file that several visited slices want.
#[derive(Clone)]
struct Shared {
    modules: BTreeSet<String>,
    slices: BTreeSet<&'static str>,
    size: usize,
}

/// Plans the files: `splits` has the modules of each slice.
pub(super) fn plan(splits: &BTreeMap<String, Vec<String>>, sizes: &Sizes) -> Plan {
    let needs: BTreeMap<&str, BTreeSet<String>> =
        splits.iter().map(|(slice, modules)| (slice.as_str(), modules.iter().cloned().collect())).collect();
    let mut files: Vec<BTreeSet<String>> = common(&needs).into_iter().collect();
    let account: Vec<usize> = (0..files.len()).collect();
    let mut of_slice: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for shared in shared(&needs, files.first(), sizes) {
        for slice in &shared.slices {
            of_slice.entry(slice).or_insert_with(|| account.clone()).push(files.len());
        }
        files.push(shared.modules);
    }
    let shared = files.len();
    let mut plan = Plan { files, ways: BTreeMap::new() };
    for (slice, need) in &needs {
        let way = if *slice == SIGNED_IN {
            Ways { alone: account.clone(), after: None }
        } else if let Some(files) = of_slice.get(slice) {
            Ways { alone: files.clone(), after: None }
        } else {
            let after = AFTER.iter().find(|(one, _)| one == slice).map(|(_, before)| *before);
            let before =
                after.and_then(|before| if before == SIGNED_IN { Some(&account) } else { of_slice.get(before) });
            let signed_in = if after.is_some_and(|before| before != SIGNED_IN) { account.as_slice() } else { &[] };
            plan.apart(need, shared, signed_in, before, sizes)
        };
        plan.ways.insert((*slice).to_owned(), way);
    }
    plan
}

impl Plan {
    /// Adds the files of a slice that others are not visited with; of those before `shared` it may use some.
    fn apart(
        &mut self,
        need: &BTreeSet<String>,
        shared: usize,
        signed_in: &[usize],
        before: Option<&Vec<usize>>,
        sizes: &Sizes,
    ) -> Ways<usize> {
        let worth = |file: &usize| {
            let Some(modules) = self.files.get(*file) else { return false };
            let needed = bytes(modules.intersection(need), sizes);
            signed_in.contains(file) || needed * WORTH_SHARING.1 > bytes(modules, sizes) * WORTH_SHARING.0
        };
        let mut alone: Vec<usize> = (0..shared).filter(worth).collect();
        let own = self.without(need, &alone);
        let size = bytes(&own, sizes);
        alone.extend(self.add(own));
        let after = before.and_then(|there| {
            let rest = self.without(need, there);
            let is_worth = bytes(&rest, sizes) * WORTH_A_SECOND.1 < size * WORTH_A_SECOND.0;
            let rest = if is_worth { self.add(rest) } else { None };
            rest.map(|rest| (there.clone(), rest))
        });
        Ways { alone, after }
    }

    fn without(&self, need: &BTreeSet<String>, files: &[usize]) -> BTreeSet<String> {
        let there = |module: &&String| {
            files.iter().any(|file| self.files.get(*file).is_some_and(|modules| modules.contains(*module)))
        };
        need.iter().filter(|module| !there(module)).cloned().collect()
    }

    fn add(&mut self, modules: BTreeSet<String>) -> Option<usize> {
        if modules.is_empty() {
            return None;
        }
        self.files.push(modules);
        Some(self.files.len() - 1)
    }
}

/// What the account needs, and what every visited slice needs besides.
fn common(needs: &BTreeMap<&str, BTreeSet<String>>) -> Option<BTreeSet<String>> {
    let account = needs.get(SIGNED_IN)?;
    let mut visited = VISITED.into_iter().filter_map(|slice| needs.get(slice));
    let first = visited.next().cloned().unwrap_or_default();
    let by_all = visited.fold(first, |all, need| all.intersection(need).cloned().collect());
    Some(account.union(&by_all).cloned().collect())
}

/// What visited slices need besides the account: by who wants it, the least of it put together.
fn shared(needs: &BTreeMap<&str, BTreeSet<String>>, account: Option<&BTreeSet<String>>, sizes: &Sizes) -> Vec<Shared> {
    let mut by_slices: BTreeMap<BTreeSet<&'static str>, BTreeSet<String>> = BTreeMap::new();
    for module in needs.values().flatten().filter(|module| account.is_none_or(|account| !account.contains(*module))) {
        let want = |slice: &&str| needs.get(*slice).is_some_and(|need| need.contains(module));
        let slices: BTreeSet<&'static str> = VISITED.into_iter().filter(want).collect();
        if !slices.is_empty() {
            by_slices.entry(slices).or_default().insert(module.clone());
        }
    }
    let file = |(slices, modules): (_, BTreeSet<String>)| Shared { size: bytes(&modules, sizes), modules, slices };
    let mut files: Vec<Shared> = by_slices.into_iter().map(file).collect();
    while let Some((one, other)) = best(&files) {
        let gone = files.remove(other);
        if let Some(file) = files.get_mut(one) {
            *file = together(file, &gone);
        }
    }
    files
}

fn together(one: &Shared, other: &Shared) -> Shared {
    Shared {
        modules: one.modules.union(&other.modules).cloned().collect(),
        slices: one.slices.union(&other.slices).copied().collect(),
        size: one.size + other.size,
    }
}

/// The two files that gain most by becoming one, the first before the second.
fn best(files: &[Shared]) -> Option<(usize, usize)> {
    let (mut best, mut most) = (None, 0.0);
    for (place, one) in files.iter().enumerate() {
        for (further, other) in files.iter().enumerate().skip(place + 1) {
            let gain = cost(one) + cost(other) - cost(&together(one, other));
            if gain > most {
                most = gain;
                best = Some((place, further));
            }
        }
    }
    best
}

/// What a file weighs over all visits.
fn cost(file: &Shared) -> f64 {
    let (single, way, all) = WEIGHTS;
    let way = if WAY.iter().any(|slice| file.slices.contains(slice)) { way } else { 0.0 };
    let visits = way + all + file.slices.iter().map(|_| single).sum::<f64>();
    let size = u32::try_from(file.size).map_or(f64::MAX, f64::from);
    visits * (SHARE * size.powf(EXPONENT) + REQUEST)
}

fn bytes<'a>(modules: impl IntoIterator<Item = &'a String>, sizes: &Sizes) -> usize {
    modules.into_iter().filter_map(|module| sizes.get(module)).sum()
}

#[cfg(test)]
mod tests;
