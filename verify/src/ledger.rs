//! What the browser was asked, and what it answered.
//!
//! The rules are plain functions that cannot wait. When they need an answer that is not here yet, they note the question and
//! end as if it had failed; the driver asks the browser, and the rules are gone through again from the start. Results of a
//! pass that noted a question are thrown away. So there is no asynchronous code but [`verify`](crate::verify)'s loop, which
//! makes the program less than half as large, and easier to read. What one pass noted is asked at once: none of these
//! questions depends on the answer to another.
use crate::browser::{
    Algorithm, Answer, Browser, Edition, Format, Key, NoAnswer, NotCanonical, Request, UnknownAlgorithm,
};
use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;

/// Questions that are asked at once: as many as browsers ask of one host. Those that the browser itself kept waiting would
/// spend their time limit with that.
const AT_ONCE: usize = 6;

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
    /// Whether its answer is an answer to the other one too. One serves all who ask the same address, save that a stored one is
    /// not fresh.
    fn serves(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Get(known, was_fresh, _), Self::Get(url, is_fresh, _)) => known == url && (*was_fresh || !is_fresh),
            (one, other) => one == other,
        }
    }

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

/// All questions so far, and the answers to those that are no longer open.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    questions: RefCell<Vec<Question>>,
    /// To the first of them, in their order.
    replies: Vec<Reply>,
    /// How many of them are addresses.
    addresses: Cell<usize>,
}

impl Ledger {
    /// The answer; `None` when it is not known yet, and then the question is noted.
    pub(crate) fn answer(&self, question: Question) -> Option<Reply> {
        if let Some(at) = self.find(&question) {
            return self.replies.get(at).cloned();
        }
        if matches!(question, Question::Get(..)) {
            self.addresses.set(self.addresses.get() + 1);
        }
        self.questions.borrow_mut().push(question);
        None
    }

    /// Whether the answer is here, or will be without asking anything more.
    pub(crate) fn knows(&self, question: &Question) -> bool {
        self.find(question).is_some()
    }

    fn find(&self, question: &Question) -> Option<usize> {
        self.questions.borrow().iter().position(|other| other.serves(question))
    }

    /// Addresses that were asked, or will be.
    pub(crate) fn addresses(&self) -> usize {
        self.addresses.get()
    }

    /// Whether a question is open: what was concluded since does not count.
    pub(crate) fn is_waiting(&self) -> bool {
        self.questions.borrow().len() > self.replies.len()
    }

    /// Asks what is open; whether there was anything.
    pub(crate) async fn catch_up<B: Browser>(&mut self, browser: &B) -> bool {
        let was_waiting = self.is_waiting();
        let Self { questions, replies, .. } = self;
        let questions = questions.get_mut();
        while let Some(open) = questions.get(replies.len()..).filter(|open| !open.is_empty()) {
            let asking = open.iter().take(AT_ONCE).map(|question| -> Asking<'_> { Box::pin(question.ask(browser)) });
            replies.extend(all(asking.collect()).await);
        }
        was_waiting
    }
}

/// A question on its way.
type Asking<'a> = Pin<Box<dyn Future<Output = Reply> + 'a>>;

/// Waits for all; the answers stand in the order of the questions.
async fn all(mut asking: Vec<Asking<'_>>) -> Vec<Reply> {
    let mut replies: Vec<Option<Reply>> = asking.iter().map(|_| None).collect();
    poll_fn(|context| {
        let mut is_waiting = false;
        for (asking, reply) in asking.iter_mut().zip(&mut replies).filter(|(_, reply)| reply.is_none()) {
            match asking.as_mut().poll(context) {
                Poll::Ready(answer) => *reply = Some(answer),
                Poll::Pending => is_waiting = true,
            }
        }
        if is_waiting { Poll::Pending } else { Poll::Ready(()) }
    })
    .await;
    replies.into_iter().flatten().collect()
}
