//! Badges that the learner brought and chose to keep: on this device, never sent anywhere.
//!
//! What is kept is the signed or hosted document, which is the badge; pictures around it prove nothing.
use crate::{
    api::awards,
    app::device,
    json::{Lenient, json_fields},
    wire::verification::{Outcome, Report},
};
use leptos::{ev, prelude::*};

/// Name of what is kept on the device.
const NAME: &str = "badges";
/// Badges that are kept at most: the oldest goes.
const MOST: usize = 300;

/// A badge that is kept.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kept {
    /// Fit for an address.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its issuer, as last shown.
    pub issuer: String,
    /// Kind of award, as the badge says.
    pub kind: String,
    /// When it was awarded, ISO 8601.
    pub awarded: String,
    /// The document: JSON, a compact JWS, or the address where it is hosted.
    pub document: String,
    /// What was last found: what is not believed is not called by the name that it gives itself.
    pub outcome: Outcome,
}
json_fields! { Kept { id, title, issuer, kind, awarded, document, outcome } }

thread_local! {
    /// Changes with what is kept.
    static CHANGES: ArcRwSignal<u32> = ArcRwSignal::new(0);
}

/// Follows what other tabs keep and forget too, while this part of the page is there.
pub(super) fn follow_tabs() {
    let listener = window_event_listener(ev::storage, |event| {
        // no key: everything was cleared
        if event.key().is_none_or(|key| key == device::key(NAME)) {
            changed();
        }
    });
    on_cleanup(move || listener.remove());
}

fn changed() {
    CHANGES.with(|changes| changes.update(|changes| *changes = changes.wrapping_add(1)));
}

/// All of them, the newest first; follows what this tab keeps and forgets.
pub(super) fn list() -> Vec<Kept> {
    CHANGES.with(ArcRwSignal::get);
    all()
}

fn write(all: &Vec<Kept>) -> bool {
    let is_kept = device::keep(NAME, all);
    if is_kept {
        changed();
    }
    is_kept
}

fn all() -> Vec<Kept> {
    let mut all = device::load::<Lenient<Vec<Kept>>>(NAME).map(|list| list.0).unwrap_or_default();
    all.reverse();
    all
}

/// One of them.
pub(super) fn get(id: &str) -> Option<Kept> {
    all().into_iter().find(|kept| kept.id == id)
}

/// What would be kept of a badge; `None` when there is no document in it.
pub(super) fn of(report: &Report) -> Option<Kept> {
    let award = report.award.as_ref()?;
    // a hosted badge is what its address answers, each time
    let is_hosted = report.proof.kind == "ob2-hosted" && award.id.starts_with("http");
    let document = if is_hosted { award.id.clone() } else { report.document.clone() };
    (!document.is_empty()).then(|| Kept {
        id: id(&document),
        title: super::words::claimed_title(report),
        issuer: super::words::issuer(report),
        kind: award.kind.clone(),
        awarded: award.awarded.clone(),
        document,
        outcome: super::words::called(report),
    })
}

/// Tells badges apart by what they are: the same one is kept once.
fn id(document: &str) -> String {
    ["kept-", &awards::short(document)].concat()
}

/// Keeps one in place of an earlier copy; false when the device keeps nothing.
pub(super) fn keep(kept: Kept) -> bool {
    let mut all = all();
    all.reverse();
    all.retain(|other| other.id != kept.id);
    all.push(kept);
    let surplus = all.len().saturating_sub(MOST);
    all.drain(..surplus);
    write(&all)
}

/// Notes what was found last about one that is kept. That it could not be checked says nothing against it: what was found before stands.
pub(super) fn note(id: &str, report: &Report) {
    let mut all = all();
    all.reverse();
    let Some(kept) = all.iter_mut().find(|kept| kept.id == id) else { return };
    if report.outcome == Outcome::Unverifiable {
        return;
    }
    let before = kept.clone();
    kept.outcome = super::words::called(report);
    if super::words::is_believed(report.outcome) {
        kept.title = super::words::claimed_title(report);
        kept.issuer = super::words::issuer(report);
        if let Some(award) = &report.award {
            (kept.kind, kept.awarded) = (award.kind.clone(), award.awarded.clone());
        }
    }
    if *kept != before && !write(&all) {
        leptos::logging::warn!("an outcome could not be kept: it will be found out again");
    }
}

/// Deletes one; false when the device refuses.
pub(super) fn forget(id: &str) -> bool {
    let mut all = all();
    all.reverse();
    all.retain(|other| other.id != id);
    write(&all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_document_has_the_same_name_and_another_has_another() {
        assert_eq!(id("{}"), id("{}"));
        assert_ne!(id("{}"), id("{ }"));
        assert!(id("é").len() == 21 && id("é").chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
    }
}
