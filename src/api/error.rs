//! Why a backend call gave no usable answer, by what the learner can do about it.

/// Why a backend call gave no usable answer.
///
/// The texts are for developers; learners read a message that `ui::error_panel` picks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// The device has no network: wait for it.
    #[error("offline")]
    Offline,
    /// Nothing came within the time allowed: try again.
    #[error("no answer in time")]
    Timeout,
    /// The server refused the connection, or the connection broke: try again.
    #[error("no connection")]
    Unreachable,
    /// No session, or it ended: the learner has to sign in.
    #[error("not signed in")]
    SignInNeeded,
    /// The server understood and refused; the text is its own reason, for display only. Where the server names a page that says more, its
    /// address is a line of its own, the last.
    #[error("refused: {0}")]
    Refused(String),
    /// Nothing is at that address (any more).
    #[error("not found")]
    NotFound,
    /// The server objects to what was sent: messages by field or parameter, in the language asked for.
    #[error("invalid parameters")]
    Invalid(Vec<(String, Vec<String>)>),
    /// Too many requests; the number is when to come back, in seconds.
    #[error("too many requests")]
    TooMany(Option<u32>),
    /// The server failed; the number is the HTTP status.
    #[error("server failed with {0}")]
    Server(u16),
    /// The answer was not what the API promises; the text says where.
    #[error("unexpected answer: {0}")]
    Decode(String),
    /// The page no longer wants the answer. Never shown.
    #[error("no longer wanted")]
    Aborted,
}
