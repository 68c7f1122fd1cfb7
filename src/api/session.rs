//! Whether somebody is signed in, and who; where to sign in and out.
//!
//! What the LMS's cookies say is shown at once. The LMS itself is asked when they say that a session has run out, when a call
//! is refused, when another tab knows more, or when a page needs to be sure ([`confirm_session`]): nothing public waits.
//! Nothing of a session is stored by us.
mod address;
mod asker;
mod tabs;
mod token;

use super::{ApiError, decode::decode, http};
use crate::wire::openedx::{Claims, LoginRefresh, Me};
use futures::{
    FutureExt,
    future::{LocalBoxFuture, Shared},
};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};

pub(super) use address::is_sign_in_page;
pub use address::{comes_from_sign_in, sign_in_address, sign_in_failed, sign_out_address};
pub use asker::{Asker, asker, username};

/// Who is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Session {
    /// Not known yet: show neither "sign in" nor a name.
    Unknown,
    /// Nobody is signed in.
    Anonymous,
    /// This learner is.
    SignedIn(Learner),
    /// This learner was, on this page, and is no longer: keep what was typed, offer to sign in in a new view.
    Expired(Learner),
    /// The LMS could not tell.
    Unavailable(ApiError),
}

/// Somebody who signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learner {
    /// Name to sign in with, unique.
    pub username: String,
    /// Number of the account; older servers keep it to themselves.
    pub user_id: Option<u32>,
    /// Full name, if known.
    pub name: Option<String>,
}

impl Session {
    /// Who is signed in.
    pub fn learner(&self) -> Option<&Learner> {
        if let Self::SignedIn(learner) = self { Some(learner) } else { None }
    }
}

impl From<Claims> for Learner {
    fn from(claims: Claims) -> Self {
        let name = claims.name.filter(|name| !name.is_empty());
        Self { username: claims.preferred_username, user_id: claims.user_id, name }
    }
}

/// Asks the LMS, once for all who wait.
type Renewal = Shared<LocalBoxFuture<'static, Result<(), ApiError>>>;

thread_local! {
    static SESSION: ArcRwSignal<Session> = ArcRwSignal::new(Session::Unknown);
    static IS_STARTED: Cell<bool> = const { Cell::new(false) };
    /// The LMS itself said so, not only the absence of cookies.
    static IS_CONFIRMED: Cell<bool> = const { Cell::new(false) };
    /// There were cookies that told of the session when they were last looked at.
    static HAD_TRACE: Cell<bool> = const { Cell::new(false) };
    static RENEWAL: RefCell<Option<Renewal>> = const { RefCell::new(None) };
    static RETURNS: ArcRwSignal<u32> = ArcRwSignal::new(0);
}

/// Who is there, as a signal. The first call looks at the cookies.
pub fn session() -> Signal<Session> {
    start();
    SESSION.with(ArcRwSignal::read_only)
}

/// Makes sure that [`session`] is what the LMS thinks: for pages that are about the learner. Comes back when it is.
pub async fn confirm_session() -> Session {
    start();
    let is_sure = match now() {
        Session::SignedIn(_) => true,
        Session::Anonymous => IS_CONFIRMED.get(),
        _ => false,
    };
    if !is_sure {
        // why it could not tell is in the session
        let _untold = ask().await;
    }
    now()
}

/// Whether the cookies say that somebody is, or was, signed in. Cheap: asks nothing and starts nothing.
pub fn has_trace() -> bool {
    token::NAMES.into_iter().any(|name| cookie(name).is_some())
}

/// A cookie's value.
pub(super) fn cookie(name: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    let all = js_sys::Reflect::get(&document, &"cookie".into()).ok()?.as_string()?;
    token::find(&all, name).map(str::to_owned)
}

/// Reading it makes something happen again when a session that had ended goes on.
pub fn track_returns() {
    RETURNS.with(ArcRwSignal::track);
}

/// Whether the session of a learner who was here has ended.
pub fn has_ended() -> bool {
    matches!(now(), Session::Expired(_))
}

/// Asks for a new session token after a refusal; whether somebody is signed in then.
///
/// Who is known to be anonymous stays so: each refusal would ask again.
///
/// # Errors
/// Why the LMS could not tell.
pub(super) async fn renew() -> Result<bool, ApiError> {
    start();
    let is_known = match now() {
        Session::Anonymous => IS_CONFIRMED.get(),
        Session::Expired(_) => true,
        _ => false,
    };
    if !is_known {
        ask().await?;
    }
    Ok(now().learner().is_some())
}

/// Whether an answer that is nobody's came to a learner who is known here: their session has ended, or has just been renewed.
///
/// # Errors
/// [`ApiError::SignInNeeded`] when it has ended; else why the LMS could not tell.
pub(super) async fn is_renewed() -> Result<bool, ApiError> {
    if !matches!(now(), Session::SignedIn(_) | Session::Expired(_)) {
        return Ok(false);
    }
    if renew().await? { Ok(true) } else { Err(ApiError::SignInNeeded) }
}

fn now() -> Session {
    SESSION.with(ArcRwSignal::get_untracked)
}

fn start() {
    if cfg!(not(target_arch = "wasm32")) || IS_STARTED.replace(true) {
        return;
    }
    tabs::listen();
    HAD_TRACE.set(has_trace());
    match token::learner() {
        token::Found::Valid(learner) => settle(Session::SignedIn(learner)),
        token::Found::Trace => ask_later(),
        // cookies of an LMS elsewhere may be for that site alone
        token::Found::Nothing if comes_from_sign_in() => ask_later(),
        token::Found::Nothing => settle(Session::Anonymous),
    }
}

/// Looks at the cookies again: another tab knows more, or the learner comes back to this one.
fn look_again(is_told: bool) {
    let is_doubtful = match (token::learner(), now()) {
        // a token may outlive the session that it came from
        (token::Found::Trace, _) | (_, Session::Expired(_)) => true,
        (token::Found::Valid(learner), Session::SignedIn(known)) if learner.username == known.username => false,
        (token::Found::Valid(learner), _) => {
            settle(Session::SignedIn(learner));
            false
        }
        // signed out in another tab, where cookies tell; where they never do, only who is told asks
        (token::Found::Nothing, now) => is_told || (HAD_TRACE.get() && now.learner().is_some()),
    };
    HAD_TRACE.set(has_trace());
    if is_doubtful {
        ask_later();
    }
}

fn ask_later() {
    wasm_bindgen_futures::spawn_local(async {
        let _untold = ask().await;
    });
}

/// Asks the LMS; callers at the same time share one request, which goes on when they are gone.
///
/// # Errors
/// Why the LMS could not tell.
async fn ask() -> Result<(), ApiError> {
    let running = RENEWAL.with_borrow(Clone::clone).filter(|renewal| renewal.peek().is_none());
    let renewal = running.unwrap_or_else(|| {
        let renewal: Renewal = ask_lms().boxed_local().shared();
        RENEWAL.replace(Some(renewal.clone()));
        let goes_on = renewal.clone();
        wasm_bindgen_futures::spawn_local(async {
            let _untold = goes_on.await;
        });
        renewal
    });
    renewal.await
}

async fn ask_lms() -> Result<(), ApiError> {
    let found = match http::lms::plain("POST", "/login_refresh").await {
        Ok((200..=299, body)) => match token::learner() {
            token::Found::Valid(learner) => Session::SignedIn(learner),
            // the cookie cannot be read from here, or the device's clock is wrong
            _ => who_am_i(decode::<LoginRefresh>(&body).ok().and_then(|answer| answer.user_id)).await,
        },
        Ok((400 | 401, _)) => Session::Anonymous,
        // older servers have no such address
        Ok((404 | 405, _)) => who_am_i(None).await,
        Ok((status, _)) => Session::Unavailable(ApiError::Server(status)),
        Err(error) => Session::Unavailable(error),
    };
    if matches!(found, Session::Anonymous | Session::SignedIn(_)) {
        IS_CONFIRMED.set(true);
    }
    let untold = if let Session::Unavailable(error) = &found { Err(error.clone()) } else { Ok(()) };
    settle(found);
    untold
}

async fn who_am_i(user_id: Option<u32>) -> Session {
    match http::lms::plain("GET", "/api/user/v1/me").await {
        Ok((200, body)) => decode::<Me>(&body).map_or_else(Session::Unavailable, |me| {
            Session::SignedIn(Learner { username: me.username, user_id, name: None })
        }),
        Ok((401 | 403, _)) => Session::Anonymous,
        Ok((status, _)) => Session::Unavailable(ApiError::Server(status)),
        Err(error) => Session::Unavailable(error),
    }
}

/// Takes over what was found, and tells whom it concerns.
fn settle(found: Session) {
    let before = now();
    let next = after(&before, found);
    if next == before {
        return;
    }
    if before.learner().or_else(|| lost(&before)) != next.learner().or_else(|| lost(&next)) {
        http::lms::forget_learner();
    }
    tabs::tell(next.learner());
    let is_back = lost(&before).is_some() && next.learner().is_some();
    SESSION.with(|session| session.set(next));
    if is_back {
        RETURNS.with(|returns| returns.update(|returns| *returns = returns.wrapping_add(1)));
    }
}

fn lost(session: &Session) -> Option<&Learner> {
    if let Session::Expired(learner) = session { Some(learner) } else { None }
}

/// What follows from what was known and what was found.
fn after(before: &Session, found: Session) -> Session {
    match (before, found) {
        (Session::SignedIn(learner) | Session::Expired(learner), Session::Anonymous) => {
            Session::Expired(learner.clone())
        }
        // the LMS tells less than the token did
        (Session::SignedIn(known) | Session::Expired(known), Session::SignedIn(found))
            if known.username == found.username && found.name.is_none() =>
        {
            Session::SignedIn(known.clone())
        }
        // the LMS will tell at the next call
        (Session::SignedIn(_) | Session::Expired(_), Session::Unavailable(_)) => before.clone(),
        (_, found) => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learner(username: &str) -> Learner {
        Learner { username: username.into(), user_id: None, name: None }
    }

    #[test]
    fn a_session_that_ends_in_mid_work_is_not_forgotten() {
        let signed_in = Session::SignedIn(learner("a"));
        let expired = after(&signed_in, Session::Anonymous);
        assert_eq!(expired, Session::Expired(learner("a")));
        assert_eq!(after(&expired, Session::Anonymous), expired);
        assert_eq!(after(&expired, signed_in.clone()), signed_in);
        assert_eq!(after(&Session::Unknown, Session::Anonymous), Session::Anonymous);
    }

    #[test]
    fn a_name_once_known_stays() {
        let known = Learner { name: Some("A".into()), ..learner("a") };
        let found = Session::SignedIn(learner("a"));
        assert_eq!(after(&Session::Expired(known.clone()), found.clone()), Session::SignedIn(known));
        assert_eq!(after(&Session::SignedIn(learner("b")), found.clone()), found);
    }

    #[test]
    fn a_failing_server_signs_nobody_out() {
        let signed_in = Session::SignedIn(learner("a"));
        assert_eq!(after(&signed_in, Session::Unavailable(ApiError::Timeout)), signed_in);
        let unavailable = Session::Unavailable(ApiError::Timeout);
        assert_eq!(after(&Session::Unknown, unavailable.clone()), unavailable);
    }

    #[test]
    fn an_empty_name_is_no_name() {
        let claims = Claims { preferred_username: "a".into(), user_id: Some(7), name: Some(String::new()), exp: 0.0 };
        assert_eq!(Learner::from(claims), Learner { user_id: Some(7), ..learner("a") });
    }
}
