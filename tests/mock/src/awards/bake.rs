//! Badges inside pictures, and the pictures' own bytes.
use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// How hard to compress.
const LEVEL: u8 = 8;

/// Which generation of the standard a badge in a picture is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Generation {
    /// Open Badges 2.0.
    Two,
    /// Open Badges 3.0.
    Three,
}

/// A square picture of red, green, blue and opacity, each row beginning with its filter.
pub(crate) fn png(side: u32, rows: &[u8]) -> Vec<u8> {
    let mut header = Vec::new();
    header.extend(side.to_be_bytes());
    header.extend(side.to_be_bytes());
    header.extend([8, 6, 0, 0, 0]);
    let mut bytes = SIGNATURE.to_vec();
    bytes.extend(chunk(*b"IHDR", &header));
    bytes.extend(chunk(*b"IDAT", &compress_to_vec_zlib(rows, LEVEL)));
    bytes.extend(chunk(*b"IEND", &[]));
    bytes
}

/// A PNG with a badge in it, right after its header.
pub(crate) fn into_png(picture: &[u8], generation: Generation, badge: &str) -> Vec<u8> {
    let keyword: &[u8] = if generation == Generation::Two { b"openbadges" } else { b"openbadgecredential" };
    // keyword, not compressed, no language, no other keyword
    let text = [keyword, b"\0\0\0\0\0", badge.as_bytes()].concat();
    let head = picture.get(..33).unwrap_or(picture);
    let rest = picture.get(33..).unwrap_or_default();
    [head, &chunk(*b"iTXt", &text), rest].concat()
}

/// An SVG with a badge in it: a token goes into the attribute, a document into the element.
pub(crate) fn into_svg(picture: &str, generation: Generation, badge: &str) -> String {
    let (space, name) = match generation {
        Generation::Two => ("http://openbadges.org", "openbadges:assertion"),
        Generation::Three => ("https://purl.imsglobal.org/ob/v3p0", "openbadges:credential"),
    };
    let element = if badge.starts_with('{') {
        format!("<{name} xmlns:openbadges=\"{space}\"><![CDATA[{badge}]]></{name}>")
    } else {
        format!("<{name} xmlns:openbadges=\"{space}\" verify=\"{badge}\"/>")
    };
    picture.replacen('>', &format!(">{element}"), 1)
}

/// Compressed as status lists are.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    packed.extend(compress_to_vec(bytes, LEVEL));
    packed.extend(crc(bytes).to_le_bytes());
    packed.extend(u32::try_from(bytes.len()).unwrap_or_default().to_le_bytes());
    packed
}

fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap_or_default().to_be_bytes();
    let content = [kind.as_slice(), data].concat();
    let sum = crc(&content).to_be_bytes();
    [length.as_slice(), &content, &sum].concat()
}

/// CRC-32 of PNG and gzip.
fn crc(bytes: &[u8]) -> u32 {
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
    });
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_standard() {
        assert_eq!(crc(b"123456789"), 0xcbf4_3926);
        assert_eq!(chunk(*b"IEND", &[]), b"\0\0\0\0IEND\xae\x42\x60\x82");
    }

    #[test]
    fn a_badge_comes_right_after_the_header() {
        let picture = png(1, &[0, 1, 2, 3, 4]);
        let baked = into_png(&picture, Generation::Three, "{}");
        assert_eq!(baked.get(37..41), Some(b"iTXt".as_slice()));
        assert!(baked.windows(26).any(|part| part == b"openbadgecredential\0\0\0\0\0{}"));
        assert!(baked.ends_with(b"IEND\xae\x42\x60\x82"));
    }

    #[test]
    fn a_token_goes_into_an_attribute_and_a_document_into_an_element() {
        let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\"><path/></svg>";
        let token = into_svg(picture, Generation::Two, "a.b.c");
        assert!(
            token.contains(
                "><openbadges:assertion xmlns:openbadges=\"http://openbadges.org\" verify=\"a.b.c\"/><path/>"
            )
        );
        assert!(into_svg(picture, Generation::Three, "{}").contains("<![CDATA[{}]]></openbadges:credential>"));
    }

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let packed = gzip(&[7; 1000]);
        let body = packed.get(10..packed.len() - 8).unwrap();
        assert_eq!(miniz_oxide::inflate::decompress_to_vec(body).unwrap(), [7; 1000]);
    }
}
