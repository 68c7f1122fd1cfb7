//! What the parts of a thread's page know together.
use super::{
    load::{self, PAGES, Responses},
    order::millis,
    seek::{Missed, Sought},
    subject::Subject,
    visit,
};
use crate::{
    api::{
        ApiError, Remote,
        lms::forum,
        lms_now,
        session::{Asker, asker},
    },
    forum::about,
    order::sort_by,
    ui,
    wire::openedx::{Comment, CourseKey, Discussions, Post, Thread},
};
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

/// A response or reply that shows.
#[derive(Clone)]
pub(super) struct Entry {
    /// Its id.
    pub id: String,
    /// What the server says of it, or will.
    pub comment: RwSignal<Comment>,
    /// Replies to it.
    pub replies: RwSignal<Replies>,
}

pub(super) use super::{known::Replies, switches::Switches};

/// The page.
#[derive(Clone, Copy)]
pub(super) struct Page {
    /// The course.
    pub course: StoredValue<CourseKey>,
    /// Id of the thread.
    pub id: StoredValue<String>,
    /// Who reads.
    pub username: StoredValue<Option<String>>,
    /// What the forum allows.
    pub about: Remote<Discussions>,
    /// The thread; what is changed here stands in it at once.
    pub thread: Remote<Thread>,
    /// Responses as they came.
    pub loaded: Remote<Responses>,
    /// The same, kept from answer to answer, in the order of their ids; [`Page::ids`] tells the one in which they stand.
    pub entries: RwSignal<Vec<Entry>>,
    /// How many pages of responses are wanted.
    pub pages: RwSignal<u32>,
    /// When the learner was here before, in milliseconds since 1970.
    pub before: StoredValue<Option<f64>>,
    /// The response or reply that the address led to, once it shows.
    pub target: RwSignal<Option<String>>,
    /// The post to go to, until it shows.
    pub sought: RwSignal<Option<Sought>>,
    /// Why what the address named does not show.
    pub missed: RwSignal<Option<(Missed, Sought)>>,
    /// What came since is being asked for.
    pub refreshing: RwSignal<bool>,
    /// How much others wrote that does not show yet.
    pub arrived: RwSignal<u32>,
    /// Counts changes of what counts as new.
    pub marks: RwSignal<u32>,
    /// When the responses were asked for last, in milliseconds since 1970.
    pub asked_at: StoredValue<f64>,
    /// Whatever is being written, by the id of what it is about.
    pub writing: RwSignal<Option<Open>>,
    /// What is about to be done, and has to be confirmed.
    pub asking: RwSignal<Option<Asking>>,
    /// Switches that are on their way to the server.
    pub switches: StoredValue<Switches>,
    /// Whether the learner may respond, computed once for all the buttons that ask.
    responds: Memo<bool>,
    /// Ids of the responses in their order, once they are put in order.
    pub ordered: StoredValue<Option<Memo<Vec<String>>>>,
    owner: StoredValue<Option<Owner>>,
}

/// A form that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Open {
    /// What it is about.
    pub id: String,
    /// Changes that, or replies to it.
    pub edits: bool,
    /// How the text begins.
    pub text: String,
    /// The learner has just asked for it.
    pub asked: bool,
}

/// What has to be confirmed.
#[derive(Clone)]
pub(super) enum Asking {
    /// Deletes.
    Delete(Box<Subject>),
    /// Closes the thread.
    Close,
}

impl Page {
    /// Asks for everything.
    pub(super) fn new(course: &CourseKey, id: &str) -> Self {
        let who = asker();
        let pages = RwSignal::new(PAGES);
        let thread = Remote::new({
            let (course, id) = (course.clone(), id.to_owned());
            move || {
                let (course, id) = (course.clone(), id.clone());
                (who.get() != Asker::Unknown).then(|| -> LocalBoxFuture<'static, Result<Thread, ApiError>> {
                    Box::pin(async move { forum::thread(&course, &id).await })
                })
            }
        });
        if let Some(known) = forum::last_thread(course, id) {
            thread.preset(known);
        }
        let loaded = Remote::new({
            let id = id.to_owned();
            move || {
                let (id, pages) = (id.clone(), pages.get());
                (who.get() != Asker::Unknown).then(|| -> LocalBoxFuture<'static, Result<Responses, ApiError>> {
                    Box::pin(async move { load::responses(&id, pages).await })
                })
            }
        });
        let about = about::about(course);
        let responds = ui::memo(move |_| {
            let is_open = about.value.with(|about| about.as_deref().is_some_and(about::may_post));
            is_open && thread.value.with(|thread| thread.as_ref().is_some_and(|thread| !thread.closed))
        });
        let page = Self {
            course: StoredValue::new(course.clone()),
            id: StoredValue::new(id.to_owned()),
            username: StoredValue::new(None),
            about,
            thread,
            loaded,
            entries: RwSignal::new(Vec::new()),
            pages,
            before: StoredValue::new(None),
            target: RwSignal::new(None),
            sought: RwSignal::new(None),
            missed: RwSignal::new(None),
            refreshing: RwSignal::new(false),
            arrived: RwSignal::new(0),
            marks: RwSignal::new(0),
            asked_at: StoredValue::new(lms_now().millis()),
            writing: RwSignal::new(None),
            asking: RwSignal::new(None),
            switches: StoredValue::new(Switches::default()),
            responds,
            ordered: StoredValue::new(None),
            owner: StoredValue::new(Owner::current()),
        };
        ui::effect(move || {
            if let Some(responses) = loaded.value.get() {
                page.take(&responses.comments);
            }
        });
        // a session that has to be renewed is known later than the page
        ui::effect(move || {
            if let Asker::Learner(name) = who.get() {
                page.enter(name);
            }
        });
        page
    }

    /// Notes who reads, once; what came since their last visit is new.
    fn enter(self, name: String) {
        if self.username.with_value(|known| known.as_ref() == Some(&name)) {
            return;
        }
        self.before.set_value(visit::enter(&name, &self.id.get_value(), lms_now().millis()));
        self.username.set_value(Some(name));
        self.marks.update(|marks| *marks = marks.wrapping_add(1));
    }

    /// Takes what the server says now; what shows already keeps its elements.
    pub(super) fn take(self, comments: &[Comment]) {
        let before = self.entries.get_untracked();
        let mut entries = self.entries_of(&before, comments);
        by_id(&mut entries);
        self.entries.set(entries);
    }

    /// The entries of comments: those that there are, brought up to date, and new ones.
    fn entries_of(self, known: &[Entry], comments: &[Comment]) -> Vec<Entry> {
        let mut known = known.to_vec();
        by_id(&mut known);
        comments.iter().map(|comment| self.entry(&known, comment)).collect()
    }

    /// The entry of a comment, if it is among those known, which are in the order of their ids; else a new one.
    fn entry(self, known: &[Entry], comment: &Comment) -> Entry {
        if let Some(entry) = found(known, &comment.post.id) {
            entry.put(comment.clone());
            return entry.clone();
        }
        let make = || Entry {
            id: comment.post.id.clone(),
            comment: RwSignal::new(comment.clone()),
            replies: RwSignal::new(Replies::Unasked),
        };
        // as long as the page: whoever asked may be gone before the answer came
        match self.owner.try_with_value(Clone::clone).flatten() {
            Some(owner) => owner.with(make),
            None => make(),
        }
    }

    /// Asks for the replies to a response, again if it must be.
    pub(super) async fn ask_replies(self, entry: &Entry) {
        let Some(before) = entry.replies.try_get_untracked() else { return };
        if before.entries().is_empty() {
            entry.replies.set(Replies::Asked);
        }
        let answer = load::replies(&entry.id).await;
        if self.entries.is_disposed() {
            return;
        }
        // the learner may have replied meanwhile
        let now = entry.replies.get_untracked();
        let answer = answer.map(|found| self.entries_of(now.entries(), &found));
        entry.replies.set(now.answered(answer));
    }

    /// Adds what the learner has just written.
    pub(super) fn add(self, comment: &Comment) {
        let parent = comment.parent_id.clone().and_then(|parent| self.find(&parent));
        let entry = self.entry(&[], comment);
        match parent {
            Some(parent) => {
                let count = parent.comment.with_untracked(|parent| parent.child_count);
                parent.replies.update(|replies| replies.add(entry, count));
                parent.comment.update(|parent| parent.child_count = parent.child_count.saturating_add(1));
            }
            None => self.entries.update(|entries| {
                entries.push(entry);
                by_id(entries);
            }),
        }
        self.change_thread(|thread| {
            thread.comment_count = thread.comment_count.saturating_add(1);
            // the server does so too
            thread.following = true;
        });
    }

    /// Takes out what was deleted, with its replies.
    pub(super) fn remove(self, id: &str) {
        let mut gone = 1_u32;
        if let Some(entry) = self.entries.get_untracked().into_iter().find(|entry| entry.id == id) {
            gone = gone.saturating_add(entry.comment.with_untracked(|comment| comment.child_count));
            self.entries.update(|entries| entries.retain(|entry| entry.id != id));
        } else {
            for entry in self.entries.get_untracked() {
                let mut replies = entry.replies.get_untracked();
                if replies.remove(id) {
                    entry.replies.set(replies);
                    entry.comment.update(|parent| parent.child_count = parent.child_count.saturating_sub(1));
                }
            }
        }
        self.change_thread(|thread| thread.comment_count = thread.comment_count.saturating_sub(gone));
    }

    /// Changes the thread as it shows.
    pub(super) fn change_thread(self, change: impl FnOnce(&mut Thread)) {
        if let Some(thread) = self.thread.value.get_untracked() {
            let mut changed = (*thread).clone();
            change(&mut changed);
            self.thread.preset(changed);
        }
    }

    /// A response that shows, by its id.
    pub(super) fn find(self, id: &str) -> Option<Entry> {
        self.entries.with_untracked(|entries| found(entries, id).cloned())
    }

    /// Whether it came since the learner was here.
    pub(super) fn is_new(self, post: &Post) -> bool {
        let before = self.before.get_value();
        before.is_some_and(|before| millis(&post.created_at) > before) && !self.is_own(post)
    }

    /// Whether the reader wrote it. Who hides is hidden from themselves too: they alone may delete what they may not like, which who
    /// moderates may.
    fn is_own(self, post: &Post) -> bool {
        match &post.author {
            Some(author) => self.username.with_value(|name| name.as_ref() == Some(author)),
            None => post.can_delete && !post.editable_fields.iter().any(|field| field == "voted"),
        }
    }

    /// Whether the learner may respond: the forum is open, and so is the thread.
    pub(super) fn may_respond(self) -> bool {
        self.responds.get()
    }

    /// Whether the learner may not respond although the thread is open: the form then says why, and until when.
    pub(super) fn is_paused(self) -> bool {
        let is_paused = self.about.value.with(|about| about.as_deref().is_some_and(|about| !about::may_post(about)));
        is_paused && self.thread.value.with(|thread| thread.as_ref().is_some_and(|thread| !thread.closed))
    }

    /// The course's key.
    pub(super) fn key(self) -> CourseKey {
        self.course.get_value()
    }
}

/// Puts entries in the order of their ids, in which [`found`] looks for one.
fn by_id(entries: &mut [Entry]) {
    sort_by(entries, |a, b| a.id.cmp(&b.id));
}

/// The one with that id among entries in the order of their ids; to look at each in turn would take too long for a long thread.
pub(super) fn found<'a>(entries: &'a [Entry], id: &str) -> Option<&'a Entry> {
    entries.get(entries.binary_search_by(|entry| entry.id.as_str().cmp(id)).ok()?)
}

impl Entry {
    /// Brings it up to date, where something differs.
    fn put(&self, comment: Comment) {
        if self.comment.with_untracked(|old| *old != comment) {
            self.comment.set(comment);
        }
    }
}
