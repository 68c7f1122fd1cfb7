//! Badges made and signed by tests.
use ed25519_dalek::{Signer as _, SigningKey};
use preau_jsonld::{Edition, Limits, canonicalize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// An issuer that is its key.
pub(crate) struct Signer {
    key: SigningKey,
}

impl Signer {
    /// One of 256 signers.
    pub(crate) fn new(seed: u8) -> Self {
        Self { key: SigningKey::from_bytes(&[seed; 32]) }
    }

    /// The public key as a Multikey.
    pub(crate) fn multikey(&self) -> String {
        format!("z{}", base58(&[&[0xed, 0x01], self.key.verifying_key().as_bytes().as_slice()].concat()))
    }

    /// The public key.
    pub(crate) fn public(&self) -> [u8; 32] {
        self.key.verifying_key().to_bytes()
    }

    /// `did:key:…`
    pub(crate) fn did(&self) -> String {
        format!("did:key:{}", self.multikey())
    }

    /// A badge of this issuer, unsigned; members of `more` replace or add.
    pub(crate) fn badge(&self, more: &Value) -> Value {
        let mut badge = json!({
            "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
            "id": "urn:uuid:1",
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "issuer": { "id": self.did(), "type": "Profile", "name": "Maker" },
            "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": {
                "id": "urn:uuid:2",
                "type": "AchievementSubject",
                "achievement": {
                    "id": "urn:uuid:3", "type": "Achievement", "name": "Made", "description": "Made here",
                    "criteria": { "narrative": "Be made." },
                },
            },
        });
        for (name, value) in more.as_object().expect("members") {
            badge[name] = value.clone();
        }
        badge
    }

    /// Signs the JSON itself, which needs no graph; the proof may have more members.
    pub(crate) fn sign(&self, mut document: Value, more: &Value) -> Value {
        let mut proof = json!({
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-jcs-2022",
            "verificationMethod": format!("{}#{}", self.did(), self.multikey()),
            "proofPurpose": "assertionMethod",
        });
        for (name, value) in more.as_object().expect("members") {
            proof[name] = value.clone();
        }
        // `serde_json` sorts members; names and numbers of these tests need no more for RFC 8785
        let hash = |value: &Value| Sha256::digest(value.to_string().as_bytes());
        let hashes = [hash(&proof), hash(&document)].concat();
        proof["proofValue"] = format!("z{}", base58(&self.key.sign(&hashes).to_bytes())).into();
        document["proof"] = proof;
        document
    }

    /// Signs the graph of statements; the proof may have more members.
    pub(crate) fn sign_graph(&self, mut document: Value, more: &Value) -> Value {
        let mut proof = json!({
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "verificationMethod": format!("{}#{}", self.did(), self.multikey()),
            "proofPurpose": "assertionMethod",
        });
        for (name, value) in more.as_object().expect("members") {
            proof[name] = value.clone();
        }
        let mut options = proof.clone();
        options["@context"] = document["@context"].clone();
        let hash = |value: &Value| {
            let text = canonicalize(&value.to_string(), Edition::First, Limits::default()).expect("a graph");
            Sha256::digest(text)
        };
        let hashes = [hash(&options), hash(&document)].concat();
        proof["proofValue"] = format!("z{}", base58(&self.key.sign(&hashes).to_bytes())).into();
        document["proof"] = proof;
        document
    }

    /// A signed badge, as text.
    pub(crate) fn signed(&self, more: &Value) -> String {
        self.sign(self.badge(more), &json!({})).to_string()
    }

    /// A token around a payload.
    pub(crate) fn token(&self, header: &Value, payload: &Value) -> String {
        let signed =
            format!("{}.{}", base64url(header.to_string().as_bytes()), base64url(payload.to_string().as_bytes()));
        format!("{signed}.{}", base64url(&self.key.sign(signed.as_bytes()).to_bytes()))
    }

    /// A credential with a list of status, signed.
    pub(crate) fn status_list(&self, purpose: &str, list: &[u8]) -> String {
        let list = json!({
            "@context": "https://www.w3.org/ns/credentials/v2",
            "id": "https://status.example/1",
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": self.did(),
            "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": {
                "type": "BitstringStatusList",
                "statusPurpose": purpose,
                "encodedList": format!("u{}", base64url(&gzip(list))),
            },
        });
        self.sign(list, &json!({})).to_string()
    }
}

/// Compresses, with a plain header and a trailer that nobody reads.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let body = miniz_oxide::deflate::compress_to_vec(bytes, 9);
    [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0], body.as_slice(), &[0; 8]].concat()
}

/// base58btc.
pub(crate) fn base58(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    let mut digits: Vec<usize> = Vec::new();
    for byte in bytes {
        let mut carry = usize::from(*byte);
        for digit in &mut digits {
            carry += *digit * 256;
            *digit = carry % 58;
            carry /= 58;
        }
        while carry > 0 {
            digits.push(carry % 58);
            carry /= 58;
        }
    }
    let zeros = bytes.iter().take_while(|byte| **byte == 0).map(|_| 0);
    digits.extend(zeros);
    digits.iter().rev().map(|digit| char::from(DIGITS[*digit])).collect()
}

/// base64url without padding.
pub(crate) fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let groups = bits.as_bytes().chunks(6).map(|group| format!("{:0<6}", std::str::from_utf8(group).expect("bits")));
    groups.map(|group| char::from(DIGITS[usize::from_str_radix(&group, 2).expect("bits")])).collect()
}

/// Bytes of base64url without padding.
pub(crate) fn from_base64url(text: &str) -> Vec<u8> {
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits: String = text.chars().map(|digit| format!("{:06b}", digits.find(digit).expect("a digit"))).collect();
    let bytes = bits.as_bytes().chunks_exact(8).map(|byte| std::str::from_utf8(byte).expect("bits"));
    bytes.map(|byte| u8::from_str_radix(byte, 2).expect("bits")).collect()
}
