//! What a credential says.
use super::form;
use crate::award::{alignments, criteria, evidence, issuer, number, picture, plain, raw, texts};
use crate::json::Value;
use preau::wire::verification::{Award, Criteria, Fact, Issuer, ResultLine};

/// Fills the award. Its title is the achievement's name: `name` of the credential may be the learner's.
pub(super) fn award(json: &Value) -> Award {
    let nothing = Value::Null;
    let subject = json.first_at("credentialSubject").unwrap_or(&nothing);
    let achievement = subject.first_at("achievement").unwrap_or(&nothing);
    let profile = json.first_at("issuer").unwrap_or(&nothing);
    let (image, image_caption) = picture(achievement, "image");
    let either = |names: [&str; 2]| {
        names.into_iter().map(|name| plain(json, name)).find(|text| !text.is_empty()).unwrap_or_default()
    };
    let valid_from = either(form::FROM);
    let awarded = plain(json, "awardedDate");
    let is_endorsement = achievement == &Value::Null;
    Award {
        id: plain(json, "id"),
        title: plain(if is_endorsement { json } else { achievement }, "name"),
        achievement_id: plain(achievement, "id"),
        description: raw(achievement, "description"),
        kind: kind(achievement),
        language: plain(achievement, "inLanguage"),
        issuer: issuer(profile),
        awarding: awarding(profile, achievement, subject),
        image,
        image_caption,
        awarded: if awarded.is_empty() { valid_from.clone() } else { awarded },
        valid_from,
        valid_until: either(form::UNTIL),
        criteria: criteria(achievement),
        narrative: raw(subject, if is_endorsement { "endorsementComment" } else { "narrative" }),
        evidence: evidence(json),
        alignments: alignments(achievement),
        results: results(subject, achievement),
        credits_available: number(achievement, "creditsAvailable"),
        credits_earned: number(subject, "creditsEarned"),
        activity_from: plain(subject, "activityStartDate"),
        activity_until: plain(subject, "activityEndDate"),
        facts: facts(subject, achievement),
        tags: texts(achievement, "tag"),
        related: texts(achievement, "related"),
    }
}

/// Type of the achievement, where it says more than "badge".
fn kind(achievement: &Value) -> String {
    let kind = plain(achievement, "achievementType");
    if matches!(kind.as_str(), "Achievement" | "Badge") { String::new() } else { kind }
}

/// Who else awards it than the issuer.
fn awarding(profile: &Value, achievement: &Value, subject: &Value) -> Vec<Issuer> {
    let mut all: Vec<Issuer> = Vec::new();
    for other in achievement.all_at("creator").iter().chain(subject.all_at("source")) {
        let other = issuer(other);
        if profile.id() != Some(&other.id) && all.iter().all(|known| known.id != other.id) {
            all.push(other);
        }
    }
    all
}

fn facts(subject: &Value, achievement: &Value) -> Vec<Fact> {
    let own = ["role", "licenseNumber", "term"].map(|name| (name, subject));
    let general = ["specialization", "fieldOfStudy", "humanCode", "version"].map(|name| (name, achievement));
    let fact = |(name, node): (&str, &Value)| Fact { name: name.to_owned(), value: plain(node, name) };
    own.into_iter().chain(general).map(fact).filter(|fact| !fact.value.is_empty()).collect()
}

/// Results, each with its description; one without a description shows its value alone.
fn results(subject: &Value, achievement: &Value) -> Vec<ResultLine> {
    let nothing = Value::Null;
    let by_id = |all: &'_ [Value], id: Option<&str>| {
        all.iter().find(|node| id.is_some() && node.id() == id).cloned().unwrap_or(Value::Null)
    };
    let line = |result: &Value| {
        let id = result.first_at("resultDescription").and_then(Value::id);
        let description = by_id(achievement.all_at("resultDescription"), id);
        let levels = description.all_at("rubricCriterionLevel");
        let level = |node: &Value, name: &str| plain(&by_id(levels, node.first_at(name).and_then(Value::id)), "name");
        let required = number(&description, "requiredValue");
        ResultLine {
            name: plain(&description, "name"),
            kind: plain(&description, "resultType"),
            value: number(result, "value"),
            scale: (number(&description, "valueMin"), number(&description, "valueMax")),
            required: if required.is_empty() { level(&description, "requiredLevel") } else { required },
            level: level(result, "achievedLevel"),
            status: plain(result, "status"),
        }
    };
    let results = if subject.is_object() { subject } else { &nothing };
    results.all_at("result").iter().map(line).collect()
}

/// What a European Digital Credential says of itself, as far as a card needs it.
pub(super) fn europass(json: &Value) -> Award {
    let nothing = Value::Null;
    let shown = json.first_at("displayParameter").unwrap_or(&nothing);
    let profile = json.first_at("issuer").unwrap_or(&nothing);
    let title = [shown.get("title"), json.get("title"), json.get("name")].into_iter().flatten().find_map(any_text);
    let name = profile.get("legalName").and_then(any_text).unwrap_or_default();
    let clean = |text: &str| plain(&Value::Object(vec![("x".to_owned(), Value::Text(text.to_owned()))]), "x");
    Award {
        id: plain(json, "id"),
        title: clean(title.unwrap_or_default()),
        issuer: Issuer { name: clean(name), ..issuer(profile) },
        valid_from: plain(json, "validFrom"),
        criteria: Criteria::default(),
        ..Award::default()
    }
}

/// A text, or the first of several languages.
fn any_text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        Value::List(values) => any_text(values.first()?),
        Value::Object(members) => any_text(&members.first()?.1),
        _ => None,
    }
}
