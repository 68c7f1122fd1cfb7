//! Several badges at once: a table, which can be taken along; details of one below it.
use super::{
    super::{award::tag, report_file::iso, words},
    entry::{Bench, Entry, State, trouble_text},
    outcome::{focus, one},
};
use crate::{
    i18n::{Lang, lang, t},
    ui::{self, Button, ButtonKind},
};
use leptos::prelude::*;

/// Rows that are drawn in one go; two hundred would keep the page from answering.
const AT_ONCE: usize = 20;

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or_default()
}

/// The table.
pub(super) fn table(bench: Bench) -> AnyView {
    let open = RwSignal::new(None::<usize>);
    let heading = move || t::badges::batch(number(bench.expected.get()));
    let done =
        ui::memo(move |_| bench.entries.with(|entries| entries.iter().filter(|entry| !entry.is_checking()).count()));
    let progress = move || t::badges::batch_done(number(bench.expected.get()), number(done.get()));
    let count = ui::memo(move |_| bench.entries.with(Vec::len));
    let drawn = ui::grows(AT_ONCE, count);
    let rows = ui::each(
        move || {
            let drawn = drawn.get();
            bench.entries.with(|entries| entries.iter().take(drawn).map(|entry| entry.id.to_string()).collect())
        },
        move |id: String| {
            id.parse().ok().and_then(|id| find(bench, id)).map(|entry| row(entry, open)).unwrap_or_default()
        },
    );
    let save = Callback::new(move |()| {
        let text = bench.entries.with_untracked(|entries| csv(entries));
        if !ui::download("badges.csv", "text/csv;charset=utf-8", &text.into()) {
            ui::alert(t::badges::not_downloaded());
        }
    });
    let details = ui::dynamic(move || {
        let entry = open.get().and_then(|id| find(bench, id));
        untrack(|| entry.map(|entry| one(bench, entry)).unwrap_or_default())
    });
    view! {
        <section class="preau-stack" aria-labelledby="batch">
            <h2 id="batch" tabindex="-1">{ui::text(heading)}</h2>
            <p>{ui::text(progress)}</p>
            <ui::TableRegion caption=t::badges::statements()>
                <thead>
                    <tr>
                        <th scope="col">{t::badges::b_file()}</th>
                        <th scope="col">{t::badges::b_title()}</th>
                        <th scope="col">{t::badges::b_issuer()}</th>
                        <th scope="col">{t::badges::b_outcome()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </ui::TableRegion>
            <p class="preau-no-print"><Button on_press=save>{t::badges::b_download()}</Button></p>
        </section>
        <div id="details">{details}</div>
    }
    .into_any()
}

fn find(bench: Bench, id: usize) -> Option<Entry> {
    bench.entries.with_untracked(|entries| entries.iter().copied().find(|entry| entry.id == id))
}

fn row(entry: Entry, open: RwSignal<Option<usize>>) -> AnyView {
    let name = untrack(|| entry.name());
    let file = name.clone();
    let title = move || {
        let state = entry.state.get();
        untrack(|| {
            let text = match state {
                State::Checking => return "–".into_any(),
                State::Done(reports) => {
                    let titles: Vec<String> = reports.iter().map(|report| words::title_or(report, "–")).collect();
                    titles.join(", ")
                }
                State::Failed(_) | State::NotRead(_) => "–".to_owned(),
            };
            // what has no title goes by the name of its file
            let text = if text == "–" { name.clone() } else { text };
            let label = t::badges::b_details(&text);
            let press = Callback::new(move |()| {
                open.set(Some(entry.id));
                // it stands below the table
                focus("#details h2");
            });
            view! { <Button kind=ButtonKind::Quiet small=true label=label on_press=press>{text}</Button> }.into_any()
        })
    };
    let issuer = move || {
        entry.state.with(|state| match state {
            State::Done(reports) => {
                reports.iter().map(|report| words::issuer_or(report, "–")).collect::<Vec<_>>().join(", ")
            }
            _ => String::new(),
        })
    };
    let outcome = move || {
        let state = entry.state.get();
        untrack(|| match state {
            State::Checking => t::badges::checking().into_any(),
            State::Done(reports) => {
                reports.iter().map(|report| tag(words::called(report))).collect::<Vec<_>>().into_any()
            }
            State::Failed(trouble) => trouble_text(trouble).into_any(),
            State::NotRead(why) => why.into_any(),
        })
    };
    view! {
        <tr>
            <th scope="row">{file}</th>
            <td>{ui::dynamic(title)}</td>
            <td>{ui::text(issuer)}</td>
            <td>{ui::dynamic(outcome)}</td>
        </tr>
    }
    .into_any()
}

/// The table as CSV, with a mark by which spreadsheets see that it is UTF-8. French ones take cells apart at semicolons.
fn csv(entries: &[Entry]) -> String {
    let mut text = "\u{feff}".to_owned();
    let between = if lang() == Lang::Fr { ";" } else { "," };
    let mut line = |cells: [&str; 6]| {
        text.push_str(&cells.map(cell).join(between));
        text.push_str("\r\n");
    };
    line([
        t::badges::b_file(),
        t::badges::b_title(),
        t::badges::b_issuer(),
        t::badges::b_outcome(),
        t::badges::b_why(),
        t::badges::checked_iso(),
    ]);
    for entry in entries {
        let name = untrack(|| entry.name());
        match entry.state.get_untracked() {
            State::Done(reports) => {
                for report in &reports {
                    line([
                        &name,
                        &words::title_or(report, ""),
                        &words::issuer_or(report, ""),
                        &words::headline(report),
                        &words::sentence(report),
                        &iso(report.checked_at),
                    ]);
                }
            }
            State::Failed(trouble) => line([&name, "", "", t::badges::unverifiable(), trouble_text(trouble), ""]),
            State::NotRead(why) => line([&name, "", "", t::badges::unverifiable(), &why, ""]),
            State::Checking => line([&name, "", "", t::badges::checking(), "", ""]),
        }
    }
    text
}

/// A cell; a spreadsheet must not take a badge's text for a formula.
fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let safe = if is_formula { ["'", text].concat() } else { text.to_owned() };
    ["\"", &safe.replace('"', "\"\""), "\""].concat()
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn cells_are_quoted_and_are_no_formulas() {
        assert_eq!(cell("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(cell("=HYPERLINK(1)"), "\"'=HYPERLINK(1)\"");
    }
}
