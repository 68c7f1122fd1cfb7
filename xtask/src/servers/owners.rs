//! Whose a path is: each of the backends only says its name, so that none can answer for the other.
use super::{
    Kind,
    asker::Asker,
    running::{Backends, Running},
    upstream::{Upstream, WITH_LONG_COOKIES},
};
use crate::{finish::manifest::Manifest, project::Project};
use anyhow::{Context, Result};
use std::fs;

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Richie,
    Lms,
    /// The app, by its page.
    Page,
    /// Nobody: a file of the app that is gone.
    Nobody,
}
use Owner::{Lms, Nobody, Page, Richie};

const PATHS: [(&str, Owner); 72] = [
    ("/api/v1.0/courses/?limit=1", Richie),
    ("/api/v1.0/organizations/1/", Richie),
    ("/api/v1.0/users/", Richie),
    ("/fr/cours/", Richie),
    ("/en/", Richie),
    ("/media/filer_public/a.png", Richie),
    // named as files of the app are
    ("/media/app-01234567.css", Richie),
    ("/static/richie-01234567.js?not-lms", Richie),
    ("/static/not-lms/a.css", Richie),
    ("/media/not-richie/a.png", Lms),
    ("/static/app-01234567.js", Lms),
    ("/static/indigo/images/logo.png", Lms),
    ("/api/v1.0/user/me", Lms),
    ("/api/v1.0/user/me/", Lms),
    ("/api/enrollment/v1/enrollment", Lms),
    ("/api/v1/a", Lms),
    ("/api/learner_home/init", Lms),
    ("/csrf/api/v1/token", Lms),
    ("/notices/api/v1/unacknowledged", Lms),
    ("/user_api/v1/account/registration/", Lms),
    ("/change_enrollment", Lms),
    // sign-in, and what e-mails lead to
    ("/login", Lms),
    ("/login?next=%2Fdashboard", Lms),
    ("/login_ajax", Lms),
    ("/login_refresh", Lms),
    ("/logout", Lms),
    ("/register", Lms),
    ("/create_account", Lms),
    ("/activate/0123456789abcdef", Lms),
    ("/activate_secondary_email/0123456789abcdef", Lms),
    ("/email_confirm/0123456789abcdef", Lms),
    ("/password/reset/", Lms),
    ("/password_assistance", Lms),
    ("/password_reset/", Lms),
    ("/password_reset_confirm/1a2b-c3d4-e5f6/", Lms),
    ("/password_reset_complete/", Lms),
    ("/auth/login/saml/", Lms),
    ("/oauth2/authorize/", Lms),
    ("/account/settings", Lms),
    ("/u/alice", Lms),
    ("/enterprise/grant_data_sharing_permissions", Lms),
    ("/course_modes/choose/course-v1:a+b+c/", Lms),
    // courses
    ("/xblock/block-v1:a+b+c+type@vertical+block@d", Lms),
    ("/openassessment/fileupload/a", Lms),
    ("/certificates/0123456789abcdef", Lms),
    ("/assets/courseware/v1/a/asset-v1:a+b+c+type@asset+block/d.png", Lms),
    ("/asset-v1:a+b+c+type@asset+block@d.png", Lms),
    ("/c4x/a/b/asset/c.png", Lms),
    ("/jsi18n/", Lms),
    ("/i18n.js", Lms),
    ("/event", Lms),
    ("/search/course-v1:a+b+c", Lms),
    ("/courses/course-v1:a+b+c/jump_to/d", Lms),
    ("/courses/course-v1:a+b+c/xblock/d/handler/e", Lms),
    // the app's
    ("/", Page),
    ("/courses", Page),
    ("/courses/106", Page),
    ("/courses/course-v1:a+b+c", Page),
    ("/learn/course-v1:a+b+c/dates", Page),
    ("/dashboard", Page),
    ("/goal-unsubscribe/a.b", Page),
    // addresses of the former front end
    ("/learning/course/course-v1:a+b+c/home", Page),
    ("/learning/preview/course/course-v1:a+b+c/block-v1:a+b+c+type@sequential+block@d", Page),
    ("/learning/goal-unsubscribe/a.b", Page),
    ("/organizations/1?lang=en", Page),
    ("/french/", Page),
    // begin like paths of the LMS
    ("/users", Page),
    ("/passwords", Page),
    ("/activated", Page),
    ("/enterprises", Page),
    ("/app-01234567.js", Nobody),
    ("/chunks/part-01234567.wasm", Nobody),
];

/// Another origin that the app is told to ask.
const ELSEWHERE: &str = "https://lms.univ.example";

/// Sentences about every path that leads elsewhere, and about how backends are asked.
///
/// # Errors
/// When a server does not start or answer.
pub(super) fn wrong(project: &Project, kind: Kind) -> Result<Vec<String>> {
    let (richie, lms) = (Upstream::start("richie")?, Upstream::start("lms")?);
    let backends = Backends { richie: &richie.address(), lms: &lms.address(), elsewhere: ELSEWHERE };
    let server = Running::start(project, kind, &backends)?;
    let page = fs::read(server.site().join("index.html"))?;
    let mut asker = Asker::new(&server);
    for (path, owner) in PATHS {
        let answer = asker.get(path)?;
        let first = answer.body.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let is_its_own = match owner {
            Richie => answer.status == 200 && first == b"richie",
            Lms => answer.status == 200 && first == b"lms",
            Page => answer.status == 200 && answer.body == page,
            Nobody => answer.status == 404 && first != b"richie" && first != b"lms",
        };
        let says = String::from_utf8_lossy(first);
        asker.expect(is_its_own, format!("{path} does not lead to {owner:?}: {} by {says}", answer.status));
    }
    forwarded(&mut asker)?;
    elsewhere(&mut asker, project)?;
    Ok(asker.wrong)
}

/// A backend is told who asks for what by the server, not by who asks; and may say much about itself.
fn forwarded(asker: &mut Asker) -> Result<()> {
    for path in ["/api/v1.0/courses/", "/login"] {
        let claims =
            [("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "gopher")];
        let request = String::from_utf8_lossy(&asker.ask("GET", path, &claims)?.body).to_ascii_lowercase();
        for (name, value) in claims {
            asker.expect(!request.contains(value), format!("{path}: anybody may claim to be asked as {name}: {value}"));
        }
        for told in
            ["host: 127.0.0.1", "x-forwarded-for: 127.0.0.1", "x-forwarded-host: 127.0.0.1", "x-forwarded-proto: http"]
        {
            let is_told = request.lines().any(|line| line.starts_with(told));
            asker.expect(is_told, format!("{path}: the backend is not told {told}"));
        }
    }
    let long = asker.get(&format!("/login?{WITH_LONG_COOKIES}"))?;
    asker.expect(long.status == 200, format!("an answer with long cookies becomes {}", long.status));
    Ok(())
}

/// What the operator names is let through, by the page only.
fn elsewhere(asker: &mut Asker, project: &Project) -> Result<()> {
    let policy = asker.get("/")?.header("content-security-policy").to_owned();
    for directive in ["connect-src", "frame-src", "media-src"] {
        let wanted = format!("{directive} 'self' {ELSEWHERE}");
        let has = policy.split(';').any(|part| part.trim() == wanted);
        asker.expect(has, format!("the policy of / has no `{wanted}`: {policy}"));
    }
    let manifest = Manifest::read(project)?;
    let worker = manifest.files.keys().find(|name| name.starts_with("verify-worker-")).context("no worker")?;
    let policy = asker.get(&format!("/{worker}"))?.header("content-security-policy").to_owned();
    asker.expect(policy.contains("connect-src 'self' https:;"), format!("the worker may not ask issuers: {policy}"));
    Ok(())
}
