//! The language that a text is written in, as far as a `lang` attribute has to know.
use super::{Lang, lowercase};

/// Code of the language that a text is said to be in, for the `lang` attribute: when it is not the page's *and* the text reads
/// like it. What is said of texts is often a default that nobody changed, and a wrong mark makes a screen reader mispronounce
/// all of them.
pub fn foreign(text: &str, said: Lang, page: Lang) -> Option<&'static str> {
    if said == page {
        return None;
    }
    let reads_like = Lang::ALL.into_iter().max_by_key(|lang| marks(text, *lang))?;
    (reads_like == said && marks(text, said) > marks(text, page)).then(|| said.code())
}

/// How many of a language's most frequent words, and letters that the other lacks, are in a text.
fn marks(text: &str, lang: Lang) -> usize {
    let (words, letters) = match lang {
        Lang::Fr => {
            ("le la les de des du un une et en au aux pour par dans sur avec ses son sa ou vers son", "éèêàçùîôœ")
        }
        Lang::En => ("the of and to in for a an with on from your how its at by", ""),
    };
    let text = lowercase(text);
    let is_frequent = |word: &&str| words.split(' ').any(|frequent| frequent == *word);
    let found = text.split(|c| !is_letter(c)).filter(is_frequent).count();
    found + text.chars().filter(|letter| letters.contains(*letter)).count()
}

/// Whether a character belongs to a word, as far as two languages need to know (Unicode's own table is 2 KiB).
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || (c >= 'À' && !('\u{2000}'..='\u{206f}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_reads_like_another_language_is_marked() {
        assert_eq!(foreign("Les sols, un monde vivant", Lang::Fr, Lang::En), Some("fr"));
        assert_eq!(foreign("Épidémiologie", Lang::Fr, Lang::En), Some("fr"));
        assert_eq!(foreign("Introduction to the climate", Lang::En, Lang::Fr), Some("en"));
    }

    #[test]
    fn a_text_in_doubt_is_left_alone() {
        assert_eq!(foreign("Chimie verte", Lang::Fr, Lang::En), None);
        assert_eq!(foreign("Soils, a living world", Lang::Fr, Lang::En), None);
        assert_eq!(foreign("Les sols", Lang::Fr, Lang::Fr), None);
        assert_eq!(foreign("Les sols, un monde vivant", Lang::En, Lang::Fr), None, "a default that nobody changed");
    }
}
