//! Reads the N-Quads of the W3C suite. Badges never come as N-Quads: only tests do.
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::rdf::{Quad, STRING, Term};

/// Statements of a text, each once, and the names of its nameless things by number.
pub(crate) fn read(text: &str) -> (Vec<Quad>, Vec<String>) {
    let mut labels = Labels::default();
    let quads: BTreeSet<Quad> = text.lines().filter_map(|line| statement(line, &mut labels)).collect();
    (quads.into_iter().collect(), labels.names)
}

#[derive(Default)]
struct Labels {
    numbers: BTreeMap<String, usize>,
    names: Vec<String>,
}

fn statement(line: &str, labels: &mut Labels) -> Option<Quad> {
    let mut rest = line.trim();
    if rest.is_empty() || rest.starts_with('#') {
        return None;
    }
    let mut terms = Vec::new();
    while !rest.starts_with('.') {
        let (term, after) = term(rest, labels);
        terms.push(term);
        rest = after.trim_start();
    }
    let mut terms = terms.into_iter();
    let mut next = || terms.next();
    Some(Quad { subject: next().unwrap(), predicate: next().unwrap(), object: next().unwrap(), graph: next() })
}

fn term<'t>(text: &'t str, labels: &mut Labels) -> (Term, &'t str) {
    if let Some(rest) = text.strip_prefix('<') {
        let (iri, rest) = rest.split_once('>').expect("an IRI ends");
        return (Term::iri(&unescape(iri)), rest);
    }
    if let Some(rest) = text.strip_prefix("_:") {
        let (label, rest) = rest.split_at(rest.find([' ', '\t', '<']).expect("a label ends"));
        let number = *labels.numbers.entry(label.to_owned()).or_insert_with(|| {
            labels.names.push(label.to_owned());
            labels.names.len() - 1
        });
        return (Term::Blank(number), rest);
    }
    let rest = text.strip_prefix('"').expect("a literal begins");
    let mut escaped = false;
    let end = rest.find(|char| {
        let ends = char == '"' && !escaped;
        escaped = char == '\\' && !escaped;
        ends
    });
    let (value, rest) = rest.split_at(end.expect("a literal ends"));
    let (value, rest) = (unescape(value), rest.strip_prefix('"').expect("found above"));
    if let Some(rest) = rest.strip_prefix("^^<") {
        let (datatype, rest) = rest.split_once('>').expect("a type ends");
        return (Term::typed(&value, &unescape(datatype)), rest);
    }
    if let Some(rest) = rest.strip_prefix('@') {
        let (language, rest) = rest.split_at(rest.find([' ', '\t', '.']).expect("a language ends"));
        return (Term::text(&value, language), rest);
    }
    (Term::typed(&value, STRING), rest)
}

fn unescape(text: &str) -> Rc<str> {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        if char != '\\' {
            out.push(char);
            continue;
        }
        let kind = chars.next().expect("something is escaped");
        let digits = match kind {
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let code: String = chars.by_ref().take(digits).collect();
        out.push(match kind {
            't' => '\t',
            'b' => '\u{8}',
            'n' => '\n',
            'r' => '\r',
            'f' => '\u{c}',
            'u' | 'U' => u32::from_str_radix(&code, 16).ok().and_then(char::from_u32).expect("a character"),
            plain => plain,
        });
    }
    out.into()
}
