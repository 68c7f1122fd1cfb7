//! In which form a text is stored: other programs render less of Markdown than we do.
use super::markdown::markdown;
use crate::ui;

/// As it is sent: Markdown as it was written, where the server renders that rightly; else the HTML of it, which every program shows.
pub(super) fn stored(text: &str) -> String {
    let text = text.trim();
    if needs_html(text) { ui::written_html(text) } else { text.to_owned() }
}

/// As the learner gets it back to change it: the Markdown of which we made the HTML, or what is stored, where it is not ours.
pub(super) fn written(stored: &str) -> String {
    let back = if ui::is_html(stored) { markdown(stored) } else { None };
    back.filter(|text| ui::written_html(text) == stored.trim()).unwrap_or_else(|| stored.to_owned())
}

/// Whether there is something in it that the server's own Markdown spoils: fences and tables, which it does not know; lists where
/// it sees none; formulas, whose backslashes and stars it takes for its own.
fn needs_html(text: &str) -> bool {
    if ui::is_html(text) {
        return false;
    }
    let is_table = text.lines().any(|line| line.contains('|') && line.contains("--"));
    text.contains("```")
        || text.contains("~~")
        || is_table
        || has_other_list(text)
        || ["\\(", "\\[", "$$"].iter().any(|mark| text.contains(mark))
        || has_formula_with_marks(text)
}

/// A formula between dollars in which `*`, `_` or `\` would be taken for marks of Markdown.
fn has_formula_with_marks(text: &str) -> bool {
    text.lines().any(|line| line.split('$').skip(1).step_by(2).any(|inside| inside.contains(['*', '_', '\\', '<'])))
}

/// A list that begins right below words, is nested by less than four spaces, or has its numbers in brackets.
fn has_other_list(text: &str) -> bool {
    let (mut is_in_words, mut is_in_list) = (false, false);
    for line in text.lines() {
        let inside = line.trim_start_matches(' ');
        let indent = line.len().saturating_sub(inside.len());
        if inside.trim().is_empty() {
            is_in_words = false;
            continue;
        }
        match item(inside) {
            Some(is_known) => {
                if !is_known || (is_in_words && !is_in_list) || (is_in_list && (1..4).contains(&indent)) {
                    return true;
                }
                is_in_list = true;
            }
            None => is_in_list = is_in_list && (is_in_words || indent > 0),
        }
        is_in_words = true;
    }
    false
}

/// Whether a line begins an item, and if so, whether the server knows its mark.
fn item(line: &str) -> Option<bool> {
    if ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark)) {
        return Some(true);
    }
    let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if after.len() == line.len() {
        return None;
    }
    if after.starts_with(". ") { Some(true) } else { after.starts_with(") ").then_some(false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_texts_stay_as_they_were_written() {
        for text in [
            "Bonjour **toi**",
            "- un\n- deux\n\nvoilà",
            "Liste :\n\n1. un\n2. deux\n    - dedans",
            "Cela coûte 5 $ ou 7 $.",
            "> citation\n\nréponse",
            "$x + y$",
            "a | b",
        ] {
            assert!(!needs_html(text), "{text}");
            assert_eq!(stored(text), text);
            assert_eq!(written(text), text);
        }
        assert_eq!(stored("<p>déjà</p>"), "<p>déjà</p>");
    }

    #[test]
    fn what_the_server_would_spoil_becomes_html_and_comes_back_as_it_was_written() {
        for text in [
            "```\nx\n```",
            "```rust\nlet a = b < c;\n\nlet d = \"&amp;\";\n```\n\nVoilà.",
            "| a | b |\n| --- | --- |\n| 1 | `2` |",
            "Soit \\(x_1\\) et $a*b*c$.",
            "\\[\n\\frac{a}{b}\n\\]",
            "$x_i$ et **$y_i$**",
            "$$x$$",
            "~~non~~ oui",
            "Il faut :\n- un\n- deux",
            "$a_1$\n\n- un\n    - dedans\n- deux",
            "$a_1$\n\n3. un\n4. deux",
            "> $a_1$\n>\n> deux\n\n# Titre\n\n---\n\nFin [ici](https://example.org/a_b) ![image](https://example.org/i.png)",
            "$a_1$ un  \ndeux",
        ] {
            assert!(needs_html(text), "{text}");
            assert!(ui::is_html(&stored(text)), "{}", stored(text));
            assert_eq!(ui::written_html(&written(&stored(text))), stored(text), "{text}");
            assert!(!ui::is_html(&written(&stored(text))), "{text} came back as {}", written(&stored(text)));
        }
        assert_eq!(written(&stored("Soit \\(x_1\\), `a` et *b*.")), "Soit \\(x_1\\), `a` et *b*.");
    }

    #[test]
    fn what_is_not_ours_comes_back_as_it_is() {
        for html in ["<p style=\"color: red\">a</p>", "<div>a</div>", "<p>a<p>b", "<p>3 *4* 5</p>"] {
            assert_eq!(written(html), html);
        }
    }

    #[test]
    fn lists_that_the_server_does_not_see_are_found() {
        for text in ["a\n- b", "- a\n  - b", "1) a", "- a\n\n  b\n\nc\n- d"] {
            assert!(has_other_list(text), "{text}");
        }
        assert!(!has_other_list("- a\n- b\n\nc - d"));
    }
}
