//! What the release is made of, for machines: `CycloneDX` 1.5 as JSON.
use super::crates::Crate;
use anyhow::{Context, Result};
use chrono::{DateTime, SecondsFormat};
use serde_json::{Map, Value, json};

/// What is run; all others are part of these.
const PROGRAMS: [&str; 2] = ["preau", "preau-check"];

/// The list, with the site itself as the component that all others are part of; the check is a program among them.
///
/// # Errors
/// When the site's own crate is not among them.
pub(super) fn text(crates: &[Crate], date: u64) -> Result<String> {
    let site = crates.iter().find(|one| one.name == "preau").context("the site has no crate of its own")?;
    let parts: Vec<Value> = crates.iter().filter(|one| one.name != "preau").map(component).collect();
    let needs: Vec<Value> = crates
        .iter()
        .map(|one| {
            let needed: Vec<String> = one.needs.iter().map(|(name, version)| purl(name, version)).collect();
            json!({ "ref": purl(&one.name, &one.version), "dependsOn": needed })
        })
        .collect();
    let itself = component(site);
    let date = DateTime::from_timestamp(i64::try_from(date)?, 0).context("SOURCE_DATE_EPOCH is no date")?;
    let bom = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "timestamp": date.to_rfc3339_opts(SecondsFormat::Secs, true), "component": itself },
        "components": parts,
        "dependencies": needs,
    });
    Ok(serde_json::to_string_pretty(&bom)? + "\n")
}

fn component(one: &Crate) -> Value {
    let purl = purl(&one.name, &one.version);
    let mut fields = Map::new();
    let mut set = |key: &str, value: Value| fields.insert(key.to_owned(), value);
    set("type", if PROGRAMS.contains(&one.name.as_str()) { "application" } else { "library" }.into());
    set("bom-ref", purl.clone().into());
    set("name", one.name.clone().into());
    set("version", one.version.clone().into());
    set("purl", purl.into());
    set("licenses", json!([{ "expression": one.licence }]));
    if let Some(checksum) = &one.checksum {
        set("hashes", json!([{ "alg": "SHA-256", "content": checksum }]));
    }
    if let Some(repository) = &one.repository {
        set("externalReferences", json!([{ "type": "vcs", "url": repository }]));
    }
    Value::Object(fields)
}

fn purl(name: &str, version: &str) -> String {
    format!("pkg:cargo/{name}@{version}")
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::{project::Project, release::crates};
    use serde_json::Value;

    /// The rules of the specification's JSON Schema that concern what we write.
    #[test]
    fn the_list_has_the_form_of_cyclonedx_and_names_every_part() {
        let crates = crates::of_the_release(&Project::here().unwrap()).unwrap();
        let bom: Value = serde_json::from_str(&text(&crates, 1_700_000_000).unwrap()).unwrap();
        assert_eq!((bom["bomFormat"].as_str(), bom["specVersion"].as_str()), (Some("CycloneDX"), Some("1.5")));
        assert_eq!(bom["version"].as_u64(), Some(1));
        assert_eq!(bom["metadata"]["timestamp"], "2023-11-14T22:13:20Z");
        let parts = bom["components"].as_array().unwrap();
        let itself = &bom["metadata"]["component"];
        let known = ["type", "bom-ref", "name", "version", "purl", "licenses", "hashes", "externalReferences"];
        let mut refs = Vec::new();
        for part in parts.iter().chain([itself]) {
            assert!(part["name"].is_string() && part["version"].is_string());
            assert!(matches!(part["type"].as_str(), Some("library" | "application")));
            assert!(part.as_object().unwrap().keys().all(|key| known.contains(&key.as_str())));
            for hash in part["hashes"].as_array().into_iter().flatten() {
                let content = hash["content"].as_str().unwrap();
                assert!(content.len() == 64 && content.bytes().all(|digit| digit.is_ascii_hexdigit()));
            }
            assert_eq!(part["licenses"].as_array().unwrap().len(), 1, "an expression stands alone");
            refs.push(part["bom-ref"].as_str().unwrap());
        }
        let all = refs.len();
        refs.sort_unstable();
        refs.dedup();
        assert_eq!(refs.len(), all, "references are unique");
        assert_eq!(all, crates.len());
        for one in bom["dependencies"].as_array().unwrap() {
            let named = one["dependsOn"].as_array().unwrap().iter().chain([&one["ref"]]);
            assert!(named.into_iter().all(|name| refs.contains(&name.as_str().unwrap())));
        }
        assert!(parts.iter().any(|part| part["name"] == "preau-check" && part["type"] == "application"));
        let of_registry = parts.iter().filter(|part| !part["name"].as_str().unwrap().starts_with("preau"));
        assert!(of_registry.into_iter().all(|part| part["hashes"].is_array()));
    }
}
