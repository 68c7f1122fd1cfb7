//! The credentials service, beside the LMS: programme certificates, the learner record, credentials for wallets.
//!
//! Upstream: `openedx/credentials`. Where it is, is configured; a platform need not have it.
use serde::Deserialize;

/// An item of `GET /api/v2/credentials/?username=…&status=awarded`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct UserCredential {
    /// What it is for.
    #[serde(default)]
    pub credential: CredentialOf,
    /// `awarded` or `revoked`.
    #[serde(default)]
    pub status: String,
    /// With or without hyphens.
    pub uuid: String,
    /// When it was awarded.
    #[serde(default)]
    pub created: String,
    /// The date that the institution set instead.
    #[serde(default)]
    pub date_override: Option<DateOverride>,
    /// Its public page.
    #[serde(default)]
    pub certificate_url: Option<String>,
}

/// A date that takes the place of another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct DateOverride {
    /// The date.
    pub date: String,
}

/// What a credential is for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CredentialOf {
    /// `program`, `course-run`; newer servers know more.
    #[serde(rename = "type")]
    pub kind: String,
    /// The programme, with hyphens.
    pub program_uuid: Option<String>,
}

/// Answer of `GET /records/api/v1/program_records/`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ProgramRecords {
    /// Programmes that the learner takes part in.
    pub enrolled_programs: Vec<EnrolledProgram>,
}

/// A programme that the learner takes part in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct EnrolledProgram {
    /// Title.
    #[serde(default)]
    pub name: String,
    /// Without hyphens.
    pub uuid: String,
    /// Who gives it.
    #[serde(default)]
    pub partner: String,
    /// All of it is done.
    #[serde(default)]
    pub completed: bool,
    /// None of it is done.
    #[serde(default)]
    pub empty: bool,
}

/// Answer of `GET /records/api/v1/program_records/{uuid}/`. It holds name and address of the learner, which no public page shows.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct ProgramRecord {
    /// What it says.
    pub record: RecordBody,
    /// The programme, or the shared record when it was asked for as public.
    pub uuid: String,
}

/// What a record says.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct RecordBody {
    /// The programme.
    pub program: RecordProgram,
    /// One for each course.
    pub grades: Vec<RecordGrade>,
    /// What the programme leads to.
    pub pathways: Vec<Pathway>,
    /// Names the record's public page, if the learner shared it.
    pub shared_program_record_uuid: Option<String>,
}

/// The programme of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RecordProgram {
    /// Title.
    pub name: String,
}

/// A course of a programme. Of one that is not passed yet, all but the title and the school is empty.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct RecordGrade {
    /// Title.
    pub name: String,
    /// Who gives it.
    pub school: String,
    /// When it was passed.
    pub issue_date: String,
    /// Mark from 0 to 1.
    pub percent_grade: NumberOrNone,
    /// Mark in words.
    pub letter_grade: String,
}

/// A number, or an empty text in its place.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum NumberOrNone {
    /// The number.
    Number(f64),
    /// None.
    None(String),
}

impl Default for NumberOrNone {
    fn default() -> Self {
        Self::None(String::new())
    }
}

/// What a programme leads to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Pathway {
    /// Title.
    pub name: String,
}

/// Answer of `GET /verifiable_credentials/api/v1/credentials/?types=…`; 404 where the platform has none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct WalletCredentials {
    /// For programmes.
    pub program_credentials: Vec<WalletCredential>,
    /// For courses.
    pub course_credentials: Vec<WalletCredential>,
}

/// A credential that a wallet can take.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct WalletCredential {
    /// By which it is asked for.
    pub uuid: String,
    /// `awarded` or `revoked`.
    #[serde(default)]
    pub status: String,
    /// The programme without hyphens, or the key of the course.
    #[serde(default)]
    pub credential_uuid: String,
    /// Title.
    #[serde(default)]
    pub credential_title: String,
    /// Who gives it; may be empty.
    #[serde(default)]
    pub credential_org: String,
    /// Day of the last change.
    #[serde(default)]
    pub modified_date: String,
}

/// An item of `GET /verifiable_credentials/api/v1/storages/`: a wallet that the platform knows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Wallet {
    /// By which it is asked for.
    pub id: String,
    /// Name.
    pub name: String,
}

/// Answer of `POST /verifiable_credentials/api/v1/credentials/init/`: how the wallet gets the credential.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct WalletOffer {
    /// Opens the wallet.
    pub deeplink: String,
    /// A picture in PNG, base 64, of the same address.
    pub qrcode: String,
}
