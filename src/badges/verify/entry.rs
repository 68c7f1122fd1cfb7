//! What is being verified, and how far it is.
use super::super::{
    award,
    original::{Content, Original},
    verifier::{self, Input, Trouble},
    words,
};
use crate::{
    i18n::t,
    ui,
    wire::verification::{Identities, Outcome, Report},
};
use js_sys::Uint8Array;
use leptos::{prelude::*, reactive::Owner, task::spawn_local_scoped};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Largest file that is read, in bytes.
const LARGEST: f64 = 5_242_880.0;
/// Files at once.
const MOST: usize = 200;
/// Verified side by side: more would only wait for the same worker, and ask one issuer too much.
const AT_ONCE: usize = 4;

/// How far an entry is.
#[derive(Debug, Clone)]
pub(super) enum State {
    /// Waits for its turn, or for its answer.
    Checking,
    /// Verified: a report for each badge in it.
    Done(Vec<Report>),
    /// Not verified, for no fault of its own.
    Failed(Trouble),
    /// Not even read; the sentence says why.
    NotRead(String),
}

/// A file, a text, or a link.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub id: usize,
    pub original: StoredValue<Original>,
    pub state: RwSignal<State>,
    /// The verifier has it.
    is_running: StoredValue<bool>,
}

impl Entry {
    /// What it is called until its badge has a title.
    pub(super) fn name(self) -> String {
        self.original.with_value(|original| {
            if original.name.is_empty() { t::badges::text_name().to_owned() } else { original.name.clone() }
        })
    }

    /// Whether it came as a text or a link: no file.
    fn is_text(self) -> bool {
        self.original.with_value(|original| matches!(original.content, Content::Text(_)))
    }

    /// Whether there is something to verify again: not where a file could not be read.
    pub(super) fn was_read(self) -> bool {
        self.original.with_value(|original| !matches!(&original.content, Content::Text(text) if text.is_empty()))
    }

    /// Whether it is still being verified.
    pub(super) fn is_checking(self) -> bool {
        self.state.with(|state| matches!(state, State::Checking))
    }
}

/// All entries of the page.
#[derive(Clone, Copy)]
pub(super) struct Bench {
    pub entries: RwSignal<Vec<Entry>>,
    /// They come as a table: known before they are read, so that the first of many is not drawn whole.
    pub is_table: RwSignal<bool>,
    next: StoredValue<usize>,
    running: StoredValue<usize>,
    /// Changes when the work is ended: what comes from before counts no more.
    round: StoredValue<usize>,
    /// Entries that are there or will be: files are read one after the other.
    pub expected: RwSignal<usize>,
    /// What is there came from a link in the address, and goes with it.
    pub is_of_link: StoredValue<bool>,
    /// The page: entries live as long as it does, whoever adds them.
    owner: StoredValue<Option<Owner>>,
}

impl Bench {
    pub(super) fn new() -> Self {
        Self {
            entries: RwSignal::new(Vec::new()),
            is_table: RwSignal::new(false),
            next: StoredValue::new(0),
            running: StoredValue::new(0),
            round: StoredValue::new(0),
            expected: RwSignal::new(0),
            is_of_link: StoredValue::new(false),
            owner: StoredValue::new(Owner::current()),
        }
    }

    /// Clears the page for something else.
    pub(super) fn start_over(self) {
        self.stop();
        self.entries.set(Vec::new());
        self.expected.set(0);
        self.is_table.set(false);
        self.is_of_link.set_value(false);
    }

    /// Ends what runs; what has not been verified yet says so.
    pub(super) fn stop(self) {
        self.round.update_value(|round| *round = round.wrapping_add(1));
        self.running.set_value(0);
        verifier::cancel();
        for entry in self.entries.get_untracked() {
            entry.is_running.set_value(false);
            if untrack(|| entry.is_checking()) {
                entry.state.set(State::NotRead(t::badges::cancelled().to_owned()));
            }
        }
        self.expected.set(self.entries.with_untracked(Vec::len));
    }

    /// Does something as the page itself, not as the part of it that asks for it.
    fn as_page(self, work: impl FnOnce()) {
        match self.owner.get_value() {
            Some(owner) => owner.with(work),
            None => work(),
        }
    }

    fn add(self, original: Original, state: State) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        let entry = Entry {
            id,
            original: StoredValue::new(original),
            state: RwSignal::new(state),
            is_running: StoredValue::new(false),
        };
        self.entries.update(|entries| entries.push(entry));
    }

    /// Whether the page went, or the work was ended, since a round.
    fn is_over(self, round: usize) -> bool {
        self.round.try_with_value(|now| *now == round) != Some(true)
    }

    /// Takes the link that the address names, in place of what is there.
    pub(super) fn take_link(self, link: &str) {
        self.start_over();
        self.is_of_link.set_value(true);
        self.take(words::plain(link), link);
    }

    /// Takes a pasted text.
    pub(super) fn take_text(self, text: &str) {
        self.take(String::new(), text);
    }

    fn take(self, name: String, text: &str) {
        let original = Original { name, content: Content::Text(text.to_owned()) };
        self.expected.set(1);
        self.as_page(|| {
            self.add(original, State::Checking);
            self.go_on();
        });
    }

    /// Takes files; those that are too large, or too many, are named.
    pub(super) fn take_files(self, files: Vec<File>) {
        if files.len() > MOST {
            ui::toast(t::badges::too_many());
        }
        self.is_table.set(files.len() > 1);
        self.expected.set(files.len().min(MOST));
        let round = self.round.get_value();
        self.as_page(|| spawn_local_scoped(self.read_all(files, round)));
    }

    async fn read_all(self, files: Vec<File>, round: usize) {
        for file in files.into_iter().take(MOST) {
            let name = words::plain(&file.name());
            let content = if file.size() > LARGEST { Err(t::badges::too_big(&name)) } else { read(&file, &name).await };
            if self.is_over(round) {
                return;
            }
            match content {
                Ok(bytes) => self.add(Original { name, content: Content::Bytes(bytes) }, State::Checking),
                Err(why) => {
                    self.add(Original { name, content: Content::default() }, State::NotRead(why));
                    self.say();
                }
            }
            self.go_on();
        }
    }

    /// Verifies an entry again.
    pub(super) fn again(self, entry: Entry) {
        entry.state.set(State::Checking);
        self.go_on();
    }

    /// Starts what can be started.
    fn go_on(self) {
        let waiting: Vec<Entry> = self.entries.with_untracked(|entries| {
            let waits = |entry: &Entry| untrack(|| entry.is_checking()) && !entry.is_running.get_value();
            entries.iter().copied().filter(waits).collect()
        });
        for entry in waiting {
            if self.running.get_value() >= AT_ONCE {
                return;
            }
            self.running.update_value(|running| *running = running.saturating_add(1));
            entry.is_running.set_value(true);
            self.run(entry);
        }
    }

    fn run(self, entry: Entry) {
        if !self.is_table.get_untracked() {
            award::fetch_ahead();
        }
        let input = entry.original.with_value(|original| match &original.content {
            Content::Text(text) => Input::Text(text.clone()),
            Content::Bytes(bytes) => Input::Bytes(bytes.clone()),
        });
        let round = self.round.get_value();
        spawn_local_scoped(async move {
            let outcome = verifier::verify(input, &verifier::setting(Identities::default())).await;
            if self.is_over(round) {
                return;
            }
            self.running.update_value(|running| *running = running.saturating_sub(1));
            entry.is_running.set_value(false);
            entry.state.set(match outcome {
                Ok(reports) if is_nothing(&reports) && entry.is_text() => {
                    State::NotRead(t::badges::no_data_in_text().to_owned())
                }
                Ok(reports) => State::Done(reports),
                Err(trouble) => State::Failed(trouble),
            });
            self.say();
            self.go_on();
        });
    }

    /// Says the outcome of the only one, or how many are done when all are.
    fn say(self) {
        let entries = self.entries.get_untracked();
        let all = self.expected.get_untracked();
        let done = untrack(|| entries.iter().filter(|entry| !entry.is_checking()).count());
        let count = |count: usize| u64::try_from(count).unwrap_or_default();
        match entries.as_slice() {
            [only] if !self.is_table.get_untracked() => ui::announce(&sentence(*only)),
            _ if done == all => ui::announce(&t::badges::batch_done(count(all), count(done))),
            _ => {}
        }
    }
}

/// Whether there is no badge in it.
fn is_nothing(reports: &[Report]) -> bool {
    reports.iter().all(|report| report.outcome == Outcome::NoBadgeData)
}

/// What became of an entry, in one sentence.
fn sentence(entry: Entry) -> String {
    entry.state.with_untracked(|state| match state {
        State::Done(reports) => {
            let said: Vec<String> = reports
                .iter()
                .map(|report| {
                    t::badges::said(&words::headline(report), &words::title_or(report, &untrack(|| entry.name())))
                })
                .collect();
            said.join(". ")
        }
        State::Failed(trouble) => trouble_text(*trouble).to_owned(),
        State::NotRead(why) => why.clone(),
        State::Checking => String::new(),
    })
}

/// Why there is no outcome.
pub(in crate::badges) fn trouble_text(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::NotStarted => t::badges::not_started(),
        Trouble::TooLong => t::badges::too_long(),
        Trouble::Broken => t::badges::broken(),
    }
}

async fn read(file: &File, name: &str) -> Result<Uint8Array, String> {
    let buffer = JsFuture::from(file.array_buffer()).await;
    buffer.map(|buffer| Uint8Array::new(&buffer)).map_err(|error| {
        crate::log::warn_js("file", &error);
        t::badges::not_read(name)
    })
}
