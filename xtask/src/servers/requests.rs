//! What a web server has to answer, request by request.
use super::{asker::Asker, running::Running};
use crate::{finish::manifest::Manifest, project::Project};
use anyhow::{Context, Result};
use std::fs;

/// Sentences about every answer that is not as it should be.
pub(super) fn wrong(project: &Project, server: &Running) -> Result<Vec<String>> {
    let mut asker = Asker::new(server);
    let manifest = Manifest::read(project)?;
    let page = fs::read(server.site().join("index.html"))?;
    asker.pages(&page)?;
    asker.security()?;
    asker.files(&manifest, server)?;
    asker.backends()?;
    Ok(asker.wrong)
}

impl Asker {
    /// Every address that is no file is the page; what looks like a file and is none is a 404.
    fn pages(&mut self, page: &[u8]) -> Result<()> {
        for path in [
            "/",
            "/courses",
            "/courses/106",
            "/courses/course-v1:preau+A+1",
            "/learn/course-v1:preau+chimie+2026/dates",
            "/organizations/1?lang=en",
        ] {
            let answer = self.get(path)?;
            self.expect(
                answer.status == 200 && answer.body == page,
                format!("{path} is {}, not the page", answer.status),
            );
            let kind = answer.header("content-type");
            self.expect(kind.eq_ignore_ascii_case("text/html; charset=utf-8"), format!("{path} is of the type {kind}"));
            let cache = answer.header("cache-control");
            self.expect(cache == "no-cache", format!("{path} is cached by `{cache}`"));
        }
        let answer = self.get("/without-javascript")?;
        let (status, leads) = (answer.status, answer.header("location").to_owned());
        self.expect(
            status == 302 && leads == "/fr/",
            format!("who has no JavaScript gets {status} and is led to `{leads}`"),
        );
        for path in ["/app-01234567.css", "/chunks/part-01234567.wasm", "/gone.js", "/icons/gone.svg"] {
            let answer = self.get(path)?;
            self.expect(answer.status == 404 && answer.body != page, format!("{path} is {}, not 404", answer.status));
            let cache = answer.header("cache-control");
            self.expect(!cache.contains("max-age"), format!("that {path} is missing is cached by `{cache}`"));
        }
        Ok(())
    }

    fn security(&mut self) -> Result<()> {
        let answer = self.get("/")?;
        for (name, value) in [
            ("referrer-policy", "strict-origin-when-cross-origin"),
            ("x-content-type-options", "nosniff"),
            ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
            ("cross-origin-opener-policy", "same-origin"),
            ("access-control-allow-origin", "*"),
        ] {
            let is = answer.header(name);
            self.expect(is == value, format!("/ has {name}: {is}"));
        }
        let count = answer.headers.get_all("content-security-policy").iter().count();
        self.expect(count == 1, format!("/ has {count} policies"));
        let policy = answer.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "connect-src 'self'",
            "frame-src 'self'",
            "require-trusted-types-for 'script'",
            "trusted-types preau",
        ] {
            let has = policy.split(';').any(|directive| directive.trim() == part);
            self.expect(has, format!("the policy of / has no {part}: {policy}"));
        }
        self.expect(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "the policy is unsafe");
        self.expect(policy.ends_with("frame-ancestors 'self'"), format!("who may frame / is not said: {policy}"));
        let embedded = self.get("/embed/catalogue?institution=1")?;
        self.expect(embedded.status == 200, format!("/embed/catalogue is {}", embedded.status));
        let policy = embedded.header("content-security-policy");
        let is_framed = policy.ends_with("frame-ancestors 'self' https://univ.example");
        self.expect(is_framed, format!("/embed/ may not be framed by the sites that are named: {policy}"));
        Ok(())
    }

    fn files(&mut self, manifest: &Manifest, server: &Running) -> Result<()> {
        let kinds = [
            (".js", "text/javascript; charset=utf-8"),
            (".wasm", "application/wasm"),
            (".css", "text/css; charset=utf-8"),
        ];
        for (end, kind) in kinds {
            let name = manifest.files.keys().find(|name| name.ends_with(end) && has_hash(name));
            let path = format!("/{}", name.with_context(|| format!("the site has no {end}"))?);
            let content = fs::read(server.site().join(path.trim_start_matches('/')))?;
            let plain = self.ask("GET", &path, &[("Accept-Encoding", "identity")])?;
            self.expect(plain.body == content, format!("{path} is not what is in the site"));
            let is = plain.header("content-type");
            // some servers write no character set where the standard knows it
            self.expect(is == kind || kind.starts_with(&format!("{is};")), format!("{path} is of the type {is}"));
            let cache = plain.header("cache-control");
            self.expect(cache == "public, max-age=31536000, immutable", format!("{path} is cached by `{cache}`"));
            self.expect(plain.header("x-content-type-options") == "nosniff", format!("{path} has no nosniff"));
            for (coding, end) in [("br", "br"), ("gzip", "gz")] {
                let answer = self.ask("GET", &path, &[("Accept-Encoding", coding)])?;
                let neighbour = fs::read(server.site().join(format!("{}.{end}", path.trim_start_matches('/'))))?;
                let is_as_built = answer.header("content-encoding") == coding && answer.body == neighbour;
                self.expect(
                    is_as_built,
                    format!("{path} does not come as .{end}: `{}`", answer.header("content-encoding")),
                );
                let varies = answer.header("vary").to_ascii_lowercase().contains("accept-encoding");
                self.expect(varies, format!("{path} as .{end} has no Vary"));
                self.expect(answer.header("content-type") == is, format!("{path} as .{end} is of another type"));
            }
            self.partly(&path, &content)?;
        }
        self.again("/")?;
        self.again("/config.json")?;
        let config = self.get("/config.json")?;
        let (kind, cache) = (config.header("content-type").to_owned(), config.header("cache-control").to_owned());
        self.expect(kind.starts_with("application/json"), format!("/config.json is of the type {kind}"));
        self.expect(cache == "no-cache", format!("/config.json is cached by `{cache}`"));
        let worker =
            format!("/{}", manifest.files.keys().find(|name| name.starts_with("verify-worker-")).context("no worker")?);
        let policy = self.get(&worker)?.header("content-security-policy").to_owned();
        self.expect(policy.contains("connect-src 'self' https:;"), format!("the worker may not ask issuers: {policy}"));
        Ok(())
    }

    /// Only the head; only a part.
    fn partly(&mut self, path: &str, content: &[u8]) -> Result<()> {
        let head = self.ask("HEAD", path, &[("Accept-Encoding", "identity")])?;
        let is_head =
            head.status == 200 && head.body.is_empty() && head.header("content-length") == content.len().to_string();
        self.expect(is_head, format!("HEAD {path} is {} with {} bytes", head.status, head.body.len()));
        let range = self.ask("GET", path, &[("Accept-Encoding", "identity"), ("Range", "bytes=4-9")])?;
        let is_part = range.status == 206 && content.get(4..=9) == Some(range.body.as_slice());
        self.expect(is_part, format!("a part of {path} is {} with {} bytes", range.status, range.body.len()));
        Ok(())
    }

    /// What did not change is not sent twice, whichever way it is compressed.
    fn again(&mut self, path: &str) -> Result<()> {
        for coding in ["identity", "gzip", "br"] {
            let first = self.ask("GET", path, &[("Accept-Encoding", coding)])?;
            let tag = first.header("etag").to_owned();
            self.expect(!tag.is_empty(), format!("{path} has no ETag ({coding})"));
            let second = self.ask("GET", path, &[("Accept-Encoding", coding), ("If-None-Match", &tag)])?;
            let is_known = second.status == 304 && second.body.is_empty();
            self.expect(is_known, format!("{path} is sent again ({coding}): {}", second.status));
        }
        Ok(())
    }

    /// Whose a path is shows in the answer.
    fn backends(&mut self) -> Result<()> {
        let courses = self.ask("GET", "/api/v1.0/courses/?limit=1", &[("Origin", "https://univ.example")])?;
        let is_json = courses.status == 200 && courses.header("content-type").starts_with("application/json");
        self.expect(is_json, format!("Richie's API is {}", courses.status));
        let allowed = courses.headers.get_all("access-control-allow-origin").iter().count();
        self.expect(
            allowed == 1 && courses.header("access-control-allow-origin") == "*",
            "Richie's API is closed to others",
        );
        let small = self.ask("GET", "/api/v1.0/courses/?limit=20", &[("Accept-Encoding", "gzip")])?;
        self.expect(small.header("content-encoding") == "gzip", "Richie's answers are not compressed");
        for path in ["/api/mfe_config/v1?mfe=learning", "/csrf/api/v1/token"] {
            let answer = self.get(path)?;
            let is_json = answer.status == 200 && answer.header("content-type").starts_with("application/json");
            self.expect(is_json, format!("{path} of the LMS is {}", answer.status));
        }
        let refused = self.get("/api/learner_home/init")?;
        self.expect(refused.status == 401, format!("the LMS lets strangers in: {}", refused.status));
        let sign_in = self.get("/login?next=%2Fdashboard")?;
        let is_page =
            sign_in.status < 400 && sign_in.header("content-security-policy").matches("default-src").count() <= 1;
        self.expect(is_page, format!("the LMS's sign-in is {}", sign_in.status));
        Ok(())
    }
}

/// Whether a name changes with the content.
fn has_hash(name: &str) -> bool {
    let hash = name.rsplit_once('.').and_then(|(stem, _)| stem.rsplit_once('-'));
    hash.is_some_and(|(_, hash)| hash.len() == 8 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()))
}
