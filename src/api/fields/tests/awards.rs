//! Recorded answers of the services that awards come from.
use super::{fixtures, same};
use crate::wire::{
    Page,
    joanie::Certificate,
    openedx::{
        Account, CourseCertificate, NoCertificate, NumberOrNone, PlatformBadge, ProgramRecord, ProgramRecords,
        UserCredential, WalletCredentials, WalletOffer,
    },
};

/// Every file is read, or is named here with what keeps it out.
#[test]
fn answers_of_open_edx_are_read_as_serde_reads_them() {
    let Some(files) = fixtures("badges/openedx") else { return };
    assert!(files.len() >= 14, "only {} files", files.len());
    for (file, text) in files {
        match file.as_str() {
            "badges-assertions" => same::<Page<PlatformBadge>>(&file, &text),
            "certificates-list" => same::<Vec<CourseCertificate>>(&file, &text),
            "certificate-detail" => same::<CourseCertificate>(&file, &text),
            file if file.starts_with("certificate-404") => same::<NoCertificate>(file, &text),
            "program-records" => same::<ProgramRecords>(&file, &text),
            "program-record-detail" => same::<ProgramRecord>(&file, &text),
            "vc-credentials-list" => same::<WalletCredentials>(&file, &text),
            "vc-init" => same::<WalletOffer>(&file, &text),
            // documents, which the verifier reads
            "vc-openbadge" | "vc-openbadge-bit47" | "vc-openbadge-revoked" | "status-list-2021" => {}
            other => panic!("{other}: which type reads it?"),
        }
    }
}

#[test]
fn answers_of_joanie_are_read_as_serde_reads_them() {
    let Some(files) = fixtures("badges/joanie") else { return };
    for (file, text) in files {
        match file.as_str() {
            "certificates-order" | "certificates-enrollment" => same::<Page<Certificate>>(&file, &text),
            // refusals are read in api::http
            "error-401" | "error-422-download" => {}
            other => panic!("{other}: which type reads it?"),
        }
    }
}

/// What is read must not be empty on both sides: names could be wrong in both.
#[test]
fn names_are_the_servers() {
    let list = r#"{"count": 1, "next": "http://x/?page=2", "results": [{"uuid": "a", "status": "awarded", "credential":
        {"type": "program", "program_uuid": "b-c"}, "certificate_url": "https://c.example/credentials/a/"}]}"#;
    same::<Page<UserCredential>>("credentials", list);
    let list: Page<UserCredential> = crate::json::from_text(list).unwrap();
    assert_eq!((list.count, list.next.as_deref()), (1, Some("http://x/?page=2")));
    let [credential] = list.results.as_slice() else { panic!() };
    assert_eq!((credential.credential.kind.as_str(), credential.status.as_str()), ("program", "awarded"));
    assert_eq!(credential.credential.program_uuid.as_deref(), Some("b-c"));
    let account: Account = crate::json::from_text(r#"{"email": "a@example.org", "bio": null}"#).unwrap();
    assert_eq!((account.email.as_deref(), account.secondary_email), (Some("a@example.org"), None));
}

#[test]
fn a_record_has_empty_texts_where_numbers_are_missing() {
    let record = r#"{"record": {"program": {"name": "P"}, "grades": [{"name": "A", "percent_grade": 0.82, "attempts": 1},
        {"name": "B", "percent_grade": "", "attempts": ""}]}, "uuid": "u"}"#;
    same::<ProgramRecord>("record", record);
    let record: ProgramRecord = crate::json::from_text(record).unwrap();
    let marks: Vec<&NumberOrNone> = record.record.grades.iter().map(|grade| &grade.percent_grade).collect();
    assert_eq!(marks, [&NumberOrNone::Number(0.82), &NumberOrNone::None(String::new())]);
}

#[test]
fn a_certificate_of_joanie_is_of_an_order_or_of_an_enrolment() {
    let certificates = r#"{"results": [
        {"id": "1", "order": {"organization": {"title": "U"}, "product_title": "P"}, "enrollment": null},
        {"id": "2", "order": null, "enrollment": {"course_run": {"resource_link": "https://l.example/courses/c/"}}}]}"#;
    let page: Page<Certificate> = crate::json::from_text(certificates).unwrap();
    let [of_order, of_enrolment] = page.results.as_slice() else { panic!() };
    let order = of_order.order.as_ref().unwrap();
    assert_eq!((order.product_title.as_str(), order.organization.as_ref().unwrap().title.as_str()), ("P", "U"));
    assert_eq!(of_enrolment.enrollment.as_ref().unwrap().course_run.resource_link, "https://l.example/courses/c/");
}
