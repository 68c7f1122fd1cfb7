//! The verification report as a text that people can keep: what was checked, against which key, when, with what outcome.
use super::words;
use crate::{i18n::t, wire::verification::Report};

/// The file's text; dates are in ISO 8601, so that it says the same everywhere.
pub(super) fn text(report: &Report) -> String {
    let mut text = String::new();
    let named = t::badges::named_value;
    let mut line = |parts: &[&str]| {
        for part in parts {
            text.push_str(part);
        }
        text.push('\n');
    };
    line(&[&words::headline(report), ". ", &words::sentence(report)]);
    let called = if words::is_believed(report.outcome) { t::badges::b_title() } else { t::badges::claims() };
    if report.award.is_some() {
        line(&[&named(called, &words::claimed_title(report))]);
    }
    line(&[t::badges::checked_iso(), " ", &iso(report.checked_at)]);
    line(&[]);
    let issuer = words::issuer(report);
    for check in &report.checks {
        if let Some((_, word, said)) = words::check(check, &issuer) {
            line(&["- ", &named(word, &said)]);
            let detail: Vec<&str> =
                [check.why.as_str(), &check.detail].into_iter().filter(|text| !text.is_empty()).collect();
            if !detail.is_empty() {
                line(&["  (", &detail.join(", "), ")"]);
            }
        }
    }
    line(&[]);
    let award = report.award.as_ref();
    let proof = [report.proof.kind.as_str(), &report.proof.suite].join(" ");
    for (name, value) in [
        (t::badges::t_id(), award.map(|award| award.id.as_str()).unwrap_or_default()),
        (t::badges::q_issuer(), award.map(|award| award.issuer.id.as_str()).unwrap_or_default()),
        (t::badges::t_proof(), &proof),
        (t::badges::t_key(), &report.proof.key),
        (t::badges::t_edition(), &report.proof.context_edition),
    ] {
        if !value.trim().is_empty() {
            line(&[&named(name, value)]);
        }
    }
    if !report.requests.is_empty() {
        line(&[t::badges::t_asked()]);
    }
    for asked in &report.requests {
        let status = if asked.status == 0 { t::badges::t_no_answer().to_owned() } else { asked.status.to_string() };
        line(&["- ", &asked.url, " – ", &status]);
    }
    line(&[]);
    line(&[t::badges::t_raw()]);
    line(&[&report.document]);
    text
}

#[allow(clippy::as_conversions, clippy::cast_precision_loss, reason = "milliseconds of any date are exact")]
pub(super) fn iso(millis: i64) -> String {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(millis as f64));
    date.to_iso_string().into()
}
