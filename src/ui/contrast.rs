//! Checks that the colours of `style/tokens.css` can be read, in both themes and with more contrast.
use std::collections::HashMap;

const SHEET: &str = include_str!("../../style/tokens.css");

/// The custom properties declared between two marks of the sheet.
fn tokens(from: &str, to: &str) -> HashMap<String, String> {
    let (_, rest) = SHEET.split_once(from).unwrap();
    let (block, _) = rest.split_once(to).unwrap();
    let plain: String = block.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest)).collect();
    let declarations =
        plain.split([';', '{', '}']).filter_map(|line| line.trim().strip_prefix("--preau-")?.split_once(':'));
    declarations.map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect()
}

/// Red, green, blue of a value, in the light or the dark theme.
fn color(tokens: &HashMap<String, String>, value: &str, dark: bool) -> [f64; 3] {
    if let Some(both) = value.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')')) {
        let (light, night) = both.split_once(", ").unwrap();
        return color(tokens, if dark { night } else { light }, dark);
    }
    if let Some(name) = value.strip_prefix("var(--preau-").and_then(|rest| rest.strip_suffix(')')) {
        return color(tokens, &tokens[name], dark);
    }
    let digits: String = match value.strip_prefix('#').unwrap_or_else(|| panic!("{value} is no colour")) {
        short if short.len() == 3 => short.chars().flat_map(|digit| [digit, digit]).collect(),
        long => long.to_owned(),
    };
    let number = u32::from_str_radix(&digits, 16).unwrap();
    let [_, red, green, blue] = number.to_be_bytes();
    [red, green, blue].map(|part| f64::from(part) / 255.0)
}

/// WCAG's relative luminance.
fn luminance(color: [f64; 3]) -> f64 {
    let [red, green, blue] =
        color.map(|part| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(tokens: &HashMap<String, String>, front: &str, ground: &str, dark: bool) -> f64 {
    let [front, ground] = [front, ground].map(|name| luminance(color(tokens, &tokens[&format!("color-{name}")], dark)));
    (front.max(ground) + 0.05) / (front.min(ground) + 0.05)
}

/// Text, its grounds, and the least contrast between them.
const READ: &[(&str, &[&str], f64)] = &[
    (
        "text",
        &[
            "page",
            "surface",
            "sunken",
            "accent-soft",
            "highlight-soft",
            "info-soft",
            "success-soft",
            "warning-soft",
            "danger-soft",
        ],
        7.0,
    ),
    ("text-soft", &["page", "surface", "sunken"], 7.0),
    ("link", &["page", "surface", "sunken"], 7.0),
    ("accent", &["page", "surface", "sunken", "accent-soft"], 4.5),
    ("accent-strong", &["accent-soft"], 4.5),
    ("on-accent", &["accent", "accent-strong"], 7.0),
    ("on-danger", &["danger"], 7.0),
    ("warning", &["highlight-soft", "warning-soft"], 4.5),
    ("danger", &["page", "surface", "danger-soft"], 4.5),
    ("line-strong", &["page", "surface", "sunken"], 3.0),
    ("focus", &["page", "surface", "sunken"], 3.0),
    ("focus-gap", &["focus"], 3.0),
];
/// What stands on the roof, which is dark in both themes.
const ROOF: [(&str, f64); 6] =
    [("text", 7.0), ("text-soft", 4.5), ("link", 4.5), ("accent", 4.5), ("highlight", 4.5), ("focus", 3.0)];

fn failures(tokens: &HashMap<String, String>) -> Vec<String> {
    let mut failures = Vec::new();
    let mut check = |front: &str, ground: &str, least: f64, dark: bool| {
        let ratio = contrast(tokens, front, ground, dark);
        if ratio < least {
            failures
                .push(format!("{front} on {ground}, {}: {ratio:.2} < {least}", if dark { "dark" } else { "light" }));
        }
    };
    for dark in [false, true] {
        for (front, grounds, least) in READ {
            for ground in *grounds {
                check(front, ground, *least, dark);
            }
        }
    }
    for (front, least) in ROOF {
        check(front, "roof", least, true);
    }
    failures
}

#[test]
fn every_text_can_be_read_in_both_themes() {
    let failures = failures(&tokens(":root {", "/* space */"));
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn more_contrast_is_the_same_for_the_system_and_for_the_learner() {
    let system = tokens("@media (prefers-contrast: more)", "[data-contrast");
    let learner = tokens("[data-contrast=\"more\"]", "[data-text");
    assert_eq!(system, learner);
    let mut all = tokens(":root {", "/* space */");
    all.extend(learner);
    let failures = failures(&all);
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn a_pale_text_would_be_found() {
    let mut pale = tokens(":root {", "/* space */");
    pale.insert("color-text-soft".into(), "light-dark(#999, #555)".into());
    assert!(failures(&pale).iter().any(|failure| failure.starts_with("text-soft on page, light")));
}
