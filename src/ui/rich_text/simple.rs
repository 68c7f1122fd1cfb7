//! Texts of paragraphs, lists and stress, which most of what people write is: to read them takes no parser of HTML, and a
//! tenth of the time. Anything else, and anything doubtful, is left to the browser's.

/// Elements that are known here, as Markdown writes them, without attributes.
const NAMES: [&str; 8] = ["p", "ul", "ol", "li", "blockquote", "strong", "em", "code"];
/// Longer texts go the other way, where what they cost is counted.
const MOST: usize = 20_000;
/// Deeper than Markdown nests.
const DEPTH: usize = 24;
/// Signs that have a name where HTML is written.
const NAMED: [(&str, char); 4] = [("amp;", '&'), ("lt;", '<'), ("gt;", '>'), ("quot;", '"')];

/// A piece of such a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// An element begins.
    Begin(&'static str),
    /// The innermost one ends.
    End,
    /// Words, as they are read.
    Words(String),
}

/// The pieces in their order, each element ended; nothing unless every sign of the text is understood.
pub(super) fn pieces(html: &str) -> Option<Vec<Piece>> {
    // a parser reads these two as something else
    if html.len() > MOST || html.contains(['\r', '\0']) {
        return None;
    }
    let (mut pieces, mut open, mut rest) = (Vec::new(), Vec::new(), html);
    while !rest.is_empty() {
        let (words, tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        if !words.is_empty() {
            let is_between = matches!(open.last(), None | Some(&("ul" | "ol" | "blockquote")));
            if is_between && !words.chars().all(|c| matches!(c, ' ' | '\n')) {
                return None;
            }
            pieces.push(Piece::Words(read(words)?));
        }
        let Some(tag) = tag.strip_prefix('<') else { break };
        let (tag, after) = tag.split_once('>')?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop()? != name {
                return None;
            }
            pieces.push(Piece::End);
        } else {
            let name = NAMES.into_iter().find(|known| *known == tag)?;
            if !may_stand(name, &open) {
                return None;
            }
            open.push(name);
            pieces.push(Piece::Begin(name));
        }
    }
    open.is_empty().then_some(pieces)
}

/// Whether an element may begin within these, so that every browser leaves it there.
fn may_stand(name: &str, open: &[&str]) -> bool {
    let around = open.last().copied();
    open.len() < DEPTH
        && match name {
            "li" => matches!(around, Some("ul" | "ol")),
            "strong" | "em" | "code" => {
                !open.contains(&name) && matches!(around, Some("p" | "li" | "strong" | "em" | "code"))
            }
            _ => matches!(around, None | Some("li" | "blockquote")),
        }
}

/// Words with their named signs read.
fn read(words: &str) -> Option<String> {
    let mut pieces = words.split('&');
    let mut read = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (rest, sign) = NAMED.iter().find_map(|(name, sign)| Some((piece.strip_prefix(name)?, *sign)))?;
        read.push(sign);
        read.push_str(rest);
    }
    Some(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_with_stress_are_read() {
        let words = |words: &str| Piece::Words(words.to_owned());
        assert_eq!(
            pieces("<p>Si a &lt; b &amp; <strong>c</strong></p>\n<p>d</p>"),
            Some(vec![
                Piece::Begin("p"),
                words("Si a < b & "),
                Piece::Begin("strong"),
                words("c"),
                Piece::End,
                Piece::End,
                words("\n"),
                Piece::Begin("p"),
                words("d"),
                Piece::End,
            ]),
        );
        assert_eq!(pieces(""), Some(Vec::new()));
        for html in [
            "<ul><li>a</li><li>b<ol><li><p>c</p></li></ol></li></ul>",
            "<blockquote><p>a</p><blockquote><ul><li><em>b</em></li></ul></blockquote></blockquote>",
        ] {
            assert_eq!(pieces(html).as_deref().map(written).as_deref(), Some(html));
        }
    }

    #[test]
    fn whatever_else_is_left_to_the_browser() {
        for html in [
            "words",
            "<p>a",
            "<p>a</p></p>",
            "<p>a<p>b</p></p>",
            "<p><strong>a</p></strong>",
            "<p><strong>a<strong>b</strong></strong></p>",
            "<p class=a>b</p>",
            "<P>a</P>",
            "<p>a<br>b</p>",
            "<p>&eacute;</p>",
            "<p>a & b</p>",
            "<p>a\rb</p>",
            "<p>a\0b</p>",
            "<p><img src=x onerror=alert(1)></p>",
            "<p><script>a</script></p>",
            "<strong>a</strong>",
            "<p><ul><li>a</li></ul></p>",
            "<ul>a</ul>",
            "<ul><p>a</p></ul>",
            "<li>a</li>",
            "<li><strong><ul></ul></strong></li>",
            "<blockquote>a</blockquote>",
            "<ol start=\"3\"><li>a</li></ol>",
            "<!-- --><p>a</p>",
            "<p>a</p ><p>b</p>",
            "<p>a</p/>",
        ] {
            assert_eq!(pieces(html), None, "{html}");
        }
        assert_eq!(pieces(&["<p>", &"a".repeat(MOST), "</p>"].concat()), None);
        let deep = ["<blockquote>".repeat(DEPTH + 1), "</blockquote>".repeat(DEPTH + 1)].concat();
        assert_eq!(pieces(&deep), None);
    }

    /// As Markdown would write them.
    fn written(pieces: &[Piece]) -> String {
        let (mut html, mut open) = (String::new(), Vec::new());
        for piece in pieces {
            match piece {
                Piece::Begin(name) => {
                    open.push(*name);
                    html.extend(["<", name, ">"]);
                }
                Piece::End => html.extend(["</", open.pop().unwrap_or("nothing is open"), ">"]),
                Piece::Words(words) => {
                    let words =
                        words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
                    html.push_str(&words);
                }
            }
        }
        html
    }

    /// Put together at random; the same each time.
    fn texts() -> impl Iterator<Item = String> {
        const PARTS: [&str; 16] = [
            "<p>", "<p>", "</p>", "</p>", "<em>", "</em>", "<code>", "</code>", "mot ", "\n", "&lt;", "&amp;",
            "&quot;", "é😄", "<b>", "<",
        ];
        let mut seed = 7_u32;
        (0..200_000).map(move |round| {
            let mut text = String::new();
            for _ in 0..=(round % 9) {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text.push_str(PARTS[usize::try_from(seed >> 16).unwrap() % PARTS.len()]);
            }
            text
        })
    }

    #[test]
    fn what_is_read_is_all_that_was_written() {
        let mut read = 0_u32;
        for html in texts() {
            if let Some(pieces) = pieces(&html) {
                assert_eq!(written(&pieces), html);
                read += u32::from(!pieces.is_empty());
            }
        }
        assert!(read > 100, "too few of them are simple: {read}");
    }
}
