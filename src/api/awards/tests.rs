//! From what sources say to what is shown.
use super::{
    AwardKind, AwardRef, AwardSource, AwardStatus, ConfiguredBadge, DocumentRef, Download, Options, configured,
    credentials::{of_program, of_wallet_list},
    document, joanie, keep, last, of_courses, platform,
    service::{next_offset, of_page},
    source_of,
};
use crate::{
    json::{self, FromJson},
    wire::Page,
};
use futures::FutureExt;
use std::path::PathBuf;

fn read<T: FromJson>(text: &str) -> T {
    json::from_text(text).unwrap()
}

/// A recorded answer; nothing where they are not at hand.
fn fixture(name: &str) -> Option<String> {
    let fixtures = std::env::var_os("PREAU_FIXTURES")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/fixtures")), PathBuf::from);
    std::fs::read_to_string(fixtures.join("badges").join(name)).ok()
}

fn course(award: &AwardRef) -> &str {
    award.course_id.as_ref().map_or("", |course| course.as_str())
}

#[test]
fn sources_that_name_no_course_are_not_asked_for_those_of_one() {
    let all = Options {
        credentials_url: Some("/c".into()),
        joanie_url: Some("/j".into()),
        service_url: Some("/s".into()),
        platform_badges: true,
        configured: vec![ConfiguredBadge::default()],
        ..Options::default()
    };
    let (naming, others): (Vec<_>, Vec<_>) = configured(&all).into_iter().partition(|source| source.names_courses());
    assert_eq!((naming.len(), others.len()), (4, 3));
    for source in others {
        assert_eq!(of_courses(source, "a").now_or_never(), Some(Ok(Vec::new())), "{source:?}");
    }
}

#[test]
fn only_what_the_platform_has_is_asked() {
    assert_eq!(configured(&Options::default()), [AwardSource::Certificates]);
    let options = Options {
        credentials_url: Some("/c".into()),
        service_url: Some("/s".into()),
        configured: vec![ConfiguredBadge::default()],
        ..Options::default()
    };
    let sources = configured(&options);
    assert_eq!(
        sources,
        [
            AwardSource::Certificates,
            AwardSource::Programs,
            AwardSource::Service,
            AwardSource::Configured,
            AwardSource::Wallet
        ]
    );
}

#[test]
fn what_was_told_stays_for_the_same_learner_only() {
    let source = AwardSource::Configured;
    let award = AwardRef::new(source, AwardKind::Badge, "configured-1".into(), "T".into());
    keep(source, "zoé", std::slice::from_ref(&award));
    keep(AwardSource::Joanie, "zoé", &[]);
    assert_eq!(last(source, "zoé"), Some(vec![award]));
    assert_eq!(last(source, "léa"), None);
    keep(source, "léa", &[]);
    assert_eq!(
        (last(source, "léa"), last(source, "zoé"), last(AwardSource::Joanie, "zoé")),
        (Some(vec![]), None, None)
    );
}

#[test]
fn a_certificate_has_a_page_or_a_file() {
    let of = |text: &str| platform::of_certificate(read(text));
    let page =
        of(r#"{"course_id": "course-v1:a+b+c", "course_display_name": "T", "created_date": "2026-06-15T07:30:00Z",
        "status": "downloadable", "download_url": "/certificates/0a1b2c3d4e5f60718293a4b5c6d7e8f9", "grade": "0.82",
        "uuid": "0a1b2c3d4e5f60718293a4b5c6d7e8f9"}"#);
    assert_eq!(page.id, "certificate-0a1b2c3d4e5f60718293a4b5c6d7e8f9");
    assert_eq!(source_of(&page.id), Some(AwardSource::Certificates));
    assert_eq!(page.page.as_deref(), Some("/certificates/0a1b2c3d4e5f60718293a4b5c6d7e8f9"));
    assert_eq!((page.download, page.mark, page.status), (None, Some(0.82), AwardStatus::Held));
    let file =
        of(r#"{"course_id": "course-v1:a+b+c", "status": "downloadable", "download_url": "https://x.example/a.pdf",
        "grade": "", "uuid": "0a1b2c3d4e5f60718293a4b5c6d7e8f9"}"#);
    assert_eq!(file.download, Some(Download::Link("https://x.example/a.pdf".into())));
    assert!(file.page.is_some(), "there is a page all the same");
    assert_eq!(file.mark, None);
    let pending = of(r#"{"course_id": "course-v1:a+b+c", "status": "generating", "download_url": null}"#);
    assert_eq!((pending.status, pending.page, pending.download), (AwardStatus::Pending, None, None));
    assert_eq!(pending.id.len(), "certificate-".len() + 16, "{}", pending.id);
    let hostile = of(r#"{"course_id": "x", "status": "downloadable", "download_url": "javascript:alert(1)"}"#);
    assert_eq!((hostile.page, hostile.download), (None, None));
}

#[test]
fn a_former_badge_is_proven_by_its_host_and_shown_by_its_class() {
    let badge = |image: &str| {
        let text = format!(
            r#"{{"badge_class": {{"display_name": "T", "course_id": null, {image}}}, "image_url": "http://b.example/1.png",
            "assertion_url": "http://b.example/1.json", "created": "2021-06-15T07:30:00Z"}}"#
        );
        platform::of_badge(read(&text))
    };
    let named = badge(r#""image_url": "https://l.example/c.png""#);
    assert_eq!(named.image.as_deref(), Some("https://l.example/c.png"));
    assert_eq!(named.document, Some(DocumentRef::Url("http://b.example/1.json".into())));
    assert_eq!(badge(r#""image": "https://l.example/d.png""#).image.as_deref(), Some("https://l.example/d.png"));
    assert_eq!(badge(r#""image_url": "http://l.example/c.png""#).image, None, "mixed content");
    assert_eq!(source_of(&named.id), Some(AwardSource::PlatformBadges));
    assert_eq!(named.id, badge(r#""image": """#).id, "the same at each visit");
}

#[test]
fn a_programme_gets_its_title_from_the_record() {
    let credential = r#"{"credential": {"type": "program", "program_uuid": "525756b0-10aa-4c78-8881-141acca72538"},
        "status": "awarded", "uuid": "4a665745-d1ba-4dfd-8f54-b58e822b6585", "created": "2026-06-15T07:30:00Z",
        "certificate_url": "https://c.example/credentials/4a665745d1ba4dfd8f54b58e822b6585/"}"#;
    let records = [read(r#"{"name": "P", "uuid": "525756b010aa4c788881141acca72538", "partner": "U"}"#)];
    let award = of_program(read(credential), &records);
    assert_eq!((award.title.as_str(), award.organization.as_deref()), ("P", Some("U")));
    assert_eq!(award.id, "program-4a665745d1ba4dfd8f54b58e822b6585");
    assert_eq!(award.awarded, "2026-06-15T07:30:00Z");
    assert_eq!(of_program(read(credential), &[]).title, "");
    for (set, awarded) in
        [("null", "2026-06-15T07:30:00Z"), (r#"{"date": "2026-05-02T00:00:00Z"}"#, "2026-05-02T00:00:00Z")]
    {
        let set = credential.replace(r#""status""#, &[r#""date_override": "#, set, r#", "status""#].concat());
        assert_eq!(of_program(read(&set), &[]).awarded, awarded, "the day that its page says");
    }
    let revoked = credential.replace("awarded", "revoked");
    assert_eq!(of_program(read(&revoked), &[]).status, AwardStatus::Withdrawn);
}

#[test]
fn credentials_for_wallets_name_programmes_and_courses() {
    let Some(text) = fixture("openedx/vc-credentials-list.json") else { return };
    let [program, of_course] = of_wallet_list(read(&text)).try_into().unwrap();
    assert_eq!((source_of(&program.id), source_of("other-1")), (Some(AwardSource::Wallet), None));
    assert_eq!((program.id.as_str(), course(&program)), ("wallet-4a665745d1ba4dfd8f54b58e822b6585", ""));
    assert_eq!(course(&of_course), "course-v1:rg+program_course+2026");
    assert_eq!((program.organization, of_course.organization.as_deref()), (None, Some("rg")));
    assert_eq!(program.document, None, "only a wallet gets it");
}

#[test]
fn joanies_certificates_name_course_organization_and_file() {
    for (name, titles, courses) in [
        (
            "joanie/certificates-order.json",
            ["Données pour l’action publique – certifiant", "Données pour l’action publique"].as_slice(),
            ["", "course-v1:fun+00042+session01"].as_slice(),
        ),
        (
            "joanie/certificates-enrollment.json",
            &["Données pour l’action publique"],
            &["course-v1:fun+00042+session01"],
        ),
    ] {
        let Some(text) = fixture(name) else { return };
        let page: Page<_> = read(&text);
        let awards: Vec<AwardRef> =
            page.results.into_iter().map(|certificate| joanie::of_certificate("/joanie", certificate)).collect();
        assert_eq!(awards.iter().map(course).collect::<Vec<_>>(), courses);
        for (award, title) in awards.iter().zip(titles) {
            assert!(award.title.starts_with(title), "{}", award.title);
            let path =
                ["/joanie/api/v1.0/certificates/", award.id.strip_prefix("joanie-").unwrap(), "/download/"].concat();
            assert_eq!(award.download, Some(Download::File(path)));
            assert!(!award.label.is_empty() && award.image.is_some() && award.page.is_none());
        }
    }
}

#[test]
fn a_service_gives_credentials_in_both_forms_and_under_both_names() {
    let Some(text) = fixture("ob3/api/credentials.json") else { return };
    let awards = of_page(read(&text));
    assert_eq!(awards.len(), 2);
    for award in &awards {
        assert_eq!(
            (award.title.as_str(), award.organization.as_deref()),
            ("Data literacy", Some("Université Exemple"))
        );
        assert_eq!(award.awarded, "2026-06-15T07:30:00Z");
        assert_eq!(award.image.as_deref(), Some("https://badges.example.edu/images/data-literacy.png"));
    }
    assert_ne!(awards[0].id, awards[1].id);
    assert_eq!(source_of(&awards[0].id), Some(AwardSource::Service));
    assert!(matches!(&awards[0].document, Some(DocumentRef::Text(text)) if text.starts_with('{')));
    assert!(matches!(&awards[1].document, Some(DocumentRef::Text(text)) if text.starts_with("eyJ")));
    let Some(text) = fixture("ob3/api/credentials-spec-typo.json") else { return };
    let [award] = of_page(read(&text)).try_into().unwrap();
    assert_eq!(award.title, "Data literacy");
}

/// Every file is read, or is named here with what keeps it out.
#[test]
fn answers_of_a_service_are_all_known() {
    let folder = std::env::var_os("PREAU_FIXTURES")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/fixtures")), PathBuf::from);
    let Ok(entries) = std::fs::read_dir(folder.join("badges/ob3/api")) else { return };
    for entry in entries {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let is_read = name.starts_with("credentials");
        // those for clients with a secret, which the institution's relay is, and a refusal that says all by its status
        let is_left = ["discovery.json", "profile.json", "error-401.json"].contains(&name.as_str());
        assert!(is_read || is_left, "{name}: what reads it?");
    }
}

#[test]
fn the_next_page_is_where_the_link_says() {
    assert_eq!(next_offset(""), None);
    let Some(text) = fixture("ob3/api/credentials.headers.json") else { return };
    let headers: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(next_offset(headers["Link"].as_str().unwrap()).as_deref(), Some("2"));
    let last =
        r#"<https://b.example/x?limit=2&offset=0>; rel="first", <https://b.example/x?limit=2&offset=4>; rel="last""#;
    assert_eq!(next_offset(last), None);
    assert_eq!(next_offset(r#"<https://b.example/x?offset=../../evil>; rel="next""#), None);
}

#[test]
fn micro_credentials_are_told_from_badges() {
    let Some(text) = fixture("ob3/di/micro-credential.json") else { return };
    let award = document::of(AwardSource::Service, &read(&text), text.clone());
    assert_eq!((award.kind, award.title.as_str()), (AwardKind::MicroCredential, "Data for public action"));
    assert_eq!(award.document, Some(DocumentRef::Text(text)));
}

#[test]
fn a_document_that_says_nothing_is_an_award_without_a_title() {
    for text in ["{}", "[]", "7", r#"{"credentialSubject": [], "issuer": "https://i.example", "awardedDate": 7}"#] {
        let award = document::of(AwardSource::Service, &read(text), text.to_owned());
        assert_eq!((award.title.as_str(), award.awarded.as_str(), award.organization), ("", "", None), "{text}");
    }
    assert_eq!(document::payload("a.b"), None);
    assert_eq!(document::payload(""), None);
}

#[test]
fn a_configured_badge_may_be_each_learners_own() {
    let badge = ConfiguredBadge {
        title: "T".into(),
        url: "https://b.example/{username}.json".into(),
        ..ConfiguredBadge::default()
    };
    let [award] = platform::configured(&[badge], "zoé&co").try_into().unwrap();
    assert_eq!(award.document, Some(DocumentRef::Url("https://b.example/zoé%26co.json".into())));
}
