//! A film of a course.
//!
//! Criteria:
//! - the browser's own controls, which assistive technology knows; nothing plays by itself;
//! - captions in every language that there is, off or on by a menu beside the film; that there are none is said;
//! - the transcript is text, line by line a button that goes there; the line of the moment is marked, and not announced;
//! - the speed is remembered on the device for all films, the place until the film has been seen; nothing depends on colour or pointer;
//! - the file that plays can be had: its kind and, where it is known, its size are said before.
mod captions;
mod speed;
mod stopped;
mod transcript;

use crate::{
    api::{ApiError, Remote, lms},
    i18n::{decimal, lang, language_name, t},
    ui::{self, Icon, Select, icon},
    wire::{
        ByName,
        openedx::{StudentView, UsageKey},
    },
};
use captions::Cue;
use leptos::{
    html,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{HtmlVideoElement, TextTrack, TextTrackKind, TextTrackMode, VttCue},
};
use std::{cell::RefCell, rc::Rc};
use stopped::Stopped;

/// Share of a film that counts as all of it.
const ALL: f64 = 0.95;

/// A film that can be played here.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Film {
    key: UsageKey,
    name: String,
    /// Checked, the best first: address, and bytes; 0 when unknown.
    sources: Vec<(String, f64)>,
    /// By language.
    transcripts: ByName<String>,
}

impl Film {
    /// `None` where there is no file that a browser plays.
    pub(super) fn new(key: &UsageKey, name: &str, view: &StudentView) -> Option<Self> {
        let encoded = view.encoded_videos.iter().filter(|(profile, _)| !matches!(*profile, "youtube" | "hls"));
        let encoded = encoded.map(|(_, video)| (video.url.as_str(), video.file_size));
        let all = encoded.chain(view.all_sources.iter().map(|url| (url.as_str(), 0.0)));
        let files = all.filter(|(url, _)| is_file(url)).filter_map(|(url, size)| Some((lms::lms_link(url)?, size)));
        let mut sources: Vec<(String, f64)> = files.collect();
        sources.dedup_by(|later, earlier| later.0 == earlier.0);
        let transcripts = view.transcripts.clone();
        (!sources.is_empty()).then(|| Self { key: key.clone(), name: name.to_owned(), sources, transcripts })
    }
}

/// Whether an address is of a file that browsers play themselves.
fn is_file(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    [".mp4", ".webm", ".m4v", ".ogv"].iter().any(|end| path.ends_with(end))
}

/// What the film's parts share.
#[derive(Clone, Copy)]
struct Player {
    video: NodeRef<html::Video>,
    /// Second at which the film is.
    now: RwSignal<f64>,
}

impl Player {
    fn with(self, work: impl FnOnce(&HtmlVideoElement)) {
        if let Some(video) = self.video.get_untracked() {
            work(&video);
        }
    }

    /// Goes to a second and plays on from there.
    fn go(self, second: f64) {
        self.with(|video| {
            video.set_current_time(second);
            if let Ok(promise) = video.play() {
                leptos::task::spawn_local_scoped(async move {
                    if let Err(error) = wasm_bindgen_futures::JsFuture::from(promise).await {
                        crate::log::warn_js("the film did not start", &error);
                    }
                });
            }
        });
    }
}

/// The film; `done` is told when nearly all of it was played, `failed` when no file plays.
pub(super) fn film(film: &Film, done: Option<Callback<UsageKey>>, failed: Callback<()>) -> AnyView {
    let player = Player { video: NodeRef::new(), now: RwSignal::new(0.0) };
    let sources = StoredValue::new(film.sources.clone());
    let source = RwSignal::new(0_usize);
    let playing = move || sources.with_value(|all| all.get(source.get()).cloned().unwrap_or_default());
    let chosen = RwSignal::new(preferred(&film.transcripts));
    // without captions one may read all the same
    let of = ui::memo(move |before: Option<&String>| {
        let chosen = chosen.get();
        before.filter(|_| chosen.is_empty()).cloned().unwrap_or(chosen)
    });
    let cues = ask_cues(&film.transcripts, of);
    let is_done = StoredValue::new(done.is_none());
    let key = StoredValue::new(film.key.clone());
    let stopped = Stopped::new(&film.key);
    caption(player, chosen, cues);
    let moved = move |_| {
        player.with(|video| {
            player.now.set(video.current_time());
            let is_all = video.duration() > 0.0 && video.current_time() >= video.duration() * ALL;
            stopped.moved(video.current_time(), is_all);
            if is_all && !is_done.get_value() {
                is_done.set_value(true);
                if let Some(done) = done {
                    done.run(key.get_value());
                }
            }
        });
    };
    let next = move |_| {
        if source.get_untracked().saturating_add(1) < sources.with_value(Vec::len) {
            source.update(|source| *source = source.saturating_add(1));
        } else {
            failed.run(());
        }
    };
    let name = if film.name.trim().is_empty() { t::learn::film().to_owned() } else { film.name.clone() };
    view! {
        <div class="preau-film preau-stack">
            <h2>{name.clone()}</h2>
            <video
                class="preau-film__video"
                controls=true
                preload="metadata"
                playsinline=true
                aria-label=name
                src=Signal::derive(move || playing().0)
                node_ref=player.video
                on:timeupdate=moved
                on:pause=move |_| stopped.note()
                on:loadedmetadata=move |_| stopped.come(player)
                on:ratechange=move |_| player.with(speed::changed)
                on:error=next
            ></video>
            <div class="preau-row">
                {languages(&film.transcripts, chosen)}
                {speed::choice(player)}
                {ui::dynamic(move || download(playing()))}
            </div>
            {(!film.transcripts.is_empty()).then(|| transcript::transcript(player, of, cues))}
        </div>
    }
    .into_any()
}

/// The page's language, if there are captions in it, else the first.
fn preferred(transcripts: &ByName<String>) -> String {
    let own = lang().code();
    if transcripts.contains_key(own) {
        return own.to_owned();
    }
    transcripts.iter().next().map(|(code, _)| code.to_owned()).unwrap_or_default()
}

fn ask_cues(transcripts: &ByName<String>, of: Memo<String>) -> Remote<(String, Vec<Cue>)> {
    let transcripts = transcripts.clone();
    Remote::new(move || {
        let code = of.get();
        let address = transcripts.get(&code)?.clone();
        Some(Box::pin(async move {
            let cues = captions::cues(&lms::transcript(&address).await?);
            if cues.is_empty() { Err(ApiError::Decode("no captions".into())) } else { Ok((code, cues)) }
        }))
    })
}

/// Gives the browser's player the captions of the chosen language, which its own menu shows too.
fn caption(player: Player, chosen: RwSignal<String>, cues: Remote<(String, Vec<Cue>)>) {
    let tracks: Rc<RefCell<Vec<(String, TextTrack)>>> = Rc::default();
    ui::effect(move || {
        let (Some(video), chosen, cues) = (player.video.get(), chosen.get(), cues.value.get()) else { return };
        let mut tracks = tracks.borrow_mut();
        if let Some(cues) = cues.filter(|cues| cues.0 == chosen && tracks.iter().all(|(code, _)| *code != cues.0)) {
            let name = language_name(&cues.0);
            let track = video.add_text_track_with_label_and_language(TextTrackKind::Captions, &name, &cues.0);
            for cue in &cues.1 {
                if let Ok(cue) = VttCue::new(cue.start, cue.end, &captions::for_player(&cue.text)) {
                    track.add_cue(cue.unchecked_ref());
                }
            }
            tracks.push((cues.0.clone(), track));
        }
        for (code, track) in &*tracks {
            track.set_mode(if *code == chosen { TextTrackMode::Showing } else { TextTrackMode::Disabled });
        }
    });
}

fn languages(transcripts: &ByName<String>, chosen: RwSignal<String>) -> AnyView {
    if transcripts.is_empty() {
        return view! { <p class="preau-soft">{t::learn::no_captions()}</p> }.into_any();
    }
    let mut options: Vec<(String, String)> =
        transcripts.iter().map(|(code, _)| (code.to_owned(), language_name(code))).collect();
    options.push((String::new(), t::learn::captions_off().to_owned()));
    view! {
        <Select
            label=t::learn::captions()
            options=options
            value=Signal::derive(move || chosen.get())
            on_change=Callback::new(move |code| chosen.set(code))
        />
    }
    .into_any()
}

/// The file that plays, for who learns without network.
fn download((address, size): (String, f64)) -> AnyView {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let kind = path.rsplit('.').next().unwrap_or_default().to_ascii_uppercase();
    let words = match megabytes(size) {
        Some(size) => t::learn::download_sized(&kind, &decimal(size)),
        None => t::learn::download(&kind),
    };
    view! { <p><a href=address download="" rel="external">{words} " " {icon(Icon::External)}</a></p> }.into_any()
}

/// A size to a tenth, at least one, so that no file weighs nothing; `None` when it is unknown.
fn megabytes(bytes: f64) -> Option<f64> {
    (bytes > 0.0).then(|| (bytes / 100_000.0).round().max(1.0) / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::openedx::EncodedVideo;

    #[test]
    fn the_size_of_each_file_is_its_own() {
        let video = |url: &str, file_size| EncodedVideo { url: url.into(), file_size };
        let encoded = [("hls", video("/a.m3u8", 9.0)), ("mobile", video("/a.mp4", 12_340_000.0))];
        let encoded_videos = encoded.map(|(profile, video)| (profile.to_owned(), video)).into_iter().collect();
        let view = StudentView { encoded_videos, all_sources: vec!["/b.webm".into()], ..StudentView::default() };
        let key = UsageKey::from("v".to_owned());
        let film = Film::new(&key, "", &view).unwrap();
        let sizes = |film: &Film| film.sources.iter().map(|(_, size)| megabytes(*size)).collect::<Vec<_>>();
        assert_eq!(sizes(&film), [Some(12.3), None]);
        let view = StudentView { all_sources: vec!["/b.webm".into()], ..StudentView::default() };
        assert_eq!(sizes(&Film::new(&key, "", &view).unwrap()), [None]);
        assert_eq!(Film::new(&key, "", &StudentView::default()), None);
        assert_eq!(megabytes(900.0), Some(0.1));
    }

    #[test]
    fn files_are_told_from_pages_with_a_player() {
        assert!(is_file("https://cdn.example/a.MP4?x=1"));
        assert!(is_file("/asset-v1:a+b+c+type@asset+block@film.webm"));
        assert!(!is_file("https://www.youtube.com/watch?v=a.mp4x"));
        assert!(!is_file("https://cdn.example/a.m3u8"));
    }
}
