//! RDFC-1.0: names for what has none, that depend only on what is said of it (<https://www.w3.org/TR/rdf-canon/>).
mod issuer;
mod neighbours;
mod permutations;

#[cfg(test)]
pub(crate) mod nquads;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::rc::Rc;

use crate::rdf::Quad;
use crate::{Error, Limits};
use issuer::Issuer;

/// A digest in hexadecimal digits.
pub(crate) type Hash = fn(&str) -> Rc<str>;

/// The digest of all suites here.
pub(crate) fn sha256(text: &str) -> Rc<str> {
    hex::<sha2::Sha256>(text)
}

fn hex<D: sha2::Digest>(text: &str) -> Rc<str> {
    let mut digits = String::with_capacity(64);
    for byte in D::digest(text.as_bytes()) {
        // writing to a string cannot fail
        write!(digits, "{byte:02x}").unwrap_or_default();
    }
    digits.into()
}

/// A dataset in canonical form.
pub(crate) struct Canonical {
    /// Its lines, sorted.
    pub(crate) text: String,
    /// The name each nameless thing got.
    #[cfg_attr(not(test), expect(dead_code, reason = "asked for by the W3C suite"))]
    pub(crate) labels: Vec<(usize, Rc<str>)>,
}

/// Names the nameless of `quads`, in which no statement is twice.
pub(crate) fn canonical(quads: &[Quad], limits: Limits, hash: Hash) -> Result<Canonical, Error> {
    let mut state = State::of(quads, limits, hash);
    state.name_all()?;
    let mut lines: Vec<String> = quads.iter().map(|quad| quad.line(|blank| state.canonical_label(blank))).collect();
    lines.sort_unstable();
    Ok(Canonical { text: lines.concat(), labels: state.canonical.issued().collect() })
}

/// What is known of a dataset while its things get names.
struct State<'q> {
    /// Statements about each nameless thing.
    about: BTreeMap<usize, Vec<&'q Quad>>,
    /// First-degree hash of each.
    first: BTreeMap<usize, Rc<str>>,
    canonical: Issuer,
    hash: Hash,
    calls: usize,
    steps: usize,
}

impl<'q> State<'q> {
    fn of(quads: &'q [Quad], limits: Limits, hash: Hash) -> Self {
        let mut about: BTreeMap<usize, Vec<&Quad>> = BTreeMap::new();
        for quad in quads {
            for (_, blank) in quad.blanks() {
                let own = about.entry(blank).or_default();
                // two places of one statement
                if !own.last().is_some_and(|last| std::ptr::eq(*last, quad)) {
                    own.push(quad);
                }
            }
        }
        let first = about.iter().map(|(blank, quads)| (*blank, first_degree(*blank, quads, hash))).collect();
        Self { about, first, canonical: Issuer::new("c14n"), hash, calls: limits.calls, steps: limits.steps }
    }

    fn name_all(&mut self) -> Result<(), Error> {
        let mut alike: BTreeMap<Rc<str>, Vec<usize>> = BTreeMap::new();
        for (blank, hash) in &self.first {
            alike.entry(Rc::clone(hash)).or_default().push(*blank);
        }
        for group in alike.values() {
            if let [one] = group.as_slice() {
                self.canonical.issue(*one);
            }
        }
        for group in alike.values().filter(|group| group.len() > 1) {
            let mut paths = Vec::new();
            for blank in group {
                if self.canonical.label(*blank).is_none() {
                    let mut issuer = Issuer::new("b");
                    issuer.issue(*blank);
                    paths.push(self.neighbourhood(*blank, issuer, 0)?);
                }
            }
            paths.sort_by(|(left, _), (right, _)| left.cmp(right));
            for (_, issuer) in paths {
                for (blank, _) in issuer.issued() {
                    self.canonical.issue(blank);
                }
            }
        }
        Ok(())
    }

    fn canonical_label(&self, blank: usize) -> Rc<str> {
        // every nameless thing of the dataset is in some group
        self.canonical.label(blank).unwrap_or_default()
    }

    fn first_hash(&self, blank: usize) -> Rc<str> {
        self.first.get(&blank).cloned().unwrap_or_default()
    }

    /// Takes steps from what may still be done.
    fn spend(&mut self, steps: usize) -> Result<(), Error> {
        self.steps = self.steps.checked_sub(steps).ok_or(Error::TooMuchWork)?;
        Ok(())
    }
}

/// What the statements about a thing say, all other nameless things being alike.
fn first_degree(blank: usize, quads: &[&Quad], hash: Hash) -> Rc<str> {
    let (own, other): (Rc<str>, Rc<str>) = ("a".into(), "z".into());
    let label = |number| Rc::clone(if number == blank { &own } else { &other });
    let mut lines: Vec<String> = quads.iter().map(|quad| quad.line(label)).collect();
    lines.sort_unstable();
    hash(&lines.concat())
}

/// The digest that two tests of the W3C suite ask for.
#[cfg(test)]
pub(crate) fn sha384(text: &str) -> Rc<str> {
    hex::<sha2::Sha384>(text)
}
