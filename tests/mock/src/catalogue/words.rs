//! Words of a text, as a search engine sees them: folded, without elisions and stop words.
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without accents; ligatures are written out, apostrophes are all `'`.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
    {
        match letter {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            '’' | 'ʼ' => folded.push('\''),
            other => folded.push(other),
        }
    }
    folded
}

/// Words that count in a search, folded.
pub(crate) fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .flat_map(without_elision)
        .filter(|word| !word.is_empty() && !STOP_WORDS.contains(&word.as_str()))
        .collect()
}

/// Letters only, in words separated and preceded by one space: what completion compares.
pub(crate) fn completion(text: &str) -> String {
    let folded = fold(text);
    let mut result = String::with_capacity(folded.len() + 1);
    for word in folded
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
    {
        result.push(' ');
        result.push_str(word);
    }
    result
}

/// `word` without a plural ending, if it has one and stays long enough to mean something.
pub(crate) fn singular(word: &str) -> &str {
    word.strip_suffix(['s', 'x'])
        .filter(|stem| stem.chars().count() > 3)
        .unwrap_or(word)
}

fn without_elision(word: &str) -> Vec<String> {
    let mut rest = word;
    while let Some((head, tail)) = rest.split_once('\'') {
        if ELIDED.contains(&head) {
            rest = tail;
        } else {
            return word.split('\'').map(str::to_owned).collect();
        }
    }
    vec![rest.to_owned()]
}

/// French words that lose their vowel before another.
const ELIDED: &[&str] = &[
    "c", "d", "j", "l", "m", "n", "qu", "s", "t", "jusqu", "quoiqu", "lorsqu", "puisqu", "presqu",
    "aujourd", "",
];

/// Short words of French and English that say nothing about a subject, folded.
const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "au", "aux", "avec", "be", "but", "by", "ce", "ces",
    "cet", "cette", "dans", "de", "des", "du", "elle", "elles", "en", "es", "est", "et", "etre",
    "eu", "for", "from", "he", "how", "if", "il", "ils", "in", "into", "is", "it", "its", "je",
    "la", "le", "les", "leur", "leurs", "lui", "ma", "mais", "me", "mes", "moi", "mon", "ne", "no",
    "nos", "not", "notre", "nous", "of", "on", "or", "ou", "our", "par", "pas", "pour", "qu",
    "que", "qui", "sa", "se", "ses", "so", "soi", "son", "sont", "such", "sur", "ta", "te", "tes",
    "that", "the", "their", "then", "there", "these", "they", "this", "to", "toi", "ton", "tu",
    "un", "une", "vers", "vos", "votre", "vous", "was", "we", "were", "what", "when", "where",
    "which", "will", "with", "you", "your", "y", "d",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_ligatures_do_not_matter() {
        assert_eq!(fold("Œuvres À L’ÉCOLE"), "oeuvres a l'ecole");
        assert_eq!(fold("e\u{301}te\u{301}"), "ete");
    }

    #[test]
    fn elisions_and_stop_words_are_dropped() {
        assert_eq!(
            words("L'océan et le climat d’aujourd'hui"),
            ["ocean", "climat", "hui"]
        );
        assert_eq!(words("the art of the web"), ["art", "web"]);
        assert_eq!(words("rock'n'roll"), ["rock", "n", "roll"]);
    }

    #[test]
    fn completion_keeps_letters_only() {
        assert_eq!(
            completion("CC BY-SA 4.0 — Attribution"),
            " cc by sa attribution"
        );
    }

    #[test]
    fn plurals_lose_their_ending_unless_too_little_is_left() {
        assert_eq!(singular("oceans"), "ocean");
        assert_eq!(singular("bus"), "bus");
    }
}
