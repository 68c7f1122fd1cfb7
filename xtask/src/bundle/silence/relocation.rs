//! What the linker notes of each number in the code that another place gives.
use anyhow::{Context, Result};
use std::ops::Range;
use wasm_encoder::{CustomSection, Encode, Module, RawSection};
use wasmparser::{KnownCustom, Parser, Payload, RelocSectionReader};

/// The section that holds these notes for the code.
const CODE: &str = "reloc.CODE";

/// The same module without the notes on these places, which are in order.
///
/// # Errors
/// When it cannot be read.
pub(super) fn forget(module: &[u8], places: &[Range<u64>]) -> Result<Vec<u8>> {
    let (mut code, mut changed) = (0, Module::new());
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Payload::CodeSectionStart { range, .. } = &payload {
            code = range.start;
        }
        if let Payload::CustomSection(section) = &payload
            && section.name() == CODE
            && let KnownCustom::Reloc(notes) = section.as_known()
        {
            let data = kept(module, &notes, |offset| holds(places, code + offset)).context("what the linker noted")?;
            changed.section(&CustomSection { name: CODE.into(), data: data.into() });
        } else if let Some((id, range)) = payload.as_section() {
            changed.section(&RawSection { id, data: bytes(module, range)? });
        }
    }
    Ok(changed.finish())
}

fn holds(places: &[Range<u64>], at: u64) -> bool {
    let next = places.partition_point(|place| place.end <= at);
    places.get(next).is_some_and(|place| place.contains(&at))
}

/// The section's content without the notes on some offsets.
fn kept(module: &[u8], notes: &RelocSectionReader, is_gone: impl Fn(u64) -> bool) -> Result<Vec<u8>> {
    let entries = notes.entries().into_iter_with_offsets().collect::<Result<Vec<_>, _>>()?;
    let (mut count, mut kept) = (0_u32, Vec::new());
    for (place, (start, entry)) in entries.iter().enumerate() {
        if !is_gone(entry.offset.into()) {
            let end = entries.get(place + 1).map_or(notes.range().end, |(next, _)| *next);
            count += 1;
            kept.extend_from_slice(bytes(module, *start..end)?);
        }
    }
    let mut data = Vec::new();
    notes.section_index().encode(&mut data);
    count.encode(&mut data);
    data.extend(kept);
    Ok(data)
}

fn bytes(module: &[u8], range: Range<u64>) -> Result<&[u8]> {
    module.get(usize::try_from(range.start)?..usize::try_from(range.end)?).context("a place outside of the module")
}
