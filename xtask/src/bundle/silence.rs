//! Panics without a message: on this target nobody hears one.
//!
//! A panic ends the page's program with a trap, and the standard library writes its message to a standard error that
//! a browser lacks. What makes up the message, and the places in our sources that it would name, only weigh.
use super::returns::never_returns;
use anyhow::{Context, Result};
use rustc_demangle::demangle;
use std::ops::Range;
use walrus::{FunctionBuilder, FunctionId, FunctionKind, LocalFunction, Module};
use wasmparser::{DataKind, Operator, Parser, Payload};

/// Crates whose panics are meant.
const CRATES: [&str; 4] = ["core::", "alloc::", "std::", "__rustc::"];
/// Parts of the names of functions that only panic.
const WAYS: [&str; 7] =
    ["panicking::", "panic_", "_fail", "::assert_failed", "::handle_error", "handle_alloc_error", "rust_begin_unwind"];
/// A place in the sources, as a panic is given it: address and length of the file's name, line, column.
const LOCATION: usize = 16;
/// What the name of a source file ends with.
const SOURCE: &[u8] = b".rs";

/// What the standard library and the futures say when they panic: whole sentences of theirs, which nothing else shows.
const MESSAGES: [&str; 35] = [
    "a Display implementation returned an error unexpectedly",
    "a formatting trait implementation returned an error when the underlying stream did not",
    "assertion failed: i < self.len()",
    "`async fn` resumed after completion",
    "attempt to join into collection with len > usize::MAX",
    "Attempted to initialize thread-local while it is being dropped",
    "called `Option::unwrap()` on a `None` value",
    "called `Result::unwrap()` on an `Err` value",
    "cannot access a Thread Local Storage value during or after destruction: ",
    "capacity overflow",
    "chunk size must be non-zero",
    "copy_from_slice: source slice length (",
    ") does not match destination slice length (",
    "finish: result should be None",
    "Got a QuickInitGuard in slow init",
    "inner future panicked during poll",
    "insertion index (is ",
    ") should be <= len (is ",
    "LazyCell instance has previously been poisoned",
    "Map must not be polled after it returned `Poll::Ready`",
    "MaybeDone polled after value taken",
    "mid > len",
    "No guard available even without polling",
    "one-time initialization may not be performed recursively",
    "Once instance has previously been poisoned",
    "QueueHead dropped without a waker list",
    "RefCell already borrowed",
    "RefCell already mutably borrowed",
    "removal index (is ",
    "Shared future polled again after completion",
    ") should be < len (is ",
    "swap_remove index (is ",
    "Tried to shrink to a larger capacity",
    "url::form_urlencoded::Serializer double finish",
    "url::form_urlencoded::Serializer finished",
];

/// Lets every function that only panics do so at once.
pub(super) fn panics(module: &mut Module) {
    let ways: Vec<FunctionId> = module
        .funcs
        .iter_local()
        .filter(|(id, function)| only_panics(module, *id, function))
        .map(|(id, _)| id)
        .collect();
    for id in &ways {
        let FunctionKind::Local(function) = &module.funcs.get(*id).kind else { continue };
        let (args, ty) = (function.args.clone(), function.ty());
        let (params, results) = (module.types.params(ty).to_vec(), module.types.results(ty).to_vec());
        let mut body = FunctionBuilder::new(&mut module.types, &params, &results);
        body.func_body().unreachable();
        module.funcs.get_mut(*id).kind = FunctionKind::Local(body.local_func(args));
    }
}

/// By its name, and because it has no way back to who called it.
fn only_panics(module: &Module, id: FunctionId, function: &LocalFunction) -> bool {
    let Some(name) = &module.funcs.get(id).name else { return false };
    let name = own_name(&format!("{:#}", demangle(name)));
    let is_way = CRATES.iter().any(|of| name.starts_with(of)) && WAYS.iter().any(|way| name.contains(way));
    is_way && never_returns(function)
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

/// Blanks the places in sources, and the names of files that only they point to.
///
/// # Errors
/// When this is no WebAssembly.
pub(super) fn locations(module: &mut [u8]) -> Result<()> {
    let memory = segments(module)?;
    let mut blank: Vec<Range<usize>> = Vec::new();
    for (_, bytes) in &memory {
        for place in bytes.clone().step_by(4) {
            let Some(name) = file_name(module, &memory, place) else { continue };
            blank.extend([place..place + LOCATION, name]);
        }
    }
    for range in blank {
        if let Some(bytes) = module.get_mut(range) {
            bytes.fill(0);
        }
    }
    Ok(())
}

/// Blanks the sentences of [`MESSAGES`].
///
/// # Errors
/// When this is no WebAssembly.
pub(super) fn messages(module: &mut [u8]) -> Result<()> {
    for (_, bytes) in segments(module)? {
        let Some(data) = module.get_mut(bytes) else { continue };
        for message in MESSAGES {
            let found: Vec<usize> = data
                .windows(message.len())
                .enumerate()
                .filter(|(_, window)| *window == message.as_bytes())
                .map(|(place, _)| place)
                .collect();
            for place in found {
                if let Some(text) = data.get_mut(place..place + message.len()) {
                    text.fill(0);
                }
            }
        }
    }
    Ok(())
}

/// Where the file's name is of the place that stands there.
fn file_name(module: &[u8], memory: &[(usize, Range<usize>)], place: usize) -> Option<Range<usize>> {
    let words = module.get(place..place + LOCATION)?;
    let mut words =
        words.chunks_exact(4).filter_map(|word| usize::try_from(u32::from_le_bytes(word.try_into().ok()?)).ok());
    let (address, length, line, column) = (words.next()?, words.next()?, words.next()?, words.next()?);
    if !(5..300).contains(&length) || !(1..100_000).contains(&line) || !(1..1_000).contains(&column) {
        return None;
    }
    let (start, bytes) = memory.iter().find(|(start, bytes)| (*start..start + bytes.len()).contains(&address))?;
    let name = bytes.start + (address - start)..bytes.start + (address - start) + length;
    let text = module.get(name.clone()).filter(|_| name.end <= bytes.end)?;
    (text.ends_with(SOURCE) && text.iter().all(u8::is_ascii_graphic)).then_some(name)
}

/// What the memory holds at first: each piece's address, and where it is in the module.
fn segments(module: &[u8]) -> Result<Vec<(usize, Range<usize>)>> {
    let mut segments = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::DataSection(section) = payload.context("reading WebAssembly")? else { continue };
        for data in section {
            let data = data?;
            let DataKind::Active { offset_expr, .. } = data.kind else { continue };
            if let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? {
                let start = usize::try_from(value).context("an address of data")?;
                let end = usize::try_from(data.range.end).context("a place in the module")?;
                segments.push((start, end - data.data.len()..end));
            }
        }
    }
    Ok(segments)
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::{ConstExpr, ModuleConfig, ValType, ir::Value};

    fn add(module: &mut Module, name: &str, does: impl Fn(&mut walrus::InstrSeqBuilder)) -> FunctionId {
        let mut body = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[]);
        does(&mut body.func_body());
        let id = body.finish(vec![module.locals.add(ValType::I32)], &mut module.funcs);
        module.funcs.get_mut(id).name = Some(name.to_owned());
        id
    }

    fn length(module: &Module, id: FunctionId) -> usize {
        let FunctionKind::Local(function) = &module.funcs.get(id).kind else { return 0 };
        function.block(function.entry_block()).instrs.len()
    }

    #[test]
    fn only_what_cannot_come_back_is_cut_short() {
        let mut module = Module::with_config(ModuleConfig::new());
        let ends = |body: &mut walrus::InstrSeqBuilder| {
            body.i32_const(1).drop().unreachable();
        };
        let panics_old = add(&mut module, "_ZN4core9panicking9panic_fmt17h0123456789abcdefE", ends);
        let panics_new = add(&mut module, "_RNvNtCsgXGp5Oqx2Ny_4core3str16slice_error_fail", ends);
        let ours = add(&mut module, "_ZN5preau3app11part_failed17h0123456789abcdefE", ends);
        let comes_back = add(&mut module, "_ZN3std9panicking11panic_count17h0123456789abcdefE", |body| {
            body.i32_const(1).drop();
        });
        // a type that it is made for has the name of a way
        let generic =
            add(&mut module, "_RINvNtCsgXGp5Oqx2Ny_4core3mem4dropNtNtCsgXGp5Oqx2Ny_4core9panicking5PanicE", ends);
        assert!(own_name("core::mem::drop::<core::panicking::Panic>") == "core::mem::drop::");
        panics(&mut module);
        assert_eq!([panics_old, panics_new, ours, comes_back, generic].map(|id| length(&module, id)), [1, 1, 3, 2, 3]);
    }

    #[test]
    fn messages_of_panics_go_and_texts_of_ours_stay() {
        let mut module = Module::with_config(ModuleConfig::new());
        let memory = module.memories.add_local(false, false, 1, None, None);
        let offset = ConstExpr::Value(Value::I32(1_024));
        let data = b"Search\0called `Option::unwrap()` on a `None` valueRefCell was fine".to_vec();
        module.data.add(walrus::DataKind::Active { memory, offset }, data);
        let mut bytes = module.emit_wasm();
        messages(&mut bytes).unwrap();
        let (_, place) = segments(&bytes).unwrap().remove(0);
        let left: Vec<u8> = bytes[place].iter().copied().filter(|byte| *byte > 0).collect();
        assert_eq!(left, b"SearchRefCell was fine");
    }

    #[test]
    fn places_go_and_texts_that_look_like_files_stay() {
        let start: u32 = 1_024;
        let mut data = b"src/main.rsother.rs\0".to_vec();
        let words = |words: [u32; 4]| words.map(u32::to_le_bytes).concat();
        data.extend(words([start, 11, 7, 5]));
        let not_places =
            [words([start + 11, 8, 0, 5]), words([start + 30, 8, 1, 5]), words([start, 10, 7, 5])].concat();
        data.extend(&not_places);
        let mut module = Module::with_config(ModuleConfig::new());
        let memory = module.memories.add_local(false, false, 1, None, None);
        let offset = ConstExpr::Value(Value::I32(1_024));
        module.data.add(walrus::DataKind::Active { memory, offset }, data);
        let mut bytes = module.emit_wasm();
        locations(&mut bytes).unwrap();
        let (_, place) = segments(&bytes).unwrap().remove(0);
        let data = &bytes[place];
        assert_eq!((&data[..20], &data[20..36]), (b"\0\0\0\0\0\0\0\0\0\0\0other.rs\0".as_slice(), [0; 16].as_slice()));
        assert_eq!(data[36..], not_places);
        assert!(locations(&mut b"no module".to_vec()).is_err());
    }
}
