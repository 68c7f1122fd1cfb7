//! The code that an institution copies, and the pages that show what it does.
use super::Around;
use super::choice::{Choice, LANGUAGES, LEVELS, Lists, SAMPLES, THEMES, VIEWS, WAYS};

/// What stands in a frame or an element until the view is there, and where it cannot be.
const ELSEWHERE: &str = "See the catalogue";

/// Safe as text and inside a quoted attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().concat()
}

/// The element with its script.
fn element(choice: &Choice, platform: &str) -> String {
    let view = choice.view();
    let attributes = choice.attributes().into_iter().map(|(name, value)| format!(" {name}=\"{}\"", escaped(value)));
    let attributes = joined(attributes);
    format!(
        "<script type=\"module\" src=\"{platform}/embed.js\"></script>\n\
         <preau-{view}{attributes}>\n  <a href=\"{platform}/\">{ELSEWHERE}</a>\n</preau-{view}>\n"
    )
}

/// The frame with its script.
fn frame(choice: &Choice, platform: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(choice.attributes()).finish();
    let query = if query.is_empty() { query } else { format!("?{query}") };
    let view = choice.view();
    let title = VIEWS.iter().find(|(name, _)| *name == view).map_or("", |(_, title)| title);
    format!(
        "<script src=\"{platform}/embed-frame.js\" defer></script>\n\
         <iframe data-preau src=\"{platform}/embed/{view}{}\" title=\"{title}\" width=\"100%\" height=\"600\"></iframe>\n",
        escaped(&query)
    )
}

/// The style sheet of a sample theme, for the page around elements.
fn sample(choice: &Choice, platform: &str) -> String {
    match choice.sample() {
        "" => String::new(),
        name => format!("<link rel=\"stylesheet\" href=\"{platform}/themes/{name}.css\">\n"),
    }
}

/// What is to be copied, by the way of showing it.
fn code(choice: &Choice, platform: &str, way: &str) -> String {
    let style = choice.style();
    let style = if style.is_empty() { style } else { format!("<style>\n{style}</style>\n") };
    match way {
        "element" => [sample(choice, platform), style, element(choice, platform)].concat(),
        _ => frame(choice, platform),
    }
}

/// Puts texts in the place of `{{name}}`, each once: what a text itself has in double braces stays as it is.
fn filled(page: &str, texts: &[(&str, &str)]) -> String {
    let mut parts = page.split("{{");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let known = part.split_once("}}").and_then(|(name, rest)| {
            let (_, text) = texts.iter().find(|(known, _)| *known == name)?;
            Some([text, rest])
        });
        filled += &known.unwrap_or(["{{", part]).concat();
    }
    filled
}

/// The views in a page around them, by their places in it.
fn views(choice: &Choice, platform: &str) -> [(&'static str, String); 4] {
    let way = choice.way();
    let colours = if choice.style().is_empty() {
        String::new()
    } else {
        let query = [("view", choice.view()), ("accent", choice.get("accent")), ("ground", choice.get("ground"))];
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
        format!("<link rel=\"stylesheet\" href=\"/colours.css?{}\">", escaped(&query))
    };
    let shown = |wanted: &str, text: String| if way == "both" || way == wanted { text } else { String::new() };
    [
        ("colours", [sample(choice, platform), colours].concat()),
        ("element", shown("element", element(choice, platform))),
        ("frame", shown("frame", frame(choice, platform))),
        ("platform", platform.to_owned()),
    ]
}

/// Puts the views, and more texts, into a page around them.
pub(super) fn fill(page: &str, choice: &Choice, platform: &str, more: &[(&str, &str)]) -> String {
    let views = views(choice, platform);
    let mut texts: Vec<(&str, &str)> = views.iter().map(|(name, text)| (*name, text.as_str())).collect();
    texts.extend(more);
    filled(page, &texts)
}

/// The page of examples: what to show, the code for it, and pages that show it.
pub(super) fn examples(page: &str, choice: &Choice, lists: &Lists, platform: &str, pages: &[Around]) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(choice.all()).finish();
    let links = joined(pages.iter().map(|around| {
        let address = escaped(&format!("{}?{query}", around.path));
        format!("<li><a href=\"{address}\">{}</a></li>\n", around.name)
    }));
    let codes =
        WAYS.iter().filter(|(way, _)| *way != "both" && ["both", way].contains(&choice.way())).map(|(way, name)| {
            let text = escaped(&code(choice, platform, way));
            format!(
                "<section aria-labelledby=\"{way}\"><h3 id=\"{way}\">{name}</h3>\n\
                 <pre tabindex=\"0\" aria-labelledby=\"{way}\"><code>{text}</code></pre>\n\
                 <p><button type=\"button\" data-copy=\"{way}\">Copy the code of the {}</button></p></section>\n",
                name.to_lowercase()
            )
        });
    let codes = joined(codes);
    let pairs = |list: &[(&'static str, &'static str)]| -> Vec<(String, String)> {
        list.iter().map(|(value, name)| ((*value).to_owned(), (*name).to_owned())).collect()
    };
    let any = |list: &[(String, String)]| -> Vec<(String, String)> {
        std::iter::once((String::new(), "Any".to_owned())).chain(list.iter().cloned()).collect()
    };
    let fields = [
        select("view", "What to show", &pairs(&VIEWS), choice),
        select("with", "How", &pairs(&WAYS), choice),
        select("institution", "Institution", &any(&lists.institutions), choice),
        select("subject", "Subject", &any(&lists.subjects), choice),
        input("query", "Text of a search", "text", choice),
        select("per-page", "Courses on a page", &pairs(&[("", "12"), ("3", "3"), ("6", "6"), ("24", "24")]), choice),
        select("course", "Course (for one course)", &any(&lists.courses), choice),
        input("src", "Address of a badge (for one badge)", "url", choice),
        select("lang", "Language", &pairs(&LANGUAGES), choice),
        select("theme", "Theme", &pairs(&THEMES), choice),
        select("heading-level", "Level of its heading", &pairs(&LEVELS), choice),
        select("sample", "Sample theme (element)", &pairs(&SAMPLES), choice),
        select("accent", "Main colour (element)", &pairs(&COLOURS), choice),
        select("ground", "Ground of cards (element)", &pairs(&GROUNDS), choice),
    ];
    fill(page, choice, platform, &[("fields", &fields.concat()), ("codes", &codes), ("pages", &links)])
}

/// Colours with enough contrast on light grounds; the guide tells of both themes.
const COLOURS: [(&str, &str); 4] =
    [("", "The platform’s"), ("#0b4f9c", "Blue"), ("#8a1c5b", "Plum"), ("#6b3f00", "Brown")];
const GROUNDS: [(&str, &str); 3] = [("", "The platform’s"), ("#ffffff", "White"), ("#f4f7fb", "Pale blue")];

fn select(name: &str, label: &str, options: &[(String, String)], choice: &Choice) -> String {
    let options = joined(options.iter().map(|(value, text)| {
        let selected = if choice.get(name) == value { " selected" } else { "" };
        format!("<option value=\"{}\"{selected}>{}</option>", escaped(value), escaped(text))
    }));
    format!(
        "<p><label for=\"f-{name}\">{label}</label> <select id=\"f-{name}\" name=\"{name}\">{options}</select></p>\n"
    )
}

fn input(name: &str, label: &str, kind: &str, choice: &Choice) -> String {
    let value = escaped(choice.get(name));
    format!(
        "<p><label for=\"f-{name}\">{label}</label> <input id=\"f-{name}\" name=\"{name}\" type=\"{kind}\" value=\"{value}\"></p>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_stays_text() {
        let choice = Choice::read("query=%22%3E%3Cscript%3Ex&view=catalogue&heading-level=3");
        for text in [element(&choice, "https://a.example"), frame(&choice, "https://a.example")] {
            assert!(!text.contains("<script>x"), "{text}");
        }
        assert!(
            element(&choice, "https://a.example")
                .contains("<preau-catalogue query=\"&quot;&gt;&lt;script&gt;x\" heading-level=\"3\">")
        );
    }

    #[test]
    fn places_are_filled_once_and_texts_are_not_read_again() {
        let texts = [("a", "{{b}}"), ("b", "B")];
        assert_eq!(filled("{{a}}{{b}}{{b}} {{c}} {{", &texts), "{{b}}BB {{c}} {{");
        let choice = Choice::read("query=%7B%7Bframe%7D%7D&with=element");
        assert!(fill("{{element}}", &choice, "", &[]).contains("query=\"{{frame}}\""));
    }

    #[test]
    fn a_frame_has_the_same_wishes_in_its_address() {
        let choice = Choice::read("institution=56&lang=en&per-page=6&with=frame");
        assert!(frame(&choice, "https://a.example").contains(
            "src=\"https://a.example/embed/catalogue?institution=56&amp;per-page=6&amp;lang=en\" title=\"Catalogue\""
        ));
        assert_eq!(fill("{{element}}", &choice, "", &[]), "", "the way that is not asked for is not shown");
    }
}
