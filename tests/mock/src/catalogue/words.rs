//! Words of a text, as a search engine sees them: folded, without elisions and stop words.
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without accents; ligatures are written out, apostrophes are all `'`.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
        } else {
            fold_letter(letter, &mut folded);
        }
    }
    folded
}

/// The frequent letters of French first: whole catalogues are folded when they are indexed.
fn fold_letter(letter: char, folded: &mut String) {
    match letter {
        'à' | 'â' | 'ä' | 'À' | 'Â' => folded.push('a'),
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' => folded.push('e'),
        'î' | 'ï' | 'Î' => folded.push('i'),
        'ô' | 'ö' | 'Ô' | 'ø' | 'Ø' => folded.push('o'),
        'ù' | 'û' | 'ü' => folded.push('u'),
        'ç' | 'Ç' => folded.push('c'),
        'œ' | 'Œ' => folded.push_str("oe"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'ß' => folded.push_str("ss"),
        'ł' | 'Ł' => folded.push('l'),
        '’' | 'ʼ' => folded.push('\''),
        other => folded.extend(
            std::iter::once(other).nfkd().filter(|part| !is_combining_mark(*part)).flat_map(char::to_lowercase),
        ),
    }
}

/// Words that count in a search, folded.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(&fold(text), |word| words.push(word.to_owned()));
    words
}

/// Visits the words that count in a folded text.
pub(crate) fn each_word(folded: &str, mut visit: impl FnMut(&str)) {
    for word in folded.split(|letter: char| !letter.is_alphanumeric() && letter != '\'') {
        let mut rest = word;
        let mut parts = "";
        while let Some((head, tail)) = rest.split_once('\'') {
            if !ELIDED.contains(&head) {
                parts = rest;
                break;
            }
            rest = tail;
        }
        if parts.is_empty() {
            visit_unless_stop_word(rest, &mut visit);
        } else {
            parts.split('\'').for_each(|part| visit_unless_stop_word(part, &mut visit));
        }
    }
}

fn visit_unless_stop_word(word: &str, visit: &mut impl FnMut(&str)) {
    if !word.is_empty() && (word.len() > LONGEST_STOP_WORD || STOP_WORDS.binary_search(&word).is_err()) {
        visit(word);
    }
}

/// Letters only, in words separated and preceded by one space: what completion compares.
pub(crate) fn completion(text: &str) -> String {
    let folded = fold(text);
    let mut result = String::with_capacity(folded.len() + 1);
    for word in folded.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()) {
        result.push(' ');
        result.push_str(word);
    }
    result
}

/// `word` without a plural ending, if it has one and stays long enough to mean something.
pub(crate) fn singular(word: &str) -> &str {
    word.strip_suffix(['s', 'x']).filter(|stem| stem.chars().count() > 3).unwrap_or(word)
}

/// French words that lose their vowel before another.
const ELIDED: &[&str] =
    &["c", "d", "j", "l", "m", "n", "qu", "s", "t", "jusqu", "quoiqu", "lorsqu", "puisqu", "presqu", "aujourd", ""];

/// Bytes of the longest of [`STOP_WORDS`].
const LONGEST_STOP_WORD: usize = 5;

/// Short words of French and English that say nothing about a subject, folded and sorted.
const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "au", "aux", "avec", "be", "but", "by", "ce", "ces", "cet", "cette", "d",
    "dans", "de", "des", "du", "elle", "elles", "en", "es", "est", "et", "etre", "eu", "for", "from", "he", "how",
    "if", "il", "ils", "in", "into", "is", "it", "its", "je", "la", "le", "les", "leur", "leurs", "lui", "ma", "mais",
    "me", "mes", "moi", "mon", "ne", "no", "nos", "not", "notre", "nous", "of", "on", "or", "ou", "our", "par", "pas",
    "pour", "qu", "que", "qui", "sa", "se", "ses", "so", "soi", "son", "sont", "such", "sur", "ta", "te", "tes",
    "that", "the", "their", "then", "there", "these", "they", "this", "to", "toi", "ton", "tu", "un", "une", "vers",
    "vos", "votre", "vous", "was", "we", "were", "what", "when", "where", "which", "will", "with", "y", "you", "your",
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
        assert_eq!(words("L'océan et le climat d’aujourd'hui"), ["ocean", "climat", "hui"]);
        assert_eq!(words("the art of the web"), ["art", "web"]);
        assert_eq!(words("rock'n'roll"), ["rock", "n", "roll"]);
    }

    #[test]
    fn stop_words_can_be_looked_up() {
        assert!(STOP_WORDS.is_sorted());
        assert_eq!(STOP_WORDS.iter().map(|word| word.len()).max(), Some(LONGEST_STOP_WORD));
        assert!(STOP_WORDS.iter().all(|word| words(word).is_empty()));
    }

    #[test]
    fn the_frequent_letters_fold_as_unicode_says() {
        for letter in "àâäéèêëîïôöùûüçÀÂÉÈÊËÎÏÔÙÛÇñåžŠ".chars() {
            let slowly: String = letter
                .to_string()
                .nfkd()
                .filter(|part| !is_combining_mark(*part))
                .flat_map(char::to_lowercase)
                .collect();
            assert_eq!(fold(&letter.to_string()), slowly, "{letter}");
        }
    }

    #[test]
    fn completion_keeps_letters_only() {
        assert_eq!(completion("CC BY-SA 4.0 — Attribution"), " cc by sa attribution");
    }

    #[test]
    fn plurals_lose_their_ending_unless_too_little_is_left() {
        assert_eq!(singular("oceans"), "ocean");
        assert_eq!(singular("bus"), "bus");
    }
}
