//! The graph of signals, memos and effects: who reads whom, who is out of date, who belongs to whom.
//!
//! Nothing here knows the type of a value, so that it is compiled once. The rules are Leptos':
//! - a signal that changes marks its readers; effects run later, in one go, in the order in which they were marked;
//! - a memo is computed when it is read, and only if something that it read has changed;
//! - what is created while an effect or a memo runs belongs to it, and goes before it runs again.
use crate::work::Answer;
use std::{
    any::{Any, TypeId},
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

/// A value in the graph.
pub(crate) type Value = Rc<RefCell<dyn Any>>;
/// Computes anew; says whether the value changed.
pub(crate) type Run = Rc<dyn Answer<(), bool>>;
type Cleanup = Box<dyn FnOnce()>;

/// A place in the graph; one that is taken again is another id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Id {
    index: usize,
    generation: u32,
}

/// How much a memo or an effect is out of date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Clean,
    /// A memo that it read may have changed.
    Check,
    Dirty,
}

/// A reader, as it was when it read: from its next run on, the entry counts no more.
#[derive(Clone, Copy)]
struct Reader {
    id: Id,
    run: u32,
}

struct Node {
    parent: Option<Id>,
    children: Vec<Id>,
    /// So many of the children have gone since they were last counted.
    gone: usize,
    cleanups: Vec<Cleanup>,
    contexts: Vec<(TypeId, Rc<dyn Any>)>,
    value: Option<Value>,
    run: Option<Run>,
    is_effect: bool,
    state: State,
    runs: u32,
    sources: Vec<Id>,
    readers: Vec<Reader>,
    /// Length of `readers` at which stale ones are dropped.
    compact_at: usize,
}

#[derive(Default)]
struct Slot {
    generation: u32,
    node: Option<Node>,
}

#[derive(Default)]
struct Arena {
    slots: Vec<Slot>,
    free: Vec<usize>,
}

impl Arena {
    fn get(&self, id: Id) -> Option<&Node> {
        self.slots.get(id.index).filter(|slot| slot.generation == id.generation)?.node.as_ref()
    }

    fn get_mut(&mut self, id: Id) -> Option<&mut Node> {
        self.slots.get_mut(id.index).filter(|slot| slot.generation == id.generation)?.node.as_mut()
    }

    fn insert(&mut self, node: Node) -> Id {
        let index = self.free.pop().unwrap_or_else(|| {
            self.slots.push(Slot::default());
            self.slots.len().saturating_sub(1)
        });
        let mut generation = 0;
        if let Some(slot) = self.slots.get_mut(index) {
            slot.generation = slot.generation.wrapping_add(1);
            slot.node = Some(node);
            generation = slot.generation;
        }
        Id { index, generation }
    }

    fn remove(&mut self, id: Id) -> Option<Node> {
        let node = self.slots.get_mut(id.index).filter(|slot| slot.generation == id.generation)?.node.take()?;
        self.free.push(id.index);
        Some(node)
    }

    /// A child has gone. Its id stays in the list until half of the list is such: to look for each would take too long.
    fn forget_child(&mut self, parent: Option<Id>) {
        let Some(parent) = parent else { return };
        let Some(node) = self.get_mut(parent) else { return };
        node.gone = node.gone.saturating_add(1);
        if node.gone.saturating_mul(2) < node.children.len() {
            return;
        }
        node.gone = 0;
        let mut children = std::mem::take(&mut node.children);
        children.retain(|child| self.get(*child).is_some());
        if let Some(node) = self.get_mut(parent) {
            node.children = children;
        }
    }

    fn is_current(&self, reader: Reader) -> bool {
        self.get(reader.id).is_some_and(|node| node.runs == reader.run)
    }
}

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

/// Runs when the current owner goes or runs again.
pub(crate) fn on_cleanup(cleanup: Cleanup) {
    let Some(owner) = owner() else { return };
    arena(|arena| {
        if let Some(node) = arena.get_mut(owner) {
            node.cleanups.push(cleanup);
        }
    });
}

/// Ends a node and all that belongs to it.
pub(crate) fn dispose(id: Id) {
    if GRAPH.try_with(|_| ()).is_err() {
        return; // the thread is ending, and the graph with it
    }
    clear(id);
    let node = arena(|arena| {
        let node = arena.remove(id)?;
        arena.forget_child(node.parent);
        Some(node)
    });
    drop(node); // only now: what a value does when dropped may ask the graph
}

/// Ends all that belongs to a node: first the cleanups, the innermost first, while values are still there.
fn clear(id: Id) {
    let (mut cleanups, mut below) = (Vec::new(), Vec::new());
    arena(|arena| {
        let mut parts = vec![id];
        while let Some(part) = parts.pop() {
            let Some(node) = arena.get_mut(part) else { continue };
            cleanups.push(std::mem::take(&mut node.cleanups));
            parts.append(&mut node.children);
            node.gone = 0;
            if part == id {
                node.contexts.clear();
            } else {
                below.push(part);
            }
        }
    });
    scoped(None, None, || {
        for cleanup in cleanups.into_iter().rev().flatten() {
            cleanup();
        }
    });
    let gone: Vec<_> = arena(|arena| below.into_iter().map(|part| arena.remove(part)).collect());
    drop(gone);
}

/// Leaves a value for what belongs to the current owner.
pub(crate) fn provide(kind: TypeId, value: Rc<dyn Any>) {
    let Some(owner) = owner() else { return };
    arena(|arena| {
        if let Some(node) = arena.get_mut(owner) {
            node.contexts.retain(|(known, _)| *known != kind);
            node.contexts.push((kind, value));
        }
    });
}

/// The nearest value left by an owner.
pub(crate) fn context(kind: TypeId) -> Option<Rc<dyn Any>> {
    let mut place = owner();
    arena(|arena| {
        while let Some(node) = arena.get(place?) {
            if let Some((_, value)) = node.contexts.iter().find(|(known, _)| *known == kind) {
                return Some(Rc::clone(value));
            }
            place = node.parent;
        }
        None
    })
}

/// Entries in the list of readers, stale ones too.
#[cfg(test)]
pub(crate) fn readers(id: Id) -> usize {
    arena(|arena| arena.get(id).map_or(0, |node| node.readers.len()))
}
