//! Asks the servers of a platform that runs préau what is wrong with them, and says how to mend it.
pub mod backends;
pub mod finding;
pub mod policy;
pub mod settings;
pub mod site;
pub mod web;

use finding::Findings;
use web::Web;

/// Asks everything; `base` is the address of the site, without `/` at its end.
pub fn check(base: &str) -> Findings {
    let (web, mut found) = (Web::default(), Findings::default());
    let Some(page) = site::page(&web, base, &mut found) else { return found };
    let Some(settings) = settings::read(&web, base, &mut found) else { return found };
    let embedded = web.get(&format!("{base}/embed/catalogue")).ok();
    settings::policy(base, &page, embedded.as_ref(), &settings, &mut found);
    site::without_javascript(&web, base, settings.config.catalogue_page.as_deref(), &mut found);
    settings::contrast(&web, base, &settings, &mut found);
    backends::all(&web, base, &settings, &mut found);
    found
}
