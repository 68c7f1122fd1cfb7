//! How nodes end, and what owners leave for what belongs to them.
use super::{
    GRAPH, arena,
    arena::{Cleanup, Id},
    owner, scoped,
};
use std::{
    any::{Any, TypeId},
    rc::Rc,
};

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
pub(super) fn clear(id: Id) {
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
