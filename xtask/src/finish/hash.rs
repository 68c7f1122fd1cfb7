//! Short content hashes for file names.

/// Digits of a hash in a name: the script lists more than a hundred such names, and they do not compress.
const DIGITS: usize = 8;

/// FNV-1a with 64 bits, its last 32 as hexadecimal digits: names files by content, without any secret.
pub(crate) fn of(bytes: &[u8]) -> String {
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    let mut digits = format!("{hash:016x}");
    digits.drain(..digits.len().saturating_sub(DIGITS));
    digits
}

/// A name that changes with the content: `app.css` → `app-89abcdef.css`.
pub(crate) fn name(name: &str, content: &[u8]) -> String {
    let hash = of(content);
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{name}-{hash}"),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_changes_with_the_content_and_keeps_its_extension() {
        // the published test vector of FNV-1a for "a"
        assert_eq!(super::name("chunks/app.css", b"a"), "chunks/app-8601ec8c.css");
        assert_ne!(super::of(b"a"), super::of(b"b"));
    }
}
