//! Compact tokens (JWS) as far as a page reads them: who signed is for others to check.

/// JSON of the payload of `header.payload.signature`; `None` for what is no such token.
pub(super) fn payload(token: &str) -> Option<String> {
    String::from_utf8(decode_base64url(token.trim().split('.').nth(1)?)?).ok()
}

/// Decodes RFC 4648 §5, with or without padding.
fn decode_base64url(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0_u32);
    for byte in text.trim_end_matches('=').bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xFFFF;
        count += 6;
        if count >= 8 {
            count -= 8;
            let [.., byte] = (bits >> count).to_be_bytes();
            bytes.push(byte);
        }
    }
    Some(bytes)
}
