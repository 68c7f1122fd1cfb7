//! The same check outside a browser, for whoever checks a platform from a command line: the colours of the configuration and
//! of a theme's stylesheet over our own.
use super::{
    color::Rgb,
    declared::declared,
    rules::{self, Fix, Scheme},
};
use crate::app::config::Theme;
use std::collections::BTreeMap;

const OURS: &str = include_str!("../../../style/tokens.css");

/// A warning for each colour that fails, as the page would write it. `stylesheet` is the text of the theme's own, if any.
///
/// Colours written in a way that only a browser computes (`oklch()`, `color-mix()`) are not judged.
pub fn warnings(theme: &Theme, stylesheet: &str) -> Vec<String> {
    let mut declared = declarations(OURS.split("[data-contrast=").next().unwrap_or_default());
    declared.extend(declarations(stylesheet));
    let mut warnings: Vec<String> = theme
        .colors
        .iter()
        .filter(|(name, _)| !declared.contains_key(["color-", name].concat().as_str()))
        .map(|(name, _)| ["theme.colors.", name, " is no colour of préau: see style/README.md"].concat())
        .collect();
    for scheme in [Scheme::Light, Scheme::Dark] {
        let fixes = rules::check(scheme, false, |name| match theme.colors.get(name) {
            Some(color) => Rgb::parse(if scheme == Scheme::Light { color.both().0 } else { color.both().1 }),
            None => resolve(&declared, declared.get(["color-", name].concat().as_str())?, scheme, 0),
        });
        warnings.extend(fixes.iter().map(Fix::text));
    }
    warnings
}

/// Custom properties of a sheet without `--preau-`; the last of a name wins.
fn declarations(sheet: &str) -> BTreeMap<String, String> {
    let ours = |(name, value): (String, String)| Some((name.strip_prefix("--preau-")?.to_owned(), value));
    declared(sheet).into_iter().filter_map(ours).collect()
}

fn resolve(all: &BTreeMap<String, String>, text: &str, scheme: Scheme, depth: u8) -> Option<Rgb> {
    // a property that names itself leads nowhere
    if depth > 8 {
        return None;
    }
    if let Some(name) = text.strip_prefix("var(--preau-") {
        return resolve(all, all.get(name.strip_suffix(')')?)?, scheme, depth + 1);
    }
    if let Some(both) = text.strip_prefix("light-dark(") {
        let (light, dark) = both.strip_suffix(')')?.split_once(',')?;
        let chosen = if scheme == Scheme::Light { light } else { dark };
        return resolve(all, chosen.trim(), scheme, depth + 1);
    }
    let short = text.strip_prefix('#').filter(|digits| digits.len() == 3);
    let long = short.map(|digits| digits.chars().fold("#".to_owned(), |all, digit| all + &digit.to_string().repeat(2)));
    Rgb::parse(long.as_deref().unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::config::Config;

    fn warned(config: &str, stylesheet: &str) -> String {
        warnings(&Config::parse(config).unwrap().theme, stylesheet).join("\n")
    }

    #[test]
    fn our_own_look_gives_no_warning() {
        assert_eq!(warned("{}", ""), "");
    }

    #[test]
    fn pale_colours_are_named_wherever_they_come_from() {
        let config = r##"{"theme": {"colors": {"accent": "#ffcc00"}}}"##;
        assert!(warned(config, "").contains("--preau-color-accent #ffcc00 (light)"));
        let sheet = ":root { --preau-sun: #fc0; --preau-color-accent: light-dark(var(--preau-sun), #84d6b3); }";
        assert!(warned("{}", sheet).contains("--preau-color-accent #ffcc00 (light)"));
        assert_eq!(warned("{}", ":root { --preau-color-accent: oklch(90% 0.1 90); }"), "", "not to be judged here");
    }

    #[test]
    fn a_name_that_is_no_colour_is_named() {
        assert!(
            warned(r##"{"theme": {"colors": {"acent": "#000000"}}}"##, "").contains("theme.colors.acent is no colour")
        );
        assert_eq!(warned("{}", ":root { --preau-color-accent: var(--preau-color-accent); }"), "");
    }
}
