//! Units of text and film only, shown by the app itself: nothing of the LMS's page has to be loaded.
//!
//! Criteria:
//! - only where the LMS gives the content of *every* block, and the safe form of each text loses nothing; else the frame;
//! - a text counts as read when its end was in view for a while, a film when nearly all of it was played; told once each.
use super::{
    language::course_language,
    unit::{Unit, completion},
    video::{self, Film},
};
use crate::{
    api::{
        ApiError,
        lms::{self, Tree},
        session::{has_ended, track_returns},
    },
    app::{on_demand, split_point},
    i18n::t,
    ui,
    wire::openedx::{CourseBlock, CourseBlocks, UsageKey},
};
use leptos::{html, prelude::*, task::spawn_local_scoped};
use std::{rc::Rc, time::Duration};

/// How long the content is waited for before the frame is shown instead, in milliseconds.
const PATIENCE: u64 = 2500;
/// How long the end of a text has to be in view, in looks of half a second.
const LOOKS: u8 = 4;

/// Draws a film.
type DrawFilm = fn(&Film, Option<Callback<UsageKey>>, Callback<()>) -> AnyView;

split_point! {
    fn fetch_film() -> DrawFilm = film { video::film }
}

/// A piece of a unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// Raw HTML.
    Text(UsageKey, String, bool),
    /// A film.
    Film(Film, bool),
}

/// How a unit is shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    /// Not known yet.
    Waiting,
    /// By the app.
    Here(Rc<Vec<Part>>),
    /// By the LMS.
    Framed,
    /// Not before the learner is signed in again: what the LMS would send until then is not the unit.
    SignedOut,
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

/// Decides how a unit is shown. What is known already decides at once; what is not waits for the session.
pub(super) fn decide(unit: Unit, key: &UsageKey) -> RwSignal<Shown> {
    let username = unit.username.get_value().unwrap_or_default();
    let state = RwSignal::new(match known(unit, key, &username) {
        here @ Shown::Here(_) => here,
        _ if has_ended() => Shown::SignedOut,
        other => other,
    });
    find_out(state, &username, key);
    let key = key.clone();
    ui::effect(move || {
        track_returns();
        if state.get_untracked() == Shown::SignedOut && !has_ended() {
            state.set(known(unit, &key, &username));
            find_out(state, &username, &key);
        }
    });
    state
}

fn known(unit: Unit, key: &UsageKey, username: &str) -> Shown {
    let icon = unit
        .plan
        .value
        .with_untracked(|plan| plan.as_ref().and_then(|plan| plan.get(key).and_then(|block| block.icon.clone())));
    if icon.as_deref() == Some("problem") {
        return Shown::Framed;
    }
    lms::last_unit_blocks(username, key).map_or(Shown::Waiting, shown)
}

/// Asks for the content, unless it is decided already.
fn find_out(state: RwSignal<Shown>, username: &str, key: &UsageKey) {
    if state.get_untracked() != Shown::Waiting {
        return;
    }
    let give_up = set_timeout_with_handle(move || framed(state), Duration::from_millis(PATIENCE)).ok();
    on_cleanup(move || {
        if let Some(timer) = give_up {
            timer.clear();
        }
    });
    let (username, key) = (username.to_owned(), key.clone());
    spawn_local_scoped(async move {
        let found = match lms::unit_blocks(&username, &key).await {
            Ok(blocks) => shown(blocks),
            Err(error) if error == ApiError::SignInNeeded || has_ended() => Shown::SignedOut,
            Err(error) => {
                leptos::logging::warn!("content of the unit: {error}");
                Shown::Framed
            }
        };
        if state.try_get_untracked() == Some(Shown::Waiting) {
            state.set(found);
        }
    });
}

fn shown(blocks: CourseBlocks) -> Shown {
    parts(blocks).map_or(Shown::Framed, |parts| Shown::Here(Rc::new(parts)))
}

fn framed(state: RwSignal<Shown>) {
    if state.try_get_untracked() == Some(Shown::Waiting) {
        state.set(Shown::Framed);
    }
}

/// The unit itself; `fallback` shows the LMS's page when a film cannot be played here.
pub(super) fn native(unit: Unit, key: &UsageKey, parts: &[Part], fallback: Callback<()>) -> AnyView {
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
