//! What a badge says: description, criteria, evidence, skills, endorsements, facts.
//!
//! All of it is text of strangers: plain, or Markdown through the one renderer; links only where they can do no harm.
use super::{super::words, results};
use crate::{
    api::safe_link,
    app::{on_demand_or, split_point},
    i18n::{Instant, day, t},
    ui::{self, Icon, icon},
    wire::verification::{Alignment, Award, Endorsement, Evidence, Report},
};
use leptos::prelude::*;

/// Level of headings inside texts.
const TEXT_LEVEL: u8 = 4;
/// What may mean something in Markdown. Without these a text is one paragraph as it stands.
const MARKS: [char; 16] = ['\n', '\r', '\\', '*', '_', '`', '[', ']', '<', '>', '#', '&', '~', '$', '|', '@'];

/// Draws a text of Markdown; see [`ui::written_by_stranger`].
type Write = fn(&str, u8) -> AnyView;

split_point! {
    fn fetched() -> Write = badges_text { ui::written_by_stranger }
}

/// The parts that have something to say.
pub(super) fn content(report: &Report, award: &Award) -> AnyView {
    let about = written(&award.description, award);
    let criteria_link = link(&award.criteria.url, t::badges::criteria_link);
    let criteria = joined([written(&award.criteria.narrative, award), criteria_link]);
    let evidence = list(award.evidence.iter().map(|one| evidence(one, award)).collect());
    let skills = list(award.alignments.iter().map(|one| alignment(one, award)).collect());
    view! {
        <div class="preau-stack">
            {part(t::badges::about(), about)}
            {part(t::badges::narrative(), written(&award.narrative, award))}
            {part(t::badges::criteria(), criteria)}
            {results::results(award)}
            {part(t::badges::skills(), skills)}
            {part(t::badges::evidence(), evidence)}
            {part(t::badges::issuer_about(), issuer(award))}
            {part(t::badges::endorsements(), endorsements(report, award))}
            {part(t::badges::facts(), facts(award))}
        </div>
    }
    .into_any()
}

fn part(title: &'static str, content: Option<AnyView>) -> Option<AnyView> {
    let content = content?;
    Some(view! { <section class="preau-stack"><h3>{title}</h3>{content}</section> }.into_any())
}

fn joined(parts: [Option<AnyView>; 2]) -> Option<AnyView> {
    let parts: Vec<AnyView> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.into_any())
}

fn list(items: Vec<AnyView>) -> Option<AnyView> {
    (!items.is_empty()).then(|| view! { <ul class="preau-stack" role="list">{items}</ul> }.into_any())
}

/// The language of what the badge itself says, if it tells; names and values around it are ours.
pub(super) fn lang(award: &Award) -> Option<String> {
    Some(award.language.clone()).filter(|lang| !lang.is_empty())
}

/// Whether a text may be more than one paragraph of words.
fn is_markdown(text: &str) -> bool {
    let begins_list = text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+'));
    begins_list || text.contains("://") || text.contains(MARKS)
}

fn written(text: &str, of: &Award) -> Option<AnyView> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let content = if is_markdown(text) {
        let text = text.to_owned();
        let raw = text.clone();
        on_demand_or(fetched, move |write| write(&text, TEXT_LEVEL), move || view! { <p>{raw.clone()}</p> }.into_any())
    } else {
        view! { <div class="preau-rich"><p>{text.to_owned()}</p></div> }.into_any()
    };
    Some(view! { <div lang=lang(of)>{content}</div> }.into_any())
}

/// A link that tells where it leads.
pub(super) fn link(address: &str, label: impl Fn(&str) -> String) -> Option<AnyView> {
    let address = outside(address)?;
    let host = words::host(&address)?;
    Some(
        view! {
            <p><a href=address rel="noopener noreferrer nofollow external" referrerpolicy="no-referrer">{label(&host)}</a></p>
        }
        .into_any(),
    )
}

/// An address on another site; a badge names none of this one.
fn outside(address: &str) -> Option<String> {
    Some(address).filter(|address| address.starts_with("https://")).and_then(safe_link)
}

fn evidence(evidence: &Evidence, award: &Award) -> AnyView {
    let name = Some(evidence.name.clone()).filter(|name| !name.trim().is_empty());
    view! {
        <li class="preau-stack">
            {name.map(|name| view! { <p lang=lang(award)><strong>{name}</strong></p> }.into_any())}
            {written(&evidence.description, award)}
            {written(&evidence.narrative, award)}
            {link(&evidence.url, t::badges::evidence_link)}
        </li>
    }
    .into_any()
}

fn alignment(alignment: &Alignment, award: &Award) -> AnyView {
    let name = [alignment.name.as_str(), &alignment.url].into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    let named = match outside(&alignment.url) {
        Some(address) => {
            let host = words::host(&address).map(|host| [" (", &host, ")"].concat());
            view! {
                <a href=address rel="noopener noreferrer nofollow external" referrerpolicy="no-referrer">{name.to_owned()}{host}</a>
            }
            .into_any()
        }
        None => view! { <span>{name.to_owned()}</span> }.into_any(),
    };
    let place: Vec<&str> =
        [alignment.framework.as_str(), &alignment.code].into_iter().filter(|text| !text.is_empty()).collect();
    let place =
        (!place.is_empty()).then(|| view! { <span class="preau-soft">" – "{place.join(", ")}</span> }.into_any());
    let about = Some(alignment.description.clone()).filter(|text| !text.trim().is_empty());
    let about = about.map(|text| view! { <p class="preau-small">{text}</p> }.into_any());
    view! { <li lang=lang(award)><p class="preau-award__skill">{icon(Icon::Tag)}<span>{named}{place}</span></p>{about}</li> }.into_any()
}

fn issuer(award: &Award) -> Option<AnyView> {
    joined([written(&award.issuer.description, award), link(&award.issuer.url, t::badges::issuer_site)])
}

/// Those that verify and speak of this badge; the others are counted.
fn endorsements(report: &Report, award: &Award) -> Option<AnyView> {
    let shown: Vec<AnyView> =
        report.endorsements.iter().filter(|one| one.shown).map(|one| endorsement(one, award)).collect();
    let others = u64::try_from(report.endorsements.iter().filter(|one| !one.shown).count()).unwrap_or_default();
    let others = (others > 0).then(|| view! { <p>{t::badges::unconfirmed(others)}</p> }.into_any());
    joined([list(shown), others])
}

fn endorsement(endorsement: &Endorsement, award: &Award) -> AnyView {
    let about = match endorsement.about.as_str() {
        "achievement" => t::badges::of_achievement(),
        "issuer" => t::badges::of_issuer(),
        _ => t::badges::of_credential(),
    };
    let name = endorsement.by.as_ref().map_or_else(|| t::badges::unnamed().to_owned(), words::name);
    let by = match endorsement.proven_host.as_deref().filter(|host| *host != name) {
        Some(host) => t::badges::issuer_host(host, &name),
        None => name,
    };
    view! {
        <li class="preau-stack">
            <p><strong>{by}</strong>", "{about}</p>
            {super::head::tag(endorsement.outcome)}
            {written(&endorsement.comment, award)}
        </li>
    }
    .into_any()
}

/// Names and values that have no part of their own.
fn facts(award: &Award) -> Option<AnyView> {
    let mut all: Vec<(&str, String)> = Vec::new();
    for fact in &award.facts {
        let name = match fact.name.as_str() {
            "role" => t::badges::f_role(),
            "licenseNumber" => t::badges::f_licence(),
            "term" => t::badges::f_term(),
            "specialization" => t::badges::f_specialization(),
            "fieldOfStudy" => t::badges::f_field(),
            "humanCode" => t::badges::f_code(),
            "version" => t::badges::f_version(),
            _ => continue,
        };
        all.push((name, fact.value.clone()));
    }
    let date = |text: &str| Instant::parse(text).map(day);
    if let (Some(from), Some(until)) = (date(&award.activity_from), date(&award.activity_until)) {
        all.push((t::badges::f_activity(), t::badges::f_from_to(&from, &until)));
    }
    if !award.tags.is_empty() {
        all.push((t::badges::f_tags(), crate::i18n::list(&award.tags)));
    }
    facts_list(all)
}

/// A list of names and values.
pub(super) fn facts_list(all: Vec<(&str, String)>) -> Option<AnyView> {
    let items =
        |(name, value): (&str, String)| view! { <div><dt>{name.to_owned()}</dt><dd>{value}</dd></div> }.into_any();
    let items: Vec<AnyView> = all.into_iter().map(items).collect();
    (!items.is_empty()).then(|| view! { <dl class="preau-facts">{items}</dl> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::is_markdown;
    use crate::ui::written_html;

    #[test]
    fn what_is_taken_for_words_is_nothing_else() {
        for text in
            ["Décrire un jeu de données (200 lignes au plus).", "L’art d’écrire : 3 étapes – et plus !", "a + b = c"]
        {
            assert!(!is_markdown(text), "{text}");
            assert_eq!(written_html(text).trim(), ["<p>", text, "</p>"].concat());
        }
    }

    #[test]
    fn what_may_be_more_is_left_to_markdown() {
        for text in [
            "un\n\ndeux",
            "*un*",
            "__un__",
            "`un`",
            "[un](https://example.org)",
            "<b>un</b>",
            "# un",
            "- un",
            "+ un",
            "1. un",
            "1) un",
            "https://example.org",
            "a@example.org",
            "> un",
            "a &amp; b",
            "~~un~~",
            "un\\",
            "| a | b |",
            "$x$",
        ] {
            assert!(is_markdown(text), "{text}");
        }
    }
}
