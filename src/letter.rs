//! What words are made of.

/// Whether a sign can be part of a word: letters, figures and accents of any script. `char::is_alphanumeric` asks tables that weigh
/// more than the answer is worth; here a sign beyond ASCII is a letter unless it is known as punctuation, symbol or space.
pub(crate) fn is_of_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    !matches!(
        c,
        '\u{80}'..='\u{a9}' | '\u{ab}'..='\u{b1}' | '\u{b4}' | '\u{b6}'..='\u{b8}' | '\u{bb}' | '\u{bf}' | '\u{d7}' | '\u{f7}'
            // dashes, quotation marks, spaces, currencies, arrows, signs of mathematics, boxes
            | '\u{2000}'..='\u{206f}' | '\u{20a0}'..='\u{20cf}' | '\u{2190}'..='\u{245f}' | '\u{2500}'..='\u{2775}'
            | '\u{2794}'..='\u{2bff}' | '\u{2e00}'..='\u{2e2e}' | '\u{2e30}'..='\u{2e5d}'
            // punctuation of Greek, Armenian, Hebrew, Arabic, Devanagari
            | '\u{37e}' | '\u{387}' | '\u{55a}'..='\u{55f}' | '\u{589}' | '\u{58a}' | '\u{5be}' | '\u{5c0}' | '\u{5c3}' | '\u{5f3}'
            | '\u{5f4}' | '\u{609}'..='\u{60d}' | '\u{61b}'..='\u{61f}' | '\u{66a}'..='\u{66d}' | '\u{6d4}' | '\u{964}' | '\u{965}'
            // wide forms, and the mark before a text
            | '\u{feff}'
            | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{fe10}'..='\u{fe1f}' | '\u{fe30}'..='\u{fe6f}'
            | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}'
            // pictures
            | '\u{1f200}'..='\u{1faff}'
    )
}

#[cfg(test)]
mod tests {
    use super::is_of_word;

    #[test]
    fn no_letter_and_no_figure_is_lost() {
        let lost: Vec<char> = ('\0'..=char::MAX).filter(|c| c.is_alphanumeric() && !is_of_word(*c)).collect();
        assert!(lost.is_empty(), "{lost:?}");
    }

    #[test]
    fn what_stands_between_words_is_none() {
        let between = " \u{a0}\u{202f}.,;:!?'’‘“”«»„…·-–—()[]{}/\\|_*~#€£$%&@°§©®×÷±→←✓★😀。、「」！？·;،؛؟٪۔־׳״।";
        let taken: Vec<char> = between.chars().filter(|c| is_of_word(*c)).collect();
        assert!(taken.is_empty(), "{taken:?}");
    }
}
