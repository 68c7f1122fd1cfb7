//! The check against the mock: one platform that is well, and some that are not.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]
use preau_check::{
    check,
    finding::{Finding, Severity},
    web::Web,
};
use preau_mock::{Options, Running};
use std::{fs, path::PathBuf};
use tokio::runtime::Runtime;

/// A running platform with a site of three files.
struct Platform {
    running: Running,
    // dropped after what runs in it
    _runtime: Runtime,
    folder: PathBuf,
}

impl Platform {
    fn with(name: &str, config: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("preau-check-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let page = "<!doctype html><script src=\"/start-01234567.js\"></script><div id=\"preau\"></div>";
        fs::write(folder.join("index.html"), page).unwrap();
        fs::write(folder.join("start-01234567.js"), "let preau;\n".repeat(20)).unwrap();
        fs::write(folder.join("start-01234567.js.gz"), "compressed").unwrap();
        fs::write(folder.join("config.json"), config).unwrap();
        let runtime = Runtime::new().unwrap();
        // a generated catalogue: the mock then gives the site's own configuration
        let options = Options { site: Some(folder.clone()), courses: Some(30), ..Options::default() };
        let running = runtime.block_on(preau_mock::serve(options)).unwrap();
        Self { running, _runtime: runtime, folder }
    }

    fn findings(&self) -> Vec<Finding> {
        check(&format!("http://127.0.0.1:{}", self.running.address().port())).0
    }

    fn problems(&self) -> Vec<Finding> {
        let mut findings = self.findings();
        // the mock has no certificate
        let is_known = |finding: &Finding| finding.says == "the site is not served by https";
        findings.retain(|finding| finding.severity == Severity::Problem && !is_known(finding));
        findings
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).unwrap_or_default();
    }
}

fn texts(findings: &[Finding]) -> String {
    let lines = findings.iter().map(|finding| format!("{}: {} → {}", finding.about, finding.says, finding.mend));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_platform_that_is_well_has_no_problem() {
    let platform = Platform::with("well", r#"{"site_name": "Campus", "catalogue_page": "/fr/cours/"}"#);
    let problems = platform.problems();
    assert!(problems.is_empty(), "{}", texts(&problems));
    let all = texts(&platform.findings());
    for good in [
        "its catalogue has 30 courses",
        "every key and value can be used",
        "who has no JavaScript is led to /fr/cours/",
        "it gives tokens for writes",
    ] {
        assert!(all.contains(good), "{good} is not in\n{all}");
    }
    assert!(all.contains("nobody is named who runs the site"), "advice is given:\n{all}");
}

#[test]
fn mistakes_of_the_configuration_are_named_with_their_keys() {
    let platform =
        Platform::with("keys", r#"{"catalog_url": "/x", "institution": {"nom": "U"}, "timeout_seconds": 0}"#);
    let problems = texts(&platform.problems());
    for key in ["catalog_url", "institution.nom", "timeout_seconds"] {
        assert!(problems.contains(&format!("config.json: {key}")), "{key} is not in\n{problems}");
    }
    let platform = Platform::with("badges", r#"{"badges": {"relay": 7}}"#);
    assert!(texts(&platform.problems()).contains("badges.relay"), "{}", texts(&platform.problems()));
}

#[test]
fn a_statement_that_says_less_than_was_meant_is_advised_and_a_mark_before_the_file_is_none_of_it() {
    let config = r#"{"accessibility": {"auditor": "A", "state": "conforme", "rate": 784}}"#;
    let platform = Platform::with("statement", &format!("\u{feff}{config}"));
    let all = texts(&platform.findings());
    assert!(platform.problems().is_empty(), "{all}");
    assert!(all.contains("accessibility.state is none of full, partial, none"), "{all}");
    assert!(all.contains("a rate of the accessibility statement is no share in percent"), "{all}");
}

#[test]
fn backends_elsewhere_have_to_be_there_open_and_allowed_by_the_policy() {
    // a port that nobody listens at
    let platform =
        Platform::with("elsewhere", r#"{"catalogue_url": "http://localhost:9", "lms_url": "http://localhost:9"}"#);
    let problems = texts(&platform.problems());
    for problem in [
        "the policy forbids what catalogue_url names: http://localhost:9 is not in connect-src",
        "the policy forbids what lms_url names: http://localhost:9 is not in frame-src",
        "Richie: http://localhost:9/api/v1.0/courses/?limit=1 cannot be asked",
        "LMS: http://localhost:9/csrf/api/v1/token cannot be asked",
    ] {
        assert!(problems.contains(problem), "{problem} is not in\n{problems}");
    }
}

#[test]
fn a_backend_on_another_origin_that_sends_no_cors_headers_is_found_out() {
    let other = Platform::with("other", "{}");
    let url = format!("http://localhost:{}", other.running.address().port());
    let platform = Platform::with("cors", &format!(r#"{{"catalogue_url": "{url}", "lms_url": "{url}"}}"#));
    let problems = texts(&platform.problems());
    // the mock's Richie is open to all, as elements in sites of others need it; its LMS is not
    assert!(problems.contains(&format!("LMS: browsers keep answers of {url}")), "{problems}");
    assert!(problems.contains("CORS_ORIGIN_WHITELIST"), "{problems}");
    assert!(problems.contains("share no domain"), "{problems}");
}

#[test]
fn a_theme_that_cannot_be_read_is_named_with_the_colour_that_can() {
    let platform =
        Platform::with("theme", r##"{"theme": {"stylesheet": "/gone.css", "colors": {"accent": "#ffcc00"}}}"##);
    let all = texts(&platform.findings());
    assert!(all.contains("theme: theme.stylesheet is answered with 404"), "{all}");
    assert!(all.contains("--preau-color-accent #ffcc00 (light) has a contrast of"), "{all}");
    assert!(all.contains("→ put the colour that is used instead into the theme"), "{all}");
    let platform = Platform::with("colour", r##"{"theme": {"colors": {"accnt": "#0b5cad"}}}"##);
    let all = texts(&platform.findings());
    assert!(all.contains("theme.colors.accnt is no colour of préau: see style/README.md → write the name"), "{all}");
}

#[test]
fn subjects_that_the_catalogue_does_not_have_are_named() {
    let points = |myself: &str| format!(r#"{{"starting_points": {{"myself": [{myself}], "work": []}}}}"#);
    let platform = Platform::with("points", &points(r#""99999", "langues""#));
    let problems = texts(&platform.problems());
    for id in ["99999", "langues"] {
        let says = format!("config.json: starting_points has {id:?}, and the catalogue no such subject");
        assert!(problems.contains(&says), "{says} is not in\n{problems}");
    }
    let address =
        format!("http://127.0.0.1:{}/api/v1.0/courses/?scope=filters&limit=1", platform.running.address().port());
    let filters = Web::default().get(&address).unwrap().json().unwrap();
    let known = filters.pointer("/filters/subjects/values/0/key").and_then(serde_json::Value::as_str).unwrap();
    let platform = Platform::with("points-well", &points(&format!("{known:?}")));
    assert!(platform.problems().is_empty(), "{}", texts(&platform.problems()));
}

#[test]
fn an_address_that_leads_elsewhere_names_the_one_to_check() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut head = [0; 1024];
        std::io::Read::read(&mut stream, &mut head).unwrap();
        let answer = "HTTP/1.1 301 Moved Permanently\r\nLocation: https://mooc.example/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        std::io::Write::write_all(&mut stream, answer.as_bytes()).unwrap();
    });
    let found = texts(&check(&base).0);
    server.join().unwrap();
    assert!(found.ends_with("→ check the address that it leads to: https://mooc.example/"), "{found}");
}

#[test]
fn a_site_that_is_not_there_is_said_to_be_so() {
    let found = check("http://127.0.0.1:9");
    assert!(found.has_problem());
    assert_eq!(found.0.len(), 1, "{}", texts(&found.0));
}
