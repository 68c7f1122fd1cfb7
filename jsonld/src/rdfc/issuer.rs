//! Gives out names, in order.
use std::collections::BTreeMap;
use std::rc::Rc;

/// Names that begin alike and are numbered from 0.
#[derive(Debug, Clone)]
pub(super) struct Issuer {
    prefix: &'static str,
    order: Vec<usize>,
    labels: BTreeMap<usize, Rc<str>>,
}

impl Issuer {
    pub(super) fn new(prefix: &'static str) -> Self {
        Self { prefix, order: Vec::new(), labels: BTreeMap::new() }
    }

    /// The name of a thing: that it has, else the next.
    pub(super) fn issue(&mut self, blank: usize) -> Rc<str> {
        let next = self.order.len();
        let label = self.labels.entry(blank).or_insert_with(|| {
            self.order.push(blank);
            format!("{}{next}", self.prefix).into()
        });
        Rc::clone(label)
    }

    /// The name that a thing already has.
    pub(super) fn label(&self, blank: usize) -> Option<Rc<str>> {
        self.labels.get(&blank).cloned()
    }

    /// Who got a name, first come first.
    pub(super) fn issued(&self) -> impl Iterator<Item = (usize, Rc<str>)> {
        self.order.iter().filter_map(|blank| Some((*blank, self.label(*blank)?)))
    }

    pub(super) fn len(&self) -> usize {
        self.order.len()
    }
}
