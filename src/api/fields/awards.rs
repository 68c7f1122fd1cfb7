//! Those of the services that awards come from.
use crate::{
    json::{FromJson, Json, Reader, read_fields},
    wire::{
        Page,
        joanie::{
            AccessToken, Certificate, CertificateDefinition, Course, CourseRun, Enrollment, Order, Organization,
            Picture,
        },
        openedx::{
            Account, CourseCertificate, CredentialOf, DateOverride, EnrolledProgram, NoCertificate, NumberOrNone,
            Pathway, PlatformBadge, PlatformBadgeClass, ProgramRecord, ProgramRecords, RecordBody, RecordGrade,
            RecordProgram, UserCredential, Wallet, WalletCredential, WalletCredentials, WalletOffer,
        },
        verification::KnownIssuer,
    },
};

read_fields! { Page<T> where T { next } loose { count } needed { results } }
read_fields! { KnownIssuer { id, name } then refuse_others }

// the LMS
read_fields! { Account { email, secondary_email } }
read_fields! {
    CourseCertificate { course_id, download_url }
    loose { course_display_name, course_organization, created_date, status, grade, uuid }
}
read_fields! { NoCertificate { error_code } }
read_fields! { PlatformBadge { assertion_url } loose { badge_class, image_url, created } }
read_fields! {
    PlatformBadgeClass { course_id, image } loose { display_name, image_url }
}

// the credentials service
read_fields! { UserCredential { uuid, date_override, certificate_url } loose { credential, status, created } }
read_fields! { DateOverride {} loose { date } }
read_fields! { CredentialOf { program_uuid } loose { kind = "type" } }
read_fields! { ProgramRecords {} lists { enrolled_programs } }
read_fields! { EnrolledProgram { uuid } loose { name, partner, completed, empty } }
read_fields! { ProgramRecord {} loose { record, uuid } }
read_fields! {
    RecordBody { shared_program_record_uuid } loose { program } lists { grades, pathways }
}
read_fields! { RecordProgram {} loose { name } }
read_fields! {
    RecordGrade {} loose { name, school, issue_date, percent_grade, letter_grade }
}
read_fields! { Pathway {} loose { name } }
read_fields! { WalletCredentials {} lists { program_credentials, course_credentials } }
read_fields! {
    WalletCredential { uuid } loose { status, credential_uuid, credential_title, credential_org, modified_date }
}
read_fields! { Wallet {} loose { id, name } }
read_fields! { WalletOffer {} loose { deeplink, qrcode } }

impl FromJson for NumberOrNone {
    fn read(json: Json, reader: &mut Reader) -> Self {
        match json {
            Json::Number(number) => Self::Number(number),
            json => Self::None(String::read(json, reader)),
        }
    }
}

// Joanie
read_fields! { AccessToken { access_token } }
read_fields! { Certificate { id, order, enrollment } loose { certificate_definition, issued_on } }
read_fields! { CertificateDefinition {} loose { name, title, description } }
read_fields! { Order { course, enrollment, organization } loose { product_title } }
read_fields! { Organization { logo } loose { title } }
read_fields! { Course { cover } loose { code, title } }
read_fields! { Picture {} loose { src } }
read_fields! { Enrollment {} loose { course_run } }
read_fields! { CourseRun {} loose { course, title, resource_link } }

impl FromJson for Json {
    fn read(json: Json, _: &mut Reader) -> Self {
        json
    }
}
