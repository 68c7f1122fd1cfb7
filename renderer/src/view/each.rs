//! Lists whose rows stay when others come and go.
use super::AnyView;
use crate::{
    reactive::{Owner, render_effect, untrack},
    work::{Answer, Make},
};
use std::{cell::RefCell, rc::Rc};

struct Row {
    key: String,
    owner: Owner,
    view: AnyView,
}

/// One row for each key, in their order; a row keeps its elements, and the focus in them, as long as its key is there.
/// A key that is there twice has one row.
pub fn keyed(mut keys: Box<dyn Make<Vec<String>>>, draw: Rc<dyn Answer<String, AnyView>>) -> AnyView {
    let (whole, start, end) = AnyView::between_marks();
    let rows: Rc<RefCell<Vec<Row>>> = Rc::default();
    let home = Owner::new(); // rows outlive the effect's runs
    render_effect(Box::new(move || {
        let mut before = Former::new(rows.take());
        let mut now = Vec::new();
        let mut known = Known::default();
        for key in keys.make() {
            if !known.is_new(&key) {
                continue;
            }
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
        if let Some(parent) = end.parent_node() {
            // what stands right already is not touched: moving an element takes the focus from it
            let mut place = start.next_sibling();
            for Row { view, .. } in &now {
                if view.first() == place.as_ref() {
                    place = view.last().and_then(web_sys::Node::next_sibling);
                } else {
                    view.remove();
                    view.insert(&parent, place.as_ref());
                }
            }
        }
        rows.replace(now);
    }));
    whole
}

/// Keys that were there; the browser's set, since Rust's brings 6 KiB of hashing.
#[derive(Default)]
struct Known(js_sys::Set);

impl Known {
    fn is_new(&mut self, key: &str) -> bool {
        let key = key.into();
        let is_new = !self.0.has(&key);
        self.0.add(&key);
        is_new
    }
}

/// The rows of the run before, by key.
struct Former {
    rows: Vec<Option<Row>>,
    places: js_sys::Map,
    /// Where the next row is, if nothing changed before it.
    next: usize,
}

impl Former {
    fn new(rows: Vec<Row>) -> Self {
        let places = js_sys::Map::new();
        for (place, row) in (0_u32..).zip(&rows) {
            places.set(&row.key.as_str().into(), &place.into());
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
