//! The configuration of this page, kept for its life.
use super::Config;
use crate::api;
use std::{cell::OnceCell, rc::Rc};

thread_local! {
    static CONFIG: OnceCell<Rc<Config>> = const { OnceCell::new() };
}

/// Keeps the configuration for the page's life and tells the API clients where the backends are.
pub(in crate::app) fn install(mut config: Config) {
    let mut settings = api::Settings::default();
    let addresses = [
        (&config.catalogue_url, &mut settings.catalogue_url),
        (&config.lms_url, &mut settings.lms_url),
        (&config.login_url, &mut settings.login_url),
        (&config.logout_url, &mut settings.logout_url),
    ];
    for (url, setting) in addresses.into_iter().filter_map(|(url, setting)| Some((url.as_ref()?, setting))) {
        setting.clone_from(url);
    }
    if let Some(seconds) = config.timeout_seconds {
        settings.timeout = seconds.saturating_mul(1000);
    }
    api::configure(settings);
    api::awards::configure(config.badges.take());
    CONFIG.with(|cell| {
        if cell.set(Rc::new(config)).is_err() {
            leptos::logging::warn!("the configuration was set twice");
        }
    });
}

/// The same in a page of others: what is the site's own is completed by its address, and nobody is signed in there.
pub(crate) fn install_elsewhere(mut config: Config, site: &str) {
    let on_site = |address: &mut Option<String>| {
        if let Some(path) = address.as_ref().filter(|path| path.starts_with('/')) {
            *address = Some([site, path].concat());
        }
    };
    // the backends are on the site itself unless it says otherwise
    config.catalogue_url.get_or_insert_with(|| site.to_owned());
    config.lms_url.get_or_insert_with(|| site.to_owned());
    for address in [
        &mut config.catalogue_url,
        &mut config.lms_url,
        &mut config.login_url,
        &mut config.logout_url,
        &mut config.catalogue_page,
    ] {
        on_site(address);
    }
    config.has_lms = Some(false);
    install(config);
}

/// The configuration.
pub fn config() -> Rc<Config> {
    CONFIG.with(|cell| Rc::clone(cell.get_or_init(Rc::default)))
}

/// Name of the site.
pub fn site_name() -> String {
    config().site_name.clone().unwrap_or_else(|| crate::i18n::t::app::site_name().to_owned())
}

/// Whether learners sign in and learn on this platform.
pub fn has_lms() -> bool {
    config().has_lms != Some(false)
}
