//! Keys of the invented issuers. They are public, and of no worth: `data/badges/keys.json`.
use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ed25519_dalek::{Signer, SigningKey};
use rsa::RsaPrivateKey;
use rsa::pkcs1v15;
use rsa::pkcs8::{DecodePrivateKey, EncodePublicKey, LineEnding};
use rsa::signature::SignatureEncoding;
use rsa::traits::PublicKeyParts;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::Sha256;

#[derive(Deserialize)]
struct File {
    issuer_ed25519: String,
    known_ed25519: String,
    platform_ed25519: String,
    stranger_ed25519: String,
    issuer_rsa: Vec<String>,
}

/// Keys, read.
#[derive(Debug)]
pub(crate) struct Keys {
    /// Of the issuer with hosts.
    pub(crate) issuer: Edwards,
    /// Of an issuer that is nothing but a key, which the configuration knows.
    pub(crate) known: Edwards,
    /// Of the credentials service.
    pub(crate) platform: Edwards,
    /// Of nobody in particular.
    pub(crate) stranger: Edwards,
    /// Of the issuer with hosts.
    pub(crate) rsa: Rsa,
}

/// The keys.
///
/// # Errors
/// Says what is wrong with the file.
pub(crate) fn keys() -> Result<&'static Keys, String> {
    static KEYS: OnceLock<Result<Keys, String>> = OnceLock::new();
    KEYS.get_or_init(|| {
        let file: File = serde_json::from_str(include_str!("../../data/badges/keys.json")).map_err(said)?;
        Ok(Keys {
            issuer: Edwards::read(&file.issuer_ed25519)?,
            known: Edwards::read(&file.known_ed25519)?,
            platform: Edwards::read(&file.platform_ed25519)?,
            stranger: Edwards::read(&file.stranger_ed25519)?,
            rsa: Rsa::read(&file.issuer_rsa)?,
        })
    })
    .as_ref()
    .map_err(Clone::clone)
}

fn said(error: impl std::fmt::Display) -> String {
    format!("data/badges/keys.json: {error}")
}

/// A key for Ed25519.
#[derive(Debug)]
pub(crate) struct Edwards(SigningKey);

impl Edwards {
    fn read(text: &str) -> Result<Self, String> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(said)?;
        let seed = <[u8; 32]>::try_from(bytes.as_slice()).map_err(said)?;
        Ok(Self(SigningKey::from_bytes(&seed)))
    }

    /// 64 bytes.
    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.0.sign(message).to_bytes().to_vec()
    }

    /// The public key as `Multikey` has it.
    pub(crate) fn multibase(&self) -> String {
        let mut bytes = vec![0xed, 0x01];
        bytes.extend(self.0.verifying_key().to_bytes());
        multibase(&bytes)
    }

    /// The issuer that is nothing but this key.
    pub(crate) fn did(&self) -> String {
        format!("did:key:{}", self.multibase())
    }
}

/// A key for RS256.
#[derive(Debug)]
pub(crate) struct Rsa(RsaPrivateKey);

impl Rsa {
    fn read(lines: &[String]) -> Result<Self, String> {
        RsaPrivateKey::from_pkcs8_pem(&lines.join("\n")).map(Self).map_err(said)
    }

    /// RSASSA-PKCS1-v1_5 over SHA-256.
    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        pkcs1v15::SigningKey::<Sha256>::new(self.0.clone()).sign(message).to_vec()
    }

    /// The public key as OB 2.0 has it.
    pub(crate) fn pem(&self) -> Result<String, String> {
        self.0.to_public_key().to_public_key_pem(LineEnding::LF).map_err(said)
    }

    /// The public key as OB 3.0 has it.
    pub(crate) fn jwk(&self) -> Value {
        let number = |bytes: Vec<u8>| URL_SAFE_NO_PAD.encode(bytes);
        json!({"kty": "RSA", "n": number(self.0.n().to_bytes_be()), "e": number(self.0.e().to_bytes_be()), "alg": "RS256"})
    }
}

/// Base 58 in Bitcoin's alphabet, with the letter that says so.
pub(crate) fn multibase(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    let mut digits: Vec<u32> = Vec::new();
    for byte in bytes {
        let mut carry = u32::from(*byte);
        for digit in &mut digits {
            carry += *digit << 8;
            *digit = carry % 58;
            carry /= 58;
        }
        while carry > 0 {
            digits.push(carry % 58);
            carry /= 58;
        }
    }
    let zeros = bytes.iter().take_while(|byte| **byte == 0).map(|_| 0);
    let digits = zeros.chain(digits.into_iter().rev());
    let letters = digits.filter_map(|digit| ALPHABET.get(usize::try_from(digit).ok()?).copied());
    std::iter::once('z').chain(letters.map(char::from)).collect()
}

/// Base 64 for `data:` addresses.
pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Base 64 without padding, for addresses and tokens.
pub(crate) fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multibase_is_bitcoins_base_58() {
        assert_eq!(multibase(b"Hello World!"), "z2NEpo7TZRRrLZSi2U");
        assert_eq!(multibase(&[0, 0, 0x28, 0x7f, 0xb4, 0xcd]), "z11233QC4");
        assert_eq!(multibase(&[]), "z");
    }

    #[test]
    fn public_keys_have_the_forms_that_verifiers_read() {
        let keys = keys().unwrap();
        assert!(keys.known.did().starts_with("did:key:z6Mk"));
        assert!(keys.rsa.pem().unwrap().starts_with("-----BEGIN PUBLIC KEY-----\n"));
        assert_eq!(keys.rsa.jwk()["e"], "AQAB");
        assert_eq!(keys.rsa.sign(b"x").len(), 256);
    }
}
