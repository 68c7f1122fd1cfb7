use super::pages::path_step;
use super::texts::{duration_text, effort_text, pace, slug};
use super::*;
use crate::catalogue::at;
use crate::catalogue::document::Text;
use crate::catalogue::languages::Lang;
use crate::data::Dataset;

#[test]
fn tree_paths_count_as_richie_does() {
    assert_eq!(path_step(0), "0001");
    assert_eq!(path_step(9), "000A");
    assert_eq!(path_step(35), "0010");
}

#[test]
fn slugs_are_letters_digits_and_single_hyphens() {
    assert_eq!(slug("L’été à Nîmes : « 3 » jours !"), "lete-a-nimes-3-jours");
    assert_eq!(slug("مقدمة"), "cours");
}

#[test]
fn durations_and_efforts_are_said_as_richie_says_them() {
    let said = |text: &Text| {
        let in_lang = |lang| text.get(lang).map_or("", |text| text).to_owned();
        (in_lang(Lang::FR), in_lang(Lang::EN))
    };
    let length = |value, unit| said(&duration_text(Some(&raw::Length { value, unit })));
    let pair = |french: &str, english: &str| (french.to_owned(), english.to_owned());
    assert_eq!(length(1.0, raw::Unit::Week), pair("1 semaine", "1 week"));
    assert_eq!(length(6.0, raw::Unit::Week), pair("6 semaines", "6 weeks"));
    assert_eq!(length(30.0, raw::Unit::Day), pair("30 jours", "30 days"));
    assert_eq!(length(2.0, raw::Unit::Month), pair("2 mois", "2 months"));
    assert_eq!(said(&effort_text(Some(18.0))), pair("18 heures", "18 hours"));
    assert_eq!(said(&effort_text(Some(1.0))), pair("1 heure", "1 hour"));
    assert_eq!(said(&effort_text(Some(2.5))), pair("150 minutes", "150 minutes"));
    assert_eq!(said(&duration_text(None)), pair("", ""));
}

#[test]
fn pace_is_minutes_a_week_and_unknown_without_effort_or_duration() {
    let length = |value, unit| raw::Length { value, unit };
    assert_eq!(pace(Some(18.0), Some(&length(6.0, raw::Unit::Week))), Some(180));
    assert_eq!(pace(Some(14.0), Some(&length(30.0, raw::Unit::Day))), Some(196));
    assert_eq!(pace(Some(30.0), Some(&length(2.0, raw::Unit::Month))), Some(207));
    assert_eq!(pace(None, Some(&length(2.0, raw::Unit::Month))), None);
    assert_eq!(pace(Some(30.0), None), None);
}

#[test]
fn every_data_set_can_be_had() {
    for (dataset, least) in
        [(Dataset::Own, 160), (Dataset::Hostile, 30), (Dataset::Empty, 0), (Dataset::Generated(2000), 2000)]
    {
        let catalogue = dataset.load(&[]).unwrap_or_else(|error| panic!("{dataset:?}: {error}"));
        assert!(catalogue.courses.len() >= least, "{dataset:?}: {}", catalogue.courses.len());
        let ids: std::collections::HashSet<_> = catalogue.courses.iter().map(|course| &course.id).collect();
        assert_eq!(ids.len(), catalogue.courses.len(), "{dataset:?}: ids are unique");
        let runs: Vec<u64> = catalogue.courses.iter().flat_map(|course| &course.runs).map(|run| run.id).collect();
        let unique: std::collections::HashSet<_> = runs.iter().collect();
        assert_eq!(unique.len(), runs.len(), "{dataset:?}: run ids are unique");
    }
}

#[test]
fn a_generated_catalogue_is_always_the_same_and_varied() {
    let titles = |catalogue: &Catalogue| -> Vec<String> {
        catalogue.courses.iter().filter_map(|course| course.title.get(Lang::FR)).map(ToString::to_string).collect()
    };
    let (one, other) = (Dataset::Generated(3000).load(&[]).unwrap(), Dataset::Generated(3000).load(&[]).unwrap());
    assert_eq!(titles(&one), titles(&other));
    let different: std::collections::HashSet<_> = titles(&one).into_iter().collect();
    assert!(different.len() > 2500, "only {} titles", different.len());
    let codes: std::collections::HashSet<_> = one.courses.iter().map(|course| course.code.clone()).collect();
    assert_eq!(codes.len(), 3000);
}

#[test]
fn a_sub_subject_brings_its_parent_before_it() {
    let catalogue = Dataset::Own.load(&[]).unwrap();
    let categories = &catalogue.entities[0];
    for course in &catalogue.courses {
        let pages = &course.pages[0];
        for (order, page) in pages.iter().enumerate() {
            let path = &categories[at(*page)].path;
            if path.len() == 16 {
                let parent = pages.iter().position(|other| Some(&*categories[at(*other)].path) == path.get(..12));
                assert!(parent.is_some_and(|parent| parent < order), "{:?}", course.title);
            }
        }
    }
}
