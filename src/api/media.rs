//! Addresses that come in data: only those that can do no harm are used.
use super::settings;
use crate::wire::richie::Image;

/// A picture that may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// For the attribute of that name.
    pub src: String,
    /// For the attribute of that name; empty when there is one size only.
    pub srcset: String,
}

/// A catalogue picture with its addresses resolved against Richie; `None` when the address is not fit for use.
pub fn picture(image: &Image) -> Option<Picture> {
    let src = safe_link(&image.src)?;
    let sizes = image.srcset.as_deref().unwrap_or_default().split(',').filter_map(|candidate| {
        let mut parts = candidate.split_whitespace();
        let address = safe_link(parts.next()?)?;
        Some([address.as_str(), " ", parts.next().unwrap_or_default()].concat())
    });
    Some(Picture { src, srcset: sizes.collect::<Vec<_>>().join(", ") })
}

/// An address from a backend, resolved against Richie: `https:`, or on the catalogue's own site.
///
/// Refuses every other scheme (`javascript:`, `data:`) and addresses without scheme that leave the site (`//host`).
pub fn safe_link(address: &str) -> Option<String> {
    let address = address.trim();
    let clean = address.chars().all(|c| !c.is_control() && c != '\\');
    if !clean {
        return None;
    }
    if let Some(rest) = address.strip_prefix('/') {
        return (!rest.starts_with('/')).then(|| settings::catalogue(address));
    }
    let scheme = address.get(..8)?;
    scheme.eq_ignore_ascii_case("https://").then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_addresses_are_used() {
        for bad in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "//evil.example/x",
            "data:text/html,x",
            "/\\evil",
            "java\nscript:x",
            "",
            "http://x",
        ] {
            assert_eq!(safe_link(bad), None, "{bad}");
        }
        assert_eq!(safe_link("/fr/cours/a/").as_deref(), Some("/fr/cours/a/"));
        assert_eq!(safe_link("https://cdn.example.org/a.jpg").as_deref(), Some("https://cdn.example.org/a.jpg"));
    }

    #[test]
    fn a_bad_size_of_a_picture_is_left_out() {
        let image = Image {
            src: "/a.jpg".into(),
            srcset: Some("/a.jpg 300w, javascript:x 600w,/b.jpg 900w".into()),
            sizes: "300px".into(),
        };
        assert_eq!(picture(&image).unwrap().srcset, "/a.jpg 300w, /b.jpg 900w");
    }
}
