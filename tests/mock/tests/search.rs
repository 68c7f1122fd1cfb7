//! How a search behaves: validation, filters, facets, states, order, text, languages.

use crate::support::{Mock, only, run, texts};
use axum::http::StatusCode;
use serde_json::{Value, json};

fn course(title: &str, changes: Value) -> Value {
    let mut course = json!({"title": title, "runs": [run(json!({}))]});
    course.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    course
}

#[tokio::test]
async fn several_errors_come_together_in_the_active_language() {
    let mock = Mock::start();
    let query = "/api/v1.0/courses/?limit=x&offset=-1&query=ab&scope=a&facet_sorting=b&languages=xx&subjects=";
    let path = format!("{query}{}", "9".repeat(51));
    let answer = mock.in_french().get(&path).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let expected = json!({"errors": {
        "limit": ["Saisissez un nombre entier."],
        "offset": ["Assurez-vous que cette valeur est supérieure ou égale à 0."],
        "query": ["Assurez-vous que cette valeur comporte au moins 3 caractères (actuellement 2)."],
        "scope": ["Sélectionnez un choix valide. a n’en fait pas partie."],
        "facet_sorting": ["Sélectionnez un choix valide. b n’en fait pas partie."],
        "languages": ["Sélectionnez un choix valide. xx n’en fait pas partie."],
        "subjects": ["Assurez-vous que cette valeur comporte au plus 50 caractères (actuellement 51)."],
    }});
    assert_eq!(answer.json(), expected);
    let english = mock.in_english().get("/api/v1.0/courses/?limit=x").await;
    assert_eq!(english.json()["errors"]["limit"][0], "Enter a whole number.");
}

#[tokio::test]
async fn numbers_are_read_as_python_reads_them() {
    let mock = Mock::start();
    for (limit, expected) in [
        ("3", 200),
        ("+3", 200),
        ("%203%20", 200),
        ("3.0", 200),
        ("3.5", 400),
        ("-3", 400),
        ("0", 400),
        ("1e2", 400),
        ("", 200),
        ("99999999999999999999", 500),
        ("10001", 500),
    ] {
        let answer = mock.get(&format!("/api/v1.0/courses/?scope=objects&limit={limit}")).await;
        assert_eq!(answer.status.as_u16(), expected, "limit={limit}");
    }
}

#[tokio::test]
async fn empty_values_unknown_parameters_and_repeated_scalars_do_no_harm() {
    let mock = Mock::start();
    let plain = mock.search("limit=3").await;
    for query in [
        "limit=3&query=&scope=&languages=&subjects=",
        "limit=3&utm_source=x",
        "limit=3&limit=7",
        "limit=3&query=%20%20",
    ] {
        assert_eq!(mock.search(query).await, plain, "{query}");
    }
}

#[tokio::test]
async fn a_query_is_measured_in_letters_after_trimming() {
    let mock = Mock::start();
    for (query, expected) in
        [("%20%C3%A9t%20", 400), ("%C3%A9t%C3%A9", 200), ("%F0%9F%98%80%F0%9F%98%80%F0%9F%98%80", 200)]
    {
        assert_eq!(mock.get(&format!("/api/v1.0/courses/?query={query}")).await.status.as_u16(), expected, "{query}");
    }
    let hundred = "a".repeat(100);
    assert_eq!(mock.get(&format!("/api/v1.0/courses/?query={hundred}")).await.status, 200);
    assert_eq!(mock.get(&format!("/api/v1.0/courses/?query={hundred}a")).await.status, 400);
}

#[tokio::test]
async fn scopes_leave_parts_out_and_filters_alone_count_the_whole_index() {
    let mock = Mock::with(only(json!([course("A", json!({})), course("B", json!({"listed": false}))]))).await;
    let objects = mock.search("scope=objects").await;
    assert!(objects.get("filters").is_none());
    assert_eq!(objects["meta"], json!({"count": 1, "offset": 0, "total_count": 1}));
    let filters = mock.search("scope=filters").await;
    assert!(filters.get("objects").is_none());
    assert_eq!(filters["meta"], json!({"count": 2, "offset": 0, "total_count": 2}));
}

/// Ids by name of the own data set's pages.
async fn id_of(mock: &Mock, kind: &str, title: &str) -> String {
    let list = mock.in_french().get(&format!("/api/v1.0/{kind}/?limit=500")).await.json();
    let page = list["objects"].as_array().unwrap().iter().find(|page| page["title"] == title);
    page.unwrap_or_else(|| panic!("no {title} among {kind}"))["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn values_of_one_page_filter_add_up_and_filters_narrow_each_other() {
    let mock = Mock::start();
    let site = &mock;
    let total = |query: String| async move {
        site.search(&format!("scope=objects&{query}")).await["meta"]["total_count"].as_u64().unwrap()
    };
    let environment = id_of(&mock, "subjects", "Environnement").await;
    let health = id_of(&mock, "subjects", "Santé").await;
    let beginner = id_of(&mock, "levels", "Débutant").await;
    let (one, other) = (total(format!("subjects={environment}")).await, total(format!("subjects={health}")).await);
    let both = total(format!("subjects={environment}&subjects={health}")).await;
    assert!(both > one.max(other) && both <= one + other, "{one} {other} {both}");
    assert_eq!(both, total(format!("subjects={environment},{health}")).await);
    let narrowed = total(format!("subjects={environment}&levels={beginner}")).await;
    assert!(narrowed > 0 && narrowed < one);
}

#[tokio::test]
async fn the_count_of_a_value_is_what_choosing_it_gives() {
    let mock = Mock::start();
    for start in ["", "languages=fr", "availability=open", "query=monde", "languages=en&availability=archived"] {
        for filter in
            ["new", "availability", "subjects", "levels", "organizations", "languages", "persons", "licences", "pace"]
        {
            for (key, count) in mock.counts(filter, start).await.into_iter().take(4) {
                // A filter's own selection does not reduce its own counts: replace it.
                let others = start.split('&').filter(|part| !part.starts_with(filter)).collect::<Vec<_>>().join("&");
                let found = mock.search(&format!("scope=objects&{others}&{filter}={key}")).await;
                assert_eq!(found["meta"]["total_count"], count, "{start} {filter}={key}");
            }
        }
    }
}

#[tokio::test]
async fn paces_and_availabilities_together_must_all_hold() {
    let mock = Mock::with(only(json!([
        course("Lent", json!({"duration": {"value": 4, "unit": "week"}, "effort_hours": 2})),
        course("Moyen", json!({"duration": {"value": 4, "unit": "week"}, "effort_hours": 8})),
        course("Vif", json!({"duration": {"value": 2, "unit": "month"}, "effort_hours": 60})),
        course("Libre", json!({"effort_hours": 8})),
    ])))
    .await;
    assert_eq!(mock.titles("pace=lt-1h").await, ["Lent"]);
    assert_eq!(mock.titles("pace=1h-2h").await, ["Moyen"]);
    assert_eq!(mock.titles("pace=gt-2h").await, ["Vif"]);
    assert_eq!(mock.titles("pace=self-paced").await, ["Libre"]);
    assert!(mock.titles("pace=lt-1h&pace=1h-2h").await.is_empty());
    assert_eq!(mock.counts("pace", "pace=lt-1h&pace=1h-2h").await.len(), 4);
    assert_eq!(mock.titles("availability=open&availability=ongoing").await.len(), 4);
    assert!(mock.titles("availability=open&availability=archived").await.is_empty());
}

#[tokio::test]
async fn availability_and_language_must_be_met_by_the_same_run() {
    let over =
        run(json!({"start": -90, "end": -30, "enrollment_end": -80, "enrollment_start": -120, "languages": ["en"]}));
    let mock = Mock::with(only(json!([{"title": "A", "runs": [over, run(json!({}))]}]))).await;
    assert_eq!(mock.titles("availability=open&languages=fr").await, ["A"]);
    assert_eq!(mock.titles("availability=archived&languages=en").await, ["A"]);
    assert!(mock.titles("availability=open&languages=en").await.is_empty());
    let open = [("open", 1), ("coming_soon", 0), ("ongoing", 1), ("archived", 0)];
    let open: Vec<(String, u64)> = open.iter().map(|(key, count)| ((*key).to_owned(), *count)).collect();
    assert_eq!(mock.counts("availability", "languages=fr").await, open);
    assert_eq!(mock.counts("languages", "availability=archived").await, [("en".to_owned(), 1)]);
}

#[tokio::test]
async fn state_and_price_follow_the_run_that_suits_the_request() {
    let over = json!({"start": -90, "end": -30, "enrollment_start": -120, "enrollment_end": -80, "languages": ["en"], "offer": "paid", "price": 50});
    let mock = Mock::with(only(json!([{"title": "A", "runs": [over, run(json!({"offer": "free"}))]}]))).await;
    for (query, priority, offer) in [
        ("", 0, "free"),
        ("languages=en", 6, "paid"),
        ("languages=fr", 0, "free"),
        ("availability=archived", 6, "paid"),
        ("availability=ongoing", 0, "free"),
    ] {
        let found = mock.search(query).await;
        assert_eq!(found["objects"][0]["state"]["priority"], priority, "{query}");
        assert_eq!(found["objects"][0]["offer"], offer, "{query}");
    }
    assert_eq!(mock.search("languages=en").await["objects"][0]["price"], 50.0);
}

#[tokio::test]
async fn states_change_exactly_when_their_dates_pass() {
    let dates = json!({"start": 10, "end": 20, "enrollment_start": 2, "enrollment_end": 15});
    let mock = Mock::with(only(json!([{"title": "A", "runs": [run(dates)]}]))).await;
    for (now, priority, availabilities) in [
        ("2026-09-17T08:59:59Z", 3, "coming_soon"),
        ("2026-09-17T09:00:00Z", 1, "open coming_soon"),
        ("2026-09-25T09:00:00Z", 1, "open coming_soon ongoing"),
        ("2026-09-25T09:00:01Z", 0, "open ongoing"),
        ("2026-09-30T09:00:00Z", 5, "open ongoing"),
        ("2026-09-30T09:00:01Z", 5, "ongoing"),
        ("2026-10-05T09:00:00Z", 6, "ongoing archived"),
        ("2026-10-05T09:00:01Z", 6, "archived"),
    ] {
        let clock = json!({"now": now}).to_string();
        mock.send(axum::http::Method::PATCH, &format!("/__mock__/worlds/{}", mock.id()), clock).await;
        assert_eq!(mock.search("").await["objects"][0]["state"]["priority"], priority, "{now}");
        let counts = mock.counts("availability", "").await;
        let met: Vec<&str> = counts.iter().filter(|(_, count)| *count == 1).map(|(key, _)| key.as_str()).collect();
        assert_eq!(met.join(" "), availabilities, "{now}");
    }
}

#[tokio::test]
async fn courses_come_by_state_then_by_the_date_that_matters() {
    let one = |title: &str, dates: Value| json!({"title": title, "runs": [run(dates)]});
    let mock = Mock::with(only(json!([
        json!({"title": "Sans session"}),
        one("Archivé, ancien", json!({"start": -90, "end": -60, "enrollment_end": -70})),
        one("Archivé, récent", json!({"start": -90, "end": -6, "enrollment_end": -70})),
        one("En cours fermé", json!({"enrollment_end": -2})),
        one("Futur fermé", json!({"start": 5, "enrollment_end": -2})),
        one("Futur pas encore ouvert", json!({"start": 25, "enrollment_start": 3, "enrollment_end": 20})),
        one("Archivé ouvert", json!({"start": -90, "end": -6, "enrollment_end": 70})),
        one("Futur ouvert, loin", json!({"start": 20})),
        one("Futur ouvert, proche", json!({"start": 4})),
        one("Ouvert toujours", json!({"end": null, "enrollment_end": null})),
        one("Ouvert, ferme tard", json!({"enrollment_end": 20})),
        one("Ouvert, ferme bientôt", json!({"enrollment_end": 2})),
    ])))
    .await;
    let expected = [
        "Ouvert, ferme bientôt",
        "Ouvert, ferme tard",
        "Ouvert toujours",
        "Futur ouvert, proche",
        "Futur ouvert, loin",
        "Archivé ouvert",
        "Futur pas encore ouvert",
        "Futur fermé",
        "En cours fermé",
        "Archivé, récent",
        "Archivé, ancien",
        "Sans session",
    ];
    assert_eq!(mock.titles("").await, expected);
    let mut pages = Vec::new();
    for offset in [0, 5, 10] {
        pages.extend(texts(&mock.search(&format!("limit=5&offset={offset}")).await["objects"], "title"));
    }
    assert_eq!(pages, expected);
    let french = mock.titles("languages=fr").await;
    assert_eq!(french, expected[..11], "the same order when states are computed for the request");
}

#[tokio::test]
async fn a_course_without_a_run_has_no_offer_at_all() {
    let mock = Mock::with(only(json!([{"title": "A"}]))).await.in_french();
    let found = mock.search("").await;
    let course = &found["objects"][0];
    for key in [
        "offer",
        "price",
        "price_currency",
        "discounted_price",
        "discount",
        "certificate_offer",
        "code",
        "introduction",
        "cover_image",
        "icon",
        "organization_highlighted",
        "organization_highlighted_cover_image",
    ] {
        assert_eq!(course.get(key), Some(&Value::Null), "{key}");
    }
    assert_eq!(course["duration"], "");
    assert_eq!(
        course["state"],
        json!({"priority": 7, "datetime": null, "call_to_action": null, "text": "à programmer"})
    );
}

#[tokio::test]
async fn text_finds_parts_of_words_without_accents_and_any_word_will_do() {
    let mock = Mock::with(only(json!([
        course("La maison bioclimatique", json!({})),
        course("Élever des poules", json!({"introduction": {"fr": "Sous tous les climats."}})),
        course("L'océan profond", json!({"code": "MER-7"})),
        course("Introduction au droit", json!({})),
    ])))
    .await;
    for (query, expected) in [
        ("climat", &["La maison bioclimatique", "Élever des poules"][..]),
        ("CLIMATS", &["La maison bioclimatique", "Élever des poules"]),
        ("elever", &["Élever des poules"]),
        ("oc%C3%A9ans", &["L'océan profond"]),
        ("l%E2%80%99oc%C3%A9an", &["L'océan profond"]),
        ("droit%20poules", &["Introduction au droit", "Élever des poules"]),
        ("mer-7", &["L'océan profond"]),
        ("mer7", &["L'océan profond"]),
        ("les", &[]),
        ("xyzzy", &[]),
    ] {
        let mut found = mock.titles(&format!("query={query}")).await;
        let mut expected: Vec<String> = expected.iter().map(|title| (*title).to_owned()).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{query}");
    }
    assert_eq!(mock.titles("query=climat").await[0], "La maison bioclimatique", "titles weigh most");
}

#[tokio::test]
async fn an_exact_code_comes_first_even_when_the_course_is_over() {
    let over = run(json!({"start": -90, "end": -60, "enrollment_end": -70}));
    let mock = Mock::with(only(json!([
        course("Python", json!({"code": "PYT102"})),
        course("Ancien cours", json!({"code": "PYT101", "runs": [over]})),
        course("Autre", json!({"code": "ZZZ"})),
    ])))
    .await;
    assert_eq!(mock.titles("query=pyt101").await, ["Ancien cours", "Python"]);
}

#[tokio::test]
async fn names_of_subjects_institutions_and_people_are_searched_too() {
    let mock = Mock::start();
    let found = mock.search("query=Rochefeuille&scope=objects").await;
    assert!(found["meta"]["total_count"].as_u64().unwrap() > 0);
}

#[tokio::test]
async fn facets_hold_ten_values_fifty_on_demand_and_always_the_selected_ones() {
    let mock = Mock::start();
    let facet = |found: &Value| found["filters"]["organizations"].clone();
    let first = facet(&mock.search("scope=filters").await);
    assert_eq!(first["values"].as_array().unwrap().len(), 10);
    assert_eq!(first["has_more_values"], true);
    let list = mock.get("/api/v1.0/organizations/?limit=100").await.json();
    let ids = texts(&list["objects"], "id");
    let aggs = format!("&organizations_aggs={}", ids.join("&organizations_aggs="));
    let all = facet(&mock.search(&format!("scope=filters{aggs}")).await);
    assert!(all["values"].as_array().unwrap().len() > 10);
    let shown = texts(&first["values"], "key");
    let hidden = texts(&all["values"], "key").into_iter().find(|id| !shown.contains(id)).unwrap();
    let selected = facet(&mock.search(&format!("scope=filters&organizations={hidden}")).await);
    assert!(texts(&selected["values"], "key").contains(&hidden));
    assert_eq!(selected["values"].as_array().unwrap().len(), 11);
}

#[tokio::test]
async fn a_selected_value_stays_even_when_nothing_is_left_for_it() {
    let mock = Mock::with(only(json!([course("A", json!({}))]))).await;
    assert_eq!(mock.counts("languages", "languages=pt-br").await, [("fr".to_owned(), 1), ("pt-br".to_owned(), 0)]);
    assert_eq!(mock.counts("languages", "query=zzzz").await, []);
}

#[tokio::test]
async fn children_of_a_subject_have_their_own_facet_and_count_for_their_parent() {
    let mock = Mock::start();
    let environment = id_of(&mock, "subjects", "Environnement").await;
    let children = mock.counts("subjects", &format!("subjects_children_aggs={environment}")).await;
    assert!(!children.is_empty());
    let of_parent =
        mock.search(&format!("scope=objects&subjects={environment}")).await["meta"]["total_count"].as_u64().unwrap();
    for (child, count) in &children {
        assert!(*count <= of_parent);
        let found = mock.search(&format!("scope=objects&limit=100&subjects={child}")).await;
        for course in found["objects"].as_array().unwrap() {
            assert!(course["categories"].as_array().unwrap().contains(&json!(environment)));
        }
    }
    let top = mock.counts("subjects", &format!("subjects={}", children[0].0)).await;
    assert!(top.iter().all(|(key, _)| *key != children[0].0), "a sub-subject is not in the top facet");
}

#[tokio::test]
async fn facets_are_sorted_by_count_then_name_or_as_asked() {
    let mock = Mock::start().in_french();
    let by_count = mock.search("scope=filters").await;
    let by_name = mock.search("scope=filters&facet_sorting=name").await;
    let values = |found: &Value| found["filters"]["subjects"]["values"].as_array().unwrap().clone();
    assert!(values(&by_count).windows(2).all(|pair| {
        let key = |value: &Value| (std::cmp::Reverse(value["count"].as_u64()), value["human_name"].to_string());
        key(&pair[0]) <= key(&pair[1])
    }));
    let names = texts(&json!(values(&by_name)), "human_name");
    assert!(names.is_sorted());
    let availabilities = texts(&by_count["filters"]["availability"]["values"], "key");
    assert_eq!(availabilities, ["open", "coming_soon", "ongoing", "archived"]);
}

#[tokio::test]
async fn a_text_falls_back_to_the_sites_other_languages_in_their_order() {
    let titles = json!({"title": {"en": "Sea", "fr": "Mer"}});
    let only_english = json!({"title": {"en": "Wind"}});
    let mock = Mock::with(only(json!([titles, only_english]))).await;
    assert_eq!(mock.in_french().titles("").await, ["Mer", "Wind"]);
    assert_eq!(mock.in_english().titles("").await, ["Sea", "Wind"]);
    let suggestions = mock.in_french().get("/api/v1.0/courses/autocomplete/?query=wind").await.json();
    assert_eq!(suggestions, json!([]), "completion never falls back");
    let english = mock.in_english().get("/api/v1.0/courses/autocomplete/?query=WIN").await.json();
    assert_eq!(texts(&english, "title"), ["Wind"]);
}

#[tokio::test]
async fn unlisted_courses_are_nowhere_to_be_found() {
    let mock = Mock::with(only(json!([course("Secret", json!({"listed": false, "code": "SECRET"}))]))).await;
    assert!(mock.titles("").await.is_empty());
    assert!(mock.titles("query=secret").await.is_empty());
    assert_eq!(mock.get("/api/v1.0/courses/autocomplete/?query=sec").await.json(), json!([]));
    assert!(mock.counts("availability", "").await.iter().all(|(_, count)| *count == 0));
}

#[tokio::test]
async fn a_site_may_rename_drop_and_add_filters() {
    let unknown = json!({
        "name": "mood", "human_name": "Humeur", "position": 42, "base_path": null, "is_autocompletable": false,
        "is_searchable": false, "is_drilldown": false, "has_more_values": false,
        "values": [{"key": "happy", "human_name": "Joyeuse", "count": 3}], "kind_of_future": {"a": 1},
    });
    let mock = Mock::with(json!({
        "renamed_filters": {"persons": "contributors"}, "dropped_filters": ["licences"], "added_filters": [unknown],
    }))
    .await;
    let filters = mock.search("scope=filters").await["filters"].clone();
    assert_eq!(filters["mood"], unknown);
    assert!(filters.get("persons").is_none() && filters.get("licences").is_none());
    let person = filters["contributors"]["values"][0].clone();
    let found = mock.search(&format!("scope=objects&contributors={}", person["key"].as_str().unwrap())).await;
    assert_eq!(found["meta"]["total_count"], person["count"]);
    let definitions = mock.get("/api/v1.0/filter-definitions/").await.json();
    assert!(definitions["mood"].get("values").is_none());
    assert_eq!(definitions["contributors"]["name"], "contributors");
    let people = mock.get("/api/v1.0/contributors/").await.json();
    assert!(people["meta"]["total_count"].as_u64().unwrap() > 0);
    assert_eq!(mock.get("/api/v1.0/courses/?licences=99999").await.status, 200, "a dropped filter is no parameter");
}

#[tokio::test]
async fn oddities_can_be_switched_off() {
    let off = json!({"oddities": {
        "unknown_person_500": false, "conf_sorting_500": false, "children_500": false, "redirect_404": false,
        "detail_500": false, "language_cookie": false,
    }});
    let (odd, sane) = (Mock::with(json!({})).await, Mock::with(off).await);
    let id = texts(&odd.search("limit=1").await["objects"], "id")[0].clone();
    for (path, odd_status, sane_status) in [
        ("courses/?persons=99999".to_owned(), 500, 200),
        ("courses/?persons=99999&scope=objects".to_owned(), 200, 200),
        ("courses/?organizations=99999".to_owned(), 200, 200),
        ("courses/?facet_sorting=conf".to_owned(), 500, 200),
        ("courses/?facet_sorting=conf&scope=objects".to_owned(), 200, 200),
        ("courses/?subjects_children_aggs=abc".to_owned(), 500, 200),
        (format!("courses/{id}/"), 500, 200),
        ("courses/99999/".to_owned(), 302, 404),
    ] {
        assert_eq!(odd.get(&format!("/api/v1.0/{path}")).await.status.as_u16(), odd_status, "{path}");
        assert_eq!(sane.get(&format!("/api/v1.0/{path}")).await.status.as_u16(), sane_status, "{path}");
    }
    assert!(odd.get("/api/v1.0/courses/?limit=1").await.header("set-cookie").is_some());
    assert!(sane.get("/api/v1.0/courses/?limit=1").await.header("set-cookie").is_none());
}
