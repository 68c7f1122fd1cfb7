//! Compact JSON Web Signatures (RFC 7515).
use crate::browser::{Algorithm, Key};
use crate::codec;
use crate::findings::{Finding, Step};
use crate::json::{self, Refused, Value};
use crate::run::Run;
use crate::text::cut;
use preau::wire::verification::Question;

/// A token taken apart; nothing is checked yet.
#[derive(Debug)]
pub(crate) struct Jws {
    pub(crate) header: Value,
    pub(crate) payload: Value,
    signature: Vec<u8>,
    /// The token as it came: what is verified are these bytes, not a new writing of what they mean.
    pub(crate) text: String,
}

impl Jws {
    /// Takes a token apart.
    pub(crate) fn parse(text: &str) -> Result<Self, Refused> {
        let (header, rest) = cut(text, ".").ok_or("not-a-token")?;
        // a further point would be no digit of the signature
        let (payload, signature) = cut(rest, ".").ok_or("not-a-token")?;
        let object = |part: &str| {
            let bytes = codec::base64url(part).ok_or("not-a-token")?;
            let value = json::parse(codec::utf8(&bytes).ok_or("not-utf-8")?)?;
            if value.is_object() { Ok(value) } else { Err("not-a-token") }
        };
        Ok(Self {
            header: object(header)?,
            payload: object(payload)?,
            signature: codec::base64url(signature).ok_or("not-a-token")?,
            text: text.to_owned(),
        })
    }

    /// Whether the signature is good.
    pub(crate) fn check(&self, run: &Run<'_>, algorithm: Algorithm, key: &Key) -> Step<()> {
        let point = self.text.bytes().rposition(|byte| byte == b'.');
        let signed = point.and_then(|point| self.text.as_bytes().get(..point));
        check(run, algorithm, key, &self.signature, signed.unwrap_or_default())
    }
}

/// Whether a signature is good.
pub(crate) fn check(run: &Run<'_>, algorithm: Algorithm, key: &Key, signature: &[u8], message: &[u8]) -> Step<()> {
    match run.is_signed(algorithm, key, signature, message) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Finding::forged("bad-signature", "")),
        Err(why) => Err(Finding::unchecked(Question::Intact, why, "")),
    }
}
