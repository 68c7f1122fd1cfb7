//! Reads what is known while verifying; the mirror of Serde's derivation in `wire`, for far less code.
use crate::json::{self, Value};
use crate::time;
use preau::wire::verification::{Identities, KnownIssuer, Setting};

/// Reads a setting as the page wrote it; `None` when it is not JSON.
pub fn from_json(text: &str) -> Option<Setting> {
    let value = json::parse(text).ok()?;
    let nothing = Value::Null;
    let learner = value.get("learner").unwrap_or(&nothing);
    let texts = |node: &Value, name: &str| -> Vec<String> {
        node.all_at(name).iter().filter_map(Value::text).map(str::to_owned).collect()
    };
    let issuer = |node: &Value| {
        let text = |name: &str| node.text_at(name).unwrap_or_default().to_owned();
        KnownIssuer { id: text("id"), name: text("name") }
    };
    Some(Setting {
        now: match value.get("now") {
            Some(Value::Number(number)) => time::seconds(number),
            _ => None,
        },
        learner: Identities { emails: texts(learner, "emails"), ids: texts(learner, "ids") },
        known_issuers: value.all_at("known_issuers").iter().map(issuer).collect(),
        relay: value.text_at("relay").map(str::to_owned),
        insecure_hosts: texts(&value, "insecure_hosts"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_page_writes() {
        let setting = Setting {
            now: Some(-5),
            learner: Identities { emails: vec!["a@b.example".into()], ids: vec!["did:key:z".into(), "x".into()] },
            known_issuers: vec![KnownIssuer { id: "did:key:z".into(), name: "É".into() }],
            relay: Some("/relay".into()),
            insecure_hosts: vec!["localhost:8000".into()],
        };
        for setting in [setting, Setting::default()] {
            let text = serde_json::to_string(&setting).expect("JSON");
            assert_eq!(from_json(&text), Some(setting));
        }
        assert_eq!(from_json("{"), None);
    }
}
