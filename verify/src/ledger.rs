//! What the browser was asked, and what it answered.
//!
//! The rules are plain functions that cannot wait. When they need an answer that is not here yet, they note the question and
//! end as if it had failed; the driver asks the browser, and the rules are gone through again from the start. Results of a
//! pass that noted a question are thrown away. So there is no asynchronous code but [`verify`](crate::verify)'s loop, which
//! makes the program less than half as large, and easier to read.
use crate::browser::{
    Algorithm, Answer, Browser, Edition, Format, Key, NoAnswer, NotCanonical, Request, UnknownAlgorithm,
};
use std::cell::RefCell;
use std::rc::Rc;

const ACCEPT: &str = "application/ld+json, application/json;q=0.9, */*;q=0.1";

/// A question to the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Question {
    /// An address: whether freshly, and how many bytes at most.
    Get(String, bool, usize),
    Hash(Vec<u8>),
    Signature(Box<(Algorithm, Key, Vec<u8>, Vec<u8>)>),
    Inflate(Format, Vec<u8>, usize),
    Graph(String, Edition),
}

/// What it answered.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    Get(Result<Rc<Answer>, NoAnswer>),
    Hash(Option<[u8; 32]>),
    Signature(Result<bool, UnknownAlgorithm>),
    Inflate(Option<Rc<Vec<u8>>>),
    Graph(Result<Rc<str>, NotCanonical>),
}

impl Question {
    async fn ask<B: Browser>(&self, browser: &B) -> Reply {
        match self {
            Self::Get(url, is_fresh, most) => {
                let request = Request { url, accept: ACCEPT, is_fresh: *is_fresh, most: *most };
                Reply::Get(browser.get(request).await.map(Rc::new))
            }
            Self::Hash(message) => Reply::Hash(browser.sha256(message).await),
            Self::Signature(check) => {
                let (algorithm, key, signature, message) = check.as_ref();
                Reply::Signature(browser.verify(*algorithm, key, signature, message).await)
            }
            Self::Inflate(format, bytes, most) => {
                Reply::Inflate(browser.inflate(*format, bytes, *most).await.map(Rc::new))
            }
            Self::Graph(json, edition) => {
                Reply::Graph(browser.canonicalize(json, *edition).await.map(|text| text.as_str().into()))
            }
        }
    }
}

/// All answers so far, and the questions that are open.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    answered: Vec<(Question, Reply)>,
    open: RefCell<Vec<Question>>,
}

impl Ledger {
    /// The answer; `None` when it is not known yet, and then the question is noted.
    pub(crate) fn answer(&self, question: Question) -> Option<Reply> {
        let is_same = |other: &Question| match (other, &question) {
            // one answer serves all who ask the same address, save that a stored one is not fresh
            (Question::Get(known, was_fresh, _), Question::Get(url, is_fresh, _)) => {
                known == url && (*was_fresh || !is_fresh)
            }
            (one, other) => one == other,
        };
        if let Some((_, reply)) = self.answered.iter().find(|(other, _)| is_same(other)) {
            return Some(reply.clone());
        }
        if let Ok(mut open) = self.open.try_borrow_mut()
            && !open.iter().any(is_same)
        {
            open.push(question);
        }
        None
    }

    /// Whether a question is open: what was concluded since does not count.
    pub(crate) fn is_waiting(&self) -> bool {
        self.open.try_borrow().is_ok_and(|open| !open.is_empty())
    }

    /// Asks what is open; whether there was anything.
    pub(crate) async fn catch_up<B: Browser>(&mut self, browser: &B) -> bool {
        let open = self.open.take();
        let was_waiting = !open.is_empty();
        for question in open {
            let reply = question.ask(browser).await;
            self.answered.push((question, reply));
        }
        was_waiting
    }
}
