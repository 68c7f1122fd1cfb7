//! One verification: what it may still ask, what it has asked, what time it is.
use crate::address::Address;
use crate::browser::{Answer, Browser, NoAnswer, Request};
use crate::findings::Finding;
use crate::json::{self, Refused, Value};
use crate::{codec, limits};
use preau::wire::verification::{Asked, Question, Setting};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

const ACCEPT: &str = "application/ld+json, application/json;q=0.9, */*;q=0.1";

/// One verification.
pub(crate) struct Run<'a, B> {
    pub(crate) browser: &'a B,
    pub(crate) setting: &'a Setting,
    /// Milliseconds since 1970.
    pub(crate) now: i64,
    left: Cell<u32>,
    asked: RefCell<Vec<Asked>>,
    known: RefCell<Vec<(String, Kept)>>,
}

type Kept = Result<Rc<Answer>, &'static str>;

/// Why a document could not be had: a code, and the address with what it answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Missing {
    pub(crate) why: &'static str,
    pub(crate) detail: String,
}

impl Missing {
    /// What that means for a question.
    pub(crate) fn about(self, question: Question) -> Finding {
        Finding::unchecked(question, self.why, self.detail)
    }
}

impl<'a, B: Browser> Run<'a, B> {
    pub(crate) fn new(browser: &'a B, setting: &'a Setting) -> Self {
        Self {
            browser,
            setting,
            now: setting.now.unwrap_or_else(|| browser.now()),
            left: Cell::new(limits::REQUESTS),
            asked: RefCell::default(),
            known: RefCell::default(),
        }
    }

    /// Another verification that goes on from what this one has read.
    pub(crate) fn again(&self) -> Self {
        Self {
            browser: self.browser,
            setting: self.setting,
            now: self.now,
            left: self.left.clone(),
            asked: self.asked.clone(),
            known: self.known.clone(),
        }
    }

    /// What was asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.borrow().clone()
    }

    /// Whether an address may be asked at all.
    pub(crate) fn may_ask(&self, address: &Address<'_>) -> bool {
        let hosts = &self.setting.insecure_hosts;
        address.is_secure || hosts.iter().any(|host| host == &address.host || host == address.name())
    }

    /// Asks an address, once: the same answer serves all questions of this verification.
    pub(crate) async fn get(&self, url: &str, is_fresh: bool, most: usize) -> Result<Rc<Answer>, Missing> {
        let missing = |why: &'static str| Missing { why, detail: url.to_owned() };
        let address = Address::parse(url).ok_or_else(|| missing("bad-address"))?;
        if !self.may_ask(&address) {
            return Err(missing("not-https"));
        }
        let url = address.url;
        let known = self.known.borrow().iter().find(|(other, _)| other == url).map(|(_, kept)| kept.clone());
        if let Some(known) = known {
            return known.map_err(missing);
        }
        let mut kept = self.ask(Request { url, accept: ACCEPT, is_fresh, most }).await;
        if let (Err("no-answer"), Some(relay)) = (&kept, &self.setting.relay) {
            let relayed = [relay.as_str(), "?url=", &percent(url)].concat();
            kept = self.ask(Request { url: &relayed, accept: ACCEPT, is_fresh, most }).await;
        } else if let Ok(answer) = &kept
            && !Address::parse(&answer.url).is_some_and(|end| self.may_ask(&end))
        {
            kept = Err("not-https");
        }
        self.known.borrow_mut().push((url.to_owned(), kept.clone()));
        kept.map_err(missing)
    }

    async fn ask(&self, request: Request<'_>) -> Kept {
        let left = self.left.get().checked_sub(1).ok_or("too-many-requests")?;
        self.left.set(left);
        let answer = self.browser.get(request).await;
        let status = answer.as_ref().map_or(0, |answer| answer.status);
        self.asked.borrow_mut().push(Asked { url: request.url.to_owned(), status });
        match answer {
            Ok(answer) if answer.body.len() > request.most => Err("too-big"),
            Ok(answer) => Ok(Rc::new(answer)),
            Err(NoAnswer::Unreachable) => Err("no-answer"),
            Err(NoAnswer::TooBig) => Err("too-big"),
            Err(NoAnswer::TooSlow) => Err("too-slow"),
        }
    }

    /// Text of an answer that went well.
    pub(crate) async fn text(&self, url: &str, is_fresh: bool) -> Result<String, Missing> {
        let answer = self.get(url, is_fresh, limits::DOCUMENT).await?;
        if answer.status != 200 {
            return Err(Missing { why: "bad-status", detail: [url, " ", &answer.status.to_string()].concat() });
        }
        let text = codec::utf8(&answer.body).map(str::to_owned);
        text.ok_or_else(|| Missing { why: "not-json", detail: url.to_owned() })
    }

    /// A JSON object from an address.
    pub(crate) async fn object(
        &self,
        url: &str,
        is_fresh: bool,
        read: fn(&str) -> Result<Value, Refused>,
    ) -> Result<Value, Missing> {
        let text = self.text(url, is_fresh).await?;
        let value = read(&text).map_err(|why| Missing { why, detail: url.to_owned() })?;
        if value.is_object() { Ok(value) } else { Err(Missing { why: "not-json", detail: url.to_owned() }) }
    }

    /// A document that has to name its own address as its id.
    pub(crate) async fn document(&self, url: &str, question: Question) -> Result<Value, Finding> {
        let document = self.object(url, false, json::parse).await.map_err(|missing| missing.about(question))?;
        match document.id() {
            Some(id) if id == url => Ok(document),
            Some(_) => Err(Finding::foreign("other-id", url)),
            None => Err(Finding::unchecked(question, "no-id", url)),
        }
    }
}

fn percent(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            escaped.push(char::from(byte));
        } else {
            escaped.push('%');
            escaped.push_str(&codec::hex(&[byte]).to_ascii_uppercase());
        }
    }
    escaped
}
