//! Marks and levels reached, as a table.
use crate::{
    i18n::t,
    ui,
    wire::verification::{Award, ResultLine},
};
use leptos::prelude::*;

/// The table; nothing where there is no result.
pub(super) fn results(award: &Award) -> AnyView {
    if award.results.is_empty() {
        return ().into_any();
    }
    let rows: Vec<AnyView> = award.results.iter().map(|line| row(line, award)).collect();
    view! {
        <section class="preau-stack">
            <h3>{t::badges::results()}</h3>
            <ui::TableRegion caption=t::badges::results()>
                <thead>
                    <tr>
                        <th scope="col">{t::badges::r_what()}</th>
                        <th scope="col">{t::badges::r_value()}</th>
                        <th scope="col">{t::badges::r_required()}</th>
                        <th scope="col">{t::badges::r_scale()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </ui::TableRegion>
        </section>
    }
    .into_any()
}

fn row(line: &ResultLine, award: &Award) -> AnyView {
    view! {
        <tr>
            <th scope="row" lang=super::content::lang(award)>{or_dash(&line.name)}</th>
            <td>{value(line)}</td>
            <td>{or_dash(&with_unit(&line.required, &line.kind))}</td>
            <td>{scale(line)}</td>
        </tr>
    }
    .into_any()
}

/// The mark, the level, the state: what there is, in that order.
pub(super) fn value(line: &ResultLine) -> String {
    let mark = with_unit(&line.value, &line.kind);
    let parts: Vec<String> =
        [mark, line.level.clone(), status(&line.status)].into_iter().filter(|text| !text.is_empty()).collect();
    or_dash(&parts.join(", "))
}

/// A state by the standard's words; another one as it is.
fn status(word: &str) -> String {
    let known = match word {
        "Completed" => t::badges::r_completed(),
        "Enrolled" => t::badges::r_enrolled(),
        "Failed" => t::badges::r_failed(),
        "InProgress" => t::badges::r_in_progress(),
        "OnHold" => t::badges::r_on_hold(),
        "Provisional" => t::badges::r_provisional(),
        "Withdrew" => t::badges::r_withdrew(),
        other => other,
    };
    known.to_owned()
}

fn with_unit(value: &str, kind: &str) -> String {
    let is_number = !value.is_empty() && value.chars().all(|c| c.is_ascii_digit() || c == '.');
    if kind == "Percent" && is_number { [value, "\u{a0}%"].concat() } else { value.to_owned() }
}

fn scale(line: &ResultLine) -> String {
    let (least, most) = &line.scale;
    if least.is_empty() && most.is_empty() { or_dash("") } else { t::badges::r_scale_of(least, most) }
}

fn or_dash(text: &str) -> String {
    if text.is_empty() { "–".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_have_their_sign_and_words_none() {
        let line =
            |kind: &str, value: &str| ResultLine { kind: kind.into(), value: value.into(), ..ResultLine::default() };
        assert_eq!(value(&line("Percent", "82")), "82\u{a0}%");
        assert_eq!(value(&line("Percent", "très bien")), "très bien");
        assert_eq!(value(&line("RawScore", "17")), "17");
        assert_eq!(
            value(&ResultLine { level: "Maîtrise".into(), status: "Completed".into(), ..line("x", "3") }),
            "3, Maîtrise, terminé"
        );
    }
}
