//! Short content hashes for file names.

/// FNV-1a with 64 bits, as 16 hexadecimal digits: names files by content, without any secret.
pub(crate) fn of(bytes: &[u8]) -> String {
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// A name that changes with the content: `app.css` → `app-0123456789abcdef.css`.
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
        assert_eq!(super::name("chunks/app.css", b"a"), "chunks/app-af63dc4c8601ec8c.css");
        assert_ne!(super::of(b"a"), super::of(b"b"));
    }
}
