//! How much of anything a badge may make us read or do.

/// Bytes of a file that the learner brings, and of a picture.
pub(crate) const FILE: usize = 5 << 20;
/// Bytes of a document.
pub(crate) const DOCUMENT: usize = 1 << 20;
/// Bytes of a status list, once inflated.
pub(crate) const STATUS_LIST: usize = 16 << 20;
/// Requests for one badge.
pub(crate) const REQUESTS: usize = 20;
/// Badges of one source; further ones are not checked, and that is said.
pub(crate) const BADGES: usize = 20;
/// Endorsements of one badge that are checked.
pub(crate) const ENDORSEMENTS: usize = 10;
/// Proofs of one credential, keys of one issuer, entries of status that are tried.
pub(crate) const TRIES: usize = 8;
/// How deep JSON may nest.
pub(crate) const DEPTH: usize = 64;
/// Members of an object, which are compared with one another.
pub(crate) const MEMBERS: usize = 256;
/// Items of an array.
pub(crate) const ITEMS: usize = 1_000;
/// Items of an array in lists of withdrawn badges, which are longer.
pub(crate) const LISTED: usize = 50_000;
/// How far clocks may differ, in milliseconds.
pub(crate) const CLOCK: i64 = 5 * 60 * 1_000;
