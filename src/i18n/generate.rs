//! The message compiler, run by `build.rs`: TOML in, Rust functions out.
//!
//! Rejects a message that lacks a language, a note for translators or a plural form, or whose languages take
//! different arguments: then the build fails, not the learner's page.
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

/// Languages of the interface in the order of `i18n::Lang`, each with the plural forms that it needs.
const LANGUAGES: [(&str, &[&str]); 2] = [("fr", &["one", "other"]), ("en", &["one", "other"])];

/// One message as translators write it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Message {
    note: String,
    fr: Text,
    en: Text,
}

/// A plain text, or one text for each plural form.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Text {
    Plain(String),
    Plural(BTreeMap<String, String>),
}

/// A text cut at its arguments.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Word(String),
    Number(String),
}

/// The Rust source of one module for each `(feature, TOML text)`.
///
/// # Errors
/// A sentence that names the file, the message and what is wrong with it.
pub(crate) fn module(files: &[(String, String)]) -> Result<String, String> {
    let mut code = String::new();
    for (feature, source) in files {
        let messages: BTreeMap<String, Message> =
            toml::from_str(source).map_err(|error| format!("{feature}.toml: {error}"))?;
        let _ = writeln!(
            code,
            "/// Messages of `{feature}.toml`.\npub mod {feature} {{\n    use super::super::support::*;"
        );
        for (id, message) in &messages {
            code.push_str(&function(id, message).map_err(|error| format!("{feature}.toml, [{id}]: {error}"))?);
        }
        code.push_str("}\n");
    }
    Ok(code)
}

fn function(id: &str, message: &Message) -> Result<String, String> {
    if message.note.trim().is_empty() {
        return Err("the note to translators is empty".into());
    }
    let mut texts = Vec::new();
    for ((lang, forms), text) in LANGUAGES.into_iter().zip([&message.fr, &message.en]) {
        texts.push(forms_of(lang, forms, text)?);
    }
    let arguments: Vec<BTreeSet<(bool, String)>> = texts.iter().map(|forms| arguments(forms)).collect();
    if arguments.iter().any(|set| Some(set) != arguments.first()) {
        return Err(format!("the languages take different arguments: {arguments:?}"));
    }
    let arguments = arguments.into_iter().next().unwrap_or_default();
    let plural = texts.iter().any(|forms| forms.len() > 1);
    if plural && !arguments.contains(&(false, "count".into())) {
        return Err("a message with plural forms needs {count, number}".into());
    }
    let mut code = String::new();
    let _ = writeln!(code, "    /// {}", message.note.trim().replace('\n', "\n    /// "));
    if arguments.is_empty() {
        let words: Vec<String> = texts.iter().map(|forms| literal(&words(&forms[0]))).collect();
        let _ =
            writeln!(code, "    #[must_use]\n    pub fn {id}() -> &'static str {{ say_text([{}]) }}", words.join(", "));
        return Ok(code);
    }
    let list: Vec<String> =
        arguments.iter().map(|(word, name)| format!("{name}: {}", if *word { "&str" } else { "u64" })).collect();
    let _ = writeln!(code, "    #[must_use]\n    pub fn {id}({}) -> String {{", list.join(", "));
    for (_, name) in arguments.iter().filter(|(word, _)| !word) {
        let _ = writeln!(code, "        let {name}_text = say_number({name});");
    }
    code.push_str("        match say_lang() {\n");
    for ((lang, _), forms) in LANGUAGES.iter().zip(&texts) {
        let name = format!("{}{}", lang[..1].to_uppercase(), &lang[1..]);
        let joins: Vec<String> = forms.iter().map(|form| join(form)).collect();
        match joins.as_slice() {
            [one, other] => {
                let _ =
                    writeln!(code, "            Lang::{name} => if says_one(count) {{ {one} }} else {{ {other} }},");
            }
            _ => {
                let _ = writeln!(code, "            Lang::{name} => {},", joins.join(""));
            }
        }
    }
    code.push_str("        }\n    }\n");
    Ok(code)
}

/// The pieces of each plural form in the order of `forms`, or of the one text.
fn forms_of(lang: &str, forms: &[&str], text: &Text) -> Result<Vec<Vec<Piece>>, String> {
    match text {
        Text::Plain(text) => Ok(vec![pieces(lang, text)?]),
        Text::Plural(given) => {
            if let Some(extra) = given.keys().find(|key| !forms.contains(&key.as_str())) {
                return Err(format!("{lang} has no plural form called {extra}"));
            }
            let text = |form: &&str| given.get(*form).ok_or(format!("{lang} lacks the plural form {form}"));
            forms.iter().map(|form| pieces(lang, text(form)?)).collect()
        }
    }
}

/// Cuts a text at `{name}` and `{name, number}`.
fn pieces(lang: &str, text: &str) -> Result<Vec<Piece>, String> {
    if text.contains('\'') {
        return Err(format!("{lang}: write the apostrophe ’, not '"));
    }
    let text = if lang == "fr" { french_spaces(text) } else { text.to_owned() };
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let (inside, after) = after.split_once('}').ok_or(format!("{lang}: a {{ is not closed"))?;
        if !before.is_empty() {
            pieces.push(Piece::Words(before.to_owned()));
        }
        let (name, kind) = inside.split_once(',').map_or((inside, ""), |(name, kind)| (name, kind.trim()));
        let name = name.trim().to_owned();
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
            return Err(format!("{lang}: {{{inside}}} is no argument"));
        }
        pieces.push(match kind {
            "" => Piece::Word(name),
            "number" => Piece::Number(name),
            _ => return Err(format!("{lang}: {kind} is no kind of argument")),
        });
        rest = after;
    }
    if !rest.is_empty() || pieces.is_empty() {
        pieces.push(Piece::Words(rest.to_owned()));
    }
    Ok(pieces)
}

/// Spaces that must not break a line in French: before `: ; ? ! »` and after `«`.
fn french_spaces(text: &str) -> String {
    let mut text = text.replace("« ", "«\u{a0}");
    for (mark, space) in [(':', '\u{a0}'), ('»', '\u{a0}'), (';', '\u{202f}'), ('?', '\u{202f}'), ('!', '\u{202f}')] {
        text = text.replace(&format!(" {mark}"), &format!("{space}{mark}"));
    }
    text
}

/// Arguments of all forms together; `true` marks a text, `false` a number, so that numbers come first.
fn arguments(forms: &[Vec<Piece>]) -> BTreeSet<(bool, String)> {
    let each = forms.iter().flatten();
    each.filter_map(|piece| match piece {
        Piece::Words(_) => None,
        Piece::Word(name) => Some((true, name.clone())),
        Piece::Number(name) => Some((false, name.clone())),
    })
    .collect()
}

fn words(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .filter_map(|piece| if let Piece::Words(words) = piece { Some(words.as_str()) } else { None })
        .collect()
}

fn join(pieces: &[Piece]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = pieces.iter().peekable();
    while let Some(piece) = rest.next() {
        match (piece, rest.peek()) {
            (Piece::Words(words), Some(Piece::Word(name))) if ends_with_of(words) => {
                parts.push(literal(words.trim_end_matches("de ")));
                parts.push(format!("say_of({name})"));
            }
            (Piece::Words(words), _) => parts.push(literal(words)),
            (Piece::Word(name), _) => parts.push(name.clone()),
            (Piece::Number(name), _) => parts.push(format!("&{name}_text")),
        }
    }
    format!("say_joined(&[{}])", parts.join(", "))
}

/// Whether words end with the French "de", which a name that follows may shorten. No English text ends so.
fn ends_with_of(words: &str) -> bool {
    words == "de " || words.ends_with(" de ")
}

fn literal(text: &str) -> String {
    format!("{text:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compile(source: &str) -> Result<String, String> {
        module(&[("demo".into(), source.into())])
    }

    #[test]
    fn a_message_becomes_a_function_with_typed_arguments() {
        let code = compile("[found]\nnote = \"n\"\nfr = { one = \"{count, number} cours sur {theme}\", other = \"{count, number} cours sur {theme}\" }\nen = { one = \"{count, number} course on {theme}\", other = \"{count, number} courses on {theme}\" }").unwrap();
        assert!(code.contains("pub fn found(count: u64, theme: &str) -> String"), "{code}");
        assert!(code.contains("says_one(count)"), "{code}");
    }

    #[test]
    fn a_name_shortens_the_french_of_before_it() {
        let code = compile("[a]\nnote = \"n\"\nfr = \"Réponse de {name}\"\nen = \"Response by {name}\"").unwrap();
        assert!(code.contains("\"Réponse \", say_of(name), name"), "{code}");
        assert!(code.contains("\"Response by \", name"), "{code}");
    }

    #[test]
    fn incomplete_messages_fail_the_build() {
        for (source, why) in [
            ("[a]\nnote = \"n\"\nfr = \"x\"", "en"),
            ("[a]\nnote = \" \"\nfr = \"x\"\nen = \"x\"", "note"),
            ("[a]\nnote = \"n\"\nfr = \"{x}\"\nen = \"y\"", "different arguments"),
            (
                "[a]\nnote = \"n\"\nfr = { one = \"{count, number}\" }\nen = \"{count, number}\"",
                "lacks the plural form other",
            ),
            ("[a]\nnote = \"n\"\nfr = { one = \"un\", other = \"des\" }\nen = \"x\"", "needs {count, number}"),
            ("[a]\nnote = \"n\"\nfr = \"l'eau\"\nen = \"x\"", "apostrophe"),
            ("[a]\nnote = \"n\"\nfr = \"{x\"\nen = \"x\"", "not closed"),
        ] {
            let error = compile(source).unwrap_err();
            assert!(error.contains(why), "{error} should say {why}");
        }
    }

    #[test]
    fn french_punctuation_keeps_its_space_on_the_line() {
        assert_eq!(french_spaces("Quoi ? « oui » : non"), "Quoi\u{202f}? «\u{a0}oui\u{a0}»\u{a0}: non");
    }
}
