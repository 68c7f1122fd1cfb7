//! What the credentials service signs for wallets: not today's Open Badges 3.0, but what Open edX makes of it.
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::bake::gzip;
use super::hosts::ISSUER;
use super::keys::{base64url, keys};
use super::sign::{Suite, proven};

/// A credential for whoever holds that DID.
///
/// # Errors
/// Says why it cannot be signed.
pub(crate) fn credential(
    holder: &str,
    name: &str,
    title: &str,
    uuid: &str,
    status: &str,
    index: u32,
) -> Result<Value, String> {
    let key = &keys()?.platform;
    let did = key.did();
    let document = json!({
        "@context": ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/security/suites/ed25519-2020/v1",
            "https://w3id.org/vc/status-list/2021/v1", "https://purl.imsglobal.org/spec/ob/v3p0/context.json"],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": did, "type": "Profile", "name": "Préau"},
        "issued": "2026-06-15T07:30:00Z",
        "issuanceDate": "2026-06-15T07:30:00Z",
        "validFrom": "2026-06-15T07:30:00Z",
        "id": issuance(holder, uuid),
        "name": title,
        "credentialStatus": {
            "id": format!("{status}#{index}"),
            "type": "StatusList2021Entry",
            "statusPurpose": "revocation",
            "statusListIndex": index.to_string(),
            "statusListCredential": status,
        },
        "credentialSubject": {
            "id": holder,
            "type": "AchievementSubject",
            "name": name,
            "achievement": {
                "id": format!("urn:uuid:{uuid}"),
                "type": "Achievement",
                "name": title,
                "description": format!("{title}, par {ISSUER}."),
                "criteria": {"narrative": format!("{name} a réussi tous les cours du parcours.")},
            },
        },
    });
    proven(document, Suite::Signature2020, key, &format!("{did}#{}", key.multibase()))
}

/// The name of one issuance: the award has its own, and each wallet gets another.
fn issuance(holder: &str, uuid: &str) -> String {
    let mut name = format!("{:x}", Sha256::digest([holder, uuid].concat()));
    name.truncate(32);
    for place in [20, 16, 12, 8] {
        name.insert(place, '-');
    }
    name.replace_range(14..15, "8");
    name.replace_range(19..20, "8");
    format!("urn:uuid:{name}")
}

/// The list that they name: one byte for each credential, as that service writes it.
///
/// # Errors
/// Says why it cannot be signed.
pub(crate) fn status_list(id: &str, revoked: &[usize]) -> Result<Value, String> {
    let key = &keys()?.platform;
    let did = key.did();
    let mut bytes = vec![0_u8; 10_000];
    for place in revoked {
        if let Some(byte) = bytes.get_mut(*place) {
            *byte = 1;
        }
    }
    let document = json!({
        "@context": ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/security/suites/ed25519-2020/v1",
            "https://w3id.org/vc/status-list/2021/v1"],
        "type": ["VerifiableCredential", "StatusList2021Credential"],
        "issuer": {"id": did},
        "issued": "2026-06-15T07:30:00Z",
        "issuanceDate": "2026-06-15T07:30:00Z",
        "validFrom": "2026-06-15T07:30:00Z",
        "id": id,
        "credentialSubject": {
            "id": format!("{id}#list"),
            "type": "StatusList2021",
            "statusPurpose": "revocation",
            "encodedList": base64url(&gzip(&bytes)),
        },
    });
    proven(document, Suite::Signature2020, key, &format!("{did}#{}", key.multibase()))
}
