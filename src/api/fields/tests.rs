//! Our reading of the LMS's recorded answers against the definition of the wire types, where the answers are at hand.
mod awards;
mod forum;

use crate::{
    json::{self, FromJson, Lenient},
    wire::openedx::{
        Blocks, Bookmark, Bookmarks, Claims, CourseBlocks, CourseDates, CourseFacts, CourseHits, CourseMetadata,
        CourseOutline, CourseSequences, CoursewareCourse, CsrfToken, Done, Enrolment, EnrolmentCourse, ExamState,
        LearnerHome, LoginRefresh, Me, Progress, Resume, Sequence, SidebarToggles, UnitCompletion,
    },
};
use serde_json::Value;
use std::{fmt::Debug, path::PathBuf};

fn same<T: FromJson + serde::de::DeserializeOwned + PartialEq + Debug>(name: &str, text: &str) {
    let ours = json::from_text::<T>(text).unwrap_or_else(|mistake| panic!("{name}: {mistake}"));
    assert_eq!(ours, serde_json::from_str::<T>(text).unwrap(), "{name}");
}

/// Names and texts of the answers in a folder; nothing where they are not at hand.
fn fixtures(folder: &str) -> Option<Vec<(String, String)>> {
    let fixtures = std::env::var_os("PREAU_FIXTURES")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/fixtures")), PathBuf::from);
    let entries = std::fs::read_dir(fixtures.join(folder)).ok()?;
    let paths = entries.map(|entry| entry.unwrap().path());
    let read = paths.filter(|path| path.extension().is_some_and(|end| end == "json")).map(|path| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, std::fs::read_to_string(&path).unwrap())
    });
    Some(read.collect())
}

/// One answer of a file that holds several.
fn same_case(file: &str, case: &str, text: &str) {
    let name = [file, ": ", case].concat();
    match file {
        "course_home_metadata.denied-variants" => same::<CourseMetadata>(&name, text),
        "courseware_sequence.variants" => same::<Sequence>(&name, text),
        "proctored_exam_attempt.timed" => same::<ExamState>(&name, text),
        "enrollment" if text == "null" => same::<Option<Enrolment>>(&name, text),
        "enrollment" if case == "GET /api/enrollment/v1/enrollment" => same::<Vec<Enrolment>>(&name, text),
        "enrollment" if case.starts_with("GET /api/enrollment/v1/course/") => same::<EnrolmentCourse>(&name, text),
        "enrollment" if case.ends_with("(200)") => same::<Enrolment>(&name, text),
        "session_and_user" => match case {
            "GET /api/user/v1/me" => same::<Me>(&name, text),
            "GET /csrf/api/v1/token" => same::<CsrfToken>(&name, text),
            "POST /login_refresh (200)" => same::<LoginRefresh>(&name, text),
            "cookie edx-jwt-cookie-header-payload (decoded payload)" => same::<Claims>(&name, text),
            _ => {}
        },
        "small_responses" => match case.split(['/', '?']).collect::<Vec<_>>().as_slice() {
            [.., "handler", what] if what.starts_with("get_completion") => same::<UnitCompletion>(&name, text),
            [_, "api", "courseware", "resume", ..] => same::<Resume>(&name, text),
            [.., "courseware-navigation-sidebar", "toggles", _] => same::<SidebarToggles>(&name, text),
            [_, "api", "course_home", "save_course_goal" | "dismiss_welcome_message"]
            | [.., "reset_course_deadlines"] => same::<Done>(&name, text),
            ["POST ", "api", "bookmarks", ..] => same::<Bookmark>(&name, text),
            _ => {}
        },
        // refusals are read in api::http, and messages of a unit by the page that shows it
        _ => {}
    }
}

/// Every file is read, or is named here with what keeps it out.
#[test]
fn recorded_answers_are_read_as_serde_reads_them() {
    let Some(files) = fixtures("openedx-course") else { return };
    let mut read = 0;
    for (file, text) in files {
        let file = file.as_str();
        read += 1;
        match file {
            "course_home_metadata.enrolled" => same::<CourseMetadata>(file, &text),
            "course_home_outline.enrolled.large" | "course_home_outline.not-enrolled-private" => {
                same::<CourseOutline>(file, &text);
            }
            "course_home_dates" => same::<CourseDates>(file, &text),
            "course_home_progress" => same::<Progress>(file, &text),
            "course_home_navigation.large" | "course_home_navigation.locked-and-timed" => same::<Blocks>(file, &text),
            "courseware_course" => {
                same::<CoursewareCourse>(file, &text);
                same::<CourseFacts>(file, &text);
            }
            "courseware_sequence" => same::<Sequence>(file, &text),
            "learning_sequences_course_outline.large" => same::<CourseSequences>(file, &text),
            "courses_v2_blocks.depth3.large" | "courses_v2_blocks.all.xlarge" => same::<CourseBlocks>(file, &text),
            "bookmarks_list" => same::<Bookmarks>(file, &text),
            "courseware_search" => same::<CourseHits>(file, &text),
            "learner_home_init" | "learner_home_init.empty" => same::<LearnerHome>(file, &text),
            // the forum's; our own configuration serves; not HTTP
            "discussion_course_topics_v2" | "mfe_config" | "iframe_post_messages" => read -= 1,
            "course_home_metadata.denied-variants"
            | "courseware_sequence.variants"
            | "proctored_exam_attempt.timed"
            | "enrollment"
            | "session_and_user"
            | "small_responses"
            | "errors" => {
                let Value::Object(cases) = serde_json::from_str(&text).unwrap() else { panic!("{file}") };
                for (case, answer) in cases {
                    same_case(file, &case, &answer.to_string());
                }
            }
            other => panic!("{other}: which type reads it?"),
        }
    }
    assert!(read > 20, "only {read} files");
}

/// What is read must not be empty on both sides: names could be wrong in both.
#[test]
fn names_are_the_servers() {
    let home = r#"{"emailConfirmation": {"isNeeded": true}, "courses": [{"course": {"courseName": "Sols"}, "courseRun":
        {"courseId": "course-v1:a+b+c", "isArchived": true}, "enrollment": {"coursewareAccess": {"isTooEarly": true}},
        "entitlement": {}}]}"#;
    same::<LearnerHome>("home", home);
    let home: LearnerHome = json::from_text(home).unwrap();
    assert!(home.email_confirmation.is_needed);
    assert_eq!(home.courses[0].course.course_name, "Sols");
    assert!(home.courses[0].course_run.as_ref().unwrap().is_archived);
    assert!(home.courses[0].enrollment.courseware_access.is_too_early);
    assert_eq!(home.courses[0].entitlement, None);

    let course = r#"{"course_id": "course-v1:a+b+c", "course_access": {"has_access": true},
        "celebrations": {"first_section": true, "weekly_goal": false, "streak_length_to_celebrate": 3}}"#;
    let celebrations = json::from_text::<CourseMetadata>(course).unwrap().celebrations;
    assert!(celebrations.first_section && !celebrations.weekly_goal);
    assert_eq!(celebrations.streak_length_to_celebrate, Some(3));
}

#[test]
fn an_item_that_cannot_be_read_does_not_take_the_others_with_it() {
    let read = json::from_text::<Bookmarks>;
    let bookmarks =
        read(r#"{"count": 3, "results": [{"usage_id": "a"}, {"usage_id": 7}, {"usage_id": "c"}]}"#).unwrap();
    let keys: Vec<&str> = bookmarks.results.iter().map(|bookmark| bookmark.usage_id.as_str()).collect();
    assert_eq!(keys, ["a", "c"]);
    assert_eq!(read(r#"{"results": null}"#).unwrap().results, []);
    let list: Lenient<Vec<Me>> = json::from_text(r#"[{"username": "a"}, null]"#).unwrap();
    assert_eq!(list.0.len(), 1);
}

#[test]
fn a_list_of_which_nothing_can_be_read_is_a_mistake() {
    let mistake = json::from_text::<Bookmarks>(r#"{"results": [{"usage": "a"}, {"usage": "b"}]}"#).unwrap_err();
    assert_eq!(mistake, "results[1].usage_id: missing");
    assert!(json::from_text::<Bookmarks>(r#"{"results": {}}"#).is_err());
}

#[test]
fn an_answer_of_another_kind_is_not_an_empty_one() {
    const OTHER: &str = r#"{"id": 7, "title": null, "objects": "many"}"#;
    assert!(json::from_text::<LearnerHome>(OTHER).is_err());
    assert!(json::from_text::<CourseOutline>(OTHER).is_err());
    assert!(json::from_text::<CourseDates>(OTHER).is_err());
    assert!(json::from_text::<Progress>(OTHER).is_err());
    assert!(json::from_text::<Sequence>(OTHER).is_err());
    assert!(json::from_text::<CourseBlocks>(OTHER).is_err());
    assert!(json::from_text::<ExamState>(OTHER).is_err());
}

#[test]
fn words_of_newer_servers_and_fields_of_older_ones_are_no_mistakes() {
    same::<Blocks>("newer", r#"{"blocks": {"x": {"id": "x", "type": "library_content"}}}"#);
    same::<CourseDates>(
        "newer",
        r#"{"course_date_blocks": [{"date": "2026-01-01T00:00:00Z", "date_type": "new-date"}]}"#,
    );
    same::<Progress>("older", r#"{"section_scores": []}"#);
    same::<Blocks>("nothing to see", "{}");
}
