//! What it costs to parse a text. A browser opens stress, fonts and the like anew in each paragraph until they are closed: a
//! short text with hundreds of them becomes millions of elements, and ends the page of whoever reads it.

/// Elements that a text may become, at most.
const MOST: usize = 400_000;
/// How often a browser keeps the same one open.
const ALIKE: usize = 3;
/// What is opened anew; links are not among them, since the next one closes the one before.
const REOPENED: [&str; 13] =
    ["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Whether a text becomes no more elements than a page bears. Rather once too often "no": nothing counts as closed.
pub(super) fn is_bearable(html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut elements = 0_usize;
    for tag in html.split('<').skip(1) {
        let whole = tag.split('>').next().unwrap_or_default();
        let name = whole.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
        let is_reopened = REOPENED.iter().any(|known| name.eq_ignore_ascii_case(known));
        // alike are those with the same attributes
        if is_reopened && !open.contains(&whole) {
            open.push(whole);
        }
        elements = elements.saturating_add(1).saturating_add(open.len().saturating_mul(ALIKE));
        if elements > MOST {
            return false;
        }
    }
    true
}

#[cfg(test)]
#[allow(clippy::format_collect, reason = "texts of a test, made once")]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_bearable() {
        for piece in ["<p>Un <b>mot</b> et du <code>code</code></p>", "<a href=b>c</a> ", "<div>", "<", "< "] {
            assert!(is_bearable(&piece.repeat(100_000 / piece.len())), "{piece}");
        }
        let colours = (0..40).map(|number| format!("<p><font color=#{number}>a</font></p>")).collect::<String>();
        assert!(is_bearable(&colours.repeat(20)));
    }

    #[test]
    fn what_becomes_millions_of_elements_is_not() {
        let open: String = (0..500).map(|number| format!("<b x={number}>")).collect();
        assert!(!is_bearable(&[&open, "<p>a".repeat(2000).as_str()].concat()));
        assert!(!is_bearable(&open.to_uppercase().repeat(100)));
        let all: String = REOPENED.iter().map(|name| ["<", name, ">"].concat()).collect();
        assert!(!is_bearable(&[&all, "<p>a".repeat(20_000).as_str()].concat()));
        assert!(!is_bearable(&(0..100_000).map(|number| format!("<i {number}>")).collect::<String>()));
    }
}
