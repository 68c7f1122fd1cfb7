//! Sharing: link, file, report, print, a professional network's form. Nothing is loaded from anybody before the learner follows a link.
use super::{super::words, Around};
use crate::{
    i18n::t,
    percent,
    ui::{self, Button, ButtonKind, Icon},
    wire::verification::{Award, Outcome, Report},
};
use leptos::prelude::*;

/// The form of `LinkedIn` that adds a certification; a plain link.
const LINKEDIN: &str = "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME";

/// The part, for badges that are worth showing; the report can always be had.
pub(super) fn share(report: &Report, around: &Around) -> AnyView {
    let is_good = matches!(
        report.outcome,
        Outcome::Valid
            | Outcome::ValidIssuerUnproven
            | Outcome::StatusUnknown
            | Outcome::RecipientUnknown
            | Outcome::Expired
    );
    let title = words::title_or(report, "badge");
    let original = around.original.clone().map(|original| {
        let title = title.clone();
        let press = Callback::new(move |()| {
            if !original.download(&title) {
                ui::alert(t::badges::not_downloaded());
            }
        });
        view! { <Button on_press=press>{t::badges::download_badge()}</Button> }.into_any()
    });
    let print = Callback::new(|()| {
        if let Err(error) = window().print() {
            crate::log::warn_js("print", &error);
        }
    });
    let shared = is_good.then(|| {
        view! { {link(report, &around.link)} <div class="preau-row preau-no-print">{original}<Button on_press=print>{t::badges::print()}</Button></div> {linkedin(report, around)} }
            .into_any()
    });
    // on paper the link alone is of use
    let class = if is_good && !around.link.is_empty() { "preau-stack" } else { "preau-stack preau-no-print" };
    view! {
        <section class=class>
            <h3>{t::badges::share()}</h3>
            {shared}
            <p class="preau-no-print">{report_button(report)}</p>
        </section>
    }
    .into_any()
}

fn link(report: &Report, link: &str) -> AnyView {
    if link.is_empty() {
        return view! { <p class="preau-no-print">{t::badges::no_link()}</p> }.into_any();
    }
    let picture = report.award.as_ref().map(|award| award.image.as_str()).unwrap_or_default();
    let code = code(link, picture, &t::badges::embed_text(&words::claimed_title(report)));
    view! {
        {field(t::badges::link_field(), link, t::badges::copy_link(), (t::badges::copied(), t::badges::not_copied(link)), true)}
        {field(t::badges::embed(), &code, t::badges::copy_code(), (t::badges::code_copied(), t::badges::code_not_copied().to_owned()), false)}
    }
    .into_any()
}

/// A text to take along, with the button that copies it, and what is said of that: done, or not.
fn field(label: &'static str, text: &str, copy: &'static str, said: (&'static str, String), prints: bool) -> AnyView {
    let (id, copied) = (ui::dom::unique_id("share"), text.to_owned());
    let press = Callback::new(move |()| ui::copy(&copied, said.0, said.1.clone()));
    view! {
        <div class=if prints { "preau-field" } else { "preau-field preau-no-print" }>
            <label class="preau-field__label" for=id.clone()>{label}</label>
            <div class="preau-row preau-share">
                <input class="preau-input" id=id type="text" readonly=true value=text.to_owned()/>
                <Button on_press=press>{copy}</Button>
            </div>
        </div>
    }
    .into_any()
}

/// HTML for a page of the learner's own: no script, the badge's public picture beside the words that say what it is.
fn code(link: &str, picture: &str, text: &str) -> String {
    let plain = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let picture = if picture.starts_with("https:") {
        ["<img src=\"", &plain(picture), "\" alt=\"\" width=\"96\" height=\"96\"> "].concat()
    } else {
        String::new()
    };
    ["<a href=\"", link, "\">", &picture, &plain(text), "</a>"].concat()
}

/// For the holder alone, of what says itself whose it is.
fn linkedin(report: &Report, around: &Around) -> Option<AnyView> {
    let award = report.award.as_ref().filter(|_| around.is_own && report.outcome != Outcome::RecipientUnknown)?;
    let address = linkedin_address(award, &words::issuer_name(report), &around.link);
    Some(
        view! {
            <p class="preau-no-print">
                <a class=ButtonKind::Secondary.class() href=address target="_blank" rel="noopener noreferrer external">
                    {ui::icon(Icon::External)}
                    {t::badges::linkedin()}
                </a>
            </p>
            <p class="preau-soft preau-small preau-no-print">{t::badges::linkedin_text()}</p>
        }
        .into_any(),
    )
}

/// Its parameters; nothing of the learner goes in.
fn linkedin_address(award: &Award, issuer: &str, link: &str) -> String {
    let mut address = LINKEDIN.to_owned();
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            address.push_str(&["&", name, "=", &percent::in_path(value)].concat());
        }
    };
    add("name", &award.title);
    add("organizationName", issuer);
    let mut date = award.awarded.split('-');
    if let (Some(year), Some(month)) = (date.next(), date.next())
        && year.len() == 4
        && let Ok(month) = month.parse::<u8>()
    {
        add("issueYear", year);
        add("issueMonth", &month.to_string());
    }
    let mut end = award.valid_until.split('-');
    if let (Some(year), Some(month)) = (end.next(), end.next())
        && year.len() == 4
        && let Ok(month) = month.parse::<u8>()
    {
        add("expirationYear", year);
        add("expirationMonth", &month.to_string());
    }
    add("certUrl", link);
    add("certId", &award.id);
    address
}

fn report_button(report: &Report) -> AnyView {
    let report = report.clone();
    let press = Callback::new(move |()| {
        let name = ui::file_name(&words::title_or(&report, "badge"), "badge", ".txt");
        if !ui::download(&name, "text/plain;charset=utf-8", &super::super::report_file::text(&report).into()) {
            ui::alert(t::badges::not_downloaded());
        }
    });
    view! { <Button on_press=press>{t::badges::download_report()}</Button> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_says_which_badge_it_is_and_nothing_in_it_ends_it() {
        let link = "https://e.example/verify?url=https%3A%2F%2Fb.example%2Fa.json";
        assert_eq!(
            code(link, "https://b.example/a.png?a=1&b=2", "L’eau <b>\" : vérifier"),
            "<a href=\"https://e.example/verify?url=https%3A%2F%2Fb.example%2Fa.json\"><img src=\"https://b.example/a.png?a=1&amp;b=2\" alt=\"\" width=\"96\" height=\"96\"> L’eau &lt;b>&quot; : vérifier</a>"
        );
        assert!(!code(link, "data:image/png;base64,AAAA", "Eau").contains("<img"));
    }

    #[test]
    fn the_form_gets_what_the_badge_says_and_nothing_of_the_learner() {
        let award = Award {
            id: "urn:x".into(),
            title: "Données & sens".into(),
            awarded: "2026-03-09T10:00:00Z".into(),
            ..Award::default()
        };
        let address = linkedin_address(&award, "Université d’Exemple", "https://e.example/verify?url=a");
        assert!(address.ends_with("&name=Donn%C3%A9es%20%26%20sens&organizationName=Universit%C3%A9%20d%E2%80%99Exemple&issueYear=2026&issueMonth=3&certUrl=https%3A%2F%2Fe.example%2Fverify%3Furl%3Da&certId=urn%3Ax"), "{address}");
        let undated = linkedin_address(&Award { awarded: "hier".into(), ..award }, "U", "");
        assert!(!undated.contains("issueYear") && !undated.contains("certUrl"));
    }
}
