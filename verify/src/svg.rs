//! Badges baked into SVG pictures: a scanner that knows just enough of XML.
//!
//! A worker has no `DOMParser`. This one keeps namespaces and attributes, resolves the five predefined entities and
//! character references, and refuses documents that declare entities of their own. It neither runs nor fetches anything.
use crate::limits;
use crate::png::Baked;
use crate::text::{cut, has, trim, until};

const VERSION_3: &str = "https://purl.imsglobal.org/ob/v3p0";
const VERSION_2: &str = "http://openbadges.org";
const DEPTH: usize = 256;
const NAMESPACES: usize = 64;

/// Takes out the badge: the first of version 3, else the first of version 2.
pub(crate) fn unbake(text: &str) -> Baked {
    if text.len() > limits::DOCUMENT {
        return Baked::Nothing;
    }
    let mut scanner = Scanner { rest: text, open: Vec::new(), names: Vec::new(), version_3: None, version_2: None };
    while scanner.version_3.is_none() && scanner.step().is_some() {}
    scanner.version_3.or(scanner.version_2).map_or(Baked::Nothing, Baked::Text)
}

struct Scanner<'a> {
    rest: &'a str,
    /// Names of the elements that are open, and how many namespaces were known before each.
    open: Vec<(&'a str, usize)>,
    /// Prefix and namespace, innermost last.
    names: Vec<(&'a str, String)>,
    version_3: Option<String>,
    version_2: Option<String>,
}

impl<'a> Scanner<'a> {
    /// Goes past one tag; `None` at the end, or where it stops being well-formed.
    fn step(&mut self) -> Option<()> {
        let (_text, rest) = cut(self.rest, "<")?;
        self.rest = rest;
        if let Some(rest) = rest.strip_prefix("!--") {
            self.rest = cut(rest, "-->")?.1;
        } else if let Some(rest) = rest.strip_prefix("![CDATA[") {
            self.rest = cut(rest, "]]>")?.1;
        } else if let Some(rest) = rest.strip_prefix('?') {
            self.rest = cut(rest, "?>")?.1;
        } else if let Some(rest) = rest.strip_prefix("!DOCTYPE") {
            self.rest = without_declarations(rest)?;
        } else if let Some(rest) = rest.strip_prefix('/') {
            let (name, rest) = cut(rest, ">")?;
            self.rest = rest;
            let (opened, known) = self.open.pop()?;
            self.names.truncate(known);
            (trim(name) == opened).then_some(())?;
        } else {
            self.element()?;
        }
        Some(())
    }

    /// Reads a start tag, and the badge that it may hold. `None` where it is not well-formed.
    fn element(&mut self) -> Option<()> {
        let name = self.name()?;
        let known = self.names.len();
        let mut verify = None;
        let is_empty = loop {
            self.space();
            if self.take("/>") {
                break true;
            }
            if self.take(">") {
                break false;
            }
            let (attribute, value) = self.attribute()?;
            if attribute == "xmlns" {
                self.names.push(("", resolved(value)?));
            } else if let Some(prefix) = attribute.strip_prefix("xmlns:") {
                self.names.push((prefix, resolved(value)?));
            } else if attribute == "verify" {
                verify = Some(value);
            }
        };
        (self.names.len() <= NAMESPACES).then_some(())?;
        let (prefix, local) = cut(name, ":").unwrap_or(("", name));
        let space = self.names.iter().rev().find(|(other, _)| *other == prefix).map(|(_, space)| space.as_str());
        let is_version_3 = space == Some(VERSION_3) && local == "credential";
        let is_version_2 = space == Some(VERSION_2) && local == "assertion";
        if !is_empty {
            (self.open.len() < DEPTH).then_some(())?;
            self.open.push((name, known));
        }
        if is_version_3 || (is_version_2 && self.version_2.is_none()) {
            let body = if is_empty { String::new() } else { self.body()? };
            let text = if trim(&body).is_empty() { resolved(verify.unwrap_or(""))? } else { body };
            let place = if is_version_3 { &mut self.version_3 } else { &mut self.version_2 };
            *place = Some(text);
        }
        if is_empty {
            self.names.truncate(known);
        }
        Some(())
    }

    /// Text inside the element just opened, up to its first tag; CDATA as it stands.
    fn body(&mut self) -> Option<String> {
        let mut body = String::new();
        loop {
            let at = self.rest.find('<')?;
            let (text, rest) = self.rest.split_at_checked(at)?;
            body.push_str(&resolved(text)?);
            self.rest = rest;
            if let Some(rest) = rest.strip_prefix("<![CDATA[") {
                let (text, rest) = cut(rest, "]]>")?;
                body.push_str(text);
                self.rest = rest;
            } else if let Some(rest) = rest.strip_prefix("<!--") {
                self.rest = cut(rest, "-->")?.1;
            } else {
                return Some(body);
            }
        }
    }

    fn space(&mut self) {
        while let Some(rest) = self.rest.strip_prefix([' ', '\t', '\n', '\r']) {
            self.rest = rest;
        }
    }

    fn take(&mut self, mark: &str) -> bool {
        let rest = self.rest.strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn name(&mut self) -> Option<&'a str> {
        let (name, rest) = until(self.rest, b" \t\n\r>/=<\"'&");
        self.rest = rest;
        (!name.is_empty()).then_some(name)
    }

    fn attribute(&mut self) -> Option<(&'a str, &'a str)> {
        let name = self.name()?;
        self.space();
        self.take("=").then_some(())?;
        self.space();
        let quote = if self.take("\"") { "\"" } else { "'" };
        (quote == "\"" || self.take("'")).then_some(())?;
        let (value, rest) = cut(self.rest, quote)?;
        self.rest = rest;
        (!has(value, b"<")).then_some((name, value))
    }
}

/// Goes past a document type; `None` when it declares entities. Official samples have a plain one.
fn without_declarations(text: &str) -> Option<&str> {
    let (_name, rest) = until(text, b">[");
    let Some(subset) = rest.strip_prefix('[') else { return rest.strip_prefix('>') };
    let (subset, rest) = cut(subset, "]")?;
    if cut(subset, "<!ENTITY").is_some() || has(subset, b"%") {
        return None;
    }
    until(rest, b">").1.strip_prefix('>')
}

/// Text with its references replaced; `None` for entities that are not predefined.
fn resolved(text: &str) -> Option<String> {
    let (plain, mut rest) = until(text, b"&");
    let mut resolved = plain.to_owned();
    while let Some(reference) = rest.strip_prefix('&') {
        let (name, after) = cut(reference, ";")?;
        resolved.push(match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            name => {
                let number = name.strip_prefix('#')?;
                let (number, radix) = number.strip_prefix('x').map_or((number, 10), |number| (number, 16));
                (1..=7).contains(&number.len()).then_some(())?;
                let mut digits = number.chars();
                char::from_u32(digits.try_fold(0, |code, digit| Some(code * radix + digit.to_digit(radix)?))?)?
            }
        });
        let (plain, after) = until(after, b"&");
        resolved.push_str(plain);
        rest = after;
    }
    Some(resolved)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(svg: &str) -> Option<String> {
        match unbake(svg) {
            Baked::Text(text) => Some(text),
            _ => None,
        }
    }

    #[test]
    fn the_namespace_counts_and_not_the_prefix() {
        let svg = "<svg xmlns:o='https://purl.imsglobal.org/ob/v3p0'><o:credential verify='a.b.c'/></svg>";
        assert_eq!(text(svg).as_deref(), Some("a.b.c"));
        assert_eq!(text(&svg.replace("<o:credential", "<p:credential")), None);
        assert_eq!(text(&svg.replace("v3p0'", "v3p1'")), None);
        let default = "<s><credential xmlns=\"https://purl.imsglobal.org/ob/v3p0\"> <![CDATA[{\"a\":\"<&]\"}]]> </credential></s>";
        assert_eq!(text(default).as_deref().map(str::trim), Some("{\"a\":\"<&]\"}"));
        let left = "<s><g xmlns:o='https://purl.imsglobal.org/ob/v3p0'/><o:credential verify='a'/></s>";
        assert_eq!(text(left), None);
    }

    #[test]
    fn version_3_wins_and_the_first_counts() {
        let svg = "<s xmlns:a='http://openbadges.org' xmlns:b='https://purl.imsglobal.org/ob/v3p0'>\
            <a:assertion verify='1'/><a:assertion verify='2'/>";
        assert_eq!(text(&format!("{svg}</s>")).as_deref(), Some("1"));
        assert_eq!(
            text(&format!("{svg}<b:credential>3</b:credential><b:credential>4</b:credential></s>")).as_deref(),
            Some("3")
        );
    }

    #[test]
    fn references_are_replaced_but_entities_are_refused() {
        let svg = "<a:assertion xmlns:a='http://openbadges.org'>&lt;&#65;&#x42;&amp;amp;</a:assertion>";
        assert_eq!(text(svg).as_deref(), Some("<AB&amp;"));
        assert_eq!(text(&svg.replace("&lt;", "&x;")), None);
        assert_eq!(text(&svg.replace("&lt;", "&#xd800;")), None);
        assert!(text(&["<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\">", svg].concat()).is_some());
        assert_eq!(text(&["<!DOCTYPE svg [<!ENTITY x \"y\">]>", svg].concat()), None);
        assert_eq!(text(&["<!DOCTYPE svg [%x;]>", svg].concat()), None);
    }

    #[test]
    fn what_is_commented_or_quoted_is_not_there() {
        let badge = "<a:assertion xmlns:a='http://openbadges.org' verify='1'/>";
        for hidden in
            [format!("<s><!-- {badge} --></s>"), format!("<s><![CDATA[{badge}]]></s>"), format!("<?x {badge}?><s/>")]
        {
            assert_eq!(text(&hidden), None, "{hidden}");
        }
        assert_eq!(text(&"<a>".repeat(100_000)), None);
        assert_eq!(text(&format!("<a></b>{badge}")), None);
    }
}
