//! From a badge's JSON to the text that a Data Integrity proof signs: JSON-LD to an RDF dataset, RDFC-1.0, N-Quads.
//!
//! Not a JSON-LD library. It knows the pinned contexts of `contexts/` and what these use of JSON-LD 1.1; it never fetches
//! one, and it refuses what it would have to drop: whatever is not in the text is not signed.
//!
//! Read in this order: `json` the reader · `contexts` the pinned texts and where a document may name them · `context`
//! terms in force · `expand` members to quads · `value` strings, numbers, dates · `rdf` quads · `rdfc` their canonical form.
mod context;
mod contexts;
mod expand;
#[cfg(target_arch = "wasm32")]
pub mod glue;
mod iri;
mod jcs;
mod json;
mod quote;
mod rdf;
mod rdfc;
mod value;

#[cfg(test)]
mod conformance;

/// Which of the two texts that 1EdTech published under the one URL of Open Badges context 3.0.3.
///
/// A signature made with the one does not fit the other where a badge has a member that only the later defines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// That of the specification's repository.
    First,
    /// That of 1EdTech's validator since July 2026: it adds `endorsementJwt` and `jti`.
    Later,
}

/// How much work a document may cause; beyond, [`Error::TooMuchWork`].
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Statements in the dataset.
    pub quads: usize,
    /// Times that the n-degree hash of RDFC-1.0 may be asked for.
    pub calls: usize,
    /// Smaller steps of that hash (hashes of neighbours, permutations); a bound on time within and between the calls.
    pub steps: usize,
    /// Contexts that may be put together: one for each combination of types and members.
    pub contexts: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { quads: 5_000, calls: 2_000, steps: 200_000, contexts: 1_000 }
    }
}

/// Why a document has no canonical text here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The member at this path says something that would not be in the text: no context maps it, or it names a thing by
    /// a relative address. A good signature over the rest says nothing about it.
    Undefined(String),
    /// A limit was reached.
    TooMuchWork,
    /// A context by this address is not among the pinned ones.
    UnknownContext(String),
    /// The document brings definitions of its own, or names contexts where only an embedded credential may.
    InlineContext,
    /// Not JSON, or JSON that breaks a rule of JSON-LD; the text, for developers, says which.
    Malformed(String),
}

impl std::fmt::Display for Error {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Undefined(path) => write!(out, "no context defines {path}"),
            Self::TooMuchWork => out.write_str("the document is too entangled"),
            Self::UnknownContext(url) => write!(out, "unknown context {url}"),
            Self::InlineContext => out.write_str("a context where none may be"),
            Self::Malformed(text) => out.write_str(text),
        }
    }
}

impl std::error::Error for Error {}

/// The canonical N-Quads of a document: the text to hash for `eddsa-rdfc-2022` and `Ed25519Signature2020`.
///
/// Give it the document without its `proof`, or a proof's options with the document's `@context`. Which contexts must be
/// there, and in which order, is the caller's to check.
///
/// # Errors
///
/// See [`Error`]; nothing is ever dropped silently.
pub fn canonicalize(json: &str, edition: Edition, limits: Limits) -> Result<String, Error> {
    text_of(json, &|url| contexts::pinned(url, edition), limits)
}

fn text_of(json: &str, pinned: contexts::Pinned<'_>, limits: Limits) -> Result<String, Error> {
    let document = json::read(json)?;
    let library = contexts::Library::of(&document, pinned)?;
    let quads = expand::quads(&document, &library, limits)?;
    rdfc::canonical(&quads, limits, rdfc::sha256).map(|form| form.text)
}
