//! Panics without a message: on this target nobody hears one.
//!
//! A panic ends the page's program with a trap, and the standard library writes its message to a standard error that
//! a browser lacks. What makes up the message, what types print of themselves in it, and the places in our sources that it would
//! name, only weigh. The code of all this goes before the splitter looks who needs what, so that nothing comes along for its sake; what
//! is left of it in the memory is blanked afterwards ([`memory`]).
mod body;
mod memory;
mod relocation;

pub(super) use memory::{locations, messages};

use anyhow::{Context, Result};
use body::Body;
use rustc_demangle::demangle;
use std::{collections::HashMap, ops::Range};
use wasmparser::{FuncType, KnownCustom, Name, Parser, Payload, TypeRef, ValType};

/// Crates whose panics are meant.
const CRATES: [&str; 4] = ["core::", "alloc::", "std::", "__rustc::"];
/// Types whose `Debug` only panics show. Not whole crates: of functions that are equal the linker keeps one, under any of their names.
const DEBUGGED: [&str; 6] = [
    "char",
    "str",
    "usize",
    "core::ops::range::Range<usize>",
    "async_once_cell::QuickInitGuard",
    "std::thread::local::AccessError",
];
/// Parts of the names of functions that only panic.
const WAYS: [&str; 7] =
    ["panicking::", "panic_", "_fail", "::assert_failed", "::handle_error", "handle_alloc_error", "rust_begin_unwind"];

/// A module as the linker writes it, in which every function that only panics does so at once, and so does whatever leads to nothing
/// else; and in which types of others print nothing for who looks for mistakes, since only panics would show it.
///
/// # Errors
/// When it cannot be read.
pub(super) fn silenced(linked: &[u8]) -> Result<Vec<u8>> {
    let functions = Functions::read(linked)?;
    let mut module = linked.to_vec();
    let mut gone: Vec<Range<u64>> = Vec::new();
    for (index, body) in &functions.bodies {
        let name = functions.name(*index);
        if body.never_returns && only_panics(&name) {
            body::trap_all(at(&mut module, &body.range)?).with_context(|| name)?;
            gone.push(body.range.clone());
        } else if !body.never_returns && is_debugging(&name) && functions.gives_number(*index) {
            body::give_zero(at(&mut module, &body.range)?).with_context(|| name)?;
            gone.push(body.range.clone());
        } else {
            for (_, way) in body.calls.iter().filter(|(called, _)| functions.panics(*called)) {
                body::trap(at(&mut module, way)?);
                gone.push(way.clone());
            }
        }
    }
    relocation::forget(&module, &gone)
}

fn at<'a>(module: &'a mut [u8], range: &Range<u64>) -> Result<&'a mut [u8]> {
    module
        .get_mut(usize::try_from(range.start)?..usize::try_from(range.end)?)
        .context("a function outside of the module")
}

/// The functions of a module.
#[derive(Default)]
struct Functions {
    types: Vec<FuncType>,
    /// Of each function, those of others first.
    type_of: Vec<u32>,
    names: HashMap<u32, String>,
    bodies: Vec<(u32, Body)>,
    /// Which of them only panic.
    panicking: Vec<u32>,
}

impl Functions {
    fn read(module: &[u8]) -> Result<Self> {
        let mut all = Self::default();
        let mut next = 0;
        for payload in Parser::new(0).parse_all(module) {
            match payload.context("reading WebAssembly")? {
                Payload::TypeSection(section) => {
                    all.types = section.into_iter_err_on_gc_types().collect::<Result<_, _>>()?;
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        if let TypeRef::Func(ty) = import?.ty {
                            all.type_of.push(ty);
                            next += 1;
                        }
                    }
                }
                Payload::FunctionSection(section) => {
                    for ty in section {
                        all.type_of.push(ty?);
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    all.bodies.push((next, Body::read(&body)?));
                    next += 1;
                }
                Payload::CustomSection(section) => {
                    let KnownCustom::Name(kinds) = section.as_known() else { continue };
                    for kind in kinds {
                        let Name::Function(names) = kind? else { continue };
                        for name in names {
                            let name = name?;
                            all.names.insert(name.index, format!("{:#}", demangle(name.name)));
                        }
                    }
                }
                _ => {}
            }
        }
        let panics = |(index, body): &&(u32, Body)| body.never_returns && only_panics(&all.name(*index));
        all.panicking = all.bodies.iter().filter(panics).map(|(index, _)| *index).collect();
        Ok(all)
    }

    fn name(&self, index: u32) -> String {
        self.names.get(&index).cloned().unwrap_or_default()
    }

    fn panics(&self, index: u32) -> bool {
        self.panicking.binary_search(&index).is_ok()
    }

    fn gives_number(&self, index: u32) -> bool {
        let ty = usize::try_from(index).ok().and_then(|index| self.type_of.get(index));
        let ty = ty.and_then(|ty| self.types.get(usize::try_from(*ty).ok()?));
        ty.is_some_and(|ty| ty.results() == [ValType::I32])
    }
}

/// By its name.
fn only_panics(name: &str) -> bool {
    let name = own_name(name);
    CRATES.iter().any(|of| name.starts_with(of)) && WAYS.iter().any(|way| name.contains(way))
}

/// `Debug` of one of [`DEBUGGED`].
fn is_debugging(name: &str) -> bool {
    let of = name.strip_prefix('<').and_then(|name| name.strip_suffix(" as core::fmt::Debug>::fmt"));
    of.is_some_and(|of| DEBUGGED.contains(&of))
}

/// A name without what stands in angle brackets: types that a generic function is made for may be called anything. Where the
/// brackets come first, as in `<core::cell::Cell<T> as core::fmt::Debug>::fmt`, the type in them is whose function it is.
fn own_name(name: &str) -> String {
    let mut depth: usize = 0;
    let mut own = String::new();
    for letter in name.trim_start_matches('<').replace("->", "  ").chars() {
        match letter {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            letter if depth == 0 => own.push(letter),
            _ => {}
        }
    }
    own
}

#[cfg(test)]
mod tests;
