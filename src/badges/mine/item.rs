//! An award of the learner's, wherever it comes from; and how they are found, grouped and sorted.
use super::super::{kept::Kept, verifier::Input, words};
use crate::{
    api::awards::{self, AwardKind, AwardRef, AwardSource, DocumentRef},
    app::Query,
    i18n::{compare, search_words, t},
    order,
    wire::verification::Outcome,
};

/// Names of the address parameters.
pub(super) const SEARCH: &str = "search";
pub(super) const ORDER: &str = "order";
pub(super) const GROUP: &str = "group";

/// Where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Origin {
    /// A source of the platform.
    Told(AwardRef),
    /// The learner brought it.
    Kept(Kept),
}

/// An award.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub id: String,
    pub title: String,
    pub by: String,
    pub kind: &'static str,
    pub course: Option<String>,
    pub awarded: String,
    pub origin: Origin,
    /// What it is found by.
    words: String,
}

impl Item {
    pub(super) fn told(award: AwardRef) -> Self {
        Self {
            id: award.id.clone(),
            title: title_of(&award),
            by: words::plain(award.organization.as_deref().unwrap_or_default()),
            kind: kind_name(award.kind),
            course: award.course_id.as_ref().map(|key| key.as_str().to_owned()),
            awarded: award.awarded.clone(),
            words: String::new(),
            origin: Origin::Told(award),
        }
        .with_words()
    }

    pub(super) fn kept(kept: Kept) -> Self {
        let is_believed = words::is_believed(kept.outcome);
        let (title, by, awarded) = if is_believed {
            (kept.title.clone(), kept.issuer.clone(), kept.awarded.clone())
        } else {
            (t::badges::unbelieved().to_owned(), String::new(), String::new())
        };
        let kind = words::kind(&kept.kind).filter(|_| is_believed).unwrap_or(t::badges::kind_badge());
        Self {
            id: kept.id.clone(),
            title,
            by,
            kind,
            course: None,
            awarded,
            words: String::new(),
            origin: Origin::Kept(kept),
        }
        .with_words()
    }

    fn with_words(mut self) -> Self {
        self.words = search_words(&[&self.title, &self.by, self.kind]);
        self
    }

    /// Whether nobody but the badge itself says what it is: then what is not believed has no name here.
    fn is_unvouched(&self) -> bool {
        match &self.origin {
            Origin::Kept(_) => true,
            Origin::Told(award) => award.source == AwardSource::Service,
        }
    }

    /// Whether the institution names it with one address for all learners, whoever holds it.
    pub(super) fn is_for_all(&self) -> bool {
        let Origin::Told(AwardRef { document: Some(DocumentRef::Url(address)), .. }) = &self.origin else {
            return false;
        };
        awards::options().configured.iter().any(|badge| badge.url == *address)
    }

    /// Whether it goes without its name while that is its outcome. One that could not be checked this time keeps the name under which it
    /// was found genuine before.
    pub(super) fn is_nameless(&self, outcome: Outcome) -> bool {
        let was_genuine = matches!(&self.origin, Origin::Kept(kept) if words::is_believed(kept.outcome));
        self.is_unvouched() && !words::is_believed(outcome) && !(was_genuine && outcome == Outcome::Unverifiable)
    }

    /// Changes with what a card shows.
    pub(super) fn key(&self) -> String {
        let parts = [&self.id, &self.title, &self.by, &self.awarded].map(String::as_str);
        let status = if let Origin::Told(award) = &self.origin { format!("{:?}", award.status) } else { String::new() };
        [parts.join("\u{1}"), status].join("\u{1}")
    }

    /// What can be verified of it; without it only its source vouches for it.
    pub(super) fn input(&self) -> Option<Input> {
        let text = match &self.origin {
            Origin::Kept(kept) => &kept.document,
            Origin::Told(award) => match award.document.as_ref()? {
                DocumentRef::Url(text) | DocumentRef::Text(text) => text,
            },
        };
        Some(Input::Text(text.clone()))
    }
}

/// What a kind of award is called.
pub(super) fn kind_name(kind: AwardKind) -> &'static str {
    match kind {
        AwardKind::Certificate => t::badges::kind_certificate(),
        AwardKind::ProgramCertificate => t::badges::kind_programme(),
        AwardKind::MicroCredential => t::badges::kind_micro(),
        AwardKind::Badge | AwardKind::WalletCredential => t::badges::kind_badge(),
    }
}

/// What an award is called by its source.
pub(super) fn title_of(award: &AwardRef) -> String {
    let title = [award.title.trim(), award.label.trim()].into_iter().find(|title| !title.is_empty());
    words::plain(title.unwrap_or(t::badges::untitled()))
}

/// What is asked for, by the address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Filter {
    search: String,
    by_title: bool,
    by_course: bool,
}

impl Filter {
    pub(super) fn of(query: &Query) -> Self {
        let get = |name| query.get(name).unwrap_or_default();
        Self {
            search: search_words(&[get(SEARCH)]),
            by_title: get(ORDER) == "title",
            by_course: get(GROUP) == "course",
        }
    }

    /// Groups with their awards, in order.
    pub(super) fn groups(&self, items: &[Item]) -> Vec<(String, Vec<Item>)> {
        let wanted: Vec<&str> = self.search.split_whitespace().collect();
        let mut found: Vec<&Item> =
            items.iter().filter(|item| wanted.iter().all(|word| item.words.contains(word))).collect();
        if self.by_title {
            order::sort_by(&mut found, |a, b| compare(&a.title, &b.title));
        } else {
            // ISO 8601 sorts as text; what has no date comes last
            order::sort_by(&mut found, |a, b| b.awarded.cmp(&a.awarded));
        }
        let mut groups: Vec<(String, Vec<Item>)> = Vec::new();
        for item in found {
            let name = if self.by_course {
                item.course.as_ref().map_or_else(|| t::badges::no_course().to_owned(), |key| course_name(items, key))
            } else {
                item.kind.to_owned()
            };
            match groups.iter_mut().find(|(other, _)| *other == name) {
                Some((_, all)) => all.push(item.clone()),
                None => groups.push((name, vec![item.clone()])),
            }
        }
        // what belongs to no course comes after those that do
        if let Some(at) = groups.iter().position(|(name, _)| self.by_course && name == t::badges::no_course()) {
            let rest = groups.remove(at);
            groups.push(rest);
        }
        groups
    }
}

/// What a course is called: by its certificate, which bears its name, else by what its key says.
fn course_name(items: &[Item], key: &str) -> String {
    let is_certificate = |item: &&Item| {
        let is_told = matches!(&item.origin, Origin::Told(award) if award.source == AwardSource::Certificates);
        is_told && item.course.as_deref() == Some(key)
    };
    match items.iter().find(is_certificate) {
        Some(certificate) => certificate.title.clone(),
        None => key.strip_prefix("course-v1:").unwrap_or(key).replace('+', " "),
    }
}

/// Orders and groupings to choose from.
pub(super) fn orders() -> Vec<(String, String)> {
    vec![(String::new(), t::badges::order_date().into()), ("title".into(), t::badges::order_title().into())]
}

/// The same for groupings.
pub(super) fn groupings() -> Vec<(String, String)> {
    vec![(String::new(), t::badges::group_kind().into()), ("course".into(), t::badges::group_course().into())]
}

/// What a source is called.
pub(super) fn source_name(source: AwardSource) -> &'static str {
    match source {
        AwardSource::Certificates => t::badges::s_lms(),
        AwardSource::PlatformBadges => t::badges::s_former(),
        AwardSource::Programs => t::badges::s_credentials(),
        AwardSource::Wallet => t::badges::s_verifiable(),
        AwardSource::Joanie => t::badges::s_joanie(),
        AwardSource::Service => t::badges::s_relayed(),
        AwardSource::Configured => t::badges::s_configured(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(title: &str, awarded: &str, kind: &str) -> Item {
        Item::kept(Kept {
            id: title.into(),
            title: title.into(),
            issuer: "Université".into(),
            kind: kind.into(),
            awarded: awarded.into(),
            document: "{}".into(),
            outcome: Outcome::Valid,
        })
    }

    #[test]
    fn what_is_not_believed_has_no_name_of_its_own() {
        let item = kept("Diplôme", "2026-01-01", "MasterDegree");
        let Origin::Kept(good) = &item.origin else { panic!() };
        let bad = Item::kept(Kept { outcome: Outcome::SignatureInvalid, ..good.clone() });
        assert_eq!((bad.title.as_str(), bad.by.as_str(), bad.awarded.as_str()), (t::badges::unbelieved(), "", ""));
        assert_ne!(bad.kind, item.kind);
        assert!(item.is_nameless(Outcome::SignatureInvalid) && !item.is_nameless(Outcome::Expired));
        assert!(!item.is_nameless(Outcome::Unverifiable) && bad.is_nameless(Outcome::Unverifiable));
    }

    #[test]
    fn a_course_is_called_by_its_name_where_a_certificate_bears_it() {
        let certificate = |key: &str, source: AwardSource, title: &str| {
            let mut award = AwardRef::new(source, AwardKind::Certificate, title.into(), title.into());
            award.course_id = crate::wire::openedx::CourseKey::parse(key);
            Item::told(award)
        };
        let items = [
            certificate("course-v1:a+b+c", AwardSource::Configured, "Badge"),
            certificate("course-v1:a+b+c", AwardSource::Certificates, "L’eau"),
            certificate("course-v1:a+d+c", AwardSource::Configured, "Autre"),
        ];
        let items = [vec![kept("Abeilles", "2027-01-01", "")], items.to_vec()].concat();
        let groups = Filter::of(&Query::parse("group=course")).groups(&items);
        let names: Vec<_> = groups.iter().map(|(name, all)| (name.as_str(), all.len())).collect();
        assert_eq!(names, [("L’eau", 2), ("a d c", 1), (t::badges::no_course(), 1)]);
    }

    #[test]
    fn awards_are_grouped_sorted_and_found() {
        let items = [
            kept("Écologie", "2026-01-02", ""),
            kept("Abeilles", "2025-01-01", "MicroCredential"),
            kept("Zoologie", "", ""),
        ];
        let titles = |query: &str| -> Vec<Vec<String>> {
            let groups = Filter::of(&Query::parse(query)).groups(&items);
            groups.into_iter().map(|(_, items)| items.into_iter().map(|item| item.title).collect()).collect()
        };
        assert_eq!(titles(""), [vec!["Écologie".to_owned(), "Zoologie".into()], vec!["Abeilles".into()]]);
        assert_eq!(titles("search=%C3%89cologie"), [["Écologie"]]);
        assert_eq!(titles("search=universit%C3%A9+zoo"), [["Zoologie"]]);
        assert_eq!(titles("order=title").concat().first().map(String::as_str), Some("Abeilles"));
        assert_eq!(titles("group=course").len(), 1);
        assert!(titles("search=chimie").is_empty());
    }
}
