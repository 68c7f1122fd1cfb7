//! What reads and draws a unit's texts and films, in a file of its own: units of questions do without.
use super::{
    super::{
        language::course_language,
        unit::{Unit, completion},
        video::{self, Film},
    },
    Part,
};
use crate::{
    api::lms::Tree,
    app::{on_demand, split_point},
    i18n::t,
    ui,
    wire::openedx::{CourseBlock, CourseBlocks, UsageKey},
};
use leptos::{html, prelude::*};
use std::time::Duration;

/// How long the end of a text has to be in view, in looks of half a second.
const LOOKS: u8 = 4;

/// Draws a film.
type DrawFilm = fn(&Film, Option<Callback<UsageKey>>, Callback<()>) -> AnyView;

split_point! {
    fn fetch_film() -> DrawFilm = film { video::film }
}

/// The functions of that file.
#[derive(Clone, Copy)]
pub(super) struct Texts {
    /// The parts of a unit; `None` where they cannot all be shown here.
    pub(super) parts: fn(CourseBlocks) -> Option<Vec<Part>>,
    /// Draws them; the last shows the LMS's page when a film cannot be played here.
    pub(super) draw: fn(Unit, &UsageKey, &[Part], Callback<()>) -> AnyView,
}

split_point! {
    pub(super) fn fetched() -> Texts = learn_text { Texts { parts, draw } }
}

/// The parts of a unit whose every block can be shown here.
fn parts(blocks: CourseBlocks) -> Option<Vec<Part>> {
    let root = blocks.root;
    let tree = Tree::new(blocks.blocks);
    let mut parts = Vec::new();
    gather(&tree, tree.get(&root)?, &mut parts)?;
    (!parts.is_empty()).then_some(parts)
}

fn gather(tree: &Tree<CourseBlock>, block: &CourseBlock, parts: &mut Vec<Part>) -> Option<()> {
    if block.kind == "vertical" {
        for child in &block.children {
            // one that is left out is denied: the LMS's page says why
            gather(tree, tree.get(child)?, parts)?;
        }
        return Some(());
    }
    let view = block.student_view_data.as_ref()?;
    let is_done = block.completion.is_some_and(|share| share >= 1.0);
    match block.kind.as_str() {
        "html" if view.enabled != Some(false) => {
            let html = view.html.as_ref().filter(|html| ui::is_whole(html))?;
            parts.push(Part::Text(block.id.clone(), html.clone(), is_done));
        }
        "video" if view.only_on_web != Some(true) => {
            parts.push(Part::Film(Film::new(&block.id, &block.display_name, view)?, is_done));
        }
        _ => return None,
    }
    Some(())
}

fn draw(unit: Unit, key: &UsageKey, parts: &[Part], fallback: Callback<()>) -> AnyView {
    let place = unit.place.get_untracked();
    let done = Callback::new(move |block: UsageKey| {
        if let Some(place) = place.clone() {
            completion::complete(unit, place, block);
        }
    });
    let counts = unit.username.with_value(Option::is_some);
    let parts: Vec<AnyView> = parts
        .iter()
        .map(|part| match part {
            Part::Text(block, html, is_done) => text(block, html, (counts && !is_done).then_some(done)),
            Part::Film(of, is_done) => {
                let (of, done) = (of.clone(), (counts && !is_done).then_some(done));
                on_demand(fetch_film, move |draw| draw(&of, done, fallback))
            }
        })
        .collect();
    let id = key.as_str().to_owned();
    view! {
        <section class="preau-native preau-stack" aria-label=t::learn::content() data-unit=id>
            {parts}
        </section>
    }
    .into_any()
}

fn text(block: &UsageKey, html: &str, done: Option<Callback<UsageKey>>) -> AnyView {
    let end = NodeRef::<html::Div>::new();
    if let Some(done) = done {
        let block = block.clone();
        end.on_load(move |_| look(end, StoredValue::new(0), Callback::new(move |()| done.run(block.clone()))));
    }
    let (language, of) = (course_language(), html.to_owned());
    let lang = ui::attribute(move || language.of_html(&of));
    view! { <div lang=lang>{ui::rich_text(html, 2)}<div node_ref=end></div></div> }.into_any()
}

/// Looks now and then whether the end of a text is in view.
fn look(end: NodeRef<html::Div>, seen: StoredValue<u8>, done: Callback<()>) {
    let again = move || {
        let Some(element) = end.get_untracked().filter(|element| element.is_connected()) else { return };
        let top = element.get_bounding_client_rect().top();
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        let is_seen = !document().hidden() && (0.0..=height).contains(&top);
        let times = seen.try_update_value(|seen| {
            *seen = if is_seen { seen.saturating_add(1) } else { 0 };
            *seen
        });
        match times {
            Some(times) if times >= LOOKS => done.run(()),
            Some(_) => look(end, seen, done),
            None => {}
        }
    };
    let timer = set_timeout_with_handle(again, Duration::from_millis(500)).ok();
    on_cleanup(move || {
        if let Some(timer) = timer {
            timer.clear();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::openedx::{EncodedVideo, StudentView};

    fn key(text: &str) -> UsageKey {
        UsageKey::from(text.to_owned())
    }

    fn unit(blocks: Vec<CourseBlock>) -> CourseBlocks {
        let children = blocks.iter().map(|block| block.id.clone()).collect();
        let root = CourseBlock { id: key("u"), kind: "vertical".into(), children, ..CourseBlock::default() };
        let all = std::iter::once(root).chain(blocks).map(|block| (block.id.as_str().to_owned(), block));
        CourseBlocks { root: key("u"), blocks: all.collect() }
    }

    fn block(kind: &str, view: impl Into<Option<StudentView>>) -> CourseBlock {
        CourseBlock { id: key(kind), kind: kind.into(), student_view_data: view.into(), ..CourseBlock::default() }
    }

    fn html(html: &str) -> StudentView {
        StudentView { enabled: Some(true), html: Some(html.into()), ..StudentView::default() }
    }

    fn video(url: &str) -> StudentView {
        let video = EncodedVideo { url: url.into(), file_size: 0.0 };
        let encoded_videos = std::iter::once(("fallback".to_owned(), video)).collect();
        StudentView { encoded_videos, ..StudentView::default() }
    }

    #[test]
    fn text_and_film_are_shown_here() {
        let found =
            parts(unit(vec![block("html", html("<p>a</p>")), block("video", video("https://x.example/a.mp4"))]));
        assert_eq!(found.map(|parts| parts.len()), Some(2));
    }

    #[test]
    fn one_block_of_another_kind_and_the_lms_shows_all() {
        for other in [block("problem", None), block("html", None), block("video", video("https://youtu.be/x"))] {
            assert_eq!(parts(unit(vec![block("html", html("<p>a</p>")), other])), None);
        }
    }

    #[test]
    fn a_block_that_is_left_out_is_not_passed_over() {
        let mut blocks = unit(vec![block("html", html("<p>a</p>"))]);
        let mut root = blocks.blocks.remove("u").unwrap();
        root.children.push(key("denied"));
        blocks.blocks.push("u".into(), root);
        assert_eq!(parts(blocks), None);
    }

    #[test]
    fn a_text_that_would_lose_something_is_the_lms_s() {
        assert_eq!(parts(unit(vec![block("html", html("<p>a</p><script>draw()</script>"))])), None);
        assert_eq!(parts(unit(Vec::new())), None);
    }
}
