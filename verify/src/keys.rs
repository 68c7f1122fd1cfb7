//! Public keys in the shapes that issuers publish.
use crate::browser::{Algorithm, Key};
use crate::codec;
use crate::json::Value;
use crate::text::cut;

/// Members of a JWK that only its owner may have: once published, anybody can sign.
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// Whether a JWK shows what it must not.
pub(crate) fn is_private(jwk: &Value) -> bool {
    PRIVATE.iter().any(|name| jwk.get(name).is_some())
}

/// A key of a verification method: Multikey, `Ed25519VerificationKey2020` or a JWK.
pub(crate) fn of_method(method: &Value) -> Option<Key> {
    if let Some(text) = method.text_at("publicKeyMultibase") {
        return multikey(text);
    }
    jwk(method.get("publicKeyJwk")?)
}

/// A JSON Web Key (RFC 7517) for signatures.
pub(crate) fn jwk(jwk: &Value) -> Option<Key> {
    if is_private(jwk) || jwk.text_at("use").is_some_and(|usage| usage != "sig") {
        return None;
    }
    let number = |name: &str| codec::base64url(jwk.text_at(name)?);
    let point = |length: usize| {
        let (x, y) = (number("x")?, number("y")?);
        (x.len() == length && y.len() == length).then_some((x, y))
    };
    match (jwk.text_at("kty")?, jwk.text_at("crv")) {
        ("OKP", Some("Ed25519")) => Some(Key::Ed25519(number("x").filter(|x| x.len() == 32)?)),
        ("EC", Some("P-256")) => point(32).map(|(x, y)| Key::P256(x, y)),
        ("EC", Some("P-384")) => point(48).map(|(x, y)| Key::P384(x, y)),
        ("RSA", _) => rsa(&number("n")?, &number("e")?),
        _ => None,
    }
}

/// An Ed25519 key as `z` and base58btc of `ed 01` and 32 bytes.
pub(crate) fn multikey(text: &str) -> Option<Key> {
    let bytes = codec::base58(text.strip_prefix('z')?)?;
    let key = bytes.strip_prefix(&[0xed, 0x01])?;
    (key.len() == 32).then(|| Key::Ed25519(key.to_vec()))
}

/// An RSA key in PEM (`PUBLIC KEY`, RFC 5280).
pub(crate) fn pem(text: &str) -> Option<Key> {
    let (_, rest) = cut(text, "-----BEGIN PUBLIC KEY-----")?;
    let (body, _) = cut(rest, "-----END PUBLIC KEY-----")?;
    let bytes = codec::base64(body)?;
    let (info, _) = der(0x30, &bytes)?;
    let (algorithm, rest) = der(0x30, info)?;
    let (oid, _) = der(0x06, algorithm)?;
    if oid != [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01] {
        return None;
    }
    let (bits, _) = der(0x03, rest)?;
    let (numbers, _) = der(0x30, bits.strip_prefix(&[0])?)?;
    let (modulus, rest) = der(0x02, numbers)?;
    let (exponent, _) = der(0x02, rest)?;
    rsa(modulus, exponent)
}

/// Content of a DER element of that tag, and what follows it.
fn der(tag: u8, bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.strip_prefix(&[tag])?.split_first()?;
    let (length, rest) = match length {
        0..=0x7f => (usize::from(*length), rest),
        0x81 => rest.split_first().map(|(length, rest)| (usize::from(*length), rest))?,
        0x82 => rest.split_first_chunk::<2>().map(|(length, rest)| (usize::from(u16::from_be_bytes(*length)), rest))?,
        _ => return None,
    };
    rest.split_at_checked(length)
}

/// An RSA key that is strong enough, and small enough to be checked.
fn rsa(modulus: &[u8], exponent: &[u8]) -> Option<Key> {
    let trim = |number: &[u8]| -> Vec<u8> { number.iter().copied().skip_while(|byte| *byte == 0).collect() };
    let (modulus, exponent) = (trim(modulus), trim(exponent));
    let has_2048_bits = modulus.len() > 256 || (modulus.len() == 256 && *modulus.first()? >= 0x80);
    let is_exponent = matches!(exponent.len(), 1..=4) && exponent != [1];
    (has_2048_bits && modulus.len() <= 1_024 && is_exponent).then_some(Key::Rsa(modulus, exponent))
}

/// The algorithm that a token names, of those that are allowed; never `none`, never a shared secret.
pub(crate) fn algorithm(name: &str) -> Option<Algorithm> {
    Some(match name {
        "RS256" => Algorithm::Rs256,
        "PS256" => Algorithm::Ps256,
        "ES256" => Algorithm::Es256,
        "ES384" => Algorithm::Es384,
        "EdDSA" | "Ed25519" => Algorithm::Ed25519,
        _ => return None,
    })
}

/// Whether the key's own kind suits the algorithm.
pub(crate) fn suits(key: &Key, algorithm: Algorithm) -> bool {
    matches!(
        (key, algorithm),
        (Key::Ed25519(_), Algorithm::Ed25519)
            | (Key::Rsa(..), Algorithm::Rs256 | Algorithm::Ps256)
            | (Key::P256(..), Algorithm::Es256)
            | (Key::P384(..), Algorithm::Es384)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    fn read(text: &str) -> Option<Key> {
        jwk(&parse(text).expect("JSON"))
    }

    #[test]
    fn keys_of_wrong_sizes_are_none() {
        let long = "x".repeat(1_400);
        for text in [
            r#"{"kty":"OKP","crv":"Ed25519","x":"AAAA"}"#.to_owned(),
            r#"{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}"#.to_owned(),
            r#"{"kty":"EC","crv":"secp256k1","x":"AAAA","y":"AAAA"}"#.to_owned(),
            r#"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#.to_owned(),
            format!(r#"{{"kty":"RSA","n":"{}","e":"AQ"}}"#, "x".repeat(342)),
            format!(r#"{{"kty":"RSA","n":"{long}","e":"AQAB"}}"#),
            r#"{"kty":"oct","k":"AAAA"}"#.to_owned(),
        ] {
            assert_eq!(read(&text), None, "{text}");
        }
        assert!(read(&format!(r#"{{"kty":"RSA","n":"{}","e":"AQAB"}}"#, "x".repeat(344))).is_some());
    }

    #[test]
    fn a_key_that_shows_its_private_part_is_no_key() {
        let text = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"AA"}"#;
        assert_eq!(read(text), None);
        assert!(read(&text.replace(r#","d":"AA""#, "")).is_some());
        assert_eq!(read(&text.replace(r#""d":"AA""#, r#""use":"enc""#)), None);
    }

    #[test]
    fn cut_pem_is_none() {
        for text in ["", "-----BEGIN PUBLIC KEY-----", "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----"] {
            assert_eq!(pem(text), None, "{text}");
        }
        assert_eq!(der(0x30, &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]), None);
        assert_eq!(der(0x30, &[0x30, 5, 1]), None);
    }
}
