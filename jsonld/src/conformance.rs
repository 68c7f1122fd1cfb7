//! Published vectors and the signed documents of the fixtures; skipped where these are absent.
mod fixtures;
mod signed;
mod suite;
mod vectors;

/// Counts what agreed, and says so: `cargo test -p preau-jsonld -- --nocapture`.
#[derive(Default)]
struct Tally {
    right: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn count(&mut self, name: &str, agrees: bool) {
        if agrees {
            self.right += 1;
        } else {
            self.wrong.push(name.to_owned());
        }
    }

    /// Fails with the names of what did not agree.
    fn finish(self, what: &str, least: usize) {
        let all = self.right + self.wrong.len();
        eprintln!("{what}: {} of {all}", self.right);
        assert!(self.wrong.is_empty(), "{what}: {}", self.wrong.join(", "));
        assert!(all >= least, "{what}: {all} found, {least} expected");
    }
}
