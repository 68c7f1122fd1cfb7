//! The responses in the order in which they stand.
use super::{
    order::{Order, Place, sorted},
    page::{Entry, Page, found},
};
use crate::{app::Nav, ui};
use leptos::prelude::*;

/// Name of the address parameter for the order.
pub(super) const ORDER: &str = "order";

impl Page {
    /// The responses with these ids, in their order.
    pub(super) fn in_order(self, ids: &[String]) -> Vec<Entry> {
        self.entries.with_untracked(|entries| ids.iter().filter_map(|id| found(entries, id).cloned()).collect())
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
