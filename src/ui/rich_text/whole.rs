//! Whether the safe form of a text says all that the text says.
use super::leads::target;
use crate::api::lms;

/// Elements that carry something which the safe form leaves out.
const LOST: [&str; 16] = [
    "<script",
    "<iframe",
    "<object",
    "<embed",
    "<form",
    "<input",
    "<button",
    "<select",
    "<textarea",
    "<video",
    "<audio",
    "<svg",
    "<canvas",
    "<applet",
    // places of a picture that are links; another beginning for all addresses
    "<area",
    "<base",
];
/// How the LMS marks formulas that a script of its page draws.
const FORMULAS: [&str; 5] = ["\\(", "\\[", "[mathjax", "[mathjaxinline]", "$$"];

/// Whether nothing is lost. Rather once too often "no": what is in a comment counts too.
pub(super) fn is_whole(html: &str) -> bool {
    let lower = html.to_ascii_lowercase();
    !LOST.iter().chain(&FORMULAS).any(|mark| lower.contains(mark))
        && !hides(html, &lower)
        // a place within the unit, a page beside it: the LMS's own page knows where that is
        && tags(html, &lower, "<a").all(|tag| attribute(tag, "href").is_none_or(|href| is_plain(href) && target(href).is_some()))
        && tags(html, &lower, "<img").all(|tag| {
            attribute(tag, "src").is_some_and(|src| is_plain(src) && lms::lms_link(src).is_some())
        })
}

/// Whether something in it is not to be seen: the safe form, which knows no styles, would show it.
fn hides(html: &str, lower: &str) -> bool {
    let styles: String = lower.chars().filter(|letter| !letter.is_whitespace()).collect();
    ["display:none", "visibility:hidden"].iter().any(|style| styles.contains(style))
        || html.match_indices('<').any(|(at, _)| {
            let tag = html.get(at.saturating_add(1)..).unwrap_or_default();
            let name = tag.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or_default();
            name > 0 && tag.get(name..).is_some_and(|rest| attribute(rest, "hidden").is_some())
        })
}

/// Whether an address is what it looks like: some signs are written by their number.
fn is_plain(address: &str) -> bool {
    !address.contains("&#")
}

/// What follows the name of each such element.
fn tags<'a>(html: &'a str, lower: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    lower.match_indices(name).filter_map(move |(at, _)| {
        let rest = html.get(at.saturating_add(name.len())..)?;
        rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).then_some(rest)
    })
}

/// The value of an attribute of the element whose name has been read, as it is written.
fn attribute<'a>(tag: &'a str, wanted: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '='));
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '/' | '=' | '>')).unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(end).filter(|(name, _)| !name.is_empty())?;
        let (value, after) = match after.trim_start().strip_prefix('=') {
            Some(after) => value(after.trim_start())?,
            None => ("", after),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = after;
    }
}

/// A value and what follows it; nothing where its quotation mark does not close.
fn value(text: &str) -> Option<(&str, &str)> {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote);
        }
    }
    text.split_at_checked(text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_known() {
        assert!(is_whole("<h2>Moyenne</h2><p>La somme, divisée par <em>n</em>.</p><table><tr><td>1</td></tr></table>"));
        for html in [
            "<p><SCRIPT>x()</SCRIPT></p>",
            "<iframe src=x>",
            "<p>\\(x^2\\)</p>",
            "[mathjaxinline]x[/mathjaxinline]",
            "<input>",
            "<img src=/a.png usemap=#m><map name=m><area href=/b></map>",
        ] {
            assert!(!is_whole(html), "{html}");
        }
    }

    #[test]
    fn what_is_not_to_be_seen_is_the_lms_s() {
        for html in [
            "<p hidden>x</p>",
            "<div class=a HIDDEN=''>x</div>",
            "<p style=\"display:none\">x</p>",
            "<p style='color: red; Display : None'>x</p>",
            "<span style=\"visibility:hidden\">x</span>",
            "<style>.draft { display: none }</style><p class=draft>x</p>",
        ] {
            assert!(!is_whole(html), "{html}");
        }
        for html in ["<p>a hidden layer < b</p>", "<p title='hidden'>x</p>", "<p class=hidden-not data-hidden>x</p>"] {
            assert!(is_whole(html), "{html}");
        }
    }

    #[test]
    fn links_that_we_can_follow_stay() {
        for html in [
            "<a href=\"https://example.org/a?b=c&amp;d#e\">x</a>",
            "<A CLASS='x y' HREF = '/courses/course-v1:a+b+c/about' >x</A>",
            "<a data-href='#x' title=\"a > b\" href=/asset-v1:a+b+c+type@asset+block@d.pdf>x</a>",
            "<a href=\"/courses/course-v1:a+b+c/jump_to/block-v1:a+b+c+type@html+block@d\">x</a>",
            "<a href=\"mailto:aide@example.org\">x</a>",
            "<a id=\"debut\" name=\"debut\">x</a>",
            "<abbr title='#'>x</abbr> <article>a href=\"#x\"</article>",
        ] {
            assert!(is_whole(html), "{html}");
        }
    }

    #[test]
    fn places_in_the_unit_and_pages_beside_it_are_the_lms_s() {
        for address in [
            "#fin",
            "#",
            "",
            "page.html",
            "../autre",
            "http://example.org/",
            "?a=b",
            "//example.org/",
            "javascript:x()",
        ] {
            for html in [
                ["<p><a href=\"", address, "\">x</a></p>"].concat(),
                ["<p><a\nclass=x HREF='", address, "'>x</a></p>"].concat(),
                ["<a href=", address, ">x</a>"].concat(),
            ] {
                assert!(!is_whole(&html), "{html}");
            }
        }
        assert!(!is_whole("<a href=\"&#35;fin\">x</a>") && !is_whole("<a href=\"/&#47;example.org\">x</a>"));
    }

    #[test]
    fn pictures_that_we_can_show_stay() {
        for src in ["/asset-v1:a+b+c+type@asset+block@d.png", "/static/a.png", "https://images.example/a.png"] {
            assert!(is_whole(&["<img alt='' src=\"", src, "\"/>"].concat()), "{src}");
            assert!(is_whole(&["<img src=", src, " alt=x>"].concat()), "{src}");
        }
        for src in [
            "data:image/png;base64,x",
            "http://images.example/a.png",
            "a.png",
            "../a.png",
            "//images.example/a.png",
            "",
            "blob:x",
        ] {
            assert!(!is_whole(&["<p><img alt='' src=\"", src, "\"></p>"].concat()), "{src}");
        }
        assert!(!is_whole("<img alt=x data-src=/a.png>") && !is_whole("<img src=\"/a.png alt=x>"));
    }
}
