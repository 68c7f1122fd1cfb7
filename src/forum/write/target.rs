//! What is being written, and the form for it.
use crate::wire::openedx::{Comment, CourseKey, Discussions, Thread};
use leptos::prelude::*;
use std::rc::Rc;

/// What is being written; names its draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::forum) enum Target {
    /// A thread.
    NewThread,
    /// A response to a thread.
    Response {
        /// Its id.
        thread: String,
    },
    /// A reply to a response.
    Reply {
        /// Id of the thread.
        thread: String,
        /// Id of the response.
        response: String,
    },
    /// A change of a thread.
    EditThread {
        /// As it is.
        thread: Thread,
    },
    /// A change of a response or reply.
    EditComment {
        /// As it is.
        comment: Comment,
    },
}

impl Target {
    /// Level of headings within the form, below those around it.
    pub(super) const fn level(&self) -> u8 {
        match self {
            Self::NewThread | Self::EditThread { .. } => 2,
            Self::Response { .. } => 3,
            Self::Reply { .. } | Self::EditComment { .. } => 4,
        }
    }
}

/// What the server has now.
#[derive(Debug, Clone)]
pub(in crate::forum) enum Sent {
    /// A thread.
    Thread(Thread),
    /// A response or reply.
    Comment(Comment),
}

/// Everything that the form needs.
pub(in crate::forum) struct Writing {
    /// The course.
    pub course: CourseKey,
    /// What the forum allows.
    pub about: Rc<Discussions>,
    /// What is being written.
    pub target: Target,
    /// How the text begins, where there is no draft.
    pub text: String,
    /// Name of the form.
    pub label: String,
    /// Title of the thread that it answers, for the list of drafts.
    pub about_title: String,
    /// The topic of a new thread that the address asks for.
    pub topic: String,
    /// The learner has just asked for the form: its field takes the focus.
    pub focuses: bool,
    /// Called when the server has it.
    pub on_sent: Callback<Sent>,
    /// Called when the learner does not want to write after all.
    pub on_cancel: Option<Callback<()>>,
}
