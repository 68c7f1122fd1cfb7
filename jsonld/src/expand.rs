//! From members to quads.
//!
//! JSON-LD drops what no context defines. Here that is an error: what is shown must be what was signed. So is every
//! keyword by which a document may say things that a reader of plain members would not see.
mod path;
mod subject;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::context::{Container, Context, Contexts, Scope, Term};
use crate::contexts::Library;
use crate::iri::{BLANK, is_absolute};
use crate::json::{Json, Members};
use crate::rdf::{self, Quad};
use crate::{Error, Limits, value};
use path::Path;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// The statements of a document, each once.
pub(crate) fn quads(document: &Json, library: &Library, limits: Limits) -> Result<Vec<Quad>, Error> {
    let Json::Object(members) = document else { return Err(Error::Malformed("not an object".to_owned())) };
    let mut walk = Walk {
        contexts: Contexts::new(library, limits),
        quads: BTreeSet::new(),
        labels: BTreeMap::new(),
        blanks: 0,
        top: None,
        left: limits.quads,
    };
    let empty = Rc::clone(&walk.contexts.empty);
    walk.node(members, &empty, &Place { graph: None, stands_alone: true }, &Path::Top)?;
    Ok(walk.quads.into_iter().collect())
}

/// Where a value stands.
struct Place {
    graph: Option<rdf::Term>,
    /// Nothing points at it: if it says nothing itself, it is lost.
    stands_alone: bool,
}

struct Walk<'c> {
    contexts: Contexts<'c>,
    quads: BTreeSet<Quad>,
    /// Numbers of the names that hold within the document only.
    labels: BTreeMap<String, usize>,
    blanks: usize,
    /// What the document as a whole speaks of.
    top: Option<rdf::Term>,
    left: usize,
}

/// A member of a node, its name understood.
struct Member<'d, 'c> {
    name: &'d str,
    value: &'d Json,
    term: Rc<Term<'c>>,
}

impl<'c> Walk<'c> {
    fn say(
        &mut self,
        subject: &rdf::Term,
        predicate: &str,
        object: rdf::Term,
        graph: Option<&rdf::Term>,
    ) -> Result<(), Error> {
        self.left = self.left.checked_sub(1).ok_or(Error::TooMuchWork)?;
        let predicate = rdf::Term::iri(predicate);
        self.quads.insert(Quad { subject: subject.clone(), predicate, object, graph: graph.cloned() });
        Ok(())
    }

    fn blank(&mut self) -> rdf::Term {
        self.blanks += 1;
        rdf::Term::Blank(self.blanks)
    }

    /// The thing that a text names; nothing if the name is relative.
    fn reference(&mut self, text: &str, name: impl Fn(&str) -> Option<Rc<str>>) -> Option<rdf::Term> {
        if !text.starts_with(BLANK) {
            return name(text).filter(|iri| is_absolute(iri)).map(|iri| rdf::Term::iri(&iri));
        }
        if let Some(number) = self.labels.get(text) {
            return Some(rdf::Term::Blank(*number));
        }
        self.blanks += 1;
        self.labels.insert(text.to_owned(), self.blanks);
        Some(rdf::Term::Blank(self.blanks))
    }

    /// Says what a node says and gives its name.
    fn node(
        &mut self,
        members: &Members,
        active: &Rc<Context<'c>>,
        place: &Place,
        path: &Path<'_>,
    ) -> Result<rdf::Term, Error> {
        let typed_by = match members.get("@context") {
            Some(urls) => self.contexts.named(active, urls)?,
            None => Rc::clone(active),
        };
        let types = types(members, &typed_by, path)?;
        let mut active = Rc::clone(&typed_by);
        for scope in types.iter().filter_map(|name| typed_by.term(name)?.scope) {
            active = self.contexts.with(&active, scope, Scope::Type)?;
        }
        let mut subject = None;
        let mut own = Vec::new();
        for (name, value) in members.iter().filter(|(name, _)| *name != "@context") {
            let at = path.member(name);
            let lost = || Error::Undefined(at.to_string());
            match active.name(name).as_deref() {
                Some("@type") if typed_by.name(name).as_deref() == Some("@type") => {}
                Some("@id") => {
                    let id = value.as_str().ok_or_else(|| at.wrong("an id is no text"))?;
                    let id = self.reference(id, |text| active.plain_address(text)).ok_or_else(lost)?;
                    if subject.replace(id).is_some() {
                        return Err(path.wrong("two ids"));
                    }
                }
                Some(keyword @ ("@graph" | "@included" | "@list" | "@nest" | "@reverse" | "@set" | "@value")) => {
                    return Err(path.wrong(keyword));
                }
                _ => own.push(Member { name, value, term: active.member(name).ok_or_else(lost)? }),
            }
        }
        if place.stands_alone && own.is_empty() && types.is_empty() && subject.is_some() {
            return Err(Error::Undefined(path.to_string()));
        }
        let subject = match subject {
            Some(subject) => subject,
            None => self.blank(),
        };
        self.check_subject(&subject, &own, path)?;
        for name in types {
            let class = typed_by.class(name);
            let class = class.ok_or_else(|| Error::Undefined(format!("{path}: type {name}")))?;
            self.say(&subject, &format!("{RDF}type"), rdf::Term::iri(&class), place.graph.as_ref())?;
        }
        for member in own {
            self.member(&subject, &member, &active, place, path)?;
        }
        Ok(subject)
    }

    fn member(
        &mut self,
        subject: &rdf::Term,
        Member { name, value, term }: &Member<'_, 'c>,
        active: &Rc<Context<'c>>,
        place: &Place,
        path: &Path<'_>,
    ) -> Result<(), Error> {
        let at = path.member(name);
        let graph = place.graph.as_ref();
        if term.coercion.as_deref() == Some("@json") {
            return self.say(subject, &term.iri, value::json(value), graph);
        }
        if term.container == Container::List {
            if **value == Json::Null {
                return Ok(());
            }
            let list = self.list(value.as_list(), term, active, place, &at)?;
            return self.say(subject, &term.iri, list, graph);
        }
        self.values(subject, value, term, active, place, &at)
    }

    /// Says a member's values; arrays in arrays are one array to JSON-LD.
    fn values(
        &mut self,
        subject: &rdf::Term,
        value: &Json,
        term: &Rc<Term<'c>>,
        active: &Rc<Context<'c>>,
        place: &Place,
        path: &Path<'_>,
    ) -> Result<(), Error> {
        match value {
            Json::Null => Ok(()),
            Json::Array(items) => items
                .iter()
                .enumerate()
                .try_for_each(|(index, item)| self.values(subject, item, term, active, place, &path.item(index))),
            _ if term.container == Container::Graph => {
                let Json::Object(members) = value else { return Err(Error::Undefined(path.to_string())) };
                let graph = self.blank();
                let inside = Place { graph: Some(graph.clone()), stands_alone: true };
                let active = self.inside(members, term, active)?;
                if value::is_value(members, &active) {
                    return Err(Error::Undefined(path.to_string()));
                }
                self.node(members, &active, &inside, path)?;
                self.say(subject, &term.iri, graph, place.graph.as_ref())
            }
            _ => {
                let object = self.value(value, term, active, place, path)?;
                self.say(subject, &term.iri, object, place.graph.as_ref())
            }
        }
    }

    /// One value that is neither an array nor null.
    fn value(
        &mut self,
        value: &Json,
        term: &Rc<Term<'c>>,
        active: &Rc<Context<'c>>,
        place: &Place,
        path: &Path<'_>,
    ) -> Result<rdf::Term, Error> {
        if let Json::Object(members) = value {
            let active = self.inside(members, term, active)?;
            if value::is_value(members, &active) {
                return value::object(members, &active, &path.to_string());
            }
            let place = Place { graph: place.graph.clone(), stands_alone: false };
            return self.node(members, &active, &place, path);
        }
        let active = match term.scope {
            Some(scope) => self.contexts.with(active, scope, Scope::Member)?,
            None => Rc::clone(active),
        };
        let found = match (value, term.coercion.as_deref()) {
            (Json::String(text), Some("@id")) => self.reference(text, |text| active.plain_address(text)),
            (Json::String(text), Some("@vocab")) => self.reference(text, |text| active.name(text)),
            _ => value::plain(value, term),
        };
        found.ok_or_else(|| Error::Undefined(path.to_string()))
    }

    /// What is in force in an object that is a member's value, before its own contexts and types.
    fn inside(
        &mut self,
        members: &Members,
        term: &Term<'c>,
        active: &Rc<Context<'c>>,
    ) -> Result<Rc<Context<'c>>, Error> {
        let only_named =
            members.len() == 1 && members.iter().any(|(name, _)| active.name(name).as_deref() == Some("@id"));
        let active = match &active.outer {
            Some(outer) if !only_named && !value::is_value(members, active) => outer,
            _ => active,
        };
        match term.scope {
            Some(scope) => self.contexts.with(active, scope, Scope::Member),
            None => Ok(Rc::clone(active)),
        }
    }

    /// Says an ordered list and gives its beginning.
    fn list(
        &mut self,
        items: &[Json],
        term: &Rc<Term<'c>>,
        active: &Rc<Context<'c>>,
        place: &Place,
        path: &Path<'_>,
    ) -> Result<rdf::Term, Error> {
        let mut objects = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let at = path.item(index);
            match item {
                Json::Null => {}
                Json::Array(inner) => objects.push(self.list(inner, term, active, place, &at)?),
                _ => objects.push(self.value(item, term, active, place, &at)?),
            }
        }
        let mut rest = rdf::Term::iri(&format!("{RDF}nil"));
        for object in objects.into_iter().rev() {
            let link = self.blank();
            self.say(&link, &format!("{RDF}first"), object, place.graph.as_ref())?;
            self.say(&link, &format!("{RDF}rest"), rest, place.graph.as_ref())?;
            rest = link;
        }
        Ok(rest)
    }
}

/// The types of a node, sorted, each once.
fn types<'d>(members: &'d Members, active: &Context<'_>, path: &Path<'_>) -> Result<BTreeSet<&'d str>, Error> {
    let mut found = None;
    for (name, value) in members.iter() {
        if active.name(name).as_deref() == Some("@type") && found.replace(value).is_some() {
            return Err(path.wrong("types in two places"));
        }
    }
    let names = found.map(Json::as_list).unwrap_or_default().iter();
    names.map(|name| name.as_str().ok_or_else(|| path.wrong("a type is no text"))).collect()
}
