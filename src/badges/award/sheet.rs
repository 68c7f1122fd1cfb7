//! The micro-credential sheet: the elements that the Council of the EU recommends (2022/C 243/02, annex I) and the optional ones,
//! filled from the award. No standard maps them: what the award does not hold is called a gap, never guessed.
use super::{super::words, results};
use crate::{
    i18n::{self, Instant, day, lowercase, t},
    letter::is_of_word,
    ui,
    wire::verification::{Alignment, Award, Question, Report, ResultLine, Verdict},
};
use leptos::prelude::*;

/// Where the European levels have their addresses.
const EQF: &str = "data.europa.eu/snb/eqf/";

/// Whether a sheet makes sense: the award calls itself one, or has a level of the European framework, or the consortium's.
pub(super) fn is_micro_credential(award: &Award) -> bool {
    award.kind == "MicroCredential" || award.alignments.iter().any(|alignment| is_eqf(alignment) || is_cmf(alignment))
}

fn is_eqf(alignment: &Alignment) -> bool {
    let framework = lowercase(&alignment.framework);
    alignment.url.contains(EQF) || framework.contains("european qualifications framework") || framework == "eqf"
}

fn is_cmf(alignment: &Alignment) -> bool {
    let is_named = |text: &str| lowercase(text).contains("common microcredential framework");
    is_named(&alignment.name) || is_named(&alignment.framework) || says(&alignment.framework, "CMF")
}

fn is_credit_unit(alignment: &Alignment) -> bool {
    [&alignment.framework, &alignment.name, &alignment.code].into_iter().any(|text| says(text, "ECTS"))
}

/// Whether a text has that word.
fn says(text: &str, wanted: &str) -> bool {
    text.split(|c| !is_of_word(c)).any(|word| word == wanted)
}

/// Its two tables.
pub(super) fn sheet(report: &Report, award: &Award, is_own: bool) -> AnyView {
    // the standard has no members for these: issuers write them where they say what had to be done
    let in_words = || filled(&award.criteria.narrative).map(|_| t::badges::not_stated_apart(t::badges::criteria()));
    let mandatory = [
        (t::badges::e_learner(), learner(report, is_own)),
        (t::badges::e_title(), filled(&award.title)),
        (t::badges::e_country(), country(award)),
        (t::badges::e_body(), Some(bodies(report, award))),
        (t::badges::e_date(), Instant::parse(&award.awarded).map(day)),
        (t::badges::e_outcomes(), outcomes(award)),
        (t::badges::e_workload(), credits(award, &award.credits_available).or_else(in_words)),
        (t::badges::e_level(), level(award)),
        (t::badges::e_assessment(), named(award.results.iter().map(|line| line.name.as_str())).or_else(in_words)),
        (t::badges::e_form(), in_words()),
        (t::badges::e_quality(), quality(report)),
    ];
    let optional = [
        (t::badges::e_prerequisites(), in_words()),
        (t::badges::e_supervision(), in_words()),
        (t::badges::e_grade(), grade(award)),
        (t::badges::e_credits_earned(), credits(award, &award.credits_earned)),
        (t::badges::e_transcript(), None),
        (t::badges::e_stack(), named(award.related.iter().map(String::as_str))),
        (t::badges::e_framework(), award.alignments.iter().any(is_cmf).then(|| t::badges::cmf_claimed().to_owned())),
    ];
    view! {
        <section class="preau-stack">
            <h3>{t::badges::sheet()}</h3>
            <p>{t::badges::sheet_text()}</p>
            {table(t::badges::sheet_caption(), mandatory.into_iter().collect())}
            {table(t::badges::sheet_optional(), optional.into_iter().collect())}
            {funding(award)}
        </section>
    }
    .into_any()
}

fn table(caption: &'static str, rows: Vec<(&'static str, Option<String>)>) -> AnyView {
    let row = |(element, value): (&'static str, Option<String>)| {
        let value = match value {
            Some(value) => view! { <td>{value}</td> }.into_any(),
            None => view! { <td class="preau-soft">{t::badges::not_stated()}</td> }.into_any(),
        };
        view! { <tr><th scope="row">{element}</th>{value}</tr> }.into_any()
    };
    let rows: Vec<AnyView> = rows.into_iter().map(row).collect();
    view! {
        <ui::TableRegion caption=caption>
            <thead>
                <tr><th scope="col">{t::badges::sheet_element()}</th><th scope="col">{t::badges::sheet_value()}</th></tr>
            </thead>
            <tbody>{rows}</tbody>
        </ui::TableRegion>
    }
    .into_any()
}

fn filled(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Names in one sentence; none where there is none.
fn named<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut all: Vec<String> = Vec::new();
    for name in names.filter_map(filled) {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    (!all.is_empty()).then(|| i18n::list(&all))
}

/// The holder is never named: the award holds an address, often hashed, which is nobody else's business.
fn learner(report: &Report, is_own: bool) -> Option<String> {
    let check = report.checks.iter().find(|check| check.question == Question::Recipient)?;
    let text = match check.verdict {
        Verdict::Passed if is_own => t::badges::holder_matched(),
        _ => t::badges::holder_hidden(),
    };
    Some(text.to_owned())
}

fn country(award: &Award) -> Option<String> {
    let code = award.issuer.country_code.trim();
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_code { Some(i18n::region_name(&code.to_ascii_uppercase())) } else { filled(&award.issuer.country) }
}

fn bodies(report: &Report, award: &Award) -> String {
    let others: Vec<String> = award.awarding.iter().map(words::name).collect();
    let first = words::issuer(report);
    named(std::iter::once(first.as_str()).chain(others.iter().map(String::as_str))).unwrap_or(first)
}

fn outcomes(award: &Award) -> Option<String> {
    let skills = award.alignments.iter().filter(|one| !is_eqf(one) && !is_cmf(one) && !is_credit_unit(one));
    named(skills.map(|alignment| alignment.name.as_str())).or_else(|| filled(&award.description))
}

/// Credits have no unit in the standard: "ECTS" only where an alignment says so.
pub(super) fn credits(award: &Award, count: &str) -> Option<String> {
    let count = filled(count)?;
    let is_ects = award.alignments.iter().any(is_credit_unit);
    Some(if is_ects { t::badges::credits_ects(&count) } else { t::badges::credits(&count) })
}

fn level(award: &Award) -> Option<String> {
    let alignment = award.alignments.iter().find(|alignment| is_eqf(alignment))?;
    let name = filled(&alignment.name);
    match filled(&alignment.framework).filter(|framework| name.as_ref() != Some(framework)) {
        Some(framework) => Some(name.map_or(framework.clone(), |name| [&name, " (", &framework, ")"].concat())),
        None => name,
    }
}

fn grade(award: &Award) -> Option<String> {
    // that something is completed is no grade
    let is_mark = |line: &&ResultLine| !line.value.is_empty() || !line.level.is_empty();
    let values: Vec<String> = award.results.iter().filter(is_mark).map(results::value).collect();
    named(values.iter().map(String::as_str))
}

fn quality(report: &Report) -> Option<String> {
    let names: Vec<String> = report
        .endorsements
        .iter()
        .filter(|endorsement| endorsement.shown)
        .filter_map(|endorsement| endorsement.by.as_ref().map(words::name))
        .collect();
    named(names.iter().map(String::as_str))
}

/// Where the award itself names the public fund for training.
fn funding(award: &Award) -> Option<AnyView> {
    let fund = award.alignments.iter().find(|alignment| {
        words::host(&alignment.url)
            .is_some_and(|host| host == "moncompteformation.gouv.fr" || host.ends_with(".moncompteformation.gouv.fr"))
    })?;
    super::content::link(&fund.url, t::badges::funded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn award(framework: &str, url: &str) -> Award {
        let alignment =
            Alignment { framework: framework.into(), url: url.into(), name: "Niveau 6".into(), ..Alignment::default() };
        Award { alignments: vec![alignment], credits_available: "5".into(), ..Award::default() }
    }

    #[test]
    fn a_level_of_the_european_framework_makes_a_sheet() {
        assert!(is_micro_credential(&award("European Qualifications Framework", "")));
        assert!(is_micro_credential(&award("", "http://data.europa.eu/snb/eqf/6")));
        assert!(is_micro_credential(&award("Common Microcredential Framework (EMC)", "")));
        assert!(is_micro_credential(&award("European MOOC Consortium CMF", "")));
        assert!(!is_micro_credential(&award("Référentiel de l’école", "https://example.edu")));
    }

    #[test]
    fn that_something_is_completed_is_no_grade() {
        let line = |value: &str, status: &str| ResultLine {
            value: value.into(),
            status: status.into(),
            ..ResultLine::default()
        };
        let with = |results| grade(&Award { results, ..Award::default() });
        assert_eq!(with(vec![line("17", ""), line("", "Completed")]).as_deref(), Some("17"));
        assert_eq!(with(vec![line("", "Completed")]), None);
    }

    #[test]
    fn credits_are_ects_only_when_the_award_says_so() {
        let with = |framework: &str| credits(&award(framework, ""), "5").unwrap();
        assert!(!with("Référentiel").contains("ECTS") && with("ECTS").contains("ECTS"));
        assert!(!with("OBJECTSECTS").contains("ECTS"));
        assert_eq!(credits(&Award::default(), " "), None);
    }
}
