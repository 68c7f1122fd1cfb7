//! Finds and replaces tags in the page that Trunk writes.
//!
//! The page is our own `index.html`, so this knows no more of HTML than that file uses: quoted
//! attributes, and no `>` inside them.
use anyhow::{Result, bail};

/// A `<link>` or `<script>` of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    /// All of it as it is in the page; of a script, with its content and its end.
    pub(crate) text: String,
    /// Between a script's start and end.
    pub(crate) content: String,
    opening: String,
}

impl Tag {
    /// The value of an attribute; empty for one without a value.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.opening.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next()).or_else(|| {
            let bare = self.opening.trim_end_matches(['>', '/']).split_whitespace().any(|word| word == name);
            bare.then_some("")
        })
    }

    /// Whether an attribute has this value.
    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.attribute(name) == Some(value)
    }
}

/// All tags of that name, in order.
///
/// # Errors
/// When a tag has no end.
pub(crate) fn tags(page: &str, name: &str) -> Result<Vec<Tag>> {
    let (start, end) = (format!("<{name} "), format!("</{name}>"));
    let mut tags = Vec::new();
    // the text before the first tag is none
    for rest in page.split(&start).skip(1) {
        let Some((attributes, after)) = rest.split_once('>') else {
            bail!("the page has a <{name}> without an end");
        };
        let opening = format!("{start}{attributes}>");
        let content = if name == "script" {
            let Some((content, _)) = after.split_once(&end) else {
                bail!("the page has a <script> without its </script>");
            };
            content
        } else {
            ""
        };
        let text = if name == "script" { format!("{opening}{content}{end}") } else { opening.clone() };
        tags.push(Tag { text, content: content.into(), opening });
    }
    Ok(tags)
}

/// The page without comments and without the blanks that indent it.
///
/// # Errors
/// When a comment has no end.
pub(crate) fn slim(page: &str) -> Result<String> {
    let mut parts = page.split("<!--");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let Some((_, after)) = part.split_once("-->") else {
            bail!("the page has a comment without an end");
        };
        text.push_str(after);
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.fold(String::new(), |all, line| all + line + "\n"))
}

#[cfg(test)]
mod tests {
    use super::{slim, tags};

    #[test]
    fn finds_links_with_their_attributes() {
        let page = r#"<link rel="icon" href="/a.svg"><p><link rel="stylesheet" href="/b.css" crossorigin>"#;
        let found = tags(page, "link").unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].attribute("href"), Some("/b.css"));
        assert_eq!(found[1].attribute("crossorigin"), Some(""));
        assert_eq!(found[1].attribute("integrity"), None);
        assert_eq!(found[0].text, r#"<link rel="icon" href="/a.svg">"#);
    }

    #[test]
    fn finds_scripts_with_their_content() {
        let page = "<script src=\"/a.js\" defer></script>\n<script type=\"module\">\nimport x;\n</script>";
        let found = tags(page, "script").unwrap();
        assert!(found[0].has("src", "/a.js") && found[0].attribute("defer") == Some(""));
        assert_eq!(found[1].content, "\nimport x;\n");
        assert!(page.contains(&found[1].text));
    }

    #[test]
    fn a_script_without_end_is_an_error() {
        assert!(tags("<script src=\"/a.js\">", "script").is_err());
    }

    #[test]
    fn slims_without_joining_words() {
        let page = "<p>\n    one\n    <!-- not\n said -->two\n</p>\n";
        assert_eq!(slim(page).unwrap(), "<p>\none\ntwo\n</p>\n");
    }
}
