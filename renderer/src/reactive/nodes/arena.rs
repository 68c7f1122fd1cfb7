//! Where the nodes of the graph are kept.
use crate::work::Answer;
use std::{
    any::{Any, TypeId},
    cell::RefCell,
    rc::Rc,
};

/// A value in the graph.
pub(crate) type Value = Rc<RefCell<dyn Any>>;
/// Computes anew; says whether the value changed.
pub(crate) type Run = Rc<dyn Answer<(), bool>>;
/// Done when its part goes.
pub(super) type Cleanup = Box<dyn FnOnce()>;

/// A place in the graph; one that is taken again is another id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Id {
    index: usize,
    generation: u32,
}

/// How much a memo or an effect is out of date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    Clean,
    /// A memo that it read may have changed.
    Check,
    Dirty,
}

/// A reader, as it was when it read: from its next run on, the entry counts no more.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    pub(super) id: Id,
    pub(super) run: u32,
}

pub(super) struct Node {
    pub(super) parent: Option<Id>,
    pub(super) children: Vec<Id>,
    /// So many of the children have gone since they were last counted.
    pub(super) gone: usize,
    pub(super) cleanups: Vec<Cleanup>,
    pub(super) contexts: Vec<(TypeId, Rc<dyn Any>)>,
    pub(super) value: Option<Value>,
    pub(super) run: Option<Run>,
    pub(super) is_effect: bool,
    pub(super) state: State,
    pub(super) runs: u32,
    pub(super) sources: Vec<Id>,
    pub(super) readers: Vec<Reader>,
    /// Length of `readers` at which stale ones are dropped.
    pub(super) compact_at: usize,
}

#[derive(Default)]
struct Slot {
    generation: u32,
    node: Option<Node>,
}

/// Places that are made together.
const BLOCK: usize = 256;

/// All nodes, by place. In blocks: a long list of one piece would be copied, into memory never touched before, each time it grows.
#[derive(Default)]
pub(super) struct Arena {
    blocks: Vec<Vec<Slot>>,
    free: Vec<usize>,
}

impl Arena {
    pub(super) fn get(&self, id: Id) -> Option<&Node> {
        let slot = self.blocks.get(id.index / BLOCK)?.get(id.index % BLOCK)?;
        slot.node.as_ref().filter(|_| slot.generation == id.generation)
    }

    fn slot_mut(&mut self, index: usize) -> Option<&mut Slot> {
        self.blocks.get_mut(index / BLOCK)?.get_mut(index % BLOCK)
    }

    pub(super) fn get_mut(&mut self, id: Id) -> Option<&mut Node> {
        self.slot_mut(id.index).filter(|slot| slot.generation == id.generation)?.node.as_mut()
    }

    /// More free places, the first of them last.
    fn grow(&mut self) {
        let first = self.blocks.len().saturating_mul(BLOCK);
        self.blocks.push(std::iter::repeat_with(Slot::default).take(BLOCK).collect());
        self.free.extend((first..first.saturating_add(BLOCK)).rev());
    }

    pub(super) fn insert(&mut self, node: Node) -> Id {
        if self.free.is_empty() {
            self.grow();
        }
        let index = self.free.pop().unwrap_or_default();
        let mut generation = 0;
        if let Some(slot) = self.slot_mut(index) {
            slot.generation = slot.generation.wrapping_add(1);
            slot.node = Some(node);
            generation = slot.generation;
        }
        Id { index, generation }
    }

    pub(super) fn remove(&mut self, id: Id) -> Option<Node> {
        let node = self.slot_mut(id.index).filter(|slot| slot.generation == id.generation)?.node.take()?;
        self.free.push(id.index);
        Some(node)
    }

    /// A child has gone. Its id stays in the list until half of the list is such: to look for each would take too long.
    pub(super) fn forget_child(&mut self, parent: Option<Id>) {
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

    pub(super) fn is_current(&self, reader: Reader) -> bool {
        self.get(reader.id).is_some_and(|node| node.runs == reader.run)
    }
}
