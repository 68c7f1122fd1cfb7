//! What the buttons above the field do to the text.

/// A button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// Strong words.
    Bold,
    /// Stressed words.
    Italic,
    /// A link.
    Link,
    /// Somebody's words.
    Quote,
    /// Words of a program, in the line or as lines of their own.
    Code,
    /// A list.
    List,
    /// A list with numbers.
    Numbers,
    /// A formula.
    Formula,
}

/// What takes the place of the selection, and what of it is selected then, in code units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// The text.
    pub insert: String,
    /// How much on either side of the selection it takes the place of too.
    pub grow: usize,
    /// Where the new selection begins in it.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}

/// Length as the browser counts it.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Puts marks around the selection, or around what is to be typed.
fn around(before: &str, selected: &str, after: &str) -> Change {
    let from = units(before);
    Change { insert: [before, selected, after].concat(), grow: 0, from, to: from.saturating_add(units(selected)) }
}

/// The same for marks that go away when they are there already, in the selection or around it.
fn toggled(before: &str, selected: &str, after: &str, mark: &str) -> Change {
    // one star is not half of two
    let has =
        |text: &str| text == mark || (!text.is_empty() && text.chars().all(|c| mark.contains(c)) && text.len() == 3);
    let run = |text: &str| -> String { text.chars().take_while(|c| mark.contains(*c)).collect() };
    let back: String = run(&before.chars().rev().collect::<String>());
    if has(&back) && has(&run(after)) && !selected.is_empty() {
        return Change { insert: selected.to_owned(), grow: units(mark), from: 0, to: units(selected) };
    }
    let inner = selected.strip_prefix(mark).and_then(|text| text.strip_suffix(mark));
    match inner.filter(|inner| !inner.is_empty() && has(&run(selected))) {
        Some(inner) => Change { insert: inner.to_owned(), grow: 0, from: 0, to: units(inner) },
        None => around(mark, selected, mark),
    }
}

/// Lines of their own, each with a mark; a block begins after an empty line.
fn lines(before: &str, selected: &str, mark: impl Fn(usize) -> String) -> Change {
    let start = if before.is_empty() || before.ends_with("\n\n") {
        ""
    } else if before.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    };
    let marked: Vec<String> =
        selected.split('\n').enumerate().map(|(number, line)| [mark(number).as_str(), line].concat()).collect();
    let insert = [start, &marked.join("\n")].concat();
    let end = units(&insert);
    Change { insert, grow: 0, from: end, to: end }
}

/// The change; `before` and `after` are the text before and after the selection.
pub(super) fn apply(before: &str, selected: &str, after: &str, action: Action) -> Change {
    match action {
        Action::Bold => toggled(before, selected, after, "**"),
        Action::Italic => toggled(before, selected, after, "*"),
        Action::Formula => toggled(before, selected, after, "$"),
        Action::Link => {
            let change = around("[", selected, "](https://)");
            // the words are there: the address is what is missing
            let end = units(&change.insert);
            if selected.is_empty() {
                change
            } else {
                Change { from: end.saturating_sub(9), to: end.saturating_sub(1), ..change }
            }
        }
        Action::Code if !selected.contains('\n') => toggled(before, selected, after, "`"),
        Action::Code => lines(before, selected, |_| "    ".into()),
        Action::Quote => lines(before, selected, |_| "> ".into()),
        Action::List => lines(before, selected, |_| "- ".into()),
        Action::Numbers => lines(before, selected, |number| [&number.saturating_add(1).to_string(), ". "].concat()),
    }
}

/// Somebody's words as a quote, to answer below.
pub(in crate::forum) fn quote(text: &str, author: &str) -> String {
    let mut quoted = String::new();
    // what lines begin or end with may mean something
    for line in text.trim_end().trim_start_matches('\n').lines() {
        quoted.push_str("> ");
        quoted.push_str(line);
        quoted.push('\n');
    }
    ["**", author, "**\n\n", &quoted, "\n"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_around_the_selection() {
        let change = apply("Un ", "été", "", Action::Bold);
        assert_eq!((change.insert.as_str(), change.from, change.to), ("**été**", 2, 5));
        let change = apply("", "😄", "", Action::Italic);
        assert_eq!((change.from, change.to), (1, 3), "as the browser counts");
        assert_eq!(apply("", "", "", Action::Formula), Change { insert: "$$".into(), grow: 0, from: 1, to: 1 });
    }

    #[test]
    fn marks_that_are_there_go_away() {
        let bold = |before, selected, after| apply(before, selected, after, Action::Bold);
        assert_eq!(bold("Un **", "été", "** chaud"), Change { insert: "été".into(), grow: 2, from: 0, to: 3 });
        assert_eq!(bold("Un ", "**été**", "").insert, "été");
        assert_eq!(apply("**", "été", "**", Action::Italic).insert, "*été*", "stressed and strong");
        assert_eq!(apply("***", "été", "***", Action::Italic).grow, 1);
        assert_eq!(bold("***", "été", "***").grow, 2);
        assert_eq!(apply("`", "été", "`", Action::Code).insert, "été");
        assert_eq!(bold("**", "", "**").grow, 0);
    }

    #[test]
    fn a_link_selects_what_is_missing() {
        assert_eq!(apply("", "ici", "", Action::Link).insert, "[ici](https://)");
        let change = apply("", "ici", "", Action::Link);
        assert_eq!((change.from, change.to), (6, 14));
        assert_eq!(apply("", "", "", Action::Link).from, 1);
    }

    #[test]
    fn blocks_begin_after_an_empty_line() {
        assert_eq!(apply("Texte", "a\nb", "", Action::List).insert, "\n\n- a\n- b");
        assert_eq!(apply("Texte\n", "a", "", Action::Quote).insert, "\n> a");
        assert_eq!(apply("", "a\nb", "", Action::Numbers).insert, "1. a\n2. b");
        assert_eq!(apply("x\n\n", "let a;\nlet b;", "", Action::Code).insert, "    let a;\n    let b;");
    }

    #[test]
    fn a_quote_is_marked_line_by_line() {
        assert_eq!(quote("un\ndeux\n", "zoe"), "**zoe**\n\n> un\n> deux\n\n");
        assert_eq!(quote("\n    a\n\nb  \nc", "zoe"), "**zoe**\n\n>     a\n> \n> b  \n> c\n\n");
    }
}
