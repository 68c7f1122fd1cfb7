//! Documents of Open Badges 2.0: an issuer, what it gives, and assertions in every state.
use serde_json::{Value, json};

use super::achievements::{ACCESSIBILITY, Achievement, HELPING, READING, RESEARCH};
use super::endorsements;
use super::hosts::ISSUER;
use super::keys::{base64, keys};
use super::sign::{identity, rs256};

/// The one context of this generation.
pub(crate) const CONTEXT: &str = "https://w3id.org/openbadges/v2";
const SALT: &str = "valmorin";
/// The learner of the demonstration.
pub(crate) const LEARNER: &str = "learner@example.org";
/// Somebody else.
pub(crate) const OTHER: &str = "newcomer@example.org";

/// A badge of the issuer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Assertion {
    /// Name in its address, and in the revocation list.
    pub(crate) name: &'static str,
    /// For what.
    pub(crate) of: &'static Achievement,
    /// Whose it is.
    pub(crate) email: &'static str,
    /// When it was awarded.
    pub(crate) issued: &'static str,
    /// Until when it is in force.
    pub(crate) expires: Option<&'static str>,
}

const fn assertion(name: &'static str, of: &'static Achievement) -> Assertion {
    Assertion { name, of, email: LEARNER, issued: "2026-06-15T09:30:00+02:00", expires: None }
}

/// Those that are hosted and have something to show.
pub(crate) const HOSTED: [Assertion; 10] = [
    assertion("valid", &READING),
    assertion("help", &HELPING),
    Assertion {
        issued: "2023-03-02T10:00:00+01:00",
        expires: Some("2025-03-02T10:00:00+01:00"),
        ..assertion("expired", &ACCESSIBILITY)
    },
    assertion("revoked", &RESEARCH),
    assertion("revoked-200", &RESEARCH),
    Assertion { email: OTHER, ..assertion("other", &READING) },
    assertion("forged", &READING),
    assertion("moved", &HELPING),
    assertion("endless", &HELPING),
    assertion("slow", &HELPING),
];

/// Those that are signed; the second is on the revocation list.
pub(crate) const SIGNED: [Assertion; 3] = [
    assertion("signed", &READING),
    assertion("signed-revoked", &RESEARCH),
    Assertion { email: OTHER, ..assertion("signed-other", &READING) },
];

/// Address of the assertion of that name.
pub(crate) fn url(base: &str, name: &str) -> String {
    format!("{base}/ob2/assertions/{name}.json")
}

/// The hosted one of that name.
pub(crate) fn hosted(name: &str) -> Option<Assertion> {
    HOSTED.into_iter().find(|assertion| assertion.name == name)
}

impl Assertion {
    /// As it is hosted at the address of that name.
    pub(crate) fn document(&self, base: &str, name: &str) -> Value {
        let id = match self.name {
            // who copies a genuine badge has to give it another address
            "forged" => url(base, if name == "valid" { "help" } else { "valid" }),
            _ => url(base, name),
        };
        if self.name.starts_with("revoked") {
            return json!({"@context": CONTEXT, "type": "Assertion", "id": id, "revoked": true,
                "revocationReason": "Attribué par erreur"});
        }
        self.with(base, &id, &json!({"type": "HostedBadge"}))
    }

    /// As a compact token.
    pub(crate) fn token(&self, base: &str) -> Result<String, String> {
        let creator = format!("{base}/ob2/key.json");
        let document = self.with(base, &self.urn(), &json!({"type": "SignedBadge", "creator": creator}));
        Ok(rs256(&keys()?.rsa, None, &document))
    }

    fn urn(&self) -> String {
        let number = self.name.bytes().fold(7_u64, |number, byte| number * 31 % 0xffff_ffff + u64::from(byte));
        format!("urn:uuid:5f1c2d84-1b7a-4f5e-9d10-{number:012x}")
    }

    fn with(&self, base: &str, id: &str, verification: &Value) -> Value {
        let mut document = json!({
            "@context": CONTEXT,
            "type": "Assertion",
            "id": id,
            "recipient": {"type": "email", "hashed": true, "salt": SALT, "identity": identity(self.email, SALT)},
            "badge": format!("{base}/ob2/classes/{}.json", self.of.slug),
            "verification": verification,
            "issuedOn": self.issued,
            "narrative": "Obtenu à la session de printemps.",
        });
        if let (Some(expires), Some(document)) = (self.expires, document.as_object_mut()) {
            document.insert("expires".to_owned(), json!(expires));
        }
        document
    }
}

/// What is at the paths below `/ob2/`, assertions apart.
pub(crate) fn document(base: &str, segments: &[&str]) -> Result<Option<Value>, String> {
    let url = |path: &str| format!("{base}/ob2/{path}");
    Ok(Some(match segments {
        ["issuer.json"] => json!({
            "@context": CONTEXT,
            "type": "Issuer",
            "id": url("issuer.json"),
            "name": ISSUER,
            "url": "https://www.valmorin.example/",
            "email": "badges@valmorin.example",
            "description": "Université inventée pour la démonstration.",
            "publicKey": url("key.json"),
            "revocationList": url("revocations.json"),
        }),
        ["key.json"] => json!({
            "@context": CONTEXT,
            "type": "CryptographicKey",
            "id": url("key.json"),
            "owner": url("issuer.json"),
            "publicKeyPem": keys()?.rsa.pem()?,
        }),
        ["revocations.json"] => {
            let [_, revoked, _] = SIGNED;
            json!({
                "@context": CONTEXT,
                "type": "RevocationList",
                "id": url("revocations.json"),
                "issuer": url("issuer.json"),
                "revokedAssertions": [{"id": revoked.urn(), "revocationReason": "Fraude à l’examen"}],
            })
        }
        ["classes", file] => {
            let slug = file.strip_suffix(".json").unwrap_or(file);
            let Some(class) = super::achievements::named(slug) else { return Ok(None) };
            let mut document = json!({
                "@context": CONTEXT,
                "type": "BadgeClass",
                "id": url(&format!("classes/{slug}.json")),
                "name": class.name,
                "description": class.description,
                "image": {"id": format!("data:image/png;base64,{}", base64(&class.png())), "caption": class.caption},
                "criteria": {"id": format!("{base}/criteria/{slug}"), "narrative": class.criteria},
                "issuer": url("issuer.json"),
                "tags": class.tags,
                "@language": "fr",
            });
            let endorsements = endorsements::listed(base, slug);
            if let (false, Some(document)) = (endorsements.is_empty(), document.as_object_mut()) {
                document.insert("endorsement".to_owned(), json!(endorsements));
            }
            document
        }
        ["partner.json"] => endorsements::partner(base),
        ["endorsements", file] => {
            return Ok(endorsements::named(base, file.strip_suffix(".json").unwrap_or(file)));
        }
        _ => return Ok(None),
    }))
}
