//! How the colours stand out from their grounds, and what would do where they do not.
use super::{
    builder::{Builder, summary},
    names,
};
use crate::{
    app::theme::{Fix, Pair, Scheme},
    i18n::{Lang, lang, t},
    ui::{self, Button, ButtonKind, Disclosure, NoticeKind, TableRegion, TagKind},
};
use leptos::prelude::*;

/// Id of its heading, which takes the focus when a button goes that was pressed.
const HEADING: &str = "contrast";

/// The part of the page.
pub(super) fn view(builder: Builder) -> AnyView {
    let fixes = ui::memo(move |_| builder.draft.with(|draft| builder.site.with_value(|site| site.failures(draft))));
    let open = RwSignal::new(false);
    let shown = move || {
        let fixes = fixes.get();
        let text = summary(fixes.len());
        if fixes.is_empty() {
            return view! { <ui::Notice kind=NoticeKind::Success><p>{text}</p></ui::Notice> }.into_any();
        }
        let all = fixes.clone();
        let take_all = Callback::new(move |()| take(builder, &all));
        let several = fixes.len() > 1;
        let items: Vec<AnyView> = fixes.into_iter().map(|fix| failure(builder, fix)).collect();
        view! {
            <ui::Notice kind=NoticeKind::Warning>
                <p>{text}</p>
                <ul class="preau-builder__failures" role="list">{items}</ul>
                {several.then(|| view! { <p><Button kind=ButtonKind::Primary on_press=take_all>{t::theme_builder::take_all()}</Button></p> }.into_any())}
            </ui::Notice>
        }
        .into_any()
    };
    view! {
        <section class="preau-stack" aria-labelledby=HEADING>
            <h2 id=HEADING tabindex="-1">{t::theme_builder::contrast()}</h2>
            {ui::dynamic(shown)}
            <Disclosure title=t::theme_builder::all_pairs() open=open>
                {ui::optional(move || open.get().then(|| view! { {table(builder, Scheme::Light)} {table(builder, Scheme::Dark)} }.into_any()))}
            </Disclosure>
        </section>
    }
    .into_any()
}

fn take(builder: Builder, fixes: &[Fix]) {
    builder.change(|draft| {
        for fix in fixes {
            builder.site.with_value(|site| draft.set(fix.name, fix.scheme, fix.to, site));
        }
    });
    ui::dom::focus_id(HEADING);
}

fn failure(builder: Builder, fix: Fix) -> AnyView {
    let (name, theme) = (names::of_token(fix.name), names::of_scheme(fix.scheme));
    let (from, to) = (fix.from.hex(), fix.to.hex());
    let text =
        t::theme_builder::failure(&from, names::of_token(fix.ground), &ratio(fix.has), name, &ratio(fix.needs), theme);
    let hopeless = fix.is_hopeless;
    let label = t::theme_builder::take(&to, name, theme);
    let fixed = [fix];
    let press = Callback::new(move |()| take(builder, &fixed));
    view! {
        <li>
            <p>{text}</p>
            {hopeless.then(|| view! { <p>{t::theme_builder::hopeless()}</p> }.into_any())}
            <p class="preau-row">
                <svg class="preau-builder__swatch" viewBox="0 0 16 16" aria-hidden="true">
                    <rect width="8" height="16" fill=from></rect>
                    <rect x="8" width="8" height="16" fill=to></rect>
                </svg>
                <Button small=true on_press=press>{label}</Button>
            </p>
        </li>
    }
    .into_any()
}

fn table(builder: Builder, scheme: Scheme) -> AnyView {
    let row = |pair: Pair| {
        let passes = pair.has >= pair.needs;
        let result = if passes {
            ui::tag(TagKind::Open, None, t::theme_builder::passes())
        } else {
            ui::tag(TagKind::Danger, None, t::theme_builder::fails())
        };
        view! {
            <tr>
                <th scope="row">{names::of_token(pair.name)}</th>
                <td>{names::of_token(pair.ground)}</td>
                <td>{ratio(pair.has)}</td>
                <td>{ratio(pair.needs)}</td>
                <td>{result}</td>
            </tr>
        }
        .into_any()
    };
    let rows = move || {
        let pairs = builder.draft.with(|draft| builder.site.with_value(|site| site.pairs(draft, scheme)));
        let rows: Vec<AnyView> = pairs.into_iter().map(row).collect();
        rows.into_any()
    };
    view! {
        <TableRegion caption=t::theme_builder::pairs_of(names::of_scheme(scheme))>
            <thead>
                <tr>
                    <th scope="col">{t::theme_builder::column_colour()}</th>
                    <th scope="col">{t::theme_builder::column_ground()}</th>
                    <th scope="col">{t::theme_builder::column_ratio()}</th>
                    <th scope="col">{t::theme_builder::column_needed()}</th>
                    <th scope="col">{t::theme_builder::column_result()}</th>
                </tr>
            </thead>
            <tbody>{ui::dynamic(rows)}</tbody>
        </TableRegion>
    }
    .into_any()
}

/// Rounded down, so that nothing seems to pass that does not.
fn ratio(value: f64) -> String {
    let text = ((value * 100.0).floor() / 100.0).to_string();
    if lang() == Lang::Fr { text.replace('.', ",") } else { text }
}
