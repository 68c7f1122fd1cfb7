//! What the converter can bear. It calls itself for each level of a formula: a deep one would exhaust the stack, and with it end
//! the page.

/// Levels of braces and environments; hundreds would be too many.
const DEPTH: usize = 40;
/// Commands in all: each may take the next one as what it applies to, so that they nest without braces.
const COMMANDS: usize = 240;

/// Whether a formula is no deeper than what people write.
pub(super) fn is_bearable(tex: &str) -> bool {
    let (mut depth, mut commands) = (0_usize, 0_usize);
    let mut letters = tex.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '{' => depth = depth.saturating_add(1),
            '}' => depth = depth.saturating_sub(1),
            '\\' if letters.peek().is_some_and(char::is_ascii_alphabetic) => commands = commands.saturating_add(1),
            '\\' => drop(letters.next()),
            _ => {}
        }
        if depth > DEPTH || commands > COMMANDS {
            return false;
        }
    }
    true
}

/// With the environments that give no numbers: the platform's pages give none.
pub(super) fn unnumbered(tex: &str) -> String {
    let numbered = ["align", "gather", "equation", "multline", "alignat"];
    numbered.iter().fold(tex.to_owned(), |tex, name| {
        let (plain, starred) = (["{", name, "}"].concat(), ["{", name, "*}"].concat());
        if tex.contains(&plain) { tex.replace(&plain, &starred) } else { tex }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_braces_are_no_levels() {
        assert!(is_bearable(&"\\{".repeat(500)));
        assert!(!is_bearable(&"{".repeat(500)) && !is_bearable(&"\\sqrt".repeat(500)));
    }
}
