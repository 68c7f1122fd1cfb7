//! What only panics would show and still stands in the memory.
use anyhow::{Context, Result};
use std::ops::Range;
use wasmparser::{DataKind, Operator, Parser, Payload};

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

/// Blanks the places in sources, and the names of files that only they point to.
///
/// # Errors
/// When this is no WebAssembly.
pub(in crate::bundle) fn locations(module: &mut [u8]) -> Result<()> {
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
pub(in crate::bundle) fn messages(module: &mut [u8]) -> Result<()> {
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
pub(super) fn segments(module: &[u8]) -> Result<Vec<(usize, Range<usize>)>> {
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
