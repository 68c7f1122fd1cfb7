//! One verification: what it may still ask, what it has asked, what time it is.
use crate::address::Address;
use crate::browser::{Algorithm, Answer, Edition, Format, Key, NoAnswer, NotCanonical};
use crate::findings::Finding;
use crate::json::{self, Refused, Value};
use crate::ledger::{Ledger, Question as Ask, Reply};
use crate::text::decimal;
use crate::{codec, limits};
use preau::wire::verification::{Asked, Question, Setting};
use std::cell::RefCell;
use std::rc::Rc;

/// Said where the answer is not there yet; no report ever has it.
const WAITING: &str = "waiting";
const CANNOT: &str = "browser-cannot";

/// One verification.
pub(crate) struct Run<'a> {
    pub(crate) setting: &'a Setting,
    /// Milliseconds since 1970.
    pub(crate) now: i64,
    /// Writes a number as ECMAScript does.
    pub(crate) number: &'a dyn Fn(&str) -> Option<String>,
    ledger: &'a Ledger,
    /// Whether all that is asked is for this one badge.
    is_alone: bool,
    /// What was asked, and whether freshly.
    asked: RefCell<Vec<(Asked, bool)>>,
}

/// Why a document could not be had: a code, and the address with what it answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Missing(Box<(&'static str, String)>);

impl Missing {
    /// What that means for a question.
    pub(crate) fn about(&self, question: Question) -> Finding {
        Finding::unchecked(question, self.0.0, &self.0.1)
    }

    /// What that means for a list of withdrawn badges.
    pub(crate) fn list(&self) -> Finding {
        Finding::status(self.0.0, &self.0.1)
    }

    /// A code, and an address.
    #[inline(never)]
    pub(crate) fn new(why: &'static str, url: &str) -> Self {
        Self(Box::new((why, url.to_owned())))
    }

    /// An answer other than a document.
    pub(crate) fn status(url: &str, status: u16) -> Self {
        Self::new("bad-status", &[url, " ", &decimal(i64::from(status), 0)].concat())
    }
}

impl<'a> Run<'a> {
    pub(crate) fn new(
        setting: &'a Setting,
        now: i64,
        number: &'a dyn Fn(&str) -> Option<String>,
        ledger: &'a Ledger,
    ) -> Self {
        Self { setting, now, number, ledger, is_alone: true, asked: RefCell::default() }
    }

    /// Another verification that goes on from what this one has asked; `is_alone` where there is but one.
    pub(crate) fn again(&self, is_alone: bool) -> Self {
        Self { asked: self.asked.clone(), is_alone, ..*self }
    }

    /// What was asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        let asked = self.asked.try_borrow();
        asked.map(|asked| asked.iter().map(|(asked, _)| asked.clone()).collect()).unwrap_or_default()
    }

    /// Whether answers are missing: then nothing that depends on them is worth going on with, nor is any alternative.
    pub(crate) fn is_waiting(&self) -> bool {
        self.ledger.is_waiting()
    }

    /// Whether something more may be asked although answers are missing, without taking from these what they may need yet.
    pub(crate) fn may_ask_ahead(&self) -> bool {
        self.is_alone && self.ledger.addresses() < limits::REQUESTS / 2
    }

    /// Whether an address may be asked at all.
    pub(crate) fn may_ask(&self, address: &Address<'_>) -> bool {
        let hosts = &self.setting.insecure_hosts;
        address.is_secure || hosts.iter().any(|host| host == &address.host || host == address.name())
    }

    /// Asks an address, once: the same answer serves all questions of this verification. For what proves itself; it may have
    /// come from elsewhere.
    pub(crate) fn get(&self, url: &str, is_fresh: bool, most: usize) -> Result<Rc<Answer>, Missing> {
        self.reach(url, is_fresh, most).map(|(answer, _)| answer)
    }

    /// The same for what counts because that origin says it: who is led elsewhere hears somebody else.
    pub(crate) fn own(&self, url: &str, is_fresh: bool, most: usize) -> Result<Rc<Answer>, Missing> {
        let (answer, is_own) = self.reach(url, is_fresh, most)?;
        if is_own { Ok(answer) } else { Err(Missing::new("redirected", url)) }
    }

    /// The answer, and whether it is of the origin that was asked; a relay is trusted to bring no other.
    #[inline(never)]
    fn reach(&self, url: &str, is_fresh: bool, most: usize) -> Result<(Rc<Answer>, bool), Missing> {
        let missing = |why: &'static str| Missing::new(why, url);
        let address = Address::parse(url).ok_or_else(|| missing("bad-address"))?;
        if !self.may_ask(&address) {
            return Err(missing("not-https"));
        }
        let url = address.url;
        match (self.ask(url, is_fresh, most), &self.setting.relay) {
            (Err("no-answer"), Some(relay)) => {
                let relayed = self.ask(&[relay.as_str(), "?url=", &percent(url)].concat(), is_fresh, most);
                relayed.map(|answer| (answer, true)).map_err(missing)
            }
            (Ok(answer), _) => {
                let end = Address::parse(&answer.url).filter(|end| self.may_ask(end));
                let is_own = end.ok_or_else(|| missing("not-https"))?.is_beside(&address);
                Ok((answer, is_own))
            }
            (Err(why), _) => Err(missing(why)),
        }
    }

    fn ask(&self, url: &str, is_fresh: bool, most: usize) -> Result<Rc<Answer>, &'static str> {
        let mut asked = self.asked.try_borrow_mut().map_err(|_busy| WAITING)?;
        let is_new = !asked.iter().any(|(other, was_fresh)| other.url == url && (*was_fresh || !is_fresh));
        let question = Ask::Get(url.to_owned(), is_fresh, most);
        // what was asked ahead counts from then on, whichever rule comes first: nothing is asked that is not told
        let (counts, so_far) = if self.is_alone {
            (!self.ledger.knows(&question), self.ledger.addresses())
        } else {
            (is_new, asked.len())
        };
        if counts && so_far >= limits::REQUESTS {
            return Err("too-many-requests");
        }
        let Some(Reply::Get(reply)) = self.ledger.answer(question) else {
            return Err(WAITING);
        };
        if is_new {
            let status = reply.as_ref().map_or(0, |answer| answer.status);
            asked.push((Asked { url: url.to_owned(), status }, is_fresh));
        }
        match reply {
            Ok(answer) if answer.body.len() <= most => Ok(answer),
            Ok(_) | Err(NoAnswer::TooBig) => Err("too-big"),
            Err(NoAnswer::Unreachable) => Err("no-answer"),
            Err(NoAnswer::TooSlow) => Err("too-slow"),
        }
    }

    /// What an address itself says, if that went well.
    pub(crate) fn text(&self, url: &str, is_fresh: bool) -> Result<String, Missing> {
        self.own(url, is_fresh, limits::DOCUMENT).and_then(|answer| text(url, &answer))
    }

    /// Text from an address, or from where that leads.
    pub(crate) fn text_from_anywhere(&self, url: &str) -> Result<String, Missing> {
        self.get(url, true, limits::DOCUMENT).and_then(|answer| text(url, &answer))
    }

    /// A JSON object from an address.
    pub(crate) fn object(
        &self,
        url: &str,
        is_fresh: bool,
        read: fn(&str) -> Result<Value, Refused>,
    ) -> Result<Value, Missing> {
        let text = self.text(url, is_fresh)?;
        let value = read(&text).and_then(|value| if value.is_object() { Ok(value) } else { Err("not-json") });
        value.map_err(|why| Missing::new(why, url))
    }

    /// A document that has to name its own address as its id.
    pub(crate) fn document(&self, url: &str, question: Question) -> Result<Value, Finding> {
        let document = self.object(url, false, json::parse).map_err(|missing| missing.about(question))?;
        match document.id() {
            Some(id) if id == url => Ok(document),
            Some(_) => Err(Finding::foreign("other-id", url)),
            None => Err(Finding::unchecked(question, "no-id", url)),
        }
    }

    /// SHA-256; else a code.
    pub(crate) fn hash(&self, message: &[u8]) -> Result<[u8; 32], &'static str> {
        match self.ledger.answer(Ask::Hash(message.to_vec())) {
            Some(Reply::Hash(hash)) => hash.ok_or(CANNOT),
            _ => Err(WAITING),
        }
    }

    /// Whether a signature is good; else a code.
    pub(crate) fn is_signed(
        &self,
        algorithm: Algorithm,
        key: &Key,
        signature: &[u8],
        message: &[u8],
    ) -> Result<bool, &'static str> {
        let check = Box::new((algorithm, key.clone(), signature.to_vec(), message.to_vec()));
        match self.ledger.answer(Ask::Signature(check)) {
            Some(Reply::Signature(is_good)) => is_good.map_err(|_unknown| CANNOT),
            _ => Err(WAITING),
        }
    }

    /// Inflated bytes; `None` when they cannot be, or are too many.
    pub(crate) fn inflate(&self, format: Format, bytes: &[u8], most: usize) -> Option<Rc<Vec<u8>>> {
        match self.ledger.answer(Ask::Inflate(format, bytes.to_vec(), most)) {
            Some(Reply::Inflate(bytes)) => bytes.filter(|bytes| bytes.len() <= most),
            _ => None,
        }
    }

    /// Canonical form of a document's graph.
    pub(crate) fn graph(&self, json: &str, edition: Edition) -> Result<Rc<str>, NotCanonical> {
        match self.ledger.answer(Ask::Graph(json.to_owned(), edition)) {
            Some(Reply::Graph(text)) => text,
            _ => Err(NotCanonical::Missing),
        }
    }
}

/// Text of an answer that went well.
#[inline(never)]
fn text(url: &str, answer: &Answer) -> Result<String, Missing> {
    if answer.status != 200 {
        return Err(Missing::status(url, answer.status));
    }
    let text = codec::utf8(&answer.body).map(str::to_owned);
    text.ok_or_else(|| Missing::new("not-json", url))
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
