//! What the credentials service knows of programmes.
use serde_json::{Value, json};

use super::hosts::ISSUER;
use crate::catalogue::document::Moment;
use crate::openedx::ask::Ask;

const DAY: Moment = 86_400;
/// Title of the programme that is done.
pub(super) const TITLE: &str = "Lire, vérifier et publier des données";
/// Its UUID.
const PROGRAM: &str = "6f0c2a52-0f3b-4b0e-8c55-2f1f6f6f1a01";
/// UUID of the one that is not.
const OTHER_PROGRAM: &str = "6f0c2a52-0f3b-4b0e-8c55-2f1f6f6f1a02";
/// UUID of the certificate.
pub(super) const CERTIFICATE: &str = "4a665745-d1ba-4dfd-8f54-b58e822b6585";
/// UUID of the record that was shared.
pub(super) const SHARED: &str = "1c665745-d1ba-4dfd-8f54-b58e822b6585";
/// UUID of the credential of a course.
pub(super) const OF_COURSE: &str = "5135e99e-f1d1-4bca-9135-972270ef887b";
const COURSE: &str = "course-v1:Preau+OPENDATA+1";
const COURSE_TITLE: &str = "Open data and open licences: reuse and share with confidence";

/// A UUID as this service writes most of them.
pub(super) fn bare(uuid: &str) -> String {
    uuid.replace('-', "")
}

/// Items of the list of credentials.
pub(super) fn credentials(ask: &Ask<'_>, service: &str) -> Vec<Value> {
    // an institution may set the day that counts
    let one = |uuid: &str, credential: Value, set: Value| {
        json!({
            "username": "learner",
            "credential": credential,
            "status": "awarded",
            "uuid": uuid,
            "attributes": [],
            "date_override": set,
            "created": ask.date(-80 * DAY),
            "modified": ask.date(-80 * DAY),
            "certificate_url": format!("{service}/credentials/{}/", bare(uuid)),
        })
    };
    vec![
        one(
            CERTIFICATE,
            json!({"type": "program", "credential_id": 1, "program_uuid": PROGRAM}),
            json!({"date": ask.date(-75 * DAY)}),
        ),
        one(OF_COURSE, json!({"type": "course-run", "course_key": COURSE, "mode": "verified"}), Value::Null),
    ]
}

/// Programmes that the learner takes part in.
pub(super) fn records() -> Value {
    json!({"enrolled_programs": [
        {"name": TITLE, "uuid": bare(PROGRAM), "partner": ISSUER, "completed": true, "empty": false},
        {"name": "Apprendre à apprendre", "uuid": bare(OTHER_PROGRAM), "partner": ISSUER, "completed": false, "empty": false},
    ]})
}

/// A record by the UUID of its programme, or of the record itself when it was shared.
pub(super) fn record(ask: &Ask<'_>, uuid: &str, is_public: bool) -> Option<Value> {
    let wanted = bare(uuid);
    let is_done = wanted == bare(if is_public { SHARED } else { PROGRAM });
    if !is_done && (is_public || wanted != bare(OTHER_PROGRAM)) {
        return None;
    }
    let passed = |name: &str, key: &str, share: f64, days: Moment| {
        json!({"name": name, "school": ISSUER, "attempts": 1, "course_id": key, "issue_date": ask.date(days * DAY),
            "percent_grade": share, "letter_grade": "Pass"})
    };
    let open = |name: &str| {
        json!({"name": name, "school": ISSUER, "attempts": "", "course_id": "", "issue_date": "", "percent_grade": "",
            "letter_grade": ""})
    };
    let (name, grades) = if is_done {
        let statistics = passed("Statistiques pour lire un article médical", "course-v1:Preau+STATMED+0", 0.74, -420);
        (TITLE, vec![passed(COURSE_TITLE, COURSE, 0.82, -120), statistics])
    } else {
        let online = "Apprendre en ligne avec un lecteur d’écran ou au clavier";
        ("Apprendre à apprendre", vec![open(online)])
    };
    Some(json!({
        "record": {
            "learner": {"full_name": "Camille Martin", "username": "learner", "email": "learner@example.org"},
            "program": {"name": name, "type": "micromasters", "type_name": "MicroMasters", "completed": is_done,
                "empty": false, "last_updated": ask.date(-80 * DAY), "school": ISSUER},
            "platform_name": "Préau",
            "grades": grades,
            "pathways": [{"name": "Master Données publiques", "id": 3, "status": "", "is_active": true, "pathway_type": "credit"}],
            "shared_program_record_uuid": is_done.then_some(SHARED),
        },
        "is_public": is_public,
        "uuid": uuid,
        "records_help_url": "",
    }))
}

/// What wallets can take.
pub(super) fn for_wallets(ask: &Ask<'_>, types: &str) -> Value {
    let one = |uuid: &str, of: String, title: &str, org: &str| {
        let date = ask.date(-80 * DAY);
        let day = date.split('T').next().unwrap_or_default();
        json!({"uuid": bare(uuid), "status": "awarded", "username": "learner", "credential_id": 1, "credential_uuid": of,
            "credential_title": title, "credential_org": org, "modified_date": day})
    };
    let is_wanted = |kind: &str| types.is_empty() || types.split(',').any(|wanted| wanted == kind);
    let program = is_wanted("programcertificate").then(|| one(CERTIFICATE, bare(PROGRAM), TITLE, ""));
    let course = is_wanted("coursecertificate").then(|| one(OF_COURSE, COURSE.to_owned(), COURSE_TITLE, "Preau"));
    json!({
        "program_credentials": program.into_iter().collect::<Vec<_>>(),
        "course_credentials": course.into_iter().collect::<Vec<_>>(),
    })
}

/// Title of what a wallet asks for, and its place on the list of those withdrawn.
pub(super) fn title(uuid: &str) -> Option<(&'static str, u32)> {
    match bare(uuid) {
        known if known == bare(CERTIFICATE) => Some((TITLE, 4)),
        known if known == bare(OF_COURSE) => Some((COURSE_TITLE, 47)),
        _ => None,
    }
}
