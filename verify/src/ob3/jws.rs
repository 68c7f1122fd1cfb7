//! Compact JSON Web Signatures (RFC 7515).
use crate::browser::{Algorithm, Browser, Key};
use crate::codec;
use crate::findings::{Finding, Step};
use crate::json::{self, Refused, Value};
use crate::run::Run;
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
        let mut parts = text.split('.');
        let (Some(header), Some(payload), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err("not-a-token");
        };
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
    pub(crate) async fn check<B: Browser>(&self, run: &Run<'_, B>, algorithm: Algorithm, key: &Key) -> Step<()> {
        let (signed, _) = self.text.rsplit_once('.').ok_or_else(|| Finding::malformed("not-a-token", ""))?;
        check(run, algorithm, key, &self.signature, signed.as_bytes()).await
    }
}

/// Whether a signature is good.
pub(crate) async fn check<B: Browser>(
    run: &Run<'_, B>,
    algorithm: Algorithm,
    key: &Key,
    signature: &[u8],
    message: &[u8],
) -> Step<()> {
    match run.browser.verify(algorithm, key, signature, message).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(Finding::forged("bad-signature", "")),
        Err(_) => Err(Finding::unchecked(Question::Intact, "browser-cannot", "")),
    }
}
