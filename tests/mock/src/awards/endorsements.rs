//! What a partner of the invented issuer says of one of its badge classes (Open Badges 2.0).
use serde_json::{Value, json};

use super::achievements::{Achievement, HELPING, READING};
use super::hosts::KNOWN;
use super::ob2::CONTEXT;

/// An endorsement that the class lists.
struct Endorsement {
    /// Name in its address.
    name: &'static str,
    /// Of which class it speaks, whichever lists it.
    of: &'static Achievement,
    comment: &'static str,
}

const ALL: [Endorsement; 2] = [
    Endorsement {
        name: "entraide",
        of: &HELPING,
        comment: "Nos tuteurs **relisent** chaque année dix réponses de ceux qui l’obtiennent.",
    },
    Endorsement { name: "autre", of: &READING, comment: "Reconnu pour l’entrée en deuxième année." },
];

fn url(base: &str, name: &str) -> String {
    format!("{base}/ob2/endorsements/{name}.json")
}

/// Addresses that the class of that name lists.
pub(crate) fn listed(base: &str, class: &str) -> Vec<String> {
    let all = ALL.iter().filter(|_| class == HELPING.slug);
    all.map(|endorsement| url(base, endorsement.name)).collect()
}

/// Profile of the partner.
pub(crate) fn partner(base: &str) -> Value {
    json!({
        "@context": CONTEXT,
        "type": "Issuer",
        "id": format!("{base}/ob2/partner.json"),
        "name": KNOWN,
        "url": "https://www.sauvelonde.example/",
        "email": "badges@sauvelonde.example",
    })
}

/// The endorsement of that name.
pub(crate) fn named(base: &str, name: &str) -> Option<Value> {
    let endorsement = ALL.iter().find(|endorsement| endorsement.name == name)?;
    Some(json!({
        "@context": CONTEXT,
        "type": "Endorsement",
        "id": url(base, name),
        "issuer": format!("{base}/ob2/partner.json"),
        "issuedOn": "2026-05-04T10:00:00+02:00",
        "claim": {
            "id": format!("{base}/ob2/classes/{}.json", endorsement.of.slug),
            "endorsementComment": endorsement.comment,
        },
        "verification": {"type": "HostedBadge"},
    }))
}
