//! Search in titles and texts; a thread is found also by a comment in it.
use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use super::room::Room;
use crate::openedx::state::State;

/// What a search finds.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Ids of threads.
    pub(crate) threads: HashSet<u64>,
    /// What was searched for instead, if the words were not found.
    pub(crate) rewrite: Option<String>,
}

/// Threads in which a text, or a comment's text, has all the words; else those with the nearest words that there are.
pub(crate) fn find(room: &Room<'_>, state: &State, text: &str) -> Found {
    // alone, these two become something else on the server's way
    if ["true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return Found::default();
    }
    let documents = documents(room, state);
    let wanted = words(text);
    let threads = holding(&documents, &wanted);
    if !threads.is_empty() || wanted.is_empty() {
        return Found { threads, rewrite: None };
    }
    let known: HashSet<&String> = documents.iter().flat_map(|(_, words)| words).collect();
    let mended: Option<Vec<String>> = wanted
        .iter()
        .map(|word| {
            if known.iter().any(|known| known.contains(word.as_str())) {
                return Some(word.clone());
            }
            let near = known.iter().map(|known| (distance(known, word), known.as_str()));
            near.filter(|(distance, _)| *distance <= 2).min().map(|(_, word)| word.to_owned())
        })
        .collect();
    match mended {
        Some(mended) if mended.iter().all(|word| word.chars().count() > 3) => {
            let threads = holding(&documents, &mended);
            let rewrite = (!threads.is_empty()).then(|| mended.join(" "));
            Found { threads, rewrite }
        }
        _ => Found::default(),
    }
}

/// Thread and words of each text.
type Documents = Vec<(u64, Vec<String>)>;

fn documents(room: &Room<'_>, state: &State) -> Documents {
    let mut documents = Documents::new();
    for (id, thread) in state.forum.threads.iter().filter(|(_, thread)| thread.course == room.key) {
        documents.push((*id, words(&format!("{} {}", thread.title, thread.post.body))));
        let comments = thread.comments.iter().filter_map(|comment| state.forum.comments.get(comment));
        documents.extend(comments.map(|comment| (*id, words(&comment.post.body))));
    }
    documents
}

fn holding(documents: &Documents, wanted: &[String]) -> HashSet<u64> {
    let has = |words: &[String]| wanted.iter().all(|word| words.iter().any(|known| known.starts_with(word.as_str())));
    documents.iter().filter(|(_, words)| !wanted.is_empty() && has(words)).map(|(id, _)| *id).collect()
}

/// Words without case and accents.
fn words(text: &str) -> Vec<String> {
    let plain: String = text.nfd().filter(|letter| !('\u{300}'..='\u{36f}').contains(letter)).collect();
    plain
        .to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Letters to change, add or leave out.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (number, letter) in one.chars().enumerate() {
        let mut next = vec![number + 1];
        for (place, sign) in other.iter().enumerate() {
            let get = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
            let change = get(&row, place) + usize::from(letter != *sign);
            next.push(change.min(get(&row, place + 1) + 1).min(get(&next, place) + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_letters() {
        assert_eq!(distance("parabolique", "parabollique"), 1);
        assert_eq!(distance("titre", "titres"), 1);
        assert_eq!(distance("a", "a"), 0);
    }
}
