//! préau's own files: the page, its files, their headers.
use crate::{
    finding::Findings,
    policy::Policy,
    web::{Answer, Web, max_age},
};

/// Seconds of a year, which is what browsers keep at most.
const FOR_GOOD: u64 = 31_536_000;

/// Where to read on.
const DEPLOY: &str = "take the configuration of deploy/";

/// The page, once it was found to be ours.
pub fn page(web: &Web, base: &str, found: &mut Findings) -> Option<Answer> {
    let answer = match web.get(&format!("{base}/")) {
        Ok(answer) => answer,
        Err(error) => {
            found.problem("page", error, "see that the web server runs, and that its name and certificate are right");
            return None;
        }
    };
    if answer.status != 200 || !answer.text().contains("id=\"preau\"") {
        let says = format!("{base}/ is answered with {}, and not with préau's page", answer.status);
        let mend = match answer.header("location") {
            leads if !leads.is_empty() && (300..400).contains(&answer.status) => {
                format!("check the address that it leads to: {leads}")
            }
            _ => "let the web server's root be the folder site/ of the archive".to_owned(),
        };
        found.problem("page", says, mend);
        return None;
    }
    found.good("page", format!("{base}/ is préau's page"));
    if base.starts_with("http://") {
        found.problem(
            "page",
            "the site is not served by https",
            "browsers keep cookies and clipboard from such a site: get a certificate",
        );
    } else if max_age(answer.header("strict-transport-security")).unwrap_or_default() == 0 {
        found.advice(
            "headers",
            "there is no Strict-Transport-Security, or one for no time",
            "add it once everything on this name works by https",
        );
    }
    addresses(web, base, &answer, found);
    headers(&answer, found);
    files(web, base, &answer.text(), found);
    Some(answer)
}

/// Deep links, and files that are not there.
fn addresses(web: &Web, base: &str, page: &Answer, found: &mut Findings) {
    for path in ["/courses/1", "/learn/course-v1:a+b+c/dates"] {
        match web.get(&format!("{base}{path}")) {
            Ok(answer) if answer.status == 200 && answer.body == page.body => {}
            Ok(answer) => found.problem(
                "addresses",
                format!(
                    "{path} is answered with {}, not with the page: links into the site and reloads fail",
                    answer.status
                ),
                format!("answer every address that is no file with index.html; {DEPLOY}"),
            ),
            Err(error) => found.problem("addresses", error, ""),
        }
    }
    let missing = "/chunks/part-01234567.wasm";
    match web.get(&format!("{base}{missing}")) {
        Ok(answer) if answer.status == 404 => {
            if answer.max_age().is_some_and(|seconds| seconds > 0) {
                let says = "that a file is missing is kept by browsers: after an upgrade pages stay broken";
                found.problem("caching", says, "send Cache-Control for good only with files that are there");
            } else {
                found.good("addresses", "a file that is gone is a 404, and pages have their addresses");
            }
        }
        Ok(answer) => found.problem(
            "addresses",
            format!(
                "a file that is gone is answered with {} in place of 404: after an upgrade open pages break",
                answer.status
            ),
            format!("answer missing files with 404, not with index.html; {DEPLOY}"),
        ),
        Err(error) => found.problem("addresses", error, ""),
    }
}

/// Where the page's link for who has no JavaScript leads: a page that needs none cannot know `config.json`, so the server has to.
pub fn without_javascript(web: &Web, base: &str, catalogue_page: Option<&str>, found: &mut Findings) {
    let answer = match web.get(&format!("{base}/without-javascript")) {
        Ok(answer) => answer,
        Err(error) => return found.problem("addresses", error, ""),
    };
    match led(base, answer.status, answer.header("location"), catalogue_page) {
        Ok(good) => found.good("addresses", good),
        Err((says, mend)) => found.problem("addresses", says, mend),
    }
}

/// Where an answer leads; else what is wrong with it, and how to mend that.
fn led(base: &str, status: u16, leads: &str, catalogue_page: Option<&str>) -> Result<String, (String, String)> {
    if !(300..400).contains(&status) || leads.is_empty() {
        return Err((
            format!("/without-javascript is answered with {status}: who has no JavaScript is led nowhere"),
            format!("answer it with a redirect to a catalogue page that needs none; {DEPLOY}"),
        ));
    }
    let absolute = |address: &str| if address.starts_with('/') { [base, address].concat() } else { address.to_owned() };
    match catalogue_page {
        Some(page) if absolute(page) != absolute(leads) => Err((
            format!("/without-javascript leads to {leads}, and catalogue_page is {page}"),
            "let both be the same page: $preau_catalogue_page of nginx, PREAU_CATALOGUE_PAGE of Caddy".to_owned(),
        )),
        _ => Ok(format!("who has no JavaScript is led to {leads}")),
    }
}

fn headers(page: &Answer, found: &mut Findings) {
    let policy = page.header("content-security-policy");
    if policy.is_empty() {
        found.problem("headers", "there is no Content-Security-Policy", DEPLOY);
    } else {
        let policy = Policy::new(policy);
        let scripts = policy.sources("script-src").unwrap_or_default();
        if !scripts.contains(&"'wasm-unsafe-eval'") {
            found.problem("headers", "the policy forbids WebAssembly", "add 'wasm-unsafe-eval' to script-src");
        }
        for unsafe_word in ["'unsafe-inline'", "'unsafe-eval'", "*", "https:", "data:"] {
            if scripts.contains(&unsafe_word) {
                let says = format!("the policy lets scripts in by {unsafe_word}, which préau does not need");
                found.problem("headers", says, "take it out of script-src");
            }
        }
        if policy.sources("trusted-types").is_some_and(|names| !names.contains(&"preau")) {
            found.problem("headers", "the policy forbids the app's own markup", "add preau to trusted-types");
        } else if policy.sources("require-trusted-types-for").is_none() {
            found.advice("headers", "the policy does not require trusted types", DEPLOY);
        }
        if policy.sources("frame-ancestors").is_none() {
            found.problem(
                "headers",
                "any site may put this one into a frame",
                "add frame-ancestors 'self' to the policy",
            );
        }
    }
    match page.header("referrer-policy") {
        "strict-origin-when-cross-origin" | "origin" | "origin-when-cross-origin" | "strict-origin" => {}
        other => {
            let says = format!("Referrer-Policy is `{other}`: units of Open edX may not see from where they are shown");
            found.problem("headers", says, "send Referrer-Policy: strict-origin-when-cross-origin");
        }
    }
    if page.header("x-content-type-options") != "nosniff" {
        found.problem("headers", "there is no X-Content-Type-Options: nosniff", DEPLOY);
    }
    if page.header("permissions-policy").is_empty() {
        found.advice("headers", "there is no Permissions-Policy", DEPLOY);
    }
    if !page.is_asked_each_time() || page.header("etag").is_empty() {
        let says = "the page is not asked for each time: an upgrade reaches learners late";
        found.problem("caching", says, "send Cache-Control: no-cache and an ETag with it");
    }
}

/// The files that the page names: type, caching, compression.
fn files(web: &Web, base: &str, page: &str, found: &mut Findings) {
    let names = page
        .split('"')
        .filter(|text| text.starts_with('/') && text.rsplit_once('.').is_some_and(|(_, end)| !end.contains('/')));
    let mut well = 0;
    for path in names {
        let kinds: &[&str] = match path.rsplit_once('.').map(|(_, end)| end) {
            Some("js" | "mjs") => &["text/javascript", "application/javascript"],
            Some("wasm") => &["application/wasm"],
            Some("css") => &["text/css"],
            _ => continue,
        };
        let Ok(answer) = web.ask("GET", &format!("{base}{path}"), &[("Accept-Encoding", "br, gzip")]) else { continue };
        let before = found.0.len();
        let kind = answer.header("content-type").split(';').next().unwrap_or_default();
        if answer.status != 200 {
            found.problem(
                "files",
                format!("{path} is answered with {}", answer.status),
                "unpack the whole folder site/, as it is",
            );
            continue;
        }
        if !kinds.contains(&kind) {
            found.problem("files", format!("{path} is sent as `{kind}`"), format!("send it as {}", kinds.concat()));
        }
        if answer.max_age().is_none_or(|seconds| seconds < FOR_GOOD) {
            let says = format!("{path} is not kept, although its name changes with its content");
            found.advice(
                "caching",
                says,
                "send Cache-Control: public, max-age=31536000, immutable with names that have a hash",
            );
        }
        if answer.header("content-encoding").is_empty() {
            found.problem(
                "files",
                format!("{path} is sent uncompressed"),
                "send the .br or .gz beside it: gzip_static on, precompressed br gzip",
            );
        } else if !answer.header("vary").to_ascii_lowercase().contains("accept-encoding") {
            found.problem(
                "files",
                format!("{path} has no Vary: Accept-Encoding, so that a cache may send it to the wrong browser"),
                DEPLOY,
            );
        }
        well += usize::from(found.0.len() == before);
    }
    found.good("files", format!("{well} files of the page are typed, kept and compressed as they should be"));
}

#[cfg(test)]
mod tests {
    use super::led;

    #[test]
    fn who_has_no_javascript_is_led_to_the_page_that_is_configured() {
        let base = "https://mooc.example";
        let is_well = |status, leads, page| led(base, status, leads, page).is_ok();
        assert!(is_well(302, "/fr/", None));
        assert!(is_well(302, "/fr/cours/", Some("/fr/cours/")));
        assert!(is_well(301, "https://mooc.example/fr/cours/", Some("/fr/cours/")));
        assert!(!is_well(200, "", None), "the page itself, by a deep link");
        assert!(!is_well(302, "", Some("/fr/cours/")));
        assert!(!is_well(302, "/fr/", Some("https://other.example/fr/")));
    }
}
