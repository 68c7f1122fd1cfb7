//! The allow-list.

/// What becomes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Built anew by this name, with these attributes.
    Keep(&'static str, &'static [&'static str]),
    /// A heading of this level, moved to where the page stands.
    Heading(u8),
    /// A link, if its address is harmless.
    Link,
    /// A picture, if its address is harmless.
    Picture,
    /// A table, in a box that scrolls.
    Table,
    /// Only what is in it.
    Unwrap,
    /// Nothing of it.
    Drop,
}

/// Attributes that any element may have.
pub(super) const EVERYWHERE: &[&str] = &["lang", "dir"];

/// Attributes that parts of formulas may have: none of them names an address.
pub(super) const FORMULA_ATTRIBUTES: &[&str] = &[
    "display",
    "mathvariant",
    "stretchy",
    "fence",
    "separator",
    "lspace",
    "rspace",
    "minsize",
    "maxsize",
    "form",
    "accent",
    "accentunder",
    "linethickness",
    "columnalign",
    "rowalign",
    "columnspan",
    "rowspan",
    "displaystyle",
    "scriptlevel",
    "width",
    "alttext",
    "movablelimits",
    "symmetric",
    "largeop",
];

/// By the element's name in lower case.
pub(super) fn fate(name: &str) -> Fate {
    let keep = |tag| Fate::Keep(tag, &[]);
    match name {
        "p" => keep("p"),
        "br" => keep("br"),
        "hr" => keep("hr"),
        "div" | "section" | "article" | "header" | "footer" | "main" | "aside" | "nav" | "center" => keep("div"),
        "span" | "font" => keep("span"),
        "ul" | "menu" => keep("ul"),
        "ol" => Fate::Keep("ol", &["start", "reversed", "type"]),
        "li" => Fate::Keep("li", &["value"]),
        "dl" => keep("dl"),
        "dt" => keep("dt"),
        "dd" => keep("dd"),
        "strong" | "b" => keep("strong"),
        "em" | "i" => keep("em"),
        "u" => keep("u"),
        "s" | "strike" | "del" => keep("del"),
        "ins" => keep("ins"),
        "sub" => keep("sub"),
        "sup" => keep("sup"),
        "small" => keep("small"),
        "mark" => keep("mark"),
        "abbr" | "acronym" => Fate::Keep("abbr", &["title"]),
        "dfn" => keep("dfn"),
        "cite" => keep("cite"),
        "code" | "tt" => keep("code"),
        "pre" => keep("pre"),
        "kbd" => keep("kbd"),
        "samp" => keep("samp"),
        "var" => keep("var"),
        "q" => keep("q"),
        "blockquote" => keep("blockquote"),
        "time" => Fate::Keep("time", &["datetime"]),
        "figure" => keep("figure"),
        "figcaption" => keep("figcaption"),
        "details" => keep("details"),
        "summary" => keep("summary"),
        "caption" => keep("caption"),
        "thead" => keep("thead"),
        "tbody" => keep("tbody"),
        "tfoot" => keep("tfoot"),
        "tr" => keep("tr"),
        "th" => Fate::Keep("th", &["colspan", "rowspan", "scope"]),
        "td" => Fate::Keep("td", &["colspan", "rowspan"]),
        "ruby" => keep("ruby"),
        "rt" => keep("rt"),
        "rp" => keep("rp"),
        "wbr" => keep("wbr"),
        "h1" => Fate::Heading(1),
        "h2" => Fate::Heading(2),
        "h3" => Fate::Heading(3),
        "h4" => Fate::Heading(4),
        "h5" => Fate::Heading(5),
        "h6" => Fate::Heading(6),
        "a" => Fate::Link,
        "img" => Fate::Picture,
        "table" => Fate::Table,
        "script" | "style" | "iframe" | "frame" | "frameset" | "object" | "embed" | "applet" | "param" | "template"
        | "link" | "meta" | "base" | "title" | "head" | "svg" | "canvas" | "audio" | "video" | "source" | "track"
        | "input" | "button" | "select" | "option" | "textarea" | "dialog" | "portal" | "noembed" | "noframes"
        | "xmp" | "plaintext" => Fate::Drop,
        _ => Fate::Unwrap,
    }
}

/// Whether an element of this name is shown, and not only its content.
pub(in crate::ui) fn keeps(name: &str) -> bool {
    is_formula(name) || !matches!(fate(name), Fate::Drop | Fate::Unwrap)
}

/// Parts of formulas (`MathML` Core), without those that hold other HTML or do something.
pub(super) fn is_formula(name: &str) -> bool {
    matches!(
        name,
        "math"
            | "mrow"
            | "mi"
            | "mn"
            | "mo"
            | "mtext"
            | "mspace"
            | "ms"
            | "mfrac"
            | "msqrt"
            | "mroot"
            | "mstyle"
            | "merror"
            | "mpadded"
            | "mphantom"
            | "msub"
            | "msup"
            | "msubsup"
            | "munder"
            | "mover"
            | "munderover"
            | "mmultiscripts"
            | "mprescripts"
            | "mtable"
            | "mtr"
            | "mtd"
    )
}

/// What is drawn by a class of ours instead of a style or an element that only some browsers know; read from what formulas are
/// converted to, where [`quiet`] has renamed the styles.
pub(super) fn formula_class(styles: &str, notation: &str) -> String {
    let has = |style: &str, class| if styles.contains(style) { class } else { "" };
    [
        has("text-align: left", " preau-math-left"),
        has("text-align: right", " preau-math-right"),
        has("border-top:", " preau-math-top"),
        has("border-right:", " preau-math-side"),
        if notation.contains("strike") { " preau-math-struck" } else { "" },
    ]
    .concat()
}

/// Whether a value is of an attribute of formulas: lengths are small.
pub(super) fn formula_may_have(name: &str, value: &str) -> bool {
    match name {
        "width" | "lspace" | "rspace" | "minsize" | "maxsize" | "linethickness" => {
            // not by reading a fraction, which is much code
            let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
            let number = number.strip_prefix('-').unwrap_or(number);
            let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
            let most = if ["px", "pt", "%"].iter().any(|unit| value.ends_with(unit)) { 200 } else { 20 };
            value.len() <= 20
                && whole.parse().is_ok_and(|whole: u16| whole <= most)
                && fraction.chars().all(|digit| digit.is_ascii_digit())
        }
        _ => may_have(name, value),
    }
}

/// Whether a value is of the attribute's kind: numbers are small, so that no cell or picture fills the page.
pub(super) fn may_have(name: &str, value: &str) -> bool {
    match name {
        "colspan" | "rowspan" | "columnspan" => value.parse().is_ok_and(|count: u16| count <= 100),
        "width" | "height" => value.parse().is_ok_and(|pixels: u16| (1..=4000).contains(&pixels)),
        "start" | "value" => value.parse::<i32>().is_ok(),
        "scope" => matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "data-language" => value.len() <= 20 && value.chars().all(|c| c.is_ascii_alphanumeric() || "+#-.".contains(c)),
        "lang" => value.len() <= 35 && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'),
        "type" => matches!(value, "1" | "a" | "A" | "i" | "I"),
        _ => value.len() <= 300,
    }
}

/// An address that opens the learner's mail program, with nothing but a recipient and a subject.
pub(super) fn is_mail(href: &str) -> bool {
    let href = href.trim();
    href.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"))
        && href.len() <= 300
        && !href.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// Whether an address leads to another site, or to a mailbox, as it is written.
pub(super) fn is_plain_link(href: &str) -> bool {
    let starts = |scheme: &str| href.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let is_clean = href.chars().all(|c| !c.is_control() && c != '\\' && !c.is_whitespace());
    is_clean && (starts("https://") || starts("http://") || is_mail(href))
}

/// The same with handlers and styles under names that mean nothing. They would be left out all the same; but a browser
/// complains of each to the site's security policy as soon as it parses them, and ordinary texts have many.
pub(super) fn quiet(html: &str) -> String {
    let mut quiet = String::with_capacity(html.len());
    let (mut in_tag, mut quote, mut before) = (false, None, ' ');
    let mut last = ' '; // that is no space: a tag may hold many
    // what looks like a value may be the end of an element whose content is no HTML, and a tag after it
    let mut is_doubtful = false;
    for (at, letter) in html.char_indices() {
        let rest = html.get(at..).unwrap_or_default();
        if !in_tag {
            in_tag =
                letter == '<' && rest.get(1..2).is_some_and(|next| next.chars().all(|next| next.is_ascii_alphabetic()));
        } else if let Some(open) = quote {
            is_doubtful |= letter == '<';
            if is_doubtful && is_boundary(before) && is_loud(rest) && is_assigned(rest) {
                quiet.push_str("data-");
            }
            if letter == open {
                (quote, is_doubtful) = (None, false);
            }
        } else if letter == '>' {
            in_tag = false;
        } else if last == '=' {
            quote = matches!(letter, '"' | '\'').then_some(letter);
        } else if is_boundary(before) && is_loud(rest) {
            quiet.push_str("data-");
        }
        quiet.push(letter);
        before = letter;
        if !letter.is_whitespace() {
            last = letter;
        }
    }
    quiet
}

/// Whether an attribute may begin after this.
fn is_boundary(before: char) -> bool {
    before.is_whitespace() || matches!(before, '/' | '"' | '\'')
}

/// Whether a name is followed by a value.
fn is_assigned(rest: &str) -> bool {
    rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-').trim_start().starts_with('=')
}

/// Whether an attribute begins here that a policy forbids.
fn is_loud(rest: &str) -> bool {
    let starts = |name: &str| rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    starts("on") || starts("style")
}
