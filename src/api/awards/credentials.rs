//! What the credentials service tells: certificates of programmes, the learner record, credentials for wallets.
use super::{
    AwardKind, AwardRef, AwardSource, AwardStatus, options,
    reading::{As, all_of, id, said},
};
use crate::{
    api::{
        ApiError,
        decode::decode,
        http::{
            lms::{Body, read_at},
            service::post,
        },
        lms::{in_path, lms_link},
    },
    json::{FromJson, Json, Lenient},
    percent::in_query,
    wire::openedx::{
        CourseKey, EnrolledProgram, ProgramRecord, ProgramRecords, UserCredential, Wallet, WalletCredential,
        WalletCredentials, WalletOffer,
    },
};

const RECORDS: &str = "/records/api/v1/program_records/";
const WALLETS: &str = "/verifiable_credentials/api/v1/";

/// Where the service is; none counts as one that was not found.
fn base() -> Result<String, ApiError> {
    options().credentials_url.clone().ok_or(ApiError::NotFound)
}

async fn get<T: FromJson>(path: &str) -> Result<T, ApiError> {
    decode(&read_at([&base()?, path].concat()).await?)
}

pub(super) async fn programs(username: &str) -> Result<Vec<AwardRef>, ApiError> {
    let url = [&base()?, "/api/v2/credentials/?username=", &in_query(username), "&status=awarded&"].concat();
    let credentials: Vec<UserCredential> = all_of(&url, As::Session).await?;
    // those of courses are the LMS's, which knows their titles
    let mut awards = credentials.into_iter().filter(|credential| credential.credential.kind == "program").peekable();
    // the service names programmes elsewhere; a certificate without its title is still one
    let records = if awards.peek().is_some() { program_records().await.unwrap_or_default() } else { Vec::new() };
    Ok(awards.map(|credential| of_program(credential, &records)).collect())
}

pub(super) fn of_program(credential: UserCredential, records: &[EnrolledProgram]) -> AwardRef {
    let plain = |uuid: &str| uuid.replace('-', "");
    let program = credential.credential.program_uuid.as_deref().map(plain).unwrap_or_default();
    let record = records.iter().find(|record| plain(&record.uuid) == program);
    let title = record.map(|record| record.name.clone()).unwrap_or_default();
    let own = id("program", &plain(&credential.uuid));
    let mut award = AwardRef::new(AwardSource::Programs, AwardKind::ProgramCertificate, own, title);
    award.organization = record.and_then(|record| said(&record.partner));
    // as its own page says it
    let set = credential.date_override.and_then(|set| said(&set.date));
    award.awarded = set.unwrap_or(credential.created);
    award.page = credential.certificate_url.as_deref().and_then(lms_link);
    award.status = status(&credential.status);
    award
}

fn status(word: &str) -> AwardStatus {
    if word == "revoked" { AwardStatus::Withdrawn } else { AwardStatus::Held }
}

pub(super) async fn for_wallets() -> Result<Vec<AwardRef>, ApiError> {
    let path = [WALLETS, "credentials/?types=coursecertificate,programcertificate"].concat();
    Ok(of_wallet_list(get(&path).await?))
}

pub(super) fn of_wallet_list(list: WalletCredentials) -> Vec<AwardRef> {
    let programs = list.program_credentials.into_iter().map(|credential| of_wallet(credential, false));
    programs.chain(list.course_credentials.into_iter().map(|credential| of_wallet(credential, true))).collect()
}

fn of_wallet(credential: WalletCredential, is_of_course: bool) -> AwardRef {
    let (source, kind) = (AwardSource::Wallet, AwardKind::WalletCredential);
    let mut award = AwardRef::new(source, kind, id("wallet", &credential.uuid), credential.credential_title);
    award.organization = said(&credential.credential_org);
    award.awarded = credential.modified_date;
    award.status = status(&credential.status);
    if is_of_course {
        award.course_id = CourseKey::parse(&credential.credential_uuid);
    }
    award
}

/// Programmes that the learner takes part in, done or not.
///
/// # Errors
/// Any [`ApiError`]; `NotFound` where the platform has none.
pub async fn program_records() -> Result<Vec<EnrolledProgram>, ApiError> {
    Ok(get::<ProgramRecords>(RECORDS).await?.enrolled_programs)
}

/// The record of a programme; one that was shared is asked for by its own id, and by anybody.
///
/// # Errors
/// Any [`ApiError`].
pub async fn program_record(uuid: &str, is_public: bool) -> Result<ProgramRecord, ApiError> {
    let query = if is_public { "/?is_public=true" } else { "/?is_public=false" };
    get(&[RECORDS, &in_path(uuid), query].concat()).await
}

/// Public page of a record that the learner shared ([`ProgramRecord`]'s `shared_program_record_uuid`).
pub fn shared_record_page(uuid: &str) -> Option<String> {
    let base = options().credentials_url.clone()?;
    Some([&base, "/records/programs/shared/", &in_path(uuid), "/"].concat())
}

/// Wallets that the platform can give credentials to.
///
/// # Errors
/// Any [`ApiError`].
pub async fn wallets() -> Result<Vec<Wallet>, ApiError> {
    Ok(get::<Lenient<Vec<Wallet>>>(&[WALLETS, "storages/"].concat()).await?.0)
}

/// How a wallet gets a credential of [`AwardSource::Wallet`], by the id of the award.
///
/// # Errors
/// Any [`ApiError`].
pub async fn wallet_offer(award: &AwardRef, wallet: &Wallet) -> Result<WalletOffer, ApiError> {
    let text = |text: &str| Json::Text(text.to_owned());
    let uuid = award.id.strip_prefix("wallet-").unwrap_or_default();
    let fields = vec![("credential_uuid", text(uuid)), ("storage_id", text(&wallet.id))];
    decode(&post(&base()?, &[WALLETS, "credentials/init/"].concat(), Body::Json(fields)).await?)
}
