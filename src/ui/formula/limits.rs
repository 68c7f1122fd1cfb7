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

/// Elements one in another that browsers build as they are written. Past some 200 they put what is deeper beside instead of inside, and a
/// fraction loses its parts; what is around the formula needs some of them.
const ELEMENTS: usize = 150;

/// Whether the browser builds this `MathML` as it is written.
pub(super) fn is_shallow(mathml: &str) -> bool {
    let mut depth = 0_usize;
    for tag in mathml.split('<').skip(1) {
        let is_empty = tag.split('>').next().is_some_and(|inside| inside.ends_with('/'));
        match tag.chars().next() {
            Some('/') => depth = depth.saturating_sub(1),
            _ if is_empty => {}
            _ => depth = depth.saturating_add(1),
        }
        if depth > ELEMENTS {
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
    fn elements_count_by_how_deep_they_are_not_by_how_many() {
        assert!(is_shallow(&"<mi>x</mi><mspace/>".repeat(1000)));
        assert!(!is_shallow(&[&"<msqrt>".repeat(400), "x", &"</msqrt>".repeat(400)].concat()));
    }

    #[test]
    fn escaped_braces_are_no_levels() {
        assert!(is_bearable(&"\\{".repeat(500)));
        assert!(!is_bearable(&"{".repeat(500)) && !is_bearable(&"\\sqrt".repeat(500)));
    }
}
