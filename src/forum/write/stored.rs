//! In which form a text is stored: other programs render less of Markdown than we do.
use crate::ui;

/// As it is sent: Markdown as it was written, where the server renders that rightly; else the HTML of it, which every program shows.
pub(super) fn stored(text: &str) -> String {
    let text = text.trim();
    if needs_html(text) { ui::written_html(text) } else { text.to_owned() }
}

/// Whether there is something in it that the server's own Markdown spoils: fences and tables, which it does not know; formulas,
/// whose backslashes and stars it takes for its own.
fn needs_html(text: &str) -> bool {
    if ui::is_html(text) {
        return false;
    }
    let is_table = text.lines().any(|line| line.trim_start().starts_with('|') && line.matches('|').count() > 1);
    let spoils_formula = text.contains("$$") || has_formula_with_marks(text);
    text.contains("```")
        || is_table
        || text.contains("~~")
        || ["\\(", "\\["].iter().any(|mark| text.contains(mark))
        || spoils_formula
}

/// A formula between dollars in which `*`, `_` or `\` would be taken for marks of Markdown.
fn has_formula_with_marks(text: &str) -> bool {
    text.lines().any(|line| line.split('$').skip(1).step_by(2).any(|inside| inside.contains(['*', '_', '\\'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_texts_stay_as_they_were_written() {
        for text in ["Bonjour **toi**", "- un\n- deux", "Cela coûte 5 $ ou 7 $.", "> citation\n\nréponse", "$x + y$"]
        {
            assert!(!needs_html(text), "{text}");
            assert_eq!(stored(text), text);
        }
        assert_eq!(stored("<p>déjà</p>"), "<p>déjà</p>");
    }

    #[test]
    fn what_the_server_would_spoil_becomes_html() {
        for text in
            ["```\nx\n```", "| a | b |\n| - | - |\n| 1 | 2 |", "\\(x\\)", "$a*b*c$", "$x_i$", "$$x$$", "~~non~~"]
        {
            assert!(needs_html(text), "{text}");
            assert!(ui::is_html(&stored(text)), "{}", stored(text));
        }
    }
}
