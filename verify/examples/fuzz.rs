//! Looks for badges that break the verifier: `cargo run --release -p preau-verify --example fuzz -- png 600`.
//!
//! Takes the seeds of one kind (`png`, `svg`, `jwt`, `json`), and those that its network answers with (`net`), and changes
//! them for so many seconds, always in the same way. Every answer must come without a panic and within [`SLOW`]; input that
//! fails is kept in `fuzz-found.bin`, and ends the program.
#![allow(clippy::print_stdout, reason = "a program for the terminal")]
use preau_verify::browser::{
    Algorithm, Answer, Canonicalizer, Clock, Crypto, Edition, Format, Inflate, Key, Net, NoAnswer, NotCanonical,
    Request, UnknownAlgorithm,
};
use preau_verify::verification::{Identities, Setting};
use preau_verify::{Source, verify};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// No badge may take longer.
const SLOW: Duration = Duration::from_secs(3);

/// What is being tried, for the panic hook: released programs abort, and cannot catch.
static TRIED: Mutex<Vec<u8>> = Mutex::new(Vec::new());

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let kind = arguments.next().unwrap_or_else(|| "json".to_owned());
    let seconds = arguments.next().and_then(|seconds| seconds.parse().ok()).unwrap_or(60);
    let (Ok(seeds), Ok(net)) = (seeds(&kind), seeds("net")) else {
        println!("no seeds of the kind {kind}: png, svg, jwt or json");
        return ExitCode::FAILURE;
    };
    std::panic::set_hook(Box::new(|panic| {
        let bytes = TRIED.try_lock().map(|tried| tried.clone()).unwrap_or_default();
        println!("{panic}");
        let _ended = found("a panic", &bytes);
    }));
    let setting = Setting {
        learner: Identities { emails: vec!["amelie@example.org".to_owned()], ids: Vec::new() },
        ..Setting::default()
    };
    let (start, mut chance) = (Instant::now(), Chance(0x9e37_79b9_7f4a_7c15));
    let (mut count, mut slowest) = (0_u64, (Duration::ZERO, Vec::new()));
    let mut outcomes: BTreeMap<String, u64> = BTreeMap::new();
    while start.elapsed() < Duration::from_secs(seconds) {
        let bytes = change(&mut chance, &seeds);
        if let Ok(mut tried) = TRIED.lock() {
            tried.clone_from(&bytes);
        }
        let browser = Browser::new(&mut chance, &net);
        let began = Instant::now();
        let source = Source { bytes: &bytes, address: None };
        let reports = pollster::block_on(verify(source, &setting, &browser));
        let took = began.elapsed();
        count += 1;
        if reports.is_empty() {
            return found("no answer", &bytes);
        }
        if took > SLOW {
            return found("too slow an answer", &bytes);
        }
        for report in reports {
            *outcomes.entry(format!("{:?}", report.outcome)).or_default() += 1;
        }
        if took > slowest.0 {
            slowest = (took, bytes);
        }
    }
    println!("{kind}: {count} inputs in {seconds} s, no panic; slowest {:?} ({} bytes)", slowest.0, slowest.1.len());
    for (outcome, count) in outcomes {
        println!("  {count:>9} {outcome}");
    }
    ExitCode::SUCCESS
}

fn found(what: &str, bytes: &[u8]) -> ExitCode {
    let path = Path::new("fuzz-found.bin");
    let is_kept = std::fs::write(path, bytes).is_ok();
    println!("{what}, of {} bytes{}", bytes.len(), if is_kept { ": see fuzz-found.bin" } else { "" });
    ExitCode::FAILURE
}

fn seeds(kind: &str) -> std::io::Result<Vec<Vec<u8>>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(kind);
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().map(std::fs::read).collect()
}

/// Numbers that look random and are the same each time (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % most.max(1)
    }

    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length);
        start..start + self.below((length - start).min(64) + 1)
    }
}

/// A seed with a few changes: bits, cuts, copies, pieces of other seeds, and words that matter to the rules.
fn change(chance: &mut Chance, seeds: &[Vec<u8>]) -> Vec<u8> {
    const WORDS: [&[u8]; 16] = [
        b"{",
        b"[",
        b"\"",
        b"\\u0000",
        b"null",
        b"\"id\":",
        b"\"type\":",
        b"]]>",
        b"<![CDATA[",
        b"&#x41;",
        b"https://a.example/",
        b"did:key:",
        b"\xff\xff\xff\xff",
        b"\0",
        b".",
        b"1e999",
    ];
    let pick = |chance: &mut Chance| seeds.get(chance.below(seeds.len())).cloned().unwrap_or_default();
    let mut bytes = pick(chance);
    for _ in 0..chance.below(6) {
        let at = chance.range(bytes.len());
        match chance.below(7) {
            0 => {
                if let Some(byte) = bytes.get_mut(at.start) {
                    *byte ^= 1 << chance.below(8);
                }
            }
            1 => drop(bytes.splice(at, [])),
            2 => {
                let piece = bytes.get(at.clone()).unwrap_or_default().repeat(chance.below(40));
                drop(bytes.splice(at, piece));
            }
            3 => {
                let other = pick(chance);
                let piece = other.get(chance.range(other.len())).unwrap_or_default().to_vec();
                drop(bytes.splice(at, piece));
            }
            4 => {
                let word = WORDS.get(chance.below(WORDS.len())).copied().unwrap_or_default();
                drop(bytes.splice(at, word.repeat(1 + chance.below(3))));
            }
            5 => {
                let word = WORDS.get(chance.below(WORDS.len())).copied().unwrap_or_default();
                drop(bytes.splice(at, word.repeat(chance.below(20_000))));
            }
            _ => bytes.truncate(at.start),
        }
    }
    bytes
}

/// A browser that believes every signature, so that what lies behind is reached, and whose network sometimes lies.
struct Browser {
    /// Address and document.
    net: Vec<(String, Vec<u8>)>,
}

impl Browser {
    fn new(chance: &mut Chance, net: &[Vec<u8>]) -> Self {
        let answer = |document: &Vec<u8>| {
            let json: serde_json::Value = serde_json::from_slice(document).unwrap_or_default();
            let id = json.get("id").and_then(serde_json::Value::as_str).unwrap_or_default();
            let url = match id.strip_prefix("did:web:") {
                Some(name) => format!("https://{}/did.json", name.replace(':', "/")),
                None => id.to_owned(),
            };
            let is_true = chance.below(4) > 0;
            (url, if is_true { document.clone() } else { change(chance, std::slice::from_ref(document)) })
        };
        Self { net: net.iter().map(answer).collect() }
    }
}

impl Net for Browser {
    async fn get(&self, request: Request<'_>) -> Result<Answer, NoAnswer> {
        let found = self.net.iter().find(|(url, _)| url == request.url);
        let body = found.map(|(_, body)| body.clone()).ok_or(NoAnswer::Unreachable)?;
        if body.len() > request.most {
            return Err(NoAnswer::TooBig);
        }
        Ok(Answer { status: 200, url: request.url.to_owned(), body })
    }
}

impl Crypto for Browser {
    async fn sha256(&self, message: &[u8]) -> Option<[u8; 32]> {
        use sha2::Digest;
        Some(sha2::Sha256::digest(message).into())
    }

    async fn verify(&self, _: Algorithm, _: &Key, _: &[u8], _: &[u8]) -> Result<bool, UnknownAlgorithm> {
        Ok(true)
    }
}

impl Inflate for Browser {
    async fn inflate(&self, format: Format, bytes: &[u8], most: usize) -> Option<Vec<u8>> {
        use miniz_oxide::inflate::{decompress_to_vec_with_limit, decompress_to_vec_zlib_with_limit};
        match format {
            Format::Zlib => decompress_to_vec_zlib_with_limit(bytes, most).ok(),
            Format::Gzip => decompress_to_vec_with_limit(bytes.get(10..)?, most).ok(),
        }
    }
}

impl Canonicalizer for Browser {
    async fn canonicalize(&self, json: &str, edition: Edition) -> Result<String, NotCanonical> {
        let edition = match edition {
            Edition::First => preau_jsonld::Edition::First,
            Edition::Later => preau_jsonld::Edition::Later,
        };
        preau_jsonld::canonicalize(json, edition, preau_jsonld::Limits::default()).map_err(|error| match error {
            preau_jsonld::Error::Undefined(path) => NotCanonical::Undefined(path),
            preau_jsonld::Error::UnknownContext(url) => NotCanonical::UnknownContext(url),
            preau_jsonld::Error::TooMuchWork => NotCanonical::TooMuchWork,
            error => NotCanonical::Bad(error.to_string()),
        })
    }

    fn number(&self, written: &str) -> Option<String> {
        written.parse().ok().filter(|number: &f64| number.is_finite()).map(|number| number.to_string())
    }
}

impl Clock for Browser {
    fn now(&self) -> i64 {
        1_795_435_200_000
    }
}
