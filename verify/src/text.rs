//! Searching in texts, once for all: the standard library's searches would be compiled anew for each place.

/// What stands before and after the first occurrence of a mark.
#[inline(never)]
pub(crate) fn cut<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let at = text.as_bytes().windows(mark.len().max(1)).position(|window| window == mark.as_bytes())?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}

/// What stands before the first of several ASCII marks, and the rest with that mark; all and nothing when there is none.
#[inline(never)]
pub(crate) fn until<'a>(text: &'a str, marks: &[u8]) -> (&'a str, &'a str) {
    let at = text.bytes().position(|byte| marks.contains(&byte));
    at.and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""))
}

/// Whether a text has one of several ASCII marks.
pub(crate) fn has(text: &str, marks: &[u8]) -> bool {
    text.bytes().any(|byte| marks.contains(&byte))
}

/// A text without the blanks of JSON and XML around it.
#[inline(never)]
pub(crate) fn trim(mut text: &str) -> &str {
    let is_blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t' | b'\n' | b'\r'));
    while is_blank(text.as_bytes().first()) {
        text = text.get(1..).unwrap_or("");
    }
    while is_blank(text.as_bytes().last()) {
        text = text.get(..text.len() - 1).unwrap_or("");
    }
    text
}

/// A number of decimal digits alone, at most eighteen.
#[inline(never)]
pub(crate) fn digits(text: &str) -> Option<i64> {
    if !(1..=18).contains(&text.len()) {
        return None;
    }
    text.bytes().try_fold(0, |number: i64, digit| {
        let digit = char::from(digit).to_digit(10)?;
        Some(number * 10 + i64::from(digit))
    })
}

/// Writes a number in decimal digits, with zeros before it up to a length.
#[inline(never)]
pub(crate) fn decimal(number: i64, length: usize) -> String {
    let mut digits = Vec::new();
    let mut rest = number.unsigned_abs();
    while rest > 0 || digits.len() < length.max(1) {
        digits.push(b'0' + u8::try_from(rest % 10).unwrap_or(0));
        rest /= 10;
    }
    if number < 0 {
        digits.push(b'-');
    }
    digits.iter().rev().map(|digit| char::from(*digit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_find_the_first() {
        assert_eq!(cut("a-->b-->c", "-->"), Some(("a", "b-->c")));
        assert_eq!(cut("é", "-->"), None);
        assert_eq!(until("aé=b/", b"/="), ("aé", "=b/"));
        assert_eq!(until("aé", b"/="), ("aé", ""));
        assert!(has("a?", b"#?") && !has("aé", b"#?"));
        assert_eq!((trim(" \r\n a b\t"), trim(" \n"), trim("")), ("a b", "", ""));
    }

    #[test]
    fn numbers_there_and_back() {
        assert_eq!((digits("0123"), digits(""), digits("-1"), digits("1 ")), (Some(123), None, None, None));
        assert_eq!(digits("9999999999999999999"), None);
        assert_eq!((decimal(7, 2), decimal(0, 0), decimal(-12, 4)), ("07".into(), "0".into(), "-0012".into()));
        assert_eq!(decimal(i64::MIN, 0), i64::MIN.to_string());
    }
}
