//! Who the learner is.
use serde::Deserialize;

/// Payload of the cookie `edx-jwt-cookie-header-payload`, which scripts may read. Its signature is elsewhere: believe it for
/// display only.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Claims {
    /// Name to sign in with, unique.
    pub preferred_username: String,
    /// Number of the account.
    #[serde(default)]
    pub user_id: Option<u32>,
    /// Full name, as the learner gave it.
    #[serde(default)]
    pub name: Option<String>,
    /// When it ends, in seconds since 1970.
    pub exp: f64,
}

/// Answer of `POST /login_refresh`; 401 with a bare JSON string when there is no session. New cookies come with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct LoginRefresh {
    /// Number of the account; absent from older servers.
    #[serde(default)]
    pub user_id: Option<u32>,
}

/// Answer of `GET /csrf/api/v1/token`, also for anonymous visitors; sets the cookie that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CsrfToken {
    /// For the header `X-CSRFToken` of every write.
    #[serde(rename = "csrfToken")]
    pub token: String,
}

/// Answer of `GET /api/user/v1/me`; 401 when nobody is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Me {
    /// Name to sign in with, unique.
    pub username: String,
}

/// Answer of `GET /api/user/v1/accounts/{username}`: all of it for the learner's own account, little for others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Account {
    /// Address that badges may name the learner by.
    pub email: Option<String>,
    /// A second one, once it is confirmed.
    pub secondary_email: Option<String>,
}
