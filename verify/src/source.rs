//! From what was brought to one report for each badge in it.
use crate::browser::Browser;
use crate::findings::{Finding, Findings};
use crate::issuer::Proven;
use crate::ledger::Ledger;
use crate::png::{self, Baked};
use crate::run::{Missing, Run};
use crate::sniff::{self, Found, Text};
use crate::text::trim;
use crate::{codec, limits, ob2, ob3, svg};
use preau::wire::verification::{Award, Endorsement, Outcome, Proof, Question, Report, Setting};

/// What the learner brought.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Content of a file, or a text: a document, a token, an address.
    pub bytes: &'a [u8],
    /// Where it was read from, if that is known: then a hosted badge must be the one of that address.
    pub address: Option<&'a str>,
}

/// Verifies all badges of a source, mostly one; a source without any gives one report that says so.
pub async fn verify<B: Browser>(source: Source<'_>, setting: &Setting, browser: &B) -> Vec<Report> {
    let now = setting.now.unwrap_or_else(|| browser.now());
    let number = |written: &str| browser.number(written);
    let mut ledger = Ledger::default();
    loop {
        let reports = reports(source, &Run::new(setting, now, &number, &ledger));
        if !ledger.catch_up(browser).await {
            return reports;
        }
    }
}

/// One pass through the rules.
fn reports(source: Source<'_>, run: &Run<'_>) -> Vec<Report> {
    let (found, address) = match open(run, source) {
        Ok(found) => found,
        Err(finding) => return vec![Draft::ended(finding).report(run)],
    };
    let is_alone = found.len() == 1;
    let report = |(at, found)| {
        let run = run.again(is_alone);
        let draft = if at < limits::BADGES {
            judge(&run, found, address.as_deref())
        } else {
            Draft::ended(Finding::unchecked(Question::Form, "too-many-badges", ""))
        };
        draft.report(&run)
    };
    found.into_iter().enumerate().map(report).collect()
}

fn judge(run: &Run<'_>, found: Found, address: Option<&str>) -> Draft {
    match found {
        Found::Hosted(json) => ob2::hosted(run, json, address),
        Found::Signed(jws) => ob2::signed(run, &jws),
        Found::Credential(json, text) => ob3::credential(run, json, text),
        Found::Token(jws) => ob3::token(run, jws),
        Found::Europass(json, text) => ob3::europass(&json, text),
        Found::Malformed(why) => Draft::ended(Finding::malformed(why, "")),
    }
}

/// Badges of a source, never none; and the address at which a bare document among them was read.
fn open(run: &Run<'_>, source: Source<'_>) -> Result<(Vec<Found>, Option<String>), Finding> {
    let nothing = || Finding::new(Outcome::NoBadgeData, Question::Form, "", "");
    if source.bytes.len() > limits::FILE {
        return Err(Finding::malformed("too-big", ""));
    }
    let is_bare = !is_picture(source.bytes);
    match peel(run, source.bytes)? {
        Text::Badges(found) if !found.is_empty() => Ok((found, source.address.filter(|_| is_bare).map(str::to_owned))),
        Text::Address(url) => ask(run, &url),
        _ => Err(nothing()),
    }
}

fn ask(run: &Run<'_>, url: &str) -> Result<(Vec<Found>, Option<String>), Finding> {
    let answer = run.get(url, true, limits::FILE).map_err(|missing| missing.about(Question::Form))?;
    let unknown = |why, detail: &str| Finding::unchecked(Question::Form, why, detail);
    if answer.status == 410 {
        return Ok((vec![Found::Hosted(ob2::named(url))], Some(url.to_owned())));
    }
    if answer.status != 200 {
        return Err(Missing::status(url, answer.status).about(Question::Form));
    }
    match peel(run, &answer.body)? {
        Text::Badges(found) => match found.first() {
            None | Some(Found::Malformed("not-json")) => Err(unknown("no-badge-there", url)),
            Some(_) => Ok((found, (!is_picture(&answer.body)).then(|| url.to_owned()))),
        },
        _ => Err(unknown("no-badge-there", url)),
    }
}

fn is_picture(bytes: &[u8]) -> bool {
    png::is_png(bytes) || codec::utf8(bytes).is_some_and(|text| trim(text).starts_with('<'))
}

/// Takes pictures away from around a text.
fn peel(run: &Run<'_>, bytes: &[u8]) -> Result<Text, Finding> {
    let nothing = || Text::Badges(Vec::new());
    let baked = if png::is_png(bytes) {
        png::unbake(run, bytes)
    } else {
        let Some(text) = codec::utf8(bytes) else { return Ok(nothing()) };
        if text.len() > limits::DOCUMENT {
            return Err(Finding::malformed("too-big", ""));
        }
        match sniff::text(text) {
            Text::Xml => svg::unbake(text),
            other => return Ok(other),
        }
    };
    match baked {
        Baked::Nothing => Ok(nothing()),
        Baked::Unreadable(why) => Err(Finding::malformed(why, "")),
        // there was meant to be a badge: what is none is not proper
        Baked::Text(text) => match sniff::text(&text) {
            Text::Badges(found) if found.is_empty() => Err(Finding::malformed("not-a-badge", "")),
            Text::Xml => Err(Finding::malformed("not-a-badge", "")),
            other => Ok(other),
        },
    }
}

/// A report in the making.
#[derive(Default)]
pub(crate) struct Draft {
    pub(crate) findings: Findings,
    pub(crate) award: Option<Award>,
    pub(crate) proven: Proven,
    pub(crate) reason: Option<String>,
    pub(crate) messages: Vec<String>,
    pub(crate) proof: Proof,
    pub(crate) endorsements: Vec<Endorsement>,
    pub(crate) document: String,
}

impl Draft {
    /// One that ends with its first finding.
    pub(crate) fn ended(finding: Finding) -> Self {
        let mut draft = Self::default();
        draft.findings.add(finding);
        draft
    }

    fn report(self, run: &Run<'_>) -> Report {
        Report {
            outcome: self.findings.outcome(),
            findings: self.findings.outcomes(),
            checks: self.findings.checks(),
            award: self.award,
            proven_host: self.proven.host,
            known_as: self.proven.known_as,
            reason: self.reason,
            messages: self.messages,
            proof: self.proof,
            endorsements: self.endorsements,
            requests: run.asked(),
            checked_at: run.now,
            document: self.document,
        }
    }
}
