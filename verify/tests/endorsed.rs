//! Endorsements of version 2: read where they are published, proven as badges are, shown only when they speak of the badge.
mod signed;

use crate::support::{Browser, learner};
use preau_verify::verification::{Endorsement, Outcome, Report, Setting};
use serde_json::{Value, json};

const BADGE: &str = "https://a.example/1";
const CLASS: &str = "https://a.example/class";
const ISSUER: &str = "https://a.example/issuer";
const ENDORSER: &str = "https://b.example/issuer";
const SAID: &str = "https://b.example/said";

fn changed(mut document: Value, change: &Value) -> Value {
    for (name, value) in change.as_object().expect("members") {
        document[name] = value.clone();
    }
    document
}

/// An endorsement as it is published.
fn said(change: &Value) -> Value {
    let document = json!({
        "id": SAID, "type": "Endorsement", "issuer": ENDORSER, "issuedOn": "2026-05-01T00:00:00Z",
        "claim": { "id": CLASS, "endorsementComment": "Very **good**" }, "verification": { "type": "hosted" },
    });
    changed(document, change)
}

fn assertion(change: &Value) -> Value {
    let document = json!({
        "id": BADGE, "type": "Assertion", "badge": CLASS, "issuedOn": "2026-05-01T00:00:00Z",
        "recipient": { "type": "email", "identity": "a@a.example", "hashed": false },
        "verification": { "type": "hosted" },
    });
    changed(document, change)
}

/// A network with a badge and an endorser; `listed` is what each of the badge's three documents has under `endorsement`.
fn network(listed: [Value; 3]) -> Browser {
    let [badge, class, issuer] = listed.map(|listed| json!({ "endorsement": listed }));
    let of_class = json!({ "id": CLASS, "type": "BadgeClass", "name": "Made", "issuer": ISSUER });
    let of_issuer = json!({ "id": ISSUER, "type": "Issuer", "name": "Maker" });
    Browser::default()
        .with(BADGE, 200, assertion(&badge).to_string())
        .with(CLASS, 200, changed(of_class, &class).to_string())
        .with(ISSUER, 200, changed(of_issuer, &issuer).to_string())
        .with(ENDORSER, 200, json!({ "id": ENDORSER, "type": "Issuer", "name": "Other" }).to_string())
}

fn report(browser: &Browser) -> Report {
    browser.asked.borrow_mut().clear();
    let report = browser.report(BADGE, &Setting::default());
    assert_eq!(report.outcome, Outcome::Valid, "whatever is said of it");
    assert_eq!(report.requests.len(), browser.asked.borrow().len(), "all that was asked is told");
    report
}

fn one(browser: &Browser) -> Endorsement {
    let [one] = report(browser).endorsements.try_into().expect("one");
    one
}

/// The one that a class lists, where that is what its address answers.
fn published(document: &Value) -> Endorsement {
    one(&network([json!(null), json!(SAID), json!(null)]).with(SAID, 200, document.to_string()))
}

#[test]
fn what_others_say_of_badge_class_and_issuer_is_shown_beside_them() {
    let url = |at: usize| format!("https://b.example/{at}");
    // by address, embedded, and in a list
    let mut browser = network([json!(url(0)), json!({ "id": url(1) }), json!([url(2)])]);
    for (at, about) in [BADGE, CLASS, ISSUER].into_iter().enumerate() {
        let claim = json!({ "id": about, "endorsementComment": format!("On {about}") });
        browser = browser.with(&url(at), 200, said(&json!({ "id": url(at), "claim": claim })).to_string());
    }
    let endorsements = report(&browser).endorsements;
    let found: Vec<_> =
        endorsements.iter().map(|one| (one.outcome, one.shown, one.about.as_str(), one.comment.as_str())).collect();
    assert_eq!(
        found,
        [
            (Outcome::Valid, true, "credential", "On https://a.example/1"),
            (Outcome::Valid, true, "achievement", "On https://a.example/class"),
            (Outcome::Valid, true, "issuer", "On https://a.example/issuer"),
        ]
    );
    for one in endorsements {
        assert_eq!(one.by.expect("an endorser").name, "Other");
        assert_eq!(one.proven_host.as_deref(), Some("b.example"));
    }
}

#[test]
fn an_endorsement_is_what_its_address_says() {
    let embedded = said(&json!({ "claim": { "id": CLASS, "endorsementComment": "Perfect" }, "issuer": ISSUER }));
    let browser = network([json!(null), embedded, json!(null)]).with(SAID, 200, said(&json!({})).to_string());
    let one = one(&browser);
    assert_eq!((one.shown, one.comment.as_str()), (true, "Very **good**"));
    assert_eq!(one.by.expect("an endorser").id, ENDORSER);
}

#[test]
fn what_speaks_of_something_else_is_not_shown() {
    for about in ["https://a.example/2", "https://a.example/class#", SAID, ENDORSER] {
        let one = published(&said(&json!({ "claim": { "id": about, "endorsementComment": "Good" } })));
        assert_eq!((one.outcome, one.shown, one.about.as_str()), (Outcome::Valid, false, ""), "{about}");
    }
}

#[test]
fn what_is_no_proper_endorsement_or_not_in_force_is_not_shown() {
    let both = json!([{ "id": CLASS }, { "id": "https://a.example/2" }]);
    for (change, outcome) in [
        (json!({ "id": "https://b.example/other" }), Outcome::NotAuthentic),
        (json!({ "id": null }), Outcome::NotAuthentic),
        (json!({ "revoked": true }), Outcome::Revoked),
        (json!({ "expires": "2026-06-01T00:00:00Z" }), Outcome::Expired),
        (json!({ "issuedOn": "soon" }), Outcome::Malformed),
        (json!({ "type": "BadgeClass" }), Outcome::Malformed),
        (json!({ "claim": null }), Outcome::Malformed),
        (json!({ "claim": { "endorsementComment": "Good" } }), Outcome::Malformed),
        (json!({ "claim": both }), Outcome::Malformed),
        (json!({ "verification": null }), Outcome::Malformed),
        (json!({ "issuer": null }), Outcome::Malformed),
        (json!({ "issuer": { "name": "Nobody" } }), Outcome::Unverifiable),
        (json!({ "issuer": "https://b.example/silent" }), Outcome::Unverifiable),
        (json!({ "issuer": ISSUER }), Outcome::NotAuthentic),
    ] {
        let one = published(&said(&change));
        assert_eq!((one.outcome, one.shown), (outcome, false), "{change}");
    }
    assert_eq!(published(&assertion(&json!({ "id": SAID }))).outcome, Outcome::Malformed, "a badge is no endorsement");
}

#[test]
fn what_cannot_be_read_is_not_shown() {
    let browser = || network([json!(null), json!(SAID), json!(null)]);
    let body = said(&json!({})).to_string();
    assert!(one(&browser().with(SAID, 200, body.clone())).shown);
    let mut elsewhere = browser().with("https://evil.example/said", 200, body.clone());
    elsewhere.redirects.insert(SAID.to_owned(), "https://evil.example/said".to_owned());
    for (browser, outcome) in [
        (browser(), Outcome::Unverifiable),
        (browser().with(SAID, 404, body.clone()), Outcome::Unverifiable),
        (browser().with(SAID, 200, "<html>"), Outcome::Unverifiable),
        (browser().with(SAID, 410, body.clone()), Outcome::Revoked),
        (elsewhere, Outcome::Unverifiable),
    ] {
        let one = one(&browser);
        assert_eq!((one.outcome, one.shown), (outcome, false));
    }
    for (listed, outcome) in [
        (json!("http://b.example/said"), Outcome::Unverifiable),
        (json!("b.example"), Outcome::Malformed),
        (json!(""), Outcome::Malformed),
        (json!({ "claim": { "id": CLASS } }), Outcome::Unverifiable),
        (said(&json!({ "verification": { "type": "signed" } })), Outcome::Unverifiable),
    ] {
        let one = one(&network([json!(null), listed.clone(), json!(null)]).with(SAID, 200, body.clone()));
        assert_eq!((one.outcome, one.shown), (outcome, false), "{listed}");
    }
}

#[test]
fn an_endorser_says_who_may_host_for_it() {
    let url = "https://c.example/said";
    let browser =
        |verification: Value| {
            let endorser = json!({ "id": ENDORSER, "type": "Issuer", "name": "Other", "verification": verification });
            network([json!(url), json!(null), json!(null)])
                .with(url, 200, said(&json!({ "id": url })).to_string())
                .with(ENDORSER, 200, endorser.to_string())
        };
    let foreign = one(&browser(json!({})));
    assert_eq!((foreign.outcome, foreign.shown), (Outcome::NotAuthentic, false));
    assert!(one(&browser(json!({ "allowedOrigins": "c.example" }))).shown);
    let other = json!({ "id": ISSUER, "type": "Issuer", "name": "Other" });
    let other = one(&browser(json!({ "allowedOrigins": "c.example" })).with(ENDORSER, 200, other.to_string()));
    assert_eq!((other.outcome, other.shown), (Outcome::NotAuthentic, false), "a profile of another id");
}

#[test]
fn older_ones_name_their_issuer_by_a_class() {
    let class = "https://b.example/class";
    let of_class = json!({ "id": class, "type": "BadgeClass", "name": "Endorsement", "issuer": ENDORSER });
    let mut document = said(&json!({ "type": "Assertion", "badge": class }));
    document.as_object_mut().expect("members").remove("issuer");
    let browser = network([json!(null), json!(SAID), json!(null)]).with(SAID, 200, document.to_string());
    assert!(!one(&browser).shown);
    let one = one(&browser.with(class, 200, of_class.to_string()));
    assert_eq!((one.shown, one.by.expect("an endorser").name.as_str()), (true, "Other"));
}

#[test]
fn only_what_is_published_is_looked_at_and_nothing_is_said_of_what_is_said() {
    let deep = json!("https://b.example/deep");
    let browser = network([json!(null), json!(SAID), json!(null)])
        .with(SAID, 200, said(&json!({ "endorsement": deep })).to_string())
        .with(ENDORSER, 200, json!({ "id": ENDORSER, "name": "Other", "endorsement": deep }).to_string());
    let brought = assertion(&json!({
        "endorsement": "https://b.example/brought",
        "badge": { "id": CLASS, "endorsement": "https://b.example/brought" },
    }));
    let report = browser.report(brought.to_string(), &learner());
    assert_eq!(report.outcome, Outcome::RecipientMismatch);
    let [one] = report.endorsements.try_into().expect("one");
    assert_eq!((one.outcome, one.shown), (Outcome::Valid, true), "it is for nobody");
    assert_eq!(*browser.asked.borrow(), [BADGE, CLASS, ISSUER, SAID, ENDORSER]);
}

#[test]
fn a_claim_makes_no_badge() {
    let mut badge = assertion(&json!({ "claim": { "id": CLASS } }));
    badge.as_object_mut().expect("members").remove("recipient");
    let browser = network([json!(null), json!(null), json!(null)]).with(BADGE, 200, badge.to_string());
    assert_eq!(browser.report(BADGE, &Setting::default()).outcome, Outcome::Malformed);
}

#[test]
fn endorsements_and_what_they_ask_have_an_end() {
    let browser = |endorser: fn(usize) -> String| {
        let url = |at: usize| format!("https://b.example/{at}");
        let mut browser = network([json!((0..12).map(url).collect::<Vec<_>>()), json!(null), json!(null)]);
        for at in 0..12 {
            let document = said(&json!({ "id": url(at), "issuer": endorser(at) }));
            let profile = json!({ "id": endorser(at), "name": "Other" });
            browser = browser.with(&url(at), 200, document.to_string()).with(&endorser(at), 200, profile.to_string());
        }
        browser
    };
    let shown = |browser: &Browser| {
        let endorsements = report(browser).endorsements;
        assert_eq!(endorsements.len(), 12, "all are counted");
        endorsements.iter().take_while(|one| one.shown).count()
    };
    let same = browser(|_| ENDORSER.to_owned());
    assert_eq!((shown(&same), same.asked.borrow().len()), (10, 14));
    let each = browser(|at| format!("https://b.example/issuer/{at}"));
    assert_eq!((shown(&each), each.asked.borrow().len()), (8, 20));
}

#[test]
fn those_of_one_badge_are_read_at_once_and_told_in_their_order() {
    let url = |at: usize| format!("https://b.example/{at}");
    let mut browser = network([json!((0..5).map(url).collect::<Vec<_>>()), json!(null), json!(null)]);
    for at in 0..5 {
        let claim = json!({ "id": BADGE, "endorsementComment": url(at) });
        browser = browser.with(&url(at), 200, said(&json!({ "id": url(at), "claim": claim })).to_string());
    }
    let told = report(&browser);
    assert_eq!(browser.under_way.get(), [0, 5]);
    assert!(told.endorsements.iter().map(|one| one.comment.clone()).eq((0..5).map(url)));
    let asked: Vec<_> = told.requests.iter().map(|asked| asked.url.as_str()).collect();
    assert_eq!(asked[..5], [BADGE, CLASS, ISSUER, &url(0), ENDORSER], "as if one had followed the other");
}
