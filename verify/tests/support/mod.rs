//! A browser for tests: the network of the fixtures, cryptography of Rust crates, a clock that stands still.
pub(crate) mod signer;

use preau_jsonld::Limits;
use preau_verify::browser::{
    Algorithm, Answer, Canonicalizer, Clock, Crypto, Edition, Format, Inflate, Key, Net, NoAnswer, NotCanonical,
    Request, UnknownAlgorithm,
};
use preau_verify::verification::{Identities, Report, Setting};
use preau_verify::{Source, verify};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::future::poll_fn;
use std::path::PathBuf;
use std::task::Poll;

/// Now, for all fixtures: 2026-11-23T12:00:00Z.
pub(crate) const NOW: i64 = 1_795_435_200_000;

/// Folder of the fixtures; `None` where they are absent.
pub(crate) fn fixtures() -> Option<PathBuf> {
    let folder = std::env::var_os("PREAU_FIXTURES")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/fixtures")), PathBuf::from)
        .join("badges");
    if !folder.exists() {
        eprintln!("skipped: no fixtures at {}", folder.display());
    }
    folder.exists().then_some(folder)
}

/// JSON of a fixture.
pub(crate) fn json(name: &str) -> Value {
    let text = std::fs::read_to_string(fixtures().expect("fixtures").join(name)).expect(name);
    serde_json::from_str(&text).expect(name)
}

/// Bytes of a fixture.
pub(crate) fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(fixtures().expect("fixtures").join(name)).expect(name)
}

/// How documents become text, where a test decides.
pub(crate) type Graph = fn(&str) -> Result<String, NotCanonical>;

/// What an address answers; `None` is an error of the network.
pub(crate) type Reply = Option<(u16, Vec<u8>)>;

/// A browser of which a test decides what the network answers.
#[derive(Default)]
pub(crate) struct Browser {
    pub(crate) replies: HashMap<String, Reply>,
    /// Where an address leads to.
    pub(crate) redirects: HashMap<String, String>,
    /// What an address answered once, which serves where nothing fresh is asked for.
    pub(crate) stored: HashMap<String, Vec<u8>>,
    pub(crate) asked: RefCell<Vec<String>>,
    /// Addresses that are being asked, and how many that were at most.
    pub(crate) under_way: Cell<[usize; 2]>,
    /// Whether it knows no signatures, as an old browser.
    pub(crate) is_old: bool,
    /// How it canonicalizes, when not by the real crate.
    pub(crate) graph: Option<Graph>,
}

impl Browser {
    /// The network of the fixtures.
    pub(crate) fn of_fixtures() -> Self {
        let map = json("http-map.json");
        let mut browser = Self::default();
        for (url, answer) in map["resources"].as_object().expect("resources") {
            let is_silent = answer["networkError"] == true || answer["cors"] == false;
            let body = match answer["file"].as_str() {
                Some(file) => bytes(file),
                None => answer["body"].as_str().unwrap_or_default().into(),
            };
            let status = answer["status"].as_u64().expect("status").try_into().expect("a status");
            browser.replies.insert(url.clone(), (!is_silent).then_some((status, body)));
        }
        browser
    }

    /// Adds an answer.
    pub(crate) fn with(mut self, url: &str, status: u16, body: impl Into<Vec<u8>>) -> Self {
        self.replies.insert(url.to_owned(), Some((status, body.into())));
        self
    }

    /// Verifies bytes that were brought.
    pub(crate) fn reports(&self, bytes: &[u8], setting: &Setting) -> Vec<Report> {
        pollster::block_on(verify(Source { bytes, address: None }, setting, self))
    }

    /// The report of a source with one badge.
    pub(crate) fn report(&self, bytes: impl AsRef<[u8]>, setting: &Setting) -> Report {
        let mut reports = self.reports(bytes.as_ref(), setting);
        assert_eq!(reports.len(), 1, "one badge");
        reports.remove(0)
    }
}

impl Browser {
    /// Lets others ask meanwhile. Who asks first waits longest: answers never come in the order of the questions.
    async fn keep_waiting(&self) {
        let [others, most] = self.under_way.get();
        self.under_way.set([others + 1, most.max(others + 1)]);
        let mut turns = 20_usize.saturating_sub(others);
        poll_fn(|context| {
            context.waker().wake_by_ref();
            turns = turns.saturating_sub(1);
            if turns == 0 { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        let [others, most] = self.under_way.get();
        self.under_way.set([others - 1, most]);
    }
}

/// The learner of the fixtures.
pub(crate) fn learner() -> Setting {
    let learner = Identities {
        emails: vec!["amelie@example.org".into()],
        ids: vec!["did:key:z6MknyypQmM81sfdphPLY5Qvs8fbRWNgfsatbDG95ENtugcC".into()],
    };
    Setting { now: Some(NOW), learner, ..Setting::default() }
}

impl Net for Browser {
    async fn get(&self, request: Request<'_>) -> Result<Answer, NoAnswer> {
        self.asked.borrow_mut().push(request.url.to_owned());
        self.keep_waiting().await;
        if let Some(body) = self.stored.get(request.url).filter(|_| !request.is_fresh) {
            return Ok(Answer { status: 200, url: request.url.to_owned(), body: body.clone() });
        }
        let end = self.redirects.get(request.url).map_or(request.url, String::as_str);
        let (status, body) = self.replies.get(end).cloned().flatten().ok_or(NoAnswer::Unreachable)?;
        if body.len() > request.most {
            return Err(NoAnswer::TooBig);
        }
        Ok(Answer { status, url: end.to_owned(), body })
    }
}

impl Crypto for Browser {
    async fn sha256(&self, message: &[u8]) -> Option<[u8; 32]> {
        Some(Sha256::digest(message).into())
    }

    async fn verify(
        &self,
        algorithm: Algorithm,
        key: &Key,
        signature: &[u8],
        message: &[u8],
    ) -> Result<bool, UnknownAlgorithm> {
        if self.is_old {
            return Err(UnknownAlgorithm);
        }
        Ok(is_good(algorithm, key, signature, message).is_some())
    }
}

fn is_good(algorithm: Algorithm, key: &Key, signature: &[u8], message: &[u8]) -> Option<()> {
    use rsa::signature::Verifier;
    match (algorithm, key) {
        (Algorithm::Ed25519, Key::Ed25519(key)) => {
            let key = ed25519_dalek::VerifyingKey::from_bytes(key.as_slice().try_into().ok()?).ok()?;
            let signature = ed25519_dalek::Signature::from_slice(signature).ok()?;
            key.verify_strict(message, &signature).ok()
        }
        (Algorithm::Rs256, Key::Rsa(modulus, exponent)) => {
            let key = rsa::pkcs1v15::VerifyingKey::<Sha256>::new(rsa_key(modulus, exponent)?);
            key.verify(message, &signature.try_into().ok()?).ok()
        }
        (Algorithm::Ps256, Key::Rsa(modulus, exponent)) => {
            let key = rsa::pss::VerifyingKey::<Sha256>::new(rsa_key(modulus, exponent)?);
            key.verify(message, &signature.try_into().ok()?).ok()
        }
        (Algorithm::Es256, Key::P256(x, y)) => {
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(&[&[4], x.as_slice(), y].concat()).ok()?;
            key.verify(message, &p256::ecdsa::Signature::from_slice(signature).ok()?).ok()
        }
        (Algorithm::Es384, Key::P384(x, y)) => {
            let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(&[&[4], x.as_slice(), y].concat()).ok()?;
            key.verify(message, &p384::ecdsa::Signature::from_slice(signature).ok()?).ok()
        }
        _ => None,
    }
}

fn rsa_key(modulus: &[u8], exponent: &[u8]) -> Option<rsa::PublicKey> {
    let number = rsa::BoxedUint::from_be_slice_vartime;
    rsa::PublicKey::new(number(modulus), number(exponent)).ok()
}

impl Inflate for Browser {
    async fn inflate(&self, format: Format, bytes: &[u8], most: usize) -> Option<Vec<u8>> {
        use miniz_oxide::inflate::{decompress_to_vec_with_limit, decompress_to_vec_zlib_with_limit};
        match format {
            Format::Zlib => decompress_to_vec_zlib_with_limit(bytes, most).ok(),
            // a plain gzip header of ten bytes, without optional fields
            Format::Gzip => decompress_to_vec_with_limit(bytes.strip_prefix(&[0x1f, 0x8b, 8, 0])?.get(6..)?, most).ok(),
        }
    }
}

impl Canonicalizer for Browser {
    async fn canonicalize(&self, json: &str, edition: Edition) -> Result<String, NotCanonical> {
        if let Some(graph) = self.graph {
            return graph(json);
        }
        let edition = match edition {
            Edition::First => preau_jsonld::Edition::First,
            Edition::Later => preau_jsonld::Edition::Later,
        };
        preau_jsonld::canonicalize(json, edition, Limits::default()).map_err(|error| match error {
            preau_jsonld::Error::Undefined(path) => NotCanonical::Undefined(path),
            preau_jsonld::Error::UnknownContext(url) => NotCanonical::UnknownContext(url),
            preau_jsonld::Error::TooMuchWork => NotCanonical::TooMuchWork,
            error => NotCanonical::Bad(error.to_string()),
        })
    }

    fn number(&self, written: &str) -> Option<String> {
        let number: f64 = written.parse().ok()?;
        // enough for the fixtures: ECMAScript writes no exponent between 1e-6 and 1e21
        number.is_finite().then(|| if number == 0.0 { "0".into() } else { number.to_string() })
    }
}

impl Clock for Browser {
    fn now(&self) -> i64 {
        NOW
    }
}
