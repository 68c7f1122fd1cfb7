//! Terms in force at some place of a document.
//!
//! Of JSON-LD 1.1 what the pinned contexts use: aliases, compact names, types of values, containers, protected terms,
//! contexts that hold for a type or for a member. `tests` refuses a pinned context with anything else.
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::contexts::Library;
use crate::iri::{is_absolute, is_keyword};
use crate::json::{Json, Members};
use crate::{Error, Limits};

/// What a member or a type means.
#[derive(Debug, Clone)]
pub(crate) struct Term<'c> {
    /// Full name, or the keyword it stands for.
    pub(crate) iri: Rc<str>,
    /// `@id`, `@vocab`, `@json`, or the type of its values.
    pub(crate) coercion: Option<Rc<str>>,
    pub(crate) container: Container,
    /// Definitions that hold for a node of this type, or for the value of this member.
    pub(crate) scope: Option<&'c Json>,
    is_prefix: bool,
    is_protected: bool,
}

/// What several values of a member make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Container {
    /// So many statements.
    Set,
    /// One list, in order.
    List,
    /// A graph each: what is said in it is said apart.
    Graph,
}

impl Term<'_> {
    /// One that has its name only from a vocabulary.
    fn of_vocabulary(iri: Rc<str>) -> Self {
        Self { iri, coercion: None, container: Container::Set, scope: None, is_prefix: false, is_protected: false }
    }

    /// Alike, whether protected or not.
    fn agrees(&self, other: &Self) -> bool {
        self.iri == other.iri
            && self.coercion == other.coercion
            && self.container == other.container
            && match (self.scope, other.scope) {
                (Some(left), Some(right)) => left.same(right),
                (left, right) => left.is_none() && right.is_none(),
            }
    }
}

/// Terms by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context<'c> {
    terms: BTreeMap<&'c str, Rc<Term<'c>>>,
    vocabulary: Option<Rc<str>>,
    /// What is in force again inside the members of a node, whose type brought its terms.
    pub(crate) outer: Option<Rc<Context<'c>>>,
}

impl<'c> Context<'c> {
    pub(crate) fn term(&self, name: &str) -> Option<&Rc<Term<'c>>> {
        self.terms.get(name)
    }

    /// What a member means. Not that of a full or compact name: a reader of plain members would miss it.
    pub(crate) fn member(&self, name: &str) -> Option<Rc<Term<'c>>> {
        match self.term(name) {
            Some(term) => Some(Rc::clone(term)).filter(|term| !term.is_prefix && is_absolute(&term.iri)),
            None if name.contains(':') => None,
            None => self.name(name).filter(|iri| is_absolute(iri)).map(|iri| Rc::new(Term::of_vocabulary(iri))),
        }
    }

    /// The full name of a type. Not that of one written in full although it has a short name, for the same reason.
    pub(crate) fn class(&self, name: &str) -> Option<Rc<str>> {
        let iri = self.name(name).filter(|iri| is_absolute(iri))?;
        let is_short = |term: &Rc<Term<'_>>| !term.is_prefix && term.iri == iri;
        (self.term(name).is_some() || !self.terms.values().any(is_short)).then_some(iri)
    }

    /// The keyword or full name of a member or type; nothing if it has none.
    pub(crate) fn name(&self, name: &str) -> Option<Rc<str>> {
        if is_keyword(name) {
            return Some(name.into());
        }
        if let Some(term) = self.terms.get(name) {
            return Some(Rc::clone(&term.iri));
        }
        let joined = |vocabulary: &Rc<str>| Rc::from(format!("{vocabulary}{name}"));
        self.address(name).or_else(|| self.vocabulary.as_ref().map(joined)).filter(|iri| is_absolute(iri))
    }

    /// The full name in a place where addresses stand; nothing if it is relative.
    fn address(&self, text: &str) -> Option<Rc<str>> {
        let (prefix, rest) = text.split_once(':')?;
        let prefix = (!rest.starts_with("//")).then(|| self.terms.get(prefix)).flatten().filter(|term| term.is_prefix);
        let full = prefix.map_or_else(|| text.into(), |term| Rc::from(format!("{}{rest}", term.iri)));
        is_absolute(&full).then_some(full)
    }

    /// The same for what a document names, in full as it will be read.
    pub(crate) fn plain_address(&self, text: &str) -> Option<Rc<str>> {
        self.address(text).filter(|full| **full == *text)
    }

    fn extended(mut self, local: &'c Members, may_override: bool) -> Result<Self, Error> {
        if let Some(Json::String(vocabulary)) = local.get("@vocab") {
            self.vocabulary = Some(vocabulary.as_str().into());
        }
        let mut builder =
            Builder { before: self.terms.clone(), context: self, local, may_override, defined: BTreeSet::new() };
        for (name, _) in local.iter().filter(|(name, _)| !is_keyword(name)) {
            builder.define(name)?;
        }
        Ok(builder.context)
    }
}

/// Adds the definitions of one context to those in force.
struct Builder<'c> {
    context: Context<'c>,
    before: BTreeMap<&'c str, Rc<Term<'c>>>,
    local: &'c Members,
    may_override: bool,
    /// Names done or being done.
    defined: BTreeSet<&'c str>,
}

impl<'c> Builder<'c> {
    fn define(&mut self, name: &'c str) -> Result<(), Error> {
        let Some(definition) = self.local.get(name) else { return Ok(()) };
        if !self.defined.insert(name) {
            return Ok(());
        }
        self.context.terms.remove(name);
        let mut term = self.read(name, definition)?;
        if let Some(before) = self.before.get(name).filter(|before| before.is_protected && !self.may_override) {
            if !before.agrees(&term) {
                return Err(Error::Malformed(format!("the contexts define {name} in two ways")));
            }
            term.is_protected = true;
        }
        self.context.terms.insert(name, Rc::new(term));
        Ok(())
    }

    fn read(&mut self, name: &'c str, definition: &'c Json) -> Result<Term<'c>, Error> {
        let member = |key| match definition {
            Json::Object(members) => members.get(key),
            _ => None,
        };
        let text = |key| member(key).and_then(Json::as_str);
        let id = definition.as_str().or_else(|| text("@id"));
        let iri = self.expand(id.filter(|id| *id != name), name)?;
        let coercion = match text("@type") {
            Some(coercion) => Some(self.expand(Some(coercion), name)?),
            None => None,
        };
        let container = match text("@container") {
            Some("@list") => Container::List,
            Some("@graph") => Container::Graph,
            _ => Container::Set,
        };
        Ok(Term {
            is_prefix: definition.as_str().is_some() && iri.ends_with([':', '/', '?', '#', '[', ']', '@']),
            is_protected: self.local.get("@protected") == Some(&Json::Bool(true)),
            scope: member("@context"),
            iri,
            coercion,
            container,
        })
    }

    /// The full name of what a definition refers to: other definitions of the same context may be needed first.
    fn expand(&mut self, id: Option<&'c str>, name: &'c str) -> Result<Rc<str>, Error> {
        if let Some(id) = id {
            let prefix = id.split_once(':').map_or(id, |(prefix, _)| prefix);
            self.define(id)?;
            self.define(prefix)?;
        }
        let found = match id {
            Some(id) => self.context.name(id),
            None => self.context.name(name),
        };
        found.ok_or_else(|| Error::Malformed(format!("a context does not say what {name} means")))
    }
}

/// Contexts put together for one document; each combination once.
pub(crate) struct Contexts<'c> {
    library: &'c Library,
    /// By the addresses of both parts, all of which stay alive in here or in the library.
    built: BTreeMap<(*const Context<'c>, *const Json, Scope), Rc<Context<'c>>>,
    left: usize,
    pub(crate) empty: Rc<Context<'c>>,
}

/// Why a context comes into force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    /// The document names it: for this node and all within.
    Document,
    /// A type has it: for this node's own members.
    Type,
    /// A member has it: for its value and all within, protected terms included.
    Member,
}

impl<'c> Contexts<'c> {
    pub(crate) fn new(library: &'c Library, limits: Limits) -> Self {
        Self { library, built: BTreeMap::new(), left: limits.contexts, empty: Rc::default() }
    }

    /// What is in force once the contexts at these addresses are added.
    pub(crate) fn named(&mut self, active: &Rc<Context<'c>>, urls: &Json) -> Result<Rc<Context<'c>>, Error> {
        let mut active = Rc::clone(active);
        for url in urls.as_list() {
            let url = url.as_str().ok_or(Error::InlineContext)?;
            active = self.with(&active, self.library.get(url)?, Scope::Document)?;
        }
        Ok(active)
    }

    /// What is in force once a context is added.
    pub(crate) fn with(
        &mut self,
        active: &Rc<Context<'c>>,
        local: &'c Json,
        scope: Scope,
    ) -> Result<Rc<Context<'c>>, Error> {
        let key = (Rc::as_ptr(active), std::ptr::from_ref(local), scope);
        if let Some(built) = self.built.get(&key) {
            return Ok(Rc::clone(built));
        }
        self.left = self.left.checked_sub(1).ok_or(Error::TooMuchWork)?;
        let mut context = match local {
            Json::Object(members) => Context::clone(active).extended(members, scope == Scope::Member)?,
            _ => Context::default(),
        };
        if scope == Scope::Type && context.outer.is_none() {
            context.outer = Some(Rc::clone(active));
        }
        let context = Rc::new(context);
        self.built.insert(key, Rc::clone(&context));
        Ok(context)
    }
}
