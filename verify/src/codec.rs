//! Texts that stand for bytes.

const BASE58: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Decodes base64url without padding (RFC 7515); bits that would be lost make it wrong.
pub(crate) fn base64url(text: &str) -> Option<Vec<u8>> {
    let (mut bits, mut held) = (0_u32, 0_u32);
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for letter in text.bytes() {
        bits = (bits << 6) | u32::from(base64_digit(letter)?);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(low_byte(bits >> held));
            bits &= (1 << held) - 1;
        }
    }
    (held < 6 && bits == 0).then_some(bytes)
}

fn base64_digit(letter: u8) -> Option<u8> {
    Some(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    })
}

fn low_byte(number: u32) -> u8 {
    number.to_le_bytes()[0]
}

/// Decodes ordinary base64, with or without padding and line ends (PEM).
pub(crate) fn base64(text: &str) -> Option<Vec<u8>> {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '+' => plain.push('-'),
            '/' => plain.push('_'),
            '\n' | '\r' | ' ' | '=' => {}
            letter => plain.push(letter),
        }
    }
    base64url(&plain)
}

/// Encodes as base64url, for keys that the browser takes as JSON.
#[cfg_attr(not(any(test, target_arch = "wasm32")), allow(dead_code, reason = "only the worker writes keys"))]
pub(crate) fn to_base64url(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut group = [0_u8; 4];
        for (place, byte) in group.iter_mut().skip(1).zip(chunk) {
            *place = *byte;
        }
        let number = u32::from_be_bytes(group);
        for digit in 0..=chunk.len() {
            let value = (number >> (18 - 6 * digit)) & 63;
            let letter = usize::try_from(value).ok().and_then(|value| BASE64.get(value)).copied();
            text.push(char::from(letter.unwrap_or(b'A')));
        }
    }
    text
}

/// Decodes base58btc. Keys and signatures are short; the work grows with the square of the length, so longer texts are refused.
pub(crate) fn base58(text: &str) -> Option<Vec<u8>> {
    if text.len() > 200 {
        return None;
    }
    let mut bytes: Vec<u8> = Vec::new(); // least significant first
    for letter in text.bytes() {
        let digit = BASE58.iter().position(|other| *other == letter)?;
        let mut carry = u32::try_from(digit).ok()?;
        for byte in &mut bytes {
            carry += u32::from(*byte) * 58;
            *byte = low_byte(carry);
            carry >>= 8;
        }
        while carry > 0 {
            bytes.push(low_byte(carry));
            carry >>= 8;
        }
    }
    bytes.extend(text.bytes().take_while(|letter| *letter == b'1').map(|_| 0));
    bytes.reverse();
    Some(bytes)
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(if value < 10 { b'0' + value } else { b'a' + value - 10 });
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Text of a file or answer: UTF-8, a byte order mark left out.
pub(crate) fn utf8(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some(text.strip_prefix('\u{feff}').unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64url_is_exact() {
        assert_eq!(base64url("AQAB"), Some(vec![1, 0, 1]));
        assert_eq!(base64url("_-8"), Some(vec![0xff, 0xef]));
        for wrong in ["A", "AQ==", "AQ+/", "AR", "é"] {
            assert_eq!(base64url(wrong), None, "{wrong}");
        }
        for bytes in [&b""[..], b"a", b"ab", b"abc", &[0xff; 5]] {
            assert_eq!(base64url(&to_base64url(bytes)).as_deref(), Some(bytes));
        }
        assert_eq!(base64("AQ\nAB\r\n/w=="), Some(vec![1, 0, 1, 0xff]));
    }

    #[test]
    fn base58_keeps_leading_zeros_and_refuses_long_texts() {
        assert_eq!(base58("2NEpo7TZRRrLZSi2U"), Some(b"Hello World!".to_vec()));
        assert_eq!(base58("1112"), Some(vec![0, 0, 0, 1]));
        assert_eq!(base58("0"), None);
        assert_eq!(base58(&"z".repeat(201)), None);
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        assert_eq!(utf8(b"\xef\xbb\xbf{}"), Some("{}"));
        assert_eq!(utf8(b"\xff{}"), None);
        assert_eq!(hex(&[0, 0xaf]), "00af");
    }
}
