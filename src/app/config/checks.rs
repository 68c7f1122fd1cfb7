//! What is wrong with a configuration, in sentences for whoever runs the site.
use super::Config;
use crate::{api::is_address, i18n::Lang, json};

impl Config {
    /// Reads and checks the file.
    ///
    /// # Errors
    /// Sentences for whoever runs the site, each naming a key: all that is wrong.
    pub fn parse(text: &str) -> Result<Self, Vec<String>> {
        let (config, mistakes) = json::from_text_with_mistakes::<Self>(text).map_err(|error| vec![error])?;
        let problems = config.problems(mistakes);
        if problems.is_empty() { Ok(config) } else { Err(problems) }
    }

    /// What is wrong with the values, after what could not be read.
    fn problems(&self, mut problems: Vec<String>) -> Vec<String> {
        let is_read = problems.is_empty();
        let mut say = |key: &str, value: &str, what: &str| {
            // what could not be read is empty, and was named
            if is_read || !value.is_empty() {
                problems.push([key, ": \"", value, "\" ", what].concat());
            }
        };
        if self.timeout_seconds == Some(0) {
            say("timeout_seconds", "0", "leaves no time to answer");
        }
        for code in &self.languages {
            if Lang::from_code(code).is_none() {
                say("languages", code, "is not one of fr, en");
            }
        }
        let links = [
            ("catalogue_url", &self.catalogue_url),
            ("lms_url", &self.lms_url),
            ("login_url", &self.login_url),
            ("logout_url", &self.logout_url),
            ("catalogue_page", &self.catalogue_page),
            ("institution.logo", &self.institution.logo),
            ("institution.url", &self.institution.url),
            ("theme.stylesheet", &self.theme.stylesheet),
            ("accessibility.scheme_url", &self.accessibility.scheme_url),
            ("accessibility.plan_url", &self.accessibility.plan_url),
        ];
        for (key, url) in links.into_iter().filter_map(|(key, url)| Some((key, url.as_deref()?))) {
            if !is_address(url) {
                say(key, url, "is neither https://… nor /…");
            } else if matches!(key, "catalogue_url" | "lms_url") && url.ends_with('/') {
                say(key, url, "must not end with /");
            }
        }
        let legal = self.legal.iter().map(|link| ("legal", link));
        for (key, link) in legal.chain(self.help.iter().map(|link| ("help", link))) {
            if !is_address(&link.url) && !link.url.starts_with("mailto:") {
                say(key, &link.url, "is neither https://…, mailto:… nor /…");
            }
        }
        for (name, color) in self.theme.colors.iter() {
            let (light, dark) = color.both();
            if let Some(wrong) = [light, dark].into_iter().find(|color| !is_color(color)) {
                say(&["theme.colors.", name].concat(), wrong, "is no colour as #rrggbb");
            }
        }
        for host in &self.embed.hosts {
            if !is_origin(host) {
                say("embed.hosts", host, "is no origin, like https://univ.example");
            }
        }
        problems
    }
}

/// Written as browsers write the origin of a message, which is compared by its letters.
fn is_origin(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let is_host = |host: &str| {
        !host.is_empty() && host.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-:[]".contains(c))
    };
    is_address(url) && host.is_some_and(is_host) && !url.ends_with(":443")
}

fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.chars().all(|c| c.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_configuration_will_do() {
        let config = Config::parse("{}").unwrap();
        assert_eq!(config.offered(), Lang::ALL);
    }

    #[test]
    fn each_mistake_is_named() {
        let problems = |text: &str| Config::parse(text).unwrap_err().join("\n");
        assert!(problems(r#"{"catalog_url": "x"}"#).contains("catalog_url"));
        assert!(problems(r#"{"languages": ["xx"]}"#).contains("languages"));
        assert!(problems(r#"{"catalogue_url": "javascript:x"}"#).contains("catalogue_url"));
        assert!(problems(r#"{"catalogue_url": "https://a.example/"}"#).contains("must not end with /"));
        assert!(
            problems(r#"{"lms_url": "https://a.example/"}"#)
                .contains("lms_url: \"https://a.example/\" must not end with /")
        );
        assert!(problems(r#"{"theme": {"colors": {"accent": "red"}}}"#).contains("theme.colors.accent"));
        assert!(problems(r#"{"legal": [{"label": {}, "url": "//x"}]}"#).contains("legal: \"//x\""));
        assert!(problems(r#"{"help": {"label": {}, "url": "tel:+33"}}"#).contains("help: \"tel:+33\""));
        for host in [
            "univ.example",
            "https://Univ.example",
            "https://univ.example/",
            "https://*.example",
            "*",
            "http://univ.example",
        ] {
            assert!(problems(&format!(r#"{{"embed": {{"hosts": ["{host}"]}}}}"#)).contains("embed.hosts"), "{host}");
        }
        assert!(Config::parse(r#"{"embed": {"hosts": ["https://univ.example", "http://localhost:8093"]}}"#).is_ok());
        assert!(problems("{").contains("line 1"));
        assert!(Config::parse(r#"{"badges": {"x": []}}"#).is_ok(), "read when somebody looks at awards");
    }

    #[test]
    fn all_mistakes_are_named_at_once() {
        let text = r#"{"nom": 1, "site_title": 2, "languages": [3, "xx"], "lms_url": 4, "timeout_seconds": 0,
            "institution": {"nom": 5}, "legal": ["x", {"url": "//y"}]}"#;
        let problems = Config::parse(text).unwrap_err();
        let keys: Vec<&str> = problems.iter().filter_map(|problem| problem.split(':').next()).collect();
        assert_eq!(
            keys,
            [
                "institution.nom",
                "lms_url",
                "languages[0]",
                "legal[0]",
                "legal[1].label",
                "nom",
                "site_title",
                "timeout_seconds",
                "languages",
                "legal",
            ],
            "{problems:?}"
        );
    }

    #[test]
    fn the_configuration_that_we_ship_is_valid() {
        Config::parse(include_str!("../../../public/config.json")).unwrap();
    }
}
