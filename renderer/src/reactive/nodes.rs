//! The graph of signals, memos and effects: who reads whom, who is out of date, who belongs to whom.
//!
//! Nothing here knows the type of a value, so that it is compiled once. The rules are Leptos':
//! - a signal that changes marks its readers; effects run later, in one go, in the order in which they were marked;
//! - a memo is computed when it is read, and only if something that it read has changed;
//! - what is created while an effect or a memo runs belongs to it, and goes before it runs again.
mod arena;
mod lifetime;

use arena::{Arena, Node, Reader, State};
pub(crate) use arena::{Id, Run, Value};
use lifetime::clear;
pub(crate) use lifetime::{context, dispose, on_cleanup, provide};
use std::{
    any::Any,
    cell::{Cell, RefCell},
    collections::VecDeque,
};

#[derive(Default)]
struct Graph {
    arena: RefCell<Arena>,
    owner: Cell<Option<Id>>,
    observer: Cell<Option<Id>>,
    queue: RefCell<VecDeque<Id>>,
    is_scheduled: Cell<bool>,
}

thread_local! {
    static GRAPH: Graph = Graph::default();
}

fn arena<T>(work: impl FnOnce(&mut Arena) -> T) -> T {
    GRAPH.with(|graph| work(&mut graph.arena.borrow_mut()))
}

/// What a new node starts with.
#[derive(Default)]
pub(crate) struct New {
    pub(crate) value: Option<Value>,
    pub(crate) run: Option<Run>,
    pub(crate) is_effect: bool,
    /// Belongs to nobody: goes by [`dispose`] only.
    pub(crate) is_detached: bool,
}

/// Adds a node, which belongs to the current owner. One with `run` is out of date from the start.
pub(crate) fn create(new: New) -> Id {
    let parent = if new.is_detached { None } else { owner() };
    arena(|arena| {
        let id = arena.insert(Node {
            parent,
            children: Vec::new(),
            gone: 0,
            cleanups: Vec::new(),
            contexts: Vec::new(),
            state: if new.run.is_some() { State::Dirty } else { State::Clean },
            value: new.value,
            run: new.run,
            is_effect: new.is_effect,
            runs: 0,
            sources: Vec::new(),
            readers: Vec::new(),
            compact_at: 16,
        });
        if let Some(parent) = parent.and_then(|parent| arena.get_mut(parent)) {
            parent.children.push(id);
        }
        id
    })
}

/// A part as it is now: until it goes or runs again.
#[derive(Clone, Copy)]
pub(crate) struct Moment(Option<Reader>);

/// The current owner, as it is now.
pub(crate) fn moment() -> Moment {
    let Some(id) = owner() else { return Moment(None) };
    Moment(arena(|arena| arena.get(id).map(|node| Reader { id, run: node.runs })))
}

/// Whether the part is still as it was.
pub(crate) fn lasts(moment: Moment) -> bool {
    moment.0.is_none_or(|reader| arena(|arena| arena.is_current(reader)))
}

/// The value, unless its node has gone.
pub(crate) fn value(id: Id) -> Option<Value> {
    arena(|arena| arena.get(id)?.value.clone())
}

/// Looks at the value, unless it has gone or is being changed; what is the same for all types is here, once.
pub(crate) fn look(id: Id, work: &mut dyn FnMut(&dyn Any)) {
    if let Some(value) = value(id)
        && let Ok(value) = value.try_borrow()
    {
        work(&*value);
    }
}

/// The same for changing it.
pub(crate) fn look_mut(id: Id, work: &mut dyn FnMut(&mut dyn Any)) {
    if let Some(value) = value(id)
        && let Ok(mut value) = value.try_borrow_mut()
    {
        work(&mut *value);
    }
}

/// The owner of what is created now.
pub(crate) fn owner() -> Option<Id> {
    GRAPH.with(|graph| graph.owner.get())
}

/// Runs with another owner and observer.
pub(crate) fn scoped<T>(owner: Option<Id>, observer: Option<Id>, work: impl FnOnce() -> T) -> T {
    let before = GRAPH.with(|graph| (graph.owner.replace(owner), graph.observer.replace(observer)));
    let result = work();
    GRAPH.with(|graph| {
        graph.owner.set(before.0);
        graph.observer.set(before.1);
    });
    result
}

/// Runs without noting what is read.
pub(crate) fn untracked<T>(work: impl FnOnce() -> T) -> T {
    scoped(owner(), None, work)
}

/// Notes that the current observer reads this node.
pub(crate) fn track(id: Id) {
    let Some(observer) = GRAPH.with(|graph| graph.observer.get()) else { return };
    arena(|arena| {
        let Some(reading) = arena.get_mut(observer) else { return };
        if reading.sources.last() == Some(&id) {
            return;
        }
        reading.sources.push(id);
        let reader = Reader { id: observer, run: reading.runs };
        let Some(read) = arena.get_mut(id) else { return };
        read.readers.push(reader);
        if read.readers.len() >= read.compact_at {
            let mut readers = std::mem::take(&mut read.readers);
            readers.retain(|reader| arena.is_current(*reader));
            if let Some(read) = arena.get_mut(id) {
                read.compact_at = readers.len().saturating_mul(2).max(16);
                read.readers = readers;
            }
        }
    });
}

/// Tells the readers of this node that it has changed.
pub(crate) fn changed(id: Id) {
    let needs_flush = mark_readers(id, State::Dirty);
    if needs_flush {
        schedule();
    }
}

/// Marks readers and theirs; whether an effect is among them.
fn mark_readers(id: Id, state: State) -> bool {
    let mut effects = Vec::new();
    arena(|arena| {
        let mut marked = vec![(id, state)];
        while let Some((id, state)) = marked.pop() {
            let readers = arena.get(id).map(|node| node.readers.clone()).unwrap_or_default();
            for reader in readers {
                if !arena.is_current(reader) {
                    continue;
                }
                let Some(node) = arena.get_mut(reader.id).filter(|node| node.state < state) else { continue };
                let was_clean = node.state == State::Clean;
                node.state = state;
                if !was_clean {
                    continue;
                }
                if node.is_effect {
                    effects.push(reader.id);
                } else {
                    marked.push((reader.id, State::Check));
                }
            }
        }
    });
    let any = !effects.is_empty();
    GRAPH.with(|graph| graph.queue.borrow_mut().extend(effects));
    any
}

/// Puts an effect into the queue for its first run.
pub(crate) fn enqueue(id: Id) {
    GRAPH.with(|graph| graph.queue.borrow_mut().push_back(id));
    schedule();
}

fn schedule() {
    let was_scheduled = GRAPH.with(|graph| graph.is_scheduled.replace(true));
    if !was_scheduled && cfg!(target_arch = "wasm32") {
        wasm_bindgen_futures::spawn_local(async { flush() });
    }
}

/// Runs the effects that are out of date; in a browser, done at the end of the current task.
pub(crate) fn flush() {
    while let Some(id) = GRAPH.with(|graph| graph.queue.borrow_mut().pop_front()) {
        refresh(id);
    }
    GRAPH.with(|graph| graph.is_scheduled.set(false));
}

/// Brings a memo or an effect up to date.
pub(crate) fn refresh(id: Id) {
    let sources = arena(|arena| match arena.get(id)?.state {
        State::Clean => None,
        State::Check => Some(arena.get(id)?.sources.clone()),
        State::Dirty => Some(Vec::new()),
    });
    let Some(sources) = sources else { return };
    for source in sources {
        refresh(source);
        if state(id) == Some(State::Dirty) {
            break;
        }
    }
    if state(id) == Some(State::Dirty) {
        run(id);
    } else {
        arena(|arena| {
            if let Some(node) = arena.get_mut(id) {
                node.state = State::Clean;
            }
        });
    }
}

fn state(id: Id) -> Option<State> {
    arena(|arena| arena.get(id).map(|node| node.state))
}

fn run(id: Id) {
    clear(id);
    let work = arena(|arena| {
        let node = arena.get_mut(id)?;
        node.state = State::Clean;
        node.runs = node.runs.wrapping_add(1);
        node.sources.clear();
        node.run.clone()
    });
    let Some(work) = work else { return };
    if scoped(Some(id), Some(id), || work.answer(())) {
        changed(id);
    }
}

/// Entries in the list of readers, stale ones too.
#[cfg(test)]
pub(crate) fn readers(id: Id) -> usize {
    arena(|arena| arena.get(id).map_or(0, |node| node.readers.len()))
}
