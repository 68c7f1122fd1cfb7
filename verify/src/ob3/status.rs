//! Whether a credential was withdrawn or suspended. What cannot be read is unknown, never fine.
use super::bits::Bits;
use super::{Credential, Kind};
use crate::award::{plain, raw};
use crate::browser::Format;
use crate::findings::{Finding, Step};
use crate::json::{self, Value};
use crate::run::Run;
use crate::source::Draft;
use crate::{codec, limits};
use preau::wire::verification::{Outcome, Question};

/// Looks into every list that a credential names.
pub(super) fn check(run: &Run<'_>, credential: &Credential, draft: &mut Draft) {
    let entries = credential.json.all_at("credentialStatus");
    for entry in entries.iter().take(limits::TRIES) {
        let step = if entry.is_a("1EdTechRevocationList") {
            in_list(run, credential, entry, draft)
        } else if entry.is_a("BitstringStatusListEntry") || entry.is_a("StatusList2021Entry") {
            in_bits(run, credential, entry, draft)
        } else {
            Err(Finding::status("unknown-status", &raw(entry, "type")))
        };
        draft.findings.settle(Question::Status, step);
    }
    if entries.len() > limits::TRIES {
        draft.findings.add(Finding::status("too-many-entries", ""));
    } else if entries.is_empty() {
        draft.findings.pass(Question::Status, "no-list");
    }
}

/// 1EdTech's list: plain JSON at an address.
fn in_list(run: &Run<'_>, credential: &Credential, entry: &Value, draft: &mut Draft) -> Step<()> {
    let url = entry.id().ok_or_else(|| Finding::status("no-list-there", ""))?;
    let list = run.object(url, true, json::parse_list);
    let list = list.map_err(|missing| missing.list())?;
    if let Some(issuer) = list.first_at("issuer")
        && issuer.id() != Some(credential.issuer())
    {
        return Err(Finding::status("list-of-other", url));
    }
    let ids = [credential.json.text_at("id")];
    match withdrawal(&list, &["revokedCredential", "revokedCredentials"], &ids, url)? {
        Some(entry) => {
            draft.reason = Some(plain(entry, "revocationReason")).filter(|reason| !reason.is_empty());
            Err(Finding::new(Outcome::Revoked, Question::Status, "", url))
        }
        None => Ok(()),
    }
}

/// The entry for one of these ids in a list, which has its entries under one or more of these names. What is no list, or has
/// entries that name nothing, cannot say that a badge is not in it.
pub(crate) fn withdrawal<'l>(
    list: &'l Value,
    names: &[&str],
    ids: &[Option<&str>],
    url: &str,
) -> Step<Option<&'l Value>> {
    let (mut is_there, mut is_clear) = (false, true);
    for listed in names.iter().filter_map(|name| list.get(name)) {
        is_there = true;
        is_clear &= matches!(listed, Value::List(_));
        for entry in listed.all() {
            let own = [entry.id(), entry.text_at("uid")];
            is_clear &= own.iter().any(Option::is_some);
            let is_this = own.iter().any(|own| own.is_some() && ids.contains(own));
            if is_this && !matches!(entry.get("revoked"), Some(Value::Bool(false))) {
                return Ok(Some(entry));
            }
        }
    }
    if is_there && is_clear { Ok(None) } else { Err(Finding::status("no-list-there", url)) }
}

/// The lists of the W3C: compressed bits in a credential of the same issuer.
fn in_bits(run: &Run<'_>, credential: &Credential, entry: &Value, draft: &mut Draft) -> Step<()> {
    let unknown = |why| Finding::status(why, &raw(entry, "statusListCredential"));
    let is_old = entry.is_a("StatusList2021Entry");
    let purpose = entry.text_at("statusPurpose").ok_or_else(|| unknown("no-purpose"))?;
    let size = entry.get("statusSize").map_or(Some(1), Value::whole).ok_or_else(|| unknown("bad-size"))?;
    let index = entry.get("statusListIndex").and_then(Value::whole).ok_or_else(|| unknown("bad-index"))?;
    let subject = list(run, credential, entry, is_old)?;
    if !subject.all_at("statusPurpose").iter().any(|other| other.text() == Some(purpose)) {
        return Err(unknown("other-purpose"));
    }
    let encoded = subject.text_at("encodedList").ok_or_else(|| unknown("no-list-there"))?;
    // gzip never begins with `u`, so the mark of the newer lists can be told from content
    let packed = codec::base64(encoded.strip_prefix('u').unwrap_or(encoded)).ok_or_else(|| unknown("bad-list"))?;
    let bytes = run.inflate(Format::Gzip, &packed, limits::STATUS_LIST);
    let bytes = bytes.ok_or_else(|| unknown("bad-list"))?;
    let value = Bits { bytes: &bytes, size }.at(index, is_old).map_err(unknown)?;
    match (purpose, value) {
        ("revocation" | "suspension" | "refresh", 0) => Ok(()),
        ("revocation", _) => Err(Finding::new(Outcome::Revoked, Question::Status, "", &raw(entry, "id"))),
        ("suspension", _) => Err(Finding::new(Outcome::Suspended, Question::Status, "", &raw(entry, "id"))),
        ("refresh", _) => {
            draft.findings.pass(Question::Status, "newer-edition");
            Ok(())
        }
        ("message", value) => {
            draft.messages.extend(message(entry, value));
            Ok(())
        }
        _ => Err(unknown("unknown-purpose")),
    }
}

/// Subject of the credential that holds the list, once that is proven and in force.
fn list(run: &Run<'_>, credential: &Credential, entry: &Value, is_old: bool) -> Step<Value> {
    let url = entry.get("statusListCredential").and_then(Value::id);
    let url = url.ok_or_else(|| Finding::status("no-list-there", ""))?;
    let text = run.text(url, true).map_err(|missing| missing.list())?;
    let list = Credential::read(&text).map_err(|why| Finding::status(why, url))?;
    let kind = if is_old { "StatusList2021Credential" } else { "BitstringStatusListCredential" };
    if !list.json.is_a(kind) {
        return Err(Finding::status("no-list-there", url));
    }
    if list.issuer() != credential.issuer() {
        return Err(Finding::status("list-of-other", url));
    }
    list.prove(run, Kind::StatusList).map_err(|inner| Finding::status("list-not-proven", inner.why))?;
    list.dates(run.now).map_err(|inner| Finding::status("list-out-of-date", &inner.detail))?;
    list.json.first_at("credentialSubject").cloned().ok_or_else(|| Finding::status("no-list-there", url))
}

/// What a status value means, as the entry says.
fn message(entry: &Value, value: u64) -> Option<String> {
    let number = |text: &str| {
        let digits = text.strip_prefix("0x").unwrap_or(text).chars();
        digits.take(9).try_fold(0, |number, digit| Some(number * 16 + u64::from(digit.to_digit(16)?)))
    };
    let is_this = |message: &&Value| message.text_at("status").and_then(number) == Some(value);
    let message = entry.all_at("statusMessage").iter().find(is_this).map(|message| plain(message, "message"));
    message.filter(|message| !message.is_empty())
}
