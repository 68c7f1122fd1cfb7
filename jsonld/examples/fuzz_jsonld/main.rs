//! Looks for documents that end the program, take long, or whose form depends on what it must not depend on.
//!
//! `cargo run --release -p preau-jsonld --example fuzz_jsonld -- 600` tries for 600 seconds; a second number is the seed of the
//! choices. Documents of `seeds/` are changed at random; besides, graphs of nameless things are written twice, with other
//! names in another order, and must have one form. What fails is printed; nothing is written.
mod chance;
mod graph;
mod mutate;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use chance::Chance;
use preau_jsonld::{Edition, Error, Limits, canonicalize};

/// A document may take so long: far more than the slowest needs, far less than people wait.
const PATIENCE: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).filter_map(|argument| argument.parse::<u64>().ok());
    let seconds = numbers.next().unwrap_or(60);
    let mut chance = Chance::new(numbers.next().unwrap_or(1));
    let seeds = match seeds() {
        Ok(seeds) => seeds,
        Err(error) => {
            eprintln!("seeds: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut tally = Tally::default();
    let end = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < end {
        let fault = if chance.below(4) == 0 {
            graph::check(&mut chance, &mut |document| tally.time(document))
        } else {
            let document = mutate::document(&seeds, &mut chance);
            mutate::check(&document, &mut |document| tally.time(document))
        };
        if let Some(document) = fault.or_else(|| tally.slow.take()) {
            eprintln!("{document}");
            eprintln!("the form of the document above took too long, or depends on names or order");
            return ExitCode::FAILURE;
        }
    }
    eprintln!("{tally}");
    ExitCode::SUCCESS
}

fn seeds() -> std::io::Result<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut paths = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    paths.iter().map(std::fs::read_to_string).collect()
}

/// What came of the documents.
#[derive(Default)]
struct Tally {
    outcomes: BTreeMap<&'static str, u64>,
    slowest: Duration,
    slow: Option<String>,
}

impl Tally {
    fn time(&mut self, document: &str) -> Result<String, Error> {
        let start = Instant::now();
        let form = canonicalize(document, Edition::Later, Limits::default());
        let took = start.elapsed();
        self.slowest = self.slowest.max(took);
        if took > PATIENCE {
            self.slow = Some(document.to_owned());
        }
        let outcome = match &form {
            Ok(_) => "canonical",
            Err(Error::Undefined(_)) => "undefined",
            Err(Error::TooMuchWork) => "too much work",
            Err(Error::UnknownContext(_)) => "unknown context",
            Err(Error::InlineContext) => "inline context",
            Err(Error::Malformed(_)) => "malformed",
        };
        *self.outcomes.entry(outcome).or_default() += 1;
        form
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} documents, the slowest took {:?}", self.outcomes.values().sum::<u64>(), self.slowest)?;
        self.outcomes.iter().try_for_each(|(outcome, count)| write!(out, "; {outcome}: {count}"))
    }
}
