//! What is done when values change.
use super::nodes::{self, New};
use crate::work::Make;
use std::{cell::RefCell, rc::Rc};

/// Something done now and again, as long as the part of the page it was created in.
#[derive(Debug, Clone, Copy)]
pub struct Effect;

impl Effect {
    /// Runs at the end of the current task and whenever something that it read has changed; is given what it gave last time.
    #[allow(clippy::new_ret_no_self, reason = "Leptos' name; nobody needs a handle")]
    pub fn new<T: 'static>(mut work: impl FnMut(Option<T>) -> T + 'static) {
        let mut last = None;
        nodes::enqueue(create(Box::new(move || {
            let next = work(last.take());
            last = Some(next);
        })));
    }
}

/// Runs at once and whenever something that it read has changed.
pub(crate) fn render_effect(work: Box<dyn Make<()>>) {
    nodes::refresh(create(work));
}

fn create(work: Box<dyn Make<()>>) -> nodes::Id {
    let work = RefCell::new(work);
    let run = move |()| {
        // an effect that makes itself run again does so after it has ended
        if let Ok(mut work) = work.try_borrow_mut() {
            work.make();
        }
        false
    };
    nodes::create(New { run: Some(Rc::new(run)), is_effect: true, ..New::default() })
}

/// Runs the effects that are due, as a browser does at the end of the current task.
pub fn flush() {
    nodes::flush();
}
