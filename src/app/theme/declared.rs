//! The custom properties that a style sheet's text declares, for who has no browser's reader or wants what it was not asked to apply.

/// Name with `--` and value of each, in their order. Those in comments and in blocks that hold under conditions only
/// (`@media`, `@supports`, …) do not count; those in `@layer` do.
pub(crate) fn declared(sheet: &str) -> Vec<(String, String)> {
    let sheet = without_comments(sheet);
    let mut found = Vec::new();
    let mut rest = sheet.as_str();
    while let Some(at) = rest.find([';', '{', '}']) {
        let (part, after) = rest.split_at(at);
        rest = after.get(1..).unwrap_or_default();
        let part = part.trim();
        if after.starts_with('{') {
            if part.starts_with('@') && !part.starts_with("@layer") {
                rest = after_block(rest);
            }
            continue;
        }
        found.extend(property(part));
    }
    found.extend(property(rest));
    found
}

fn property(text: &str) -> Option<(String, String)> {
    let (name, value) = text.trim().strip_prefix("--")?.split_once(':')?;
    Some((["--", name.trim()].concat(), value.trim().to_owned()))
}

/// What follows a block that is open.
fn after_block(text: &str) -> &str {
    let mut open = 1_u32;
    let end = text.char_indices().find(|(_, sign)| {
        match sign {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        open == 0
    });
    end.and_then(|(at, _)| text.get(at + 1..)).unwrap_or_default()
}

fn without_comments(text: &str) -> String {
    let mut parts = text.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|part| part.split_once("*/")).fold(first, |all, (_, rest)| all + rest)
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn what_holds_for_everything_is_declared() {
        let sheet = "/* old; --a: 1; */ @layer x { :root { --a: 2; color: red; --b : light-dark(#fff, #000) } }
            @media print { :root { --a: 3; } p { --c: 4 } } :root { --d: 5 } --e: 6";
        let all: Vec<String> = declared(sheet).into_iter().map(|(name, value)| [name, value].join("=")).collect();
        assert_eq!(all, ["--a=2", "--b=light-dark(#fff, #000)", "--d=5", "--e=6"]);
    }

    #[test]
    fn a_sheet_that_breaks_off_is_read_so_far() {
        for (sheet, count) in
            [("", 0), (":root { --a: 1", 1), ("@media print { --a: 1; ", 0), ("} } --a: 1; /* never", 1)]
        {
            assert_eq!(declared(sheet).len(), count, "{sheet}");
        }
    }
}
