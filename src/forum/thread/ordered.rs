//! The responses in the order in which they stand.
use super::{
    order::{Order, Place, sorted},
    page::{Entry, Page},
};
use crate::{app::Nav, order::sort_by, ui};
use leptos::prelude::*;

/// Name of the address parameter for the order.
pub(super) const ORDER: &str = "order";

impl Page {
    /// The responses with these ids, in their order; to look for each in turn would take too long.
    pub(super) fn in_order(self, ids: &[String]) -> Vec<Entry> {
        let mut entries = self.entries.get_untracked();
        sort_by(&mut entries, |a, b| a.id.cmp(&b.id));
        let place = |id: &String| entries.binary_search_by(|entry| entry.id.cmp(id)).ok();
        ids.iter().filter_map(|id| entries.get(place(id)?).cloned()).collect()
    }

    /// Ids of the responses in their order.
    pub(super) fn ids(self, nav: Nav) -> Memo<Vec<String>> {
        let order = ui::memo(move |_| nav.query.with(|query| Order::of(query.get(ORDER).unwrap_or_default())));
        let ids = ui::memo(move |_| {
            let places = self.entries.with(|entries| {
                entries
                    .iter()
                    .map(|entry| Place {
                        // an answer that is marked moves up; a like moves nothing under the reader's eyes
                        endorsed: entry.comment.with(|comment| comment.endorsed),
                        ..entry.comment.with_untracked(Place::of)
                    })
                    .collect()
            });
            sorted(places, order.get())
        });
        self.ordered.set_value(Some(ids));
        ids
    }

    /// The same now, for whatever is pressed.
    pub(super) fn shown_ids(self) -> Vec<String> {
        let ids = self.ordered.get_value();
        ids.and_then(|ids| ids.try_get_untracked()).unwrap_or_default()
    }
}
