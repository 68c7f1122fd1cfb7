//! What suggestions are, and what keys do with them.

/// Suggestions of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ComboGroup {
    /// Name of the kind, shown above: "Courses".
    pub label: String,
    /// What is suggested.
    pub options: Vec<ComboOption>,
}

/// One suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ComboOption {
    /// What `on_choose` is called with; no other option of the list has it.
    pub key: String,
    /// Its text: "Botany".
    pub text: String,
    /// Kind in words, for those who hear the option alone: "course".
    pub kind: String,
    /// Language of the text when it is not the page's.
    pub lang: Option<String>,
}

/// Keys of all options, in their order.
pub(super) fn keys_of(groups: &[ComboGroup]) -> Vec<String> {
    groups.iter().flat_map(|group| &group.options).map(|option| option.key.clone()).collect()
}

/// The key after or before `active`, round the ends; the first or last when none is active.
pub(super) fn step(keys: &[String], active: Option<&str>, forward: bool) -> Option<String> {
    let at = active.and_then(|active| keys.iter().position(|key| key == active));
    let next = match (at, forward) {
        (Some(at), true) => keys.get(at.saturating_add(1)).or(keys.first()),
        (Some(at), false) => at.checked_sub(1).and_then(|at| keys.get(at)).or(keys.last()),
        (None, true) => keys.first(),
        (None, false) => keys.last(),
    };
    next.cloned()
}

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    Move {
        forward: bool,
    },
    Open,
    Close,
    Choose,
    /// The form is sent, by the browser.
    Send,
    Clear,
    /// The text is edited: no option is active any more.
    Edit,
    Nothing,
}

/// What a key asks for, given whether the list shows and whether one of its options is active.
pub(super) fn wish(key: &str, alt: bool, is_open: bool, has_active: bool) -> Wish {
    match key {
        "ArrowDown" if alt => Wish::Open,
        "ArrowUp" if alt => Wish::Close,
        "ArrowDown" => Wish::Move { forward: true },
        "ArrowUp" => Wish::Move { forward: false },
        "Enter" if is_open && has_active => Wish::Choose,
        "Escape" if is_open => Wish::Close,
        "Escape" => Wish::Clear,
        "Enter" => Wish::Send,
        "Tab" | "Shift" | "Control" | "Alt" | "Meta" | "CapsLock" => Wish::Nothing,
        _ => Wish::Edit,
    }
}

/// Id of the option with this key, if it is suggested.
pub(super) fn option_id(id: &str, groups: &[ComboGroup], key: &str) -> Option<String> {
    let groups = groups.iter().filter(|group| !group.options.is_empty()).enumerate();
    groups.into_iter().find_map(|(group, ComboGroup { options, .. })| {
        let option = options.iter().position(|option| option.key == key)?;
        Some(numbered(id, group, Some(option)))
    })
}

/// Id of a group's label or of one of its options.
pub(super) fn numbered(id: &str, group: usize, option: Option<usize>) -> String {
    let option = option.map_or_else(|| "label".to_owned(), |option| option.to_string());
    [id, "-", &group.to_string(), "-", &option].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round_the_list() {
        let keys = ["a", "b"].map(String::from);
        let go = |active, forward| step(&keys, active, forward).unwrap();
        assert_eq!([go(None, true), go(Some("a"), true), go(Some("b"), true)], ["a", "b", "a"]);
        assert_eq!([go(None, false), go(Some("b"), false), go(Some("a"), false)], ["b", "a", "b"]);
        assert_eq!(go(Some("gone"), true), "a");
        assert_eq!(step(&[], None, true), None);
    }

    #[test]
    fn escape_closes_then_empties() {
        assert_eq!(wish("Escape", false, true, true), Wish::Close);
        assert_eq!(wish("Escape", false, false, false), Wish::Clear);
    }

    #[test]
    fn enter_takes_an_option_only_when_one_is_active() {
        assert_eq!(wish("Enter", false, true, true), Wish::Choose);
        assert_eq!(wish("Enter", false, true, false), Wish::Send);
        assert_eq!(wish("Tab", false, true, true), Wish::Nothing);
    }

    #[test]
    fn editing_keys_drop_the_active_option() {
        for key in ["ArrowLeft", "ArrowRight", "Home", "End", "a", "Backspace"] {
            assert_eq!(wish(key, false, true, true), Wish::Edit, "{key}");
        }
        assert_eq!(wish("Shift", false, true, true), Wish::Nothing);
    }

    #[test]
    fn ids_follow_what_is_shown() {
        let option = |key: &str| ComboOption { key: key.into(), ..ComboOption::default() };
        let groups =
            [ComboGroup::default(), ComboGroup { label: "Courses".into(), options: vec![option("x"), option("y")] }];
        assert_eq!(option_id("box", &groups, "y").as_deref(), Some("box-0-1"));
        assert_eq!(option_id("box", &groups, "z"), None);
    }
}
