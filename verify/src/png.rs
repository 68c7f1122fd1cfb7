//! Badges baked into PNG pictures.
use crate::browser::Format;
use crate::run::Run;
use crate::{codec, limits};

/// First bytes of every PNG.
const MAGIC: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Whether it is such a picture.
pub(crate) fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// What a picture carries.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Baked {
    /// Nothing.
    Nothing,
    /// Something that cannot be read: a code.
    Unreadable(&'static str),
    /// Text: JSON, a token or an address.
    Text(String),
}

/// A chunk that may hold a badge.
struct Chunk<'a> {
    is_version_3: bool,
    is_compressed: bool,
    is_utf8: bool,
    data: &'a [u8],
}

/// Takes out the badge: the first of version 3, else the first of version 2.
pub(crate) fn unbake(run: &Run<'_>, bytes: &[u8]) -> Baked {
    let Some(chunk) = find(bytes) else { return Baked::Nothing };
    if !chunk.is_utf8 {
        return Baked::Text(chunk.data.iter().map(|byte| char::from(*byte)).collect());
    }
    let inflated;
    let data = if chunk.is_compressed {
        // forbidden by the baking rules, but harmless
        let Some(data) = run.inflate(Format::Zlib, chunk.data, limits::DOCUMENT) else {
            return Baked::Unreadable("unreadable-chunk");
        };
        inflated = data;
        &inflated
    } else {
        chunk.data
    };
    if data.len() > limits::DOCUMENT {
        return Baked::Unreadable("too-big");
    }
    codec::utf8(data).map_or(Baked::Unreadable("not-utf-8"), |text| Baked::Text(text.to_owned()))
}

fn find(bytes: &[u8]) -> Option<Chunk<'_>> {
    let mut rest = bytes.strip_prefix(MAGIC)?;
    let mut version_2 = None;
    while let Some((head, after)) = rest.split_first_chunk::<8>() {
        let [a, b, c, d, kind @ ..] = *head;
        let length = usize::try_from(u32::from_be_bytes([a, b, c, d])).ok()?;
        let Some((data, after)) = after.split_at_checked(length) else { break };
        match &kind {
            b"IEND" => break,
            b"iTXt" | b"tEXt" => match text_chunk(kind == *b"iTXt", data) {
                Some(chunk) if chunk.is_version_3 => return Some(chunk),
                Some(chunk) => version_2 = version_2.or(Some(chunk)),
                None => {}
            },
            _ => {}
        }
        let Some((_checksum, next)) = after.split_at_checked(4) else { break };
        rest = next;
    }
    version_2
}

fn text_chunk(is_international: bool, data: &[u8]) -> Option<Chunk<'_>> {
    let (keyword, rest) = split_nul(data)?;
    let is_version_3 = match keyword {
        b"openbadgecredential" if is_international => true,
        b"openbadges" => false,
        _ => return None,
    };
    if !is_international {
        return Some(Chunk { is_version_3, is_compressed: false, is_utf8: false, data: rest });
    }
    let (flags, rest) = rest.split_first_chunk::<2>()?;
    let (_language, rest) = split_nul(rest)?;
    let (_translated_keyword, data) = split_nul(rest)?;
    Some(Chunk { is_version_3, is_compressed: flags[0] != 0, is_utf8: true, data })
}

fn split_nul(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = bytes.iter().position(|byte| *byte == 0)?;
    Some((bytes.get(..at)?, bytes.get(at + 1..)?))
}
