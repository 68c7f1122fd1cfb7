//! What the verifier needs from outside: network, cryptography, inflation, canonical RDF, time.
//!
//! A browser has all of it; tests bring their own.
#![allow(async_fn_in_trait, reason = "one thread, in a worker: futures need not be sent")]

/// Asks the network.
pub trait Net {
    /// Reads an address, without cookies and without telling who asks; redirects are followed.
    ///
    /// # Errors
    /// No answer that a page may read, too long a wait, or more bytes than asked for.
    async fn get(&self, request: Request<'_>) -> Result<Answer, NoAnswer>;
}

/// What to ask for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Address, without fragment.
    pub url: &'a str,
    /// What is welcome, for the header `Accept`.
    pub accept: &'static str,
    /// Whether a stored answer has to be confirmed by the server.
    pub is_fresh: bool,
    /// Bytes that are read at most.
    pub most: usize,
}

/// What was answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Where the answer came from, after redirects.
    pub url: String,
    /// The body.
    pub body: Vec<u8>,
}

/// Why nothing was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAnswer {
    /// No server, or one that does not let a page read it: a browser does not say which.
    Unreachable,
    /// More bytes than allowed.
    TooBig,
    /// It took too long.
    TooSlow,
}

/// Hashes and signatures.
pub trait Crypto {
    /// SHA-256; `None` where the browser offers none (an insecure page).
    async fn sha256(&self, message: &[u8]) -> Option<[u8; 32]>;

    /// Whether a signature is good. A key or signature of a wrong shape gives `false`.
    ///
    /// # Errors
    /// This browser does not know the algorithm.
    async fn verify(
        &self,
        algorithm: Algorithm,
        key: &Key,
        signature: &[u8],
        message: &[u8],
    ) -> Result<bool, UnknownAlgorithm>;
}

/// The browser cannot check this kind of signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownAlgorithm;

/// Algorithms of signatures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// Ed25519 (`EdDSA`).
    Ed25519,
    /// RSA, PKCS #1 v1.5, SHA-256.
    Rs256,
    /// RSA-PSS, SHA-256, salt of 32 bytes.
    Ps256,
    /// ECDSA on P-256, SHA-256, raw signature.
    Es256,
    /// ECDSA on P-384, SHA-384, raw signature.
    Es384,
}

/// A public key, its numbers as big-endian bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// Ed25519, 32 bytes.
    Ed25519(Vec<u8>),
    /// RSA modulus and exponent, without leading zeros.
    Rsa(Vec<u8>, Vec<u8>),
    /// P-256, coordinates of 32 bytes.
    P256(Vec<u8>, Vec<u8>),
    /// P-384, coordinates of 48 bytes.
    P384(Vec<u8>, Vec<u8>),
}

/// Undoes compression.
pub trait Inflate {
    /// Inflates; `None` when it is not so compressed, or when it would become longer than `most`.
    async fn inflate(&self, format: Format, bytes: &[u8], most: usize) -> Option<Vec<u8>>;
}

/// Wrappings of compressed bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `gzip` (RFC 1952).
    Gzip,
    /// `zlib` (RFC 1950), in browsers called `deflate`.
    Zlib,
}

/// Brings documents into the form that is signed.
pub trait Canonicalizer {
    /// JSON-LD to RDF to canonical N-Quads.
    ///
    /// # Errors
    /// See [`NotCanonical`].
    async fn canonicalize(&self, json: &str, edition: Edition) -> Result<String, NotCanonical>;

    /// A JSON number as ECMAScript writes it: `42.0` becomes `42`; `None` when it is not finite.
    fn number(&self, written: &str) -> Option<String>;
}

/// Which edition of contexts that have two under one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// As the specification's repository has it.
    First,
    /// As 1EdTech's validator has it since July 2026.
    Later,
}

/// Why there is no canonical form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotCanonical {
    /// Members that no context defines: a signature would not cover them.
    Undefined(String),
    /// It takes more work than is granted.
    TooMuchWork,
    /// It names a context that is not known; its address.
    UnknownContext(String),
    /// It is not proper JSON-LD.
    Bad(String),
    /// The part of the program that does it could not be loaded.
    Missing,
}

/// Tells the time.
pub trait Clock {
    /// Milliseconds since 1970.
    fn now(&self) -> i64;
}

/// All of it.
pub trait Browser: Net + Crypto + Inflate + Canonicalizer + Clock {}

impl<T: Net + Crypto + Inflate + Canonicalizer + Clock> Browser for T {}
