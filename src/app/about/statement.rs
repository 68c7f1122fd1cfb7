//! The accessibility statement that French law asks for, its parts in the order of the official model.
//!
//! What the institution has not said in `config.json` is said to be missing: an unaudited service claims nothing.
use crate::{
    api::safe_link,
    app::{
        PageHeading,
        config::{self, Accessibility, Compliance, Config, Words},
    },
    i18n::{Lang, lang, t},
};
use leptos::prelude::*;

/// The official criteria.
const RGAA: &str = "https://accessibilite.numerique.gouv.fr/";
const FORM: &str = "https://formulaire.defenseurdesdroits.fr/";
const DELEGATES: &str = "https://www.defenseurdesdroits.fr/saisir/delegues";

/// The page.
pub(super) fn page() -> AnyView {
    super::stands_at_once();
    let config = config::config();
    view! {
        <div class="preau-wrap preau-about">
            <PageHeading text=Signal::stored(t::about::statement_title().to_owned())/>
            {commitment(&config)}
            {compliance(&config.accessibility)}
            {inaccessible(&config.accessibility)}
            {establishment(&config.accessibility)}
            {contact(&config)}
            {remedies()}
        </div>
    }
    .into_any()
}

/// Who commits, for which service, with which scheme and plan.
fn commitment(config: &Config) -> AnyView {
    let who = config.institution.name.clone().unwrap_or_else(|| t::about::statement_someone().to_owned());
    let address = window().location().origin().unwrap_or_default();
    let accessibility = &config.accessibility;
    view! {
        <section class="preau-stack">
            <p>{t::about::statement_commits(&who)}</p>
            <ul>
                <li>{document(t::about::statement_scheme(), t::about::statement_no_scheme(), accessibility.scheme_url.as_ref())}</li>
                <li>{document(t::about::statement_plan(), t::about::statement_no_plan(), accessibility.plan_url.as_ref())}</li>
            </ul>
            <p>{t::about::statement_scope(&address, &config::site_name())}</p>
        </section>
    }
    .into_any()
}

fn document(name: &'static str, missing: &'static str, address: Option<&String>) -> AnyView {
    match address {
        Some(address) => view! { <a href=address.clone() rel="external">{name}</a> }.into_any(),
        None => missing.into_any(),
    }
}

/// State and outcome of the tests.
fn compliance(accessibility: &Accessibility) -> AnyView {
    let site = config::site_name();
    let state = match accessibility.compliance() {
        Compliance::Full => t::about::statement_full(&site),
        Compliance::Partial => t::about::statement_partial(&site),
        Compliance::None => t::about::statement_none(&site),
    };
    let results = match &accessibility.auditor {
        Some(auditor) => {
            let rate = accessibility.rate.map(|rate| t::about::statement_rate(&percent(rate)));
            let mean = accessibility.mean_rate.map(|rate| t::about::statement_mean(&percent(rate)));
            let rates = [rate, mean].into_iter().flatten().map(|text| view! { <li>{text}</li> }).collect_view();
            view! { <p>{t::about::statement_audit(auditor)}</p> <ul>{rates}</ul> }.into_any()
        }
        None => view! { <p>{t::about::statement_no_audit()}</p> }.into_any(),
    };
    view! {
        <section class="preau-stack">
            <h2>{t::about::statement_state_title()}</h2>
            <p>
                <strong>{state}</strong>
                " "
                <a href=RGAA rel="external">{t::about::statement_rgaa()}</a>
            </p>
            <h3>{t::about::statement_results_title()}</h3>
            {results}
        </section>
    }
    .into_any()
}

/// What cannot be reached, and why.
fn inaccessible(accessibility: &Accessibility) -> AnyView {
    let known = [t::about::known_issue_courses(), t::about::known_issue_readers(), t::about::known_issue_script()];
    let issues = if accessibility.issues.is_empty() {
        let known = known.map(|issue| view! { <li>{issue}</li> }).collect_view();
        view! { <p>{t::about::statement_no_issues()}</p> <ul>{known}</ul> }.into_any()
    } else {
        list(&accessibility.issues, "")
    };
    view! {
        <section class="preau-stack">
            <h2>{t::about::statement_inaccessible_title()}</h2>
            <h3>{t::about::statement_issues_title()}</h3>
            {issues}
            <h3>{t::about::statement_exemptions_title()}</h3>
            {list(&accessibility.exemptions, t::about::statement_no_exemptions())}
            <h3>{t::about::statement_out_of_scope_title()}</h3>
            {list(&accessibility.out_of_scope, t::about::statement_no_out_of_scope())}
        </section>
    }
    .into_any()
}

/// When and with what the statement was made.
fn establishment(accessibility: &Accessibility) -> AnyView {
    let dated = match (&accessibility.date, &accessibility.updated) {
        (Some(date), Some(updated)) => t::about::statement_dated_updated(date, updated),
        (Some(date), None) => t::about::statement_dated(date),
        (None, _) => t::about::statement_undated().to_owned(),
    };
    let technologies = ["HTML", "CSS", "JavaScript", "WebAssembly", "SVG", "WAI-ARIA"];
    view! {
        <section class="preau-stack">
            <h2>{t::about::statement_made_title()}</h2>
            <p>{dated}</p>
            <h3>{t::about::statement_technologies_title()}</h3>
            <ul>{technologies.map(|name| view! { <li>{name}</li> }).collect_view()}</ul>
            <h3>{t::about::statement_environment_title()}</h3>
            {list(&accessibility.environment, t::about::statement_no_environment())}
            <h3>{t::about::statement_tools_title()}</h3>
            {list(&accessibility.tools, t::about::statement_no_tools())}
            <h3>{t::about::statement_pages_title()}</h3>
            {list(&accessibility.pages, t::about::statement_no_pages())}
        </section>
    }
    .into_any()
}

/// What the institution says, else what is missing.
fn list(texts: &[Words], missing: &'static str) -> AnyView {
    if texts.is_empty() {
        return view! { <p>{missing}</p> }.into_any();
    }
    let items = texts.iter().map(|words| view! { <li>{config::in_words(words).to_owned()}</li> }).collect_view();
    view! { <ul>{items}</ul> }.into_any()
}

fn contact(config: &Config) -> AnyView {
    let contact = config.accessibility.contact.as_deref().map(|contact| match contact_address(contact) {
        Some(address) => view! { <a href=address rel="external">{contact.to_owned()}</a> }.into_any(),
        None => contact.to_owned().into_any(),
    });
    let help = || {
        let help = config.help.as_ref()?;
        Some(view! { <a href=help.url.clone() rel="external">{help.text().to_owned()}</a> }.into_any())
    };
    let way = match contact.or_else(help) {
        Some(way) => view! { <p>{t::about::statement_contact_by()} " " {way}</p> }.into_any(),
        None => view! { <p>{t::about::statement_no_contact()}</p> }.into_any(),
    };
    view! {
        <section class="preau-stack">
            <h2>{t::about::statement_contact_title()}</h2>
            <p>{t::about::statement_contact()}</p>
            {way}
        </section>
    }
    .into_any()
}

/// Where to complain when the institution does not answer.
fn remedies() -> AnyView {
    view! {
        <section class="preau-stack">
            <h2>{t::about::statement_remedies_title()}</h2>
            <p>{t::about::statement_remedies()}</p>
            <ul>
                <li><a href=FORM rel="external">{t::about::statement_form()}</a></li>
                <li><a href=DELEGATES rel="external">{t::about::statement_delegate()}</a></li>
                <li>
                    {t::about::statement_post()}
                    <address lang="fr">
                        "Défenseur des droits"<br/>"Libre réponse 71120"<br/>"75342 Paris CEDEX 07"
                    </address>
                </li>
            </ul>
        </section>
    }
    .into_any()
}

/// The link for an e-mail address or a page; `None` for other ways, such as a telephone number, which stay text.
fn contact_address(contact: &str) -> Option<String> {
    let mail = contact.strip_prefix("mailto:").unwrap_or(contact);
    let is_mail =
        mail.contains('@') && !mail.contains(|c: char| c.is_whitespace() || matches!(c, ':' | '/' | '?' | '"' | '<'));
    if is_mail {
        return Some(["mailto:", mail].concat());
    }
    // a path of this site is meant, not one of the catalogue's server
    if contact.starts_with('/') { safe_link(contact).map(|_| contact.to_owned()) } else { safe_link(contact) }
}

/// `72,5 %`, `72.5%`: one decimal at most, rounded down so that nothing is claimed that was not reached.
fn percent(rate: f64) -> String {
    // no number of the configuration is NaN: JSON has none
    let tenths = crate::i18n::whole((rate.clamp(0.0, 100.0) * 10.0).floor());
    let text = match (tenths / 10, tenths % 10) {
        (units, 0) => units.to_string(),
        (units, tenth) => [&units.to_string(), ".", &tenth.to_string()].concat(),
    };
    match lang() {
        Lang::Fr => [&text.replace('.', ","), "\u{a0}%"].concat(),
        Lang::En => [&text, "%"].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::with_lang;

    #[test]
    fn a_rate_is_written_as_the_language_does_and_never_rounded_up() {
        assert_eq!(with_lang(Lang::Fr, || percent(72.58)), "72,5\u{a0}%");
        assert_eq!(with_lang(Lang::En, || percent(99.99)), "99.9%");
        assert_eq!(with_lang(Lang::En, || percent(100.0)), "100%");
    }

    #[test]
    fn a_contact_becomes_a_link_only_when_it_is_a_safe_one() {
        assert_eq!(contact_address("access@example.org").as_deref(), Some("mailto:access@example.org"));
        assert_eq!(contact_address("mailto:access@example.org").as_deref(), Some("mailto:access@example.org"));
        assert_eq!(contact_address("https://example.org/contact").as_deref(), Some("https://example.org/contact"));
        assert_eq!(contact_address("/contact").as_deref(), Some("/contact"));
        for text in ["01 23 45 67 89", "javascript:alert('@')", "//example.org", ""] {
            assert_eq!(contact_address(text), None, "{text}");
        }
    }
}
