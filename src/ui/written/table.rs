//! Tables with bars, which the server does not know and people write.
use super::markdown::{Writer, indent};
use crate::ui::formula::Finder;

/// Columns at most.
const COLUMNS: usize = 40;

/// Whether the first line is a table's head and the second one the rule under it.
pub(super) fn begins(lines: &[&str]) -> bool {
    let [head, rule, ..] = lines else { return false };
    if !head.contains('|') || !rule.contains('-') || indent(head) > 3 || rule.len() > 1000 {
        return false;
    }
    let rule = cells(rule);
    let is_rule = |cell: &String| {
        let dashes = cell.trim_start_matches(':').trim_end_matches(':');
        !dashes.is_empty() && dashes.trim_matches('-').is_empty()
    };
    rule.iter().all(is_rule) && rule.len() <= COLUMNS && rule.len() == cells(head).len()
}

/// Writes a table; what is below it.
pub(super) fn table<'a, 'b>(writer: &mut Writer, lines: &'b [&'a str]) -> &'b [&'a str] {
    let end = lines.iter().position(|line| !line.contains('|')).unwrap_or(lines.len());
    let (inside, rest) = lines.split_at(end.max(2).min(lines.len()));
    let head = inside.first().map(|line| cells(line)).unwrap_or_default();
    writer.put(&["<table><thead><tr>"]);
    for cell in &head {
        writer.wrapped("th", cell);
    }
    writer.put(&["</tr></thead><tbody>"]);
    for row in inside.iter().skip(2) {
        writer.put(&["<tr>"]);
        for cell in cells(row).iter().take(head.len()) {
            writer.wrapped("td", cell);
        }
        writer.put(&["</tr>"]);
    }
    writer.put(&["</tbody></table>"]);
    rest
}

/// What stands between bars; bars in formulas, in code and after a backslash are part of the cell.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let (mut formulas, mut is_code) = (Finder::default(), false);
    let mut at = 0_usize;
    while let Some(c) = line.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = line.get(at..).unwrap_or_default();
        let length = if is_code { None } else { formulas.at(line, at) };
        let length = length.unwrap_or_else(|| c.len_utf8());
        let (part, taken) = match c {
            '\\' if rest.starts_with("\\|") => ("|", 2),
            _ => (rest.get(..length).unwrap_or_default(), length),
        };
        is_code ^= c == '`' && (is_code || rest.get(1..).is_some_and(|after| after.contains('`')));
        if part == "|" && taken == 1 && !is_code {
            cells.push(std::mem::take(&mut cell).trim().to_owned());
        } else {
            cell.push_str(part);
        }
        at = at.saturating_add(taken);
    }
    if !cell.trim().is_empty() || cells.is_empty() {
        cells.push(cell.trim().to_owned());
    }
    cells
}
