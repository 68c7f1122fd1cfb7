//! Graphs of nameless things, of which only the shape may matter.
use crate::chance::Chance;
use preau_jsonld::Error;

/// A document whose form changed when names and order did.
pub(crate) fn check(
    chance: &mut Chance,
    canonicalize: &mut dyn FnMut(&str) -> Result<String, Error>,
) -> Option<String> {
    let size = 1 + chance.below(14);
    let edges: Vec<(usize, usize, usize)> =
        (0..chance.below(4 * size + 2)).map(|_| (chance.below(size), chance.below(3), chance.below(size))).collect();
    let mut names: Vec<usize> = (0..size).collect();
    let one = document(&names, &edges);
    chance.shuffle(&mut names);
    let mut shuffled = edges;
    chance.shuffle(&mut shuffled);
    let other = document(&names, &shuffled);
    match (canonicalize(&one), canonicalize(&other)) {
        (Ok(one), Ok(other)) if one == other => None,
        // how much work it is may depend on the order
        (Err(Error::TooMuchWork), _) | (_, Err(Error::TooMuchWork)) => None,
        _ => Some(format!("{one}\n{other}")),
    }
}

fn document(names: &[usize], edges: &[(usize, usize, usize)]) -> String {
    let name = |thing: usize| names.get(thing).copied().unwrap_or_default();
    let member = |kind: usize| ["issuer", "evidence", "termsOfUse"].get(kind).copied().unwrap_or_default();
    let nodes: Vec<String> = edges
        .iter()
        .map(|(from, kind, to)| {
            let (from, to, member) = (name(*from), name(*to), member(*kind));
            format!(r#"{{"id": "_:n{from}", "type": "VerifiableCredential", "{member}": "_:n{to}"}}"#)
        })
        .collect();
    let nodes = nodes.join(", ");
    format!(
        r#"{{"@context": "https://www.w3.org/ns/credentials/v2", "id": "urn:top", "type": "VerifiableCredential", "credentialSubject": [{nodes}]}}"#
    )
}
