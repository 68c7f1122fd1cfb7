//! The LMS's names for courses and their parts.
use crate::letter::is_of_word;
use serde::Deserialize;
use std::{fmt, sync::Arc};

macro_rules! keys {
    ($($(#[$doc:meta])+ $key:ident)+) => {$(
        $(#[$doc])+
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        #[serde(from = "String")]
        pub struct $key(Arc<str>);

        impl $key {
            /// The key as the LMS writes it, not escaped.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Default for $key {
            fn default() -> Self {
                Self("".into())
            }
        }

        /// As it came from the LMS, which is believed; an address is read with `parse`.
        impl From<String> for $key {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl fmt::Display for $key {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    )+};
}

keys! {
    /// Key of a course: `course-v1:ORG+NUM+RUN`. Cheap to clone.
    CourseKey
    /// Key of a part of a course: `block-v1:ORG+NUM+RUN+type@TYPE+block@ID`. Cheap to clone.
    UsageKey
}

impl CourseKey {
    /// Reads a key from an address, where anybody may have written anything; `None` when it is no key.
    ///
    /// A space counts as `+`: careless links leave it unescaped in a query.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.replace(' ', "+");
        let parts = text.strip_prefix("course-v1:")?;
        let is_key = parts.split('+').count() == 3 && parts.split('+').all(is_part);
        is_key.then(|| Self(text.into()))
    }
}

impl UsageKey {
    /// Reads a key from an address, where anybody may have written anything; `None` when it is no key.
    ///
    /// A space counts as `+`: careless links leave it unescaped in a query.
    pub fn parse(text: &str) -> Option<Self> {
        let key = Self(text.replace(' ', "+").into());
        let (_, rest) = key.as_str().split_once("+type@")?;
        let (kind, id) = rest.split_once("+block@")?;
        key.course()?;
        (is_part(kind) && is_part(id)).then_some(key)
    }

    /// The course that it belongs to; `None` for a key of another form than the usual one.
    pub fn course(&self) -> Option<CourseKey> {
        let (course, _) = self.as_str().strip_prefix("block-v1:")?.split_once("+type@")?;
        CourseKey::parse(&["course-v1:", course].concat())
    }

    /// Type of the block, such as `sequential`; empty for a key of another form than the usual one.
    pub fn block_type(&self) -> &str {
        let rest = self.as_str().split_once("+type@").map_or("", |(_, rest)| rest);
        rest.split_once("+block@").map_or("", |(kind, _)| kind)
    }
}

/// Letters of any script, digits and `- _ ~ . :`, as opaque keys allow.
fn is_part(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| is_of_word(c) || "-_~.:".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: &str = "block-v1:Préau+DEMO+2026_1+type@vertical+block@3bed87cf";

    #[test]
    fn keys_are_read_from_addresses() {
        assert_eq!(
            CourseKey::parse("course-v1:OpenedX+DemoX+Demo.1").unwrap().as_str(),
            "course-v1:OpenedX+DemoX+Demo.1"
        );
        assert_eq!(CourseKey::parse("course-v1:a b c").unwrap().as_str(), "course-v1:a+b+c");
        assert_eq!(UsageKey::parse(UNIT).unwrap().as_str(), UNIT);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for bad in
            ["", "course-v1:", "course-v1:a+b", "course-v1:a+b+c+d", "course-v1:a++c", "course-v1:a+b+c/../d", "a/b/c"]
        {
            assert_eq!(CourseKey::parse(bad), None, "{bad}");
        }
        for bad in [
            "block-v1:a+b+c+type@vertical",
            "block-v1:a+b+type@vertical+block@x",
            "block-v1:a+b+c+type@v/x+block@x",
            "block-v1:a+b+c+type@v+block@x?y",
            "course-v1:a+b+c",
        ] {
            assert_eq!(UsageKey::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_part_tells_its_course_and_type() {
        let unit = UsageKey::from(UNIT.to_owned());
        assert_eq!(unit.course(), CourseKey::parse("course-v1:Préau+DEMO+2026_1"));
        assert_eq!(unit.block_type(), "vertical");
        assert_eq!(UsageKey::from("i4x://a/b".to_owned()).block_type(), "");
    }
}
