//! Documents of Open Badges 3.0: an issuer with keys, credentials with proofs of each kind, lists of what was withdrawn.
use serde_json::{Value, json};

use super::achievements::{ACCESSIBILITY, Achievement, OPEN_DATA, READING, RESEARCH};
use super::bake::gzip;
use super::hosts::{ISSUER, KNOWN};
use super::keys::{base64url, keys};
use super::ob2::{LEARNER, OTHER};
use super::sign::{Suite, claims, eddsa, identity, proven, rs256};

const SALT: &str = "ob3-valmorin";
/// Place of the micro-credential on the list of withdrawn ones.
const PLACE: usize = 500;
/// A place on that list that is set.
const REVOKED_PLACE: usize = 501;

/// Which credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Credential {
    /// The micro-credential, with results, credits and a level; proven inside the document.
    Micro,
    /// A badge of an issuer that is nothing but a key and is known; proven inside the document.
    Known,
    /// The same of an issuer whom nobody knows.
    Stranger,
    /// No longer in force; a token.
    Expired,
    /// Withdrawn; a token.
    Revoked,
    /// Somebody else's; a token.
    Other,
    /// A badge as a token of RS256.
    Plain,
}

impl Credential {
    fn number(self) -> u8 {
        match self {
            Self::Micro => 1,
            Self::Known => 2,
            Self::Stranger => 3,
            Self::Expired => 4,
            Self::Revoked => 5,
            Self::Other => 6,
            Self::Plain => 7,
        }
    }

    fn of(self) -> &'static Achievement {
        match self {
            Self::Micro => &OPEN_DATA,
            Self::Expired => &ACCESSIBILITY,
            Self::Revoked => &RESEARCH,
            Self::Known | Self::Stranger | Self::Other | Self::Plain => &READING,
        }
    }

    /// JSON with a proof, or a compact token.
    ///
    /// # Errors
    /// Says why it cannot be signed.
    pub(crate) fn text(self, base: &str) -> Result<String, String> {
        let keys = keys()?;
        let credential = self.credential(base)?;
        let issuer = issuer_id(base);
        match self {
            Self::Micro => {
                let method = format!("{issuer}#key-ed-1");
                Ok(proven(credential, Suite::Rdfc, &keys.issuer, &method)?.to_string())
            }
            Self::Known | Self::Stranger => {
                let key = if self == Self::Known { &keys.known } else { &keys.stranger };
                let method = format!("{}#{}", key.did(), key.multibase());
                Ok(proven(credential, Suite::Rdfc, key, &method)?.to_string())
            }
            Self::Plain => Ok(rs256(&keys.rsa, Some(&format!("{issuer}#key-rsa-1")), &claims(&credential))),
            Self::Expired | Self::Revoked | Self::Other => {
                Ok(eddsa(&keys.issuer, &format!("{issuer}#key-ed-1"), &claims(&credential)))
            }
        }
    }

    fn credential(self, base: &str) -> Result<Value, String> {
        let keys = keys()?;
        let issuer = match self {
            Self::Known => json!({"id": keys.known.did(), "type": ["Profile"], "name": KNOWN}),
            Self::Stranger => json!({"id": keys.stranger.did(), "type": ["Profile"], "name": ISSUER}),
            _ => profile(base),
        };
        let mut credential = json!({
            "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
            "id": format!("urn:uuid:7c1d2e84-2b7a-4f5e-9d10-00000000000{}", self.number()),
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "issuer": issuer,
            "validFrom": "2026-06-15T07:30:00Z",
            "name": self.of().name,
            "credentialSubject": {
                "type": ["AchievementSubject"],
                "identifier": [{
                    "type": "IdentityObject",
                    "hashed": true,
                    "salt": SALT,
                    "identityHash": identity(if self == Self::Other { OTHER } else { LEARNER }, SALT),
                    "identityType": "emailAddress",
                }],
                "achievement": achievement(self.of(), base),
            },
        });
        let more = match self {
            Self::Micro => micro(base),
            Self::Expired => json!({"validFrom": "2023-03-02T09:00:00Z", "validUntil": "2025-03-02T09:00:00Z"}),
            Self::Revoked => json!({
                "credentialStatus": {"id": format!("{base}/ob3/revocations"), "type": "1EdTechRevocationList"},
            }),
            _ => json!({}),
        };
        merge(&mut credential, more);
        Ok(credential)
    }
}

/// Id of the issuer, and where its document is.
fn issuer_id(base: &str) -> String {
    format!("{base}/ob3/issuer")
}

fn profile(base: &str) -> Value {
    json!({
        "id": issuer_id(base),
        "type": ["Profile"],
        "name": ISSUER,
        "url": "https://www.valmorin.example/",
        "email": "badges@valmorin.example",
        "address": {"type": ["Address"], "addressCountry": "France", "addressCountryCode": "FR"},
    })
}

fn achievement(of: &Achievement, base: &str) -> Value {
    json!({
        "id": format!("{base}/ob3/achievements/{}", of.slug),
        "type": ["Achievement"],
        "achievementType": "Badge",
        "name": of.name,
        "description": of.description,
        "criteria": {"id": format!("{base}/criteria/{}", of.slug), "narrative": of.criteria},
        "image": {"id": of.data_url(), "type": "Image", "caption": of.caption},
        "inLanguage": "fr",
        "tag": of.tags,
    })
}

/// What a micro-credential says besides.
fn micro(base: &str) -> Value {
    let id = |number: u8| format!("urn:uuid:1f7a3d7e-0000-4000-8000-0000000000{number:02}");
    let level = |number: u8, name: &str, level: &str| json!({"id": id(number), "type": ["RubricCriterionLevel"], "name": name, "level": level});
    json!({
        "awardedDate": "2026-06-15T07:30:00Z",
        "credentialStatus": {
            "id": format!("{base}/ob3/status#{PLACE}"),
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": PLACE.to_string(),
            "statusListCredential": format!("{base}/ob3/status"),
        },
        "evidence": [{"type": ["Evidence"], "id": "https://portfolio.example.org/camille/donnees", "name": "Rapport de projet", "genre": "Rapport"}],
        "credentialSubject": {
            "activityStartDate": "2026-02-02T00:00:00Z",
            "activityEndDate": "2026-06-05T00:00:00Z",
            "creditsEarned": 5,
            "term": "2026-S1",
            "source": {"id": "https://www.valmorin.example/statistique", "type": ["Profile"], "name": "Département de statistique"},
            "achievement": {
                "achievementType": "MicroCredential",
                "humanCode": "DOAP-501",
                "fieldOfStudy": "0542 Statistiques",
                "creditsAvailable": 5,
                "alignment": [
                    {"type": ["Alignment"], "targetName": "CEC niveau 6", "targetUrl": "http://data.europa.eu/snb/eqf/6",
                        "targetFramework": "European Qualifications Framework", "targetCode": "6"},
                    {"type": ["Alignment"], "targetName": "publier des données ouvertes", "targetType": "ceasn:Competency",
                        "targetUrl": "http://data.europa.eu/esco/skill/00000000-0000-0000-0000-000000000000", "targetFramework": "ESCO"},
                    {"type": ["Alignment"], "targetName": "Common Microcredential Framework", "targetUrl": "https://emc.eadtu.eu/cmf",
                        "targetFramework": "European MOOC Consortium CMF"},
                ],
                "resultDescription": [
                    {"id": id(1), "type": ["ResultDescription"], "name": "Note finale", "resultType": "Percent",
                        "valueMin": "0", "valueMax": "100", "requiredValue": "60"},
                    {"id": id(2), "type": ["ResultDescription"], "name": "Projet", "resultType": "RubricCriterionLevel",
                        "requiredLevel": id(11), "rubricCriterionLevel": [level(11, "Satisfaisant", "2"), level(12, "Excellent", "3")]},
                    {"id": id(3), "type": ["ResultDescription"], "name": "Identité vérifiée à l’examen", "resultType": "Status"},
                ],
            },
            "result": [
                {"type": ["Result"], "resultDescription": id(1), "value": "82"},
                {"type": ["Result"], "resultDescription": id(2), "achievedLevel": id(12)},
                {"type": ["Result"], "resultDescription": id(3), "status": "Completed"},
            ],
        },
    })
}

/// Puts members into an object; objects into objects.
fn merge(into: &mut Value, more: Value) {
    let (Value::Object(into), Value::Object(more)) = (into, more) else { return };
    for (name, value) in more {
        match into.get_mut(&name) {
            Some(known @ Value::Object(_)) if value.is_object() => merge(known, value),
            _ => {
                into.insert(name, value);
            }
        }
    }
}

/// What is at the paths below `/ob3/`: type and text. The micro-credential may be withdrawn.
pub(crate) fn document(
    base: &str,
    segments: &[&str],
    is_withdrawn: bool,
) -> Result<Option<(&'static str, String)>, String> {
    let keys = keys()?;
    let issuer = issuer_id(base);
    Ok(Some(match segments {
        ["issuer"] => {
            let (edwards, rsa) = (format!("{issuer}#key-ed-1"), format!("{issuer}#key-rsa-1"));
            let mut document = profile(base);
            merge(
                &mut document,
                json!({
                    "@context": ["https://www.w3.org/ns/credentials/v2",
                        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", "https://w3id.org/security/multikey/v1"],
                    "verificationMethod": [
                        {"id": edwards, "type": "Multikey", "controller": issuer, "publicKeyMultibase": keys.issuer.multibase()},
                        {"id": rsa, "type": "JsonWebKey", "controller": issuer, "publicKeyJwk": keys.rsa.jwk()},
                    ],
                    "assertionMethod": [edwards, rsa],
                }),
            );
            ("application/json", document.to_string())
        }
        ["revocations"] => {
            let id = Credential::Revoked.credential(base)?.get("id").cloned().unwrap_or_default();
            let list = json!({
                "id": format!("{base}/ob3/revocations"),
                "issuer": issuer,
                "revokedCredential": [{"id": id, "revoked": true, "revocationReason": "Travail d’une autre personne"}],
            });
            ("application/json", list.to_string())
        }
        ["status"] => ("application/jwt", status_list(base, is_withdrawn)?),
        ["achievements", slug] => {
            let Some(of) = super::achievements::named(slug) else { return Ok(None) };
            ("application/json", achievement(of, base).to_string())
        }
        _ => return Ok(None),
    }))
}

fn status_list(base: &str, is_withdrawn: bool) -> Result<String, String> {
    let (issuer, id) = (issuer_id(base), format!("{base}/ob3/status"));
    let mut bits = vec![0_u8; 131_072 / 8];
    for place in is_withdrawn.then_some(PLACE).into_iter().chain([REVOKED_PLACE]) {
        if let Some(byte) = bits.get_mut(place / 8) {
            *byte |= 0x80 >> (place % 8);
        }
    }
    let list = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": id,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": {"id": issuer},
        "validFrom": "2026-06-15T07:30:00Z",
        "credentialSubject": {
            "id": format!("{id}#list"),
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": format!("u{}", base64url(&gzip(&bits))),
        },
    });
    Ok(eddsa(&keys()?.issuer, &format!("{issuer}#key-ed-1"), &claims(&list)))
}
