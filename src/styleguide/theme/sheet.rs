//! A draft as the files that a site takes, and back.
use super::draft::{Draft, RADII, is_font, tokens};
use crate::{
    app::{
        config::Config,
        theme::{Rgb, declared},
    },
    json,
};

const COLOR: &str = "--preau-color-";
const RADIUS: [&str; 3] = ["--preau-radius-s", "--preau-radius-m", "--preau-radius-l"];
const FONT: &str = "--preau-font";
const HEADING: &str = "--preau-font-heading";

/// Custom properties and their values, in the order of the tokens.
pub(super) fn properties(draft: &Draft) -> Vec<(String, String)> {
    let colors = tokens().filter_map(|token| draft.colors().iter().find(|(name, _)| *name == token));
    let mut all: Vec<(String, String)> = colors
        .map(|(name, [light, dark])| {
            let value = if light == dark {
                light.hex()
            } else {
                ["light-dark(", &light.hex(), ", ", &dark.hex(), ")"].concat()
            };
            ([COLOR, name].concat(), value)
        })
        .collect();
    if let Some((_, radii)) = RADII.iter().find(|(name, _)| *name == draft.radius) {
        all.extend(RADIUS.into_iter().zip(radii).map(|(name, radius)| (name.to_owned(), (*radius).to_owned())));
    }
    let heading = if draft.heading.is_empty() { &draft.font } else { &draft.heading };
    let fonts = [(FONT, &draft.font), (HEADING, heading)].into_iter().filter(|(_, value)| !value.is_empty());
    all.extend(fonts.map(|(name, value)| (name.to_owned(), value.clone())));
    all
}

/// The style sheet.
pub(super) fn css(draft: &Draft) -> String {
    let lines: Vec<String> =
        properties(draft).into_iter().map(|(name, value)| ["  ", &name, ": ", &value, ";\n"].concat()).collect();
    [":root {\n", &lines.concat(), "}\n"].concat()
}

/// The part of `config.json`: colours are in it, so that they are there before any style sheet; the sheet is named when it says more.
pub(super) fn config(draft: &Draft) -> String {
    let colors = draft.colors().iter().map(|(name, [light, dark])| {
        let each = || vec![("light", quoted(&light.hex())), ("dark", quoted(&dark.hex()))];
        (*name, if light == dark { quoted(&light.hex()) } else { object(3, each()) })
    });
    let mut theme = vec![("colors", object(2, colors.collect()))];
    if [&draft.radius, &draft.font, &draft.heading].into_iter().any(|it| !it.is_empty()) {
        theme.insert(0, ("stylesheet", quoted("/theme.css")));
    }
    let mut all = vec![("theme", object(1, theme))];
    let given = [("name", &draft.name), ("logo", &draft.logo)].into_iter().filter(|(_, it)| !it.is_empty());
    let institution: Vec<_> = given.map(|(name, it)| (name, quoted(it))).collect();
    if !institution.is_empty() {
        all.insert(0, ("institution", object(1, institution)));
    }
    object(0, all) + "\n"
}

/// Members one below the other, as people write them.
fn object(depth: usize, members: Vec<(&str, String)>) -> String {
    let indent = "  ".repeat(depth);
    let lines = members.into_iter().map(|(name, value)| [&indent, "  ", &quoted(name), ": ", &value].concat());
    let lines = lines.collect::<Vec<_>>().join(",\n");
    if lines.is_empty() { "{}".to_owned() } else { ["{\n", &lines, "\n", &indent, "}"].concat() }
}

fn quoted(text: &str) -> String {
    json::to_text(&text.to_owned()).unwrap_or_default()
}

/// What a file said: the draft with it, and lines that are not taken.
#[derive(Debug, PartialEq)]
pub(super) struct Taken {
    /// With what was taken over the one before.
    pub(super) draft: Draft,
    /// How many colours and other properties.
    pub(super) count: u64,
    /// What was not taken.
    pub(super) refused: Vec<String>,
}

/// Reads a style sheet or a configuration into a draft.
pub(super) fn read(text: &str, draft: &Draft) -> Taken {
    let mut taken = Taken { draft: draft.clone(), count: 0, refused: Vec::new() };
    if text.trim_start().starts_with('{') {
        taken.read_config(text);
    } else {
        taken.read_css(text);
    }
    taken
}

impl Taken {
    fn read_config(&mut self, text: &str) {
        let config = match Config::parse(text) {
            Ok(config) => config,
            Err(problems) => {
                self.refused = problems;
                return;
            }
        };
        for (name, color) in config.theme.colors.iter() {
            let (light, dark) = color.both();
            let both = Rgb::parse(light).zip(Rgb::parse(dark)).map(|(light, dark)| [light, dark]);
            let known = both.is_some_and(|both| self.draft.set_both(name, both));
            self.note(known, name);
        }
        let fields = [(config.institution.name, &mut self.draft.name), (config.institution.logo, &mut self.draft.logo)];
        for (value, field) in fields {
            if let Some(value) = value {
                *field = value;
                self.count += 1;
            }
        }
    }

    fn read_css(&mut self, text: &str) {
        let mut radii = [const { String::new() }; 3];
        for (name, value) in declared(text) {
            let value = value.as_str();
            if let Some(token) = name.strip_prefix(COLOR) {
                let known = both(value).is_some_and(|both| self.draft.set_both(token, both));
                self.note(known, &name);
                continue;
            }
            if let Some(at) = RADIUS.iter().position(|radius| *radius == name).and_then(|at| radii.get_mut(at)) {
                value.clone_into(at);
                continue;
            }
            let field = match name.as_str() {
                FONT => &mut self.draft.font,
                HEADING => &mut self.draft.heading,
                _ => {
                    self.note(false, &name);
                    continue;
                }
            };
            let is_sound = is_font(value);
            if is_sound {
                value.clone_into(field);
            }
            self.note(is_sound, &name);
        }
        if radii.iter().any(|radius| !radius.is_empty()) {
            let known = RADII.iter().find(|(_, all)| all.iter().zip(&radii).all(|(one, other)| *one == other));
            if let Some((name, _)) = known {
                (*name).clone_into(&mut self.draft.radius);
            }
            self.note(known.is_some(), "--preau-radius-…");
        }
        if self.draft.heading == self.draft.font {
            self.draft.heading.clear();
        }
    }

    fn note(&mut self, is_taken: bool, name: &str) {
        if is_taken {
            self.count += 1;
        } else {
            self.refused.push(name.to_owned());
        }
    }
}

fn both(value: &str) -> Option<[Rgb; 2]> {
    if let Some(pair) = value.strip_prefix("light-dark(") {
        let (light, dark) = pair.strip_suffix(')')?.split_once(',')?;
        return Some([Rgb::parse(light)?, Rgb::parse(dark)?]);
    }
    Rgb::parse(value).map(|color| [color, color])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::theme::Scheme;

    fn draft() -> Draft {
        let mut draft = Draft { radius: "small".into(), font: "Georgia, serif".into(), ..Draft::default() };
        draft.name = "Université « Nord »".into();
        draft.logo = "/logo.svg".into();
        let rgb = |text| Rgb::parse(text).unwrap();
        draft.set_both("accent", [rgb("#0b5cad"), rgb("#8cc2ff")]);
        draft.set_both("roof", [rgb("#0a3a6b"), rgb("#0a3a6b")]);
        draft
    }

    #[test]
    fn a_style_sheet_comes_back_as_it_went() {
        let text = css(&draft());
        assert!(text.starts_with(":root {\n  --preau-color-accent: light-dark(#0b5cad, #8cc2ff);\n"), "{text}");
        assert!(
            text.contains("--preau-color-roof: #0a3a6b;") && text.contains("--preau-radius-l: 0.375rem;"),
            "{text}"
        );
        let back = read(&text, &Draft::default());
        assert_eq!(back.refused, [""; 0]);
        assert_eq!(back.draft, Draft { name: String::new(), logo: String::new(), ..draft() });
    }

    #[test]
    fn a_configuration_is_one_that_the_app_takes_and_comes_back() {
        let text = config(&draft());
        assert!(Config::parse(&text).is_ok(), "{text}");
        let back = read(&text, &Draft::default());
        assert_eq!((back.count, back.refused.len()), (4, 0));
        assert_eq!(back.draft, Draft { radius: String::new(), font: String::new(), ..draft() });
    }

    #[test]
    fn what_cannot_be_taken_is_named() {
        let text = "/* ours: --preau-color-link: #000000; */ :root { --preau-color-accent: red; --other: 1; --preau-font: url(x) }";
        let taken = read(text, &Draft::default());
        assert_eq!(taken.refused, ["--preau-color-accent", "--other", "--preau-font"]);
        assert_eq!((taken.draft, taken.count), (Draft::default(), 0));
        assert!(!read("{\"them\": 1}", &Draft::default()).refused.is_empty());
    }

    #[test]
    fn one_colour_counts_for_both_themes() {
        let taken = read(":root{--preau-color-accent:#123456}", &Draft::default());
        assert_eq!(taken.draft.color("accent", Scheme::Dark), Rgb::parse("#123456"));
    }
}
