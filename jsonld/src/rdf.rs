//! Statements of a dataset, written as canonical N-Quads.
use crate::quote;
use std::rc::Rc;

/// A name or a value in a statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Term {
    /// An IRI or a literal, in the form that N-Quads have.
    Named(Rc<str>),
    /// A thing without a name: its number within the dataset.
    Blank(usize),
}

impl Term {
    pub(crate) fn iri(iri: &str) -> Self {
        Self::Named(format!("<{iri}>").into())
    }

    /// A literal of a type; that of plain strings is not written.
    pub(crate) fn typed(text: &str, datatype: &str) -> Self {
        let mut literal = quoted(text);
        if datatype != STRING {
            literal.push_str("^^<");
            literal.push_str(datatype);
            literal.push('>');
        }
        Self::Named(literal.into())
    }

    /// A text in a language.
    pub(crate) fn text(text: &str, language: &str) -> Self {
        Self::Named(format!("{}@{}", quoted(text), language.to_ascii_lowercase()).into())
    }

    pub(crate) fn blank(&self) -> Option<usize> {
        match self {
            Self::Named(_) => None,
            Self::Blank(number) => Some(*number),
        }
    }
}

/// The type of plain strings.
pub(crate) const STRING: &str = "http://www.w3.org/2001/XMLSchema#string";

/// One statement. The predicate is always an IRI.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Quad {
    pub(crate) subject: Term,
    pub(crate) predicate: Term,
    pub(crate) object: Term,
    /// `None`: the default graph.
    pub(crate) graph: Option<Term>,
}

impl Quad {
    /// The line of N-Quads, with its end; `label` names the nameless.
    pub(crate) fn line(&self, label: impl Fn(usize) -> Rc<str>) -> String {
        let mut line = String::new();
        for term in [Some(&self.subject), Some(&self.predicate), Some(&self.object), self.graph.as_ref()] {
            match term {
                Some(Term::Named(text)) => line.push_str(text),
                Some(Term::Blank(number)) => {
                    line.push_str("_:");
                    line.push_str(&label(*number));
                }
                None => continue,
            }
            line.push(' ');
        }
        line.push_str(".\n");
        line
    }

    /// Nameless things in it, with the letter that RDFC-1.0 has for the place.
    pub(crate) fn blanks(&self) -> impl Iterator<Item = (char, usize)> {
        [('s', Some(&self.subject)), ('o', Some(&self.object)), ('g', self.graph.as_ref())]
            .into_iter()
            .filter_map(|(place, term)| Some((place, term?.blank()?)))
    }
}

/// A string between quotes, escaped as canonical N-Quads ask.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let code = |char: char| format!("{:04X}", u32::from(char));
    let is_coded = |char: &char| matches!(char, '\0'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}');
    quote::quote(text, &mut out, |char| Some(char).filter(is_coded).map(code));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_canonical() {
        let quad = Quad {
            subject: Term::Blank(7),
            predicate: Term::iri("urn:p"),
            object: Term::typed("a\"\\\u{8}\t\n\u{c}\r\u{b}\u{7f}é", STRING),
            graph: Some(Term::Blank(8)),
        };
        assert_eq!(
            quad.line(|number| format!("b{number}").into()),
            "_:b7 <urn:p> \"a\\\"\\\\\\b\\t\\n\\f\\r\\u000B\\u007Fé\" _:b8 .\n"
        );
        assert_eq!(Term::text("a", "fr-BE"), Term::Named("\"a\"@fr-be".into()));
        assert_eq!(Term::typed("a", "urn:t"), Term::Named("\"a\"^^<urn:t>".into()));
    }
}
