//! What a list shows of an Open Badges 3.0 credential before it is verified.
use super::{
    AwardKind, AwardRef, AwardSource, DocumentRef,
    reading::{id, picture, said, short},
};
use crate::{
    api::jws,
    json::{self, Json},
};

/// The credential in a compact JWS; that of the former data model is one level deeper.
pub(super) fn payload(token: &str) -> Option<Json> {
    let payload: Json = json::from_text(&jws::payload(token)?).ok()?;
    Some(member(&payload, &["vc"]).cloned().unwrap_or(payload))
}

/// An award whose document cannot be read.
pub(super) fn unread(source: AwardSource, id: String, document: String) -> AwardRef {
    let mut award = AwardRef::new(source, AwardKind::Badge, id, String::new());
    award.document = Some(DocumentRef::Text(document));
    award
}

/// An award by its document; nothing of it is believed yet.
pub(super) fn of(source: AwardSource, credential: &Json, document: String) -> AwardRef {
    let text = |path: &[&str]| member(credential, path).and_then(as_text).unwrap_or_default();
    let achievement = ["credentialSubject", "achievement"];
    let of_achievement = |name: &'static str| text(&[achievement[0], achievement[1], name]);
    let own = said(text(&["id"])).map_or_else(|| short(&document), |id| short(&id));
    // `name` of the credential itself may be the learner's
    let title = said(of_achievement("name")).unwrap_or_else(|| text(&["name"]).to_owned());
    let is_micro = of_achievement("achievementType") == "MicroCredential";
    let kind = if is_micro { AwardKind::MicroCredential } else { AwardKind::Badge };
    let mut award = AwardRef::new(source, kind, id("credential", &own), title);
    award.organization = said(text(&["issuer", "name"]));
    let dates = ["awardedDate", "validFrom", "issuanceDate"];
    award.awarded = dates.into_iter().find_map(|name| said(text(&[name]))).unwrap_or_default();
    let images = [["image", "id"].as_slice(), &["image"]];
    award.image = images.into_iter().find_map(|path| picture(text(&[&achievement, path].concat())));
    award.document = Some(DocumentRef::Text(document));
    award
}

/// What lies at a path; of a list, its first item.
fn member<'a>(json: &'a Json, path: &[&str]) -> Option<&'a Json> {
    let mut json = first(json)?;
    for name in path {
        let Json::Object(fields) = json else { return None };
        json = first(fields.iter().find_map(|(other, value)| (other == name).then_some(value))?)?;
    }
    Some(json)
}

fn first(json: &Json) -> Option<&Json> {
    if let Json::List(list) = json { list.first() } else { Some(json) }
}

fn as_text(json: &Json) -> Option<&str> {
    if let Json::Text(text) = json { Some(text) } else { None }
}
