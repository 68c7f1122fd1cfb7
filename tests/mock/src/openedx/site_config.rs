//! `GET /api/mfe_config/v1`: what the LMS tells its front ends.
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::ask::Ask;
use super::reply;

/// The answer, whoever asks.
pub(crate) fn answer(ask: &Ask<'_>) -> Response {
    if ask.world.settings.lms.oddities.without_config {
        return reply::empty(StatusCode::NOT_FOUND);
    }
    let origin = ask.origin();
    reply::ok(&json!({
        "ENABLE_COURSE_SORTING_BY_START_DATE": true,
        "HOMEPAGE_PROMO_VIDEO_YOUTUBE_ID": null,
        "HOMEPAGE_COURSE_MAX": null,
        "COURSE_ABOUT_TWITTER_ACCOUNT": "@YourPlatformTwitterAccount",
        "NON_BROWSABLE_COURSES": false,
        "ENABLE_COURSE_DISCOVERY": false,
        "BASE_URL": origin.split_once("://").map_or("", |(_, host)| host),
        "SITE_NAME": "Préau",
        "LMS_BASE_URL": origin,
        "LOGIN_URL": format!("{origin}/login"),
        "LOGOUT_URL": format!("{origin}/logout"),
        "MARKETING_SITE_BASE_URL": origin,
        "STUDIO_BASE_URL": "",
        "LOGO_URL": format!("{origin}/media/logos/preau.svg"),
        "FAVICON_URL": format!("{origin}/favicon.ico"),
        "CSRF_TOKEN_API_PATH": "/csrf/api/v1/token",
        "REFRESH_ACCESS_TOKEN_ENDPOINT": format!("{origin}/login_refresh"),
        "ACCESS_TOKEN_COOKIE_NAME": super::token::PAYLOAD,
        "USER_INFO_COOKIE_NAME": super::token::USER_INFO,
        "LANGUAGE_PREFERENCE_COOKIE_NAME": "openedx-language-preference",
        "DISCUSSIONS_MFE_BASE_URL": format!("{origin}/discussions"),
        "ENABLE_JUMPNAV": "true",
        "INDIGO_ENABLE_DARK_TOGGLE": false,
    }))
}
