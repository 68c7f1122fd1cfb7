//! Where formulas begin and end: the marks that the platform's own pages know.

/// Longest formula, in bytes: a mark without a partner must not take the rest of a text with it.
const LONGEST: usize = 4000;

/// Marks: how a formula begins, how it ends, and whether it stands on a line of its own.
const MARKS: [(&str, &str, bool); 10] = [
    ("\\\\(", "\\\\)", false),
    ("\\\\[", "\\\\]", true),
    ("\\(", "\\)", false),
    ("\\[", "\\]", true),
    ("$$", "$$", true),
    ("[mathjaxinline]", "[/mathjaxinline]", false),
    ("[mathjax]", "[/mathjax]", true),
    ("\\begin{math}", "\\end{math}", false),
    ("\\begin{displaymath}", "\\end{displaymath}", true),
    ("\\begin{equation}", "\\end{equation}", true),
];

/// A formula in a text, without its marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) struct Formula<'a> {
    /// TeX.
    pub tex: &'a str,
    /// Stands on a line of its own.
    pub is_display: bool,
    /// Length with its marks, in bytes.
    pub length: usize,
}

/// Looks for formulas from place to place of one text, and remembers what there is none of further on.
#[derive(Debug, Default)]
pub(in crate::ui) struct Finder {
    /// For each mark, where its end was looked for in vain, up to there.
    nothing: [usize; 10],
    /// The same for dollars.
    no_dollar: usize,
}

impl Finder {
    /// Length of the formula that begins at a place, in bytes.
    pub(in crate::ui) fn at(&mut self, text: &str, place: usize) -> Option<usize> {
        self.formula(text, place).map(|formula| formula.length)
    }

    /// The formula that begins at a place.
    pub(in crate::ui) fn formula<'a>(&mut self, text: &'a str, place: usize) -> Option<Formula<'a>> {
        let rest = text.get(place..)?;
        for ((open, close, is_display), nothing) in MARKS.into_iter().zip(&mut self.nothing) {
            let Some(inside) = rest.strip_prefix(open) else { continue };
            if place < *nothing {
                continue;
            }
            let near = within(inside, LONGEST);
            let Some(end) = near.find(close) else {
                *nothing = place.saturating_add(near.len());
                continue;
            };
            let tex = near.get(..end)?;
            if tex.trim().is_empty() {
                continue;
            }
            let length = open.len().saturating_add(end).saturating_add(close.len());
            return Some(Formula { tex, is_display, length });
        }
        self.dollars(text, rest, place)
    }

    /// Between single dollars, no space inside the marks and no digit after them: prices are no formulas.
    fn dollars<'a>(&mut self, text: &'a str, rest: &'a str, place: usize) -> Option<Formula<'a>> {
        let inside = rest.strip_prefix('$')?;
        let is_escaped = text.get(..place).is_some_and(|before| before.ends_with('\\'));
        if is_escaped || inside.starts_with(|c: char| c.is_whitespace() || c == '$') {
            return None;
        }
        // the end of a price before a comma
        let after = inside.trim_start_matches([',', ';', '.', ':', '!', '?', ')']);
        if after.len() < inside.len() && after.starts_with(char::is_whitespace) {
            return None;
        }
        // further back it was looked for already, up to there
        let from = self.no_dollar.saturating_sub(place.saturating_add(1)).min(inside.len());
        let near = within(inside, LONGEST);
        let mut before = near.get(..from).and_then(|text| text.chars().next_back());
        for (at, c) in near.get(from..).unwrap_or_default().char_indices() {
            if c == '\n' && before == Some('\n') {
                return None; // an empty line ends it; behind it nothing was looked for yet
            }
            if c == '$' && before.is_some_and(char::is_whitespace) {
                return None; // here another one begins
            }
            let at = at.saturating_add(from);
            let is_end = c == '$' && before.is_some_and(|before| !before.is_whitespace() && before != '\\');
            let after = near.get(at.saturating_add(1)..).and_then(|text| text.chars().next());
            if is_end && !after.is_some_and(|after| after.is_ascii_digit()) {
                return Some(Formula { tex: near.get(..at)?, is_display: false, length: at.saturating_add(2) });
            }
            before = Some(c);
        }
        self.no_dollar = place.saturating_add(1).saturating_add(near.len());
        None
    }
}

/// The beginning of a text, up to so many bytes.
fn within(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    text.get(..end).unwrap_or_default()
}

/// A text cut at its formulas.
pub(in crate::ui) fn pieces(text: &str) -> Vec<Result<Formula<'_>, &str>> {
    let mut finder = Finder::default();
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0_usize, 0_usize);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['\\', '$', '['])) {
        let place = at.saturating_add(found);
        if let Some(formula) = finder.formula(text, place) {
            if place > from {
                pieces.push(Err(text.get(from..place).unwrap_or_default()));
            }
            pieces.push(Ok(formula));
            at = place.saturating_add(formula.length);
            from = at;
        } else {
            at = place.saturating_add(1);
        }
    }
    if from < text.len() {
        pieces.push(Err(text.get(from..).unwrap_or_default()));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, bool)> {
        pieces(text).into_iter().filter_map(Result::ok).map(|formula| (formula.tex, formula.is_display)).collect()
    }

    #[test]
    fn formulas_are_found_by_their_marks() {
        assert_eq!(found("a \\(x\\) b \\[y\\] $$z$$ $v_0$"), [("x", false), ("y", true), ("z", true), ("v_0", false)]);
        assert_eq!(
            found("[mathjaxinline]a[/mathjaxinline] \\begin{equation}b\\end{equation}"),
            [("a", false), ("b", true)]
        );
        assert_eq!(found("\\\\(x\\\\)"), [("x", false)]);
    }

    #[test]
    fn an_empty_line_ends_a_formula_that_was_none() {
        assert_eq!(found("$a\n\nb $c$"), [("c", false)]);
        assert_eq!(found("entre 5 $ et 7 $, $x$"), [("x", false)]);
    }

    #[test]
    fn prices_are_no_formulas() {
        for text in [
            "5 $ et 7 $",
            "5 $, 7$.",
            "(5$) ou (7$)",
            "coûte $5 ou $7",
            "\\$a\\$",
            "$ a$",
            "$",
            "$$",
            "\\(",
            "[mathjax]",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn prices_do_not_swallow_the_formula_after_them() {
        assert_eq!(found("Entre 5 $ et 7 $, $x_1 < 2$ et $y$"), [("x_1 < 2", false), ("y", false)]);
    }

    #[test]
    fn nothing_of_a_text_is_lost() {
        let text = "é $x$ 😄 \\(y\\) fin $";
        let whole: String = pieces(text)
            .into_iter()
            .map(|piece| match piece {
                Ok(formula) if formula.tex == "x" => "$x$".to_owned(),
                Ok(formula) => ["\\(", formula.tex, "\\)"].concat(),
                Err(words) => words.to_owned(),
            })
            .collect();
        assert_eq!(whole, text);
    }

    #[test]
    fn marks_without_partners_take_no_time() {
        for piece in ["$a ", "\\(", "\\[", "$$", "[mathjax]"] {
            assert!(pieces(&piece.repeat(50_000)).len() < 60_000, "{piece}");
        }
    }
}
