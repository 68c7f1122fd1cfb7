//! Lists whose rows stay when others come and go.
use super::{
    AnyView,
    any::{Part, insert},
};
use crate::{
    reactive::{Owner, render_effect, untrack},
    work::{Answer, Make},
};
use std::{cell::RefCell, rc::Rc};
use web_sys::Node;

struct Row {
    key: String,
    owner: Owner,
    view: AnyView,
}

/// The rows that are there, and the mark at their end.
struct List {
    rows: RefCell<Vec<Row>>,
    end: Node,
}

impl Part for List {
    fn insert(&self, parent: &Node, next: Option<&Node>) {
        for row in &*self.rows.borrow() {
            row.view.insert(parent, next);
        }
        insert(parent, &self.end, next);
    }

    fn remove(&self) {
        self.rows.borrow().iter().for_each(|row| row.view.remove());
        AnyView::one(self.end.clone()).remove();
    }

    fn first(&self) -> Option<Node> {
        self.rows.borrow().iter().find_map(|row| row.view.first()).or_else(|| self.last())
    }

    fn last(&self) -> Option<Node> {
        Some(self.end.clone())
    }
}

/// One row for each key, in their order; a row keeps its elements, and the focus in them, as long as its key is there.
/// A key that is there twice has one row. What stands before the first difference costs next to nothing, so that a long list
/// can grow in steps.
pub fn keyed(mut keys: Box<dyn Make<Vec<String>>>, draw: Rc<dyn Answer<String, AnyView>>) -> AnyView {
    let list = Rc::new(List { rows: RefCell::default(), end: AnyView::mark() });
    let known = js_sys::Set::default(); // of the browser, since Rust's brings 6 KiB of hashing
    let home = Owner::new(); // rows outlive the effect's runs
    let shown = Rc::clone(&list);
    render_effect(Box::new(move || {
        let keys = keys.make();
        let parent = shown.end.parent_node();
        // what stands before the list stays where it is while rows come and go
        let before_all = parent.as_ref().and_then(|_| shown.first()?.previous_sibling());
        let mut now = shown.rows.take();
        let same = now.iter().zip(&keys).take_while(|(row, key)| row.key == **key).count();
        let mut before = Former::new(now.split_off(same), &known);
        for key in keys.into_iter().skip(same) {
            let name = key.as_str().into();
            if known.has(&name) {
                continue;
            }
            known.add(&name);
            now.push(before.take(&key).unwrap_or_else(|| {
                let owner = home.with(Owner::new);
                let view = untrack(|| owner.with(|| draw.answer(key.clone())));
                Row { key, owner, view }
            }));
        }
        for row in before.rows.into_iter().flatten() {
            row.owner.cleanup();
            row.view.remove();
        }
        if let Some(parent) = parent {
            let (stays, rest) = now.split_at(same);
            let ahead = stays.iter().rev().find_map(|row| row.view.last()).or(before_all);
            // what stands right already is not touched: moving an element takes the focus from it
            let mut place = ahead.map_or_else(|| parent.first_child(), |ahead| ahead.next_sibling());
            for Row { view, .. } in rest {
                if view.first() == place {
                    place = view.last().and_then(|last| last.next_sibling());
                } else {
                    view.remove();
                    view.insert(&parent, place.as_ref());
                }
            }
        }
        shown.rows.replace(now);
    }));
    AnyView::part(list)
}

/// The rows of the run before, by key.
struct Former {
    rows: Vec<Option<Row>>,
    places: js_sys::Map,
    /// Where the next row is, if nothing changed before it.
    next: usize,
}

impl Former {
    /// Their keys are not known any more, until they are taken.
    fn new(rows: Vec<Row>, known: &js_sys::Set) -> Self {
        let places = js_sys::Map::new();
        for (place, row) in (0_u32..).zip(&rows) {
            let key = row.key.as_str().into();
            known.delete(&key);
            places.set(&key, &place.into());
        }
        Self { rows: rows.into_iter().map(Some).collect(), places, next: 0 }
    }

    fn take(&mut self, key: &str) -> Option<Row> {
        let is_next = |row: &Option<Row>| row.as_ref().is_some_and(|row| row.key == key);
        if !self.rows.get(self.next).is_some_and(is_next) {
            self.next = self.place(key)?;
        }
        let row = self.rows.get_mut(self.next)?.take();
        self.next = self.next.saturating_add(1);
        row
    }

    fn place(&self, key: &str) -> Option<usize> {
        let place = self.places.get(&key.into()).as_f64()?;
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::as_conversions,
            reason = "was a u32 before"
        )]
        Some(place as usize)
    }
}
