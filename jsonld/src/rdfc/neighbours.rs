//! The n-degree hash: things that are alike at first sight, told apart by their neighbours.
use std::collections::BTreeMap;
use std::rc::Rc;

use super::permutations::Permutations;
use super::{Issuer, State};
use crate::Error;
use crate::rdf::{Quad, Term};

/// Neighbours of neighbours, followed on the stack: enough for any badge, little enough for a worker's stack.
const DEPTH: usize = 64;

impl State<'_> {
    /// Hash of a thing by its neighbourhood, and the names given on the way.
    pub(super) fn neighbourhood(
        &mut self,
        blank: usize,
        mut issuer: Issuer,
        depth: usize,
    ) -> Result<(Rc<str>, Issuer), Error> {
        self.calls = self.calls.checked_sub(1).ok_or(Error::TooMuchWork)?;
        if depth > DEPTH {
            return Err(Error::TooMuchWork);
        }
        let mut data = String::new();
        for (hash, related) in self.related(blank, &issuer)? {
            data.push_str(&hash);
            let chosen = self.shortest(related, &issuer, depth)?;
            data.push_str(&chosen.text);
            issuer = chosen.issuer;
        }
        Ok(((self.hash)(&data), issuer))
    }

    /// Neighbours of a thing, grouped by what can be said of each without following it.
    fn related(&mut self, blank: usize, issuer: &Issuer) -> Result<BTreeMap<Rc<str>, Vec<usize>>, Error> {
        let mut groups: BTreeMap<Rc<str>, Vec<usize>> = BTreeMap::new();
        let quads = self.about.get(&blank).cloned().unwrap_or_default();
        for quad in quads {
            for (place, other) in quad.blanks().filter(|(_, other)| *other != blank) {
                self.spend(1)?;
                groups.entry(self.related_hash(other, quad, issuer, place)).or_default().push(other);
            }
        }
        Ok(groups)
    }

    fn related_hash(&self, other: usize, quad: &Quad, issuer: &Issuer, place: char) -> Rc<str> {
        let mut input = String::from(place);
        if let ('s' | 'o', Term::Named(predicate)) = (place, &quad.predicate) {
            input.push_str(predicate);
        }
        match self.canonical.label(other).or_else(|| issuer.label(other)) {
            Some(label) => {
                input.push_str("_:");
                input.push_str(&label);
            }
            None => input.push_str(&self.first_hash(other)),
        }
        (self.hash)(&input)
    }

    /// Of all orders in which neighbours may be named, that whose description comes first.
    fn shortest(&mut self, related: Vec<usize>, issuer: &Issuer, depth: usize) -> Result<Path, Error> {
        let mut chosen = Path { text: String::new(), issuer: issuer.clone() };
        let mut orders = Permutations::of(related);
        while let Some(order) = orders.next() {
            self.spend(1 + order.len() + issuer.len())?;
            if let Some(path) = self.path(order, issuer, &chosen.text, depth)? {
                chosen = path;
            }
        }
        Ok(chosen)
    }

    /// The description that one order gives; nothing if `best` comes before it.
    fn path(&mut self, order: &[usize], issuer: &Issuer, best: &str, depth: usize) -> Result<Option<Path>, Error> {
        let mut path = Path { text: String::new(), issuer: issuer.clone() };
        let mut unvisited = Vec::new();
        for blank in order {
            let label = self.canonical.label(*blank).unwrap_or_else(|| {
                if path.issuer.label(*blank).is_none() {
                    unvisited.push(*blank);
                }
                path.issuer.issue(*blank)
            });
            path.name(&label);
            if path.is_behind(best) {
                return Ok(None);
            }
        }
        for blank in unvisited {
            let (hash, issuer) = self.neighbourhood(blank, path.issuer.clone(), depth + 1)?;
            let label = path.issuer.issue(blank);
            path.name(&label);
            path.text.push('<');
            path.text.push_str(&hash);
            path.text.push('>');
            path.issuer = issuer;
            if path.is_behind(best) {
                return Ok(None);
            }
        }
        Ok((best.is_empty() || path.text.as_str() < best).then_some(path))
    }
}

/// A description of neighbours, and the names given in it.
struct Path {
    text: String,
    issuer: Issuer,
}

impl Path {
    fn name(&mut self, label: &str) {
        self.text.push_str("_:");
        self.text.push_str(label);
    }

    /// Whether it can no longer become the first.
    fn is_behind(&self, best: &str) -> bool {
        !best.is_empty() && self.text.len() >= best.len() && self.text.as_str() > best
    }
}
