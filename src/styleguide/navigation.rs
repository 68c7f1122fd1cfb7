//! Buttons, ways through the site, tables.
use crate::ui::{Button, ButtonKind, Icon, Pages, TableRegion, breadcrumb, pagination};
use leptos::prelude::*;

pub(super) fn buttons() -> AnyView {
    let pressed = RwSignal::new(false);
    view! {
        <div class="preau-row">
            <Button kind=ButtonKind::Primary>"Primary"</Button>
            <Button>"Secondary"</Button>
            <Button kind=ButtonKind::Quiet icon_before=Icon::Retry>"Quiet"</Button>
            <Button kind=ButtonKind::Danger>"Danger"</Button>
            <Button kind=ButtonKind::Primary pending=true>"Saving…"</Button>
            <Button icon_before=Icon::Bookmark pressed=pressed on_press=move |()| pressed.update(|on| *on = !*on)>"Bookmark"</Button>
            <Button icon_before=Icon::Close label="Close the example"/>
            <Button small=true>"Small"</Button>
            <a class=ButtonKind::Secondary.class() href="#buttons">"A link"</a>
        </div>
    }
    .into_any()
}

pub(super) fn view() -> AnyView {
    let address = |page: u32| ["#page-", &page.to_string()].concat();
    view! {
        {breadcrumb(vec![("Courses".into(), "/".into()), ("Biology".into(), "/subjects/1".into())], "Introduction to botany")}
        {pagination(Pages::new(1, 3), "Few pages", &address)}
        {pagination(Pages::new(7, 14), "Many pages", &address)}
        {pagination(Pages::new(1200, 1200), "Very many pages", &address)}
    }
    .into_any()
}

pub(super) fn table() -> AnyView {
    view! {
        <TableRegion caption="Courses compared" columns=true>
            <thead>
                <tr>
                    <th scope="col">"Criterion"</th>
                    <th scope="col">"Introduction to botany"</th>
                    <th scope="col">"Labour law"</th>
                    <th scope="col">"Green chemistry"</th>
                </tr>
            </thead>
            <tbody>
                <tr><th scope="row">"Duration"</th><td>"6 weeks"</td><td>"4 weeks"</td><td>"8 weeks"</td></tr>
                <tr><th scope="row">"Price"</th><td>"Free"</td><td>"Free"</td><td>"Certificate: €50"</td></tr>
            </tbody>
        </TableRegion>
    }
    .into_any()
}
