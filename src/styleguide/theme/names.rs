//! What colours are for, in words.
use crate::{app::theme::Scheme, i18n::t};

/// The name of a colour by its token, without `--preau-color-`.
pub(super) fn of_token(token: &str) -> &'static str {
    match token {
        "accent" => t::theme_builder::token_accent(),
        "accent-strong" => t::theme_builder::token_accent_strong(),
        "accent-soft" => t::theme_builder::token_accent_soft(),
        "on-accent" => t::theme_builder::token_on_accent(),
        "link" => t::theme_builder::token_link(),
        "roof" => t::theme_builder::token_roof(),
        "highlight" => t::theme_builder::token_highlight(),
        "focus" => t::theme_builder::token_focus(),
        "page" => t::theme_builder::token_page(),
        "surface" => t::theme_builder::token_surface(),
        "sunken" => t::theme_builder::token_sunken(),
        "text" => t::theme_builder::token_text(),
        "text-soft" => t::theme_builder::token_text_soft(),
        "line" => t::theme_builder::token_line(),
        "line-strong" => t::theme_builder::token_line_strong(),
        "highlight-soft" => t::theme_builder::token_highlight_soft(),
        "info" => t::theme_builder::token_info(),
        "info-soft" => t::theme_builder::token_info_soft(),
        "success" => t::theme_builder::token_success(),
        "success-soft" => t::theme_builder::token_success_soft(),
        "warning" => t::theme_builder::token_warning(),
        "warning-soft" => t::theme_builder::token_warning_soft(),
        "danger" => t::theme_builder::token_danger(),
        "danger-soft" => t::theme_builder::token_danger_soft(),
        "on-danger" => t::theme_builder::token_on_danger(),
        _ => "",
    }
}

/// A theme within a sentence.
pub(super) fn of_scheme(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Light => t::theme_builder::theme_light(),
        Scheme::Dark => t::theme_builder::theme_dark(),
    }
}
