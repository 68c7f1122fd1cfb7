//! The allow-list; what is built from it is held to hostile texts in the stories.
use super::rules::{Fate, fate, formula_class, formula_may_have, is_formula, is_mail, may_have, quiet};
use super::words_of;

#[test]
fn what_runs_loads_or_sends_is_dropped() {
    for name in [
        "script", "style", "iframe", "object", "embed", "svg", "template", "base", "meta", "link", "input", "button",
        "video",
    ] {
        assert_eq!(fate(name), Fate::Drop, "{name}");
    }
}

#[test]
fn unknown_elements_and_forms_leave_their_content() {
    for name in ["form", "noscript", "blink", "my-widget", "html", "body", "o:p"] {
        assert_eq!(fate(name), Fate::Unwrap, "{name}");
    }
}

#[test]
fn no_kept_element_may_have_a_handler_an_id_a_style_or_an_address() {
    let kept = ["p", "ol", "li", "th", "td", "abbr", "time", "span", "div", "pre"];
    for name in kept {
        let Fate::Keep(_, attributes) = fate(name) else { panic!("{name} is kept") };
        for attribute in attributes.iter().chain(super::rules::EVERYWHERE).chain(super::rules::FORMULA_ATTRIBUTES) {
            let is_harmless =
                !attribute.starts_with("on") && !["id", "class", "style", "href", "src", "name"].contains(attribute);
            assert!(is_harmless, "{name} {attribute}");
        }
    }
}

#[test]
fn formulas_hold_formulas_only() {
    assert!(is_formula("mfrac") && is_formula("math"));
    for name in ["annotation-xml", "annotation", "maction", "semantics", "style", "mglyph", "a"] {
        assert!(!is_formula(name), "{name}");
    }
}

#[test]
fn values_are_of_their_attribute() {
    assert!(may_have("colspan", "3") && !may_have("colspan", "5000") && !may_have("colspan", "-1"));
    assert!(may_have("width", "640") && !may_have("width", "100%") && !may_have("width", "999999"));
    assert!(may_have("lang", "fr-CA") && !may_have("lang", "fr\" onload=\""));
    assert!(may_have("dir", "rtl") && !may_have("dir", "up"));
}

#[test]
fn lengths_in_formulas_are_small() {
    for length in ["0.16666667em", "-0.2222em", "0", "2.047em", "100%", "12px"] {
        assert!(formula_may_have("width", length), "{length}");
    }
    for length in ["99999em", "30em", "-400px", "inf", "NaNem", "1em;x", "calc(1em)", ""] {
        assert!(!formula_may_have("lspace", length), "{length}");
    }
}

#[test]
fn styles_of_formulas_become_classes_of_ours() {
    assert_eq!(formula_class("text-align: left;justify-items: start;", ""), " preau-math-left");
    assert_eq!(
        formula_class("border-top: 0.05em solid currentcolor;text-align: right;", ""),
        " preau-math-right preau-math-top"
    );
    assert_eq!(formula_class("", "updiagonalstrike"), " preau-math-struck");
    assert_eq!(formula_class("position:fixed", "x"), "");
}

#[test]
fn mail_is_a_recipient() {
    assert!(is_mail("mailto:aide@example.org") && is_mail(" MAILTO:a@b.org?subject=Cours "));
    assert!(!is_mail("mailto:a@b.org\n&bcc=x") && !is_mail("javascript:mailto:") && !is_mail("mailtö:a"));
}

#[test]
fn words_remain_where_nothing_else_can() {
    assert_eq!(words_of("<p>Un <b>mot</b></p>").split_whitespace().collect::<Vec<_>>(), ["Un", "mot"]);
}

#[test]
fn attributes_that_a_policy_forbids_are_renamed_in_tags_only() {
    for (html, expected) in [
        ("<p style=\"color:red\" class=a>style=1</p>", "<p data-style=\"color:red\" class=a>style=1</p>"),
        ("<img src=x onerror=f()>", "<img src=x data-onerror=f()>"),
        ("<img src='a'ONLOAD='b'>", "<img src='a'data-ONLOAD='b'>"),
        ("<svg/onload=f()>", "<svg/data-onload=f()>"),
        ("<p title=\"x > onclick=1\" lang=fr>é</p>", "<p title=\"x > onclick=1\" lang=fr>é</p>"),
        ("<p title= ' onclick ' data-x=1>", "<p title= ' onclick ' data-x=1>"),
        ("1 < 2 onclick=3", "1 < 2 onclick=3"),
        ("<code>on = 1</code>", "<code>on = 1</code>"),
        // ends of what holds no HTML, in what looks like a value
        ("<xmp><p title='</xmp><img src=x onerror=a>'>", "<xmp><p title='</xmp><img src=x data-onerror=a>'>"),
        ("<p title='a <b on c'>", "<p title='a <b on c'>"),
    ] {
        assert_eq!(quiet(html), expected);
    }
}

#[test]
fn long_tags_take_no_longer_than_words() {
    for filling in [" ", "\n", "= ", " on", "'", "\"", "/"] {
        let tag = ["<p><a x=", &filling.repeat(400_000 / filling.len())].concat();
        assert!(quiet(&tag).len() >= tag.len());
    }
}

#[test]
fn links_of_strangers_lead_where_they_say() {
    use super::rules::is_plain_link;
    for good in ["https://a.example/x", "HTTP://a.example", "mailto:a@example.org"] {
        assert!(is_plain_link(good), "{good}");
    }
    for bad in [
        "/logout",
        "//a.example",
        "javascript:alert(1)",
        "https:/a",
        "data:text/html,x",
        "jump",
        " https://a",
        "https://a\\b",
    ] {
        assert!(!is_plain_link(bad), "{bad}");
    }
}
