//! The LMS's own courses: whole, of a useful size, written as they should be.
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lms")
}

fn texts(course: &Path) -> Vec<(PathBuf, String)> {
    let parts = fs::read_dir(course).unwrap().chain(fs::read_dir(course.join("units")).unwrap());
    let paths = parts.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "unit" || ending == "html" || ending == "vtt"))
        .map(|path| (path.clone(), fs::read_to_string(&path).unwrap()))
        .collect()
}

/// What people read: without tags, code and the marks of the format.
fn prose(text: &str) -> String {
    let mut rest = text.to_owned();
    for tag in ["pre", "code"] {
        while let Some((before, after)) = rest.split_once(&format!("<{tag}>")) {
            let (_, after) = after.split_once(&format!("</{tag}>")).expect("an end");
            rest = format!("{before}{after}");
        }
    }
    let lines = rest.lines().filter(|line| !line.starts_with("@video") && !line.contains("data-m"));
    let mut prose = String::new();
    let mut is_tag = false;
    for letter in lines.collect::<Vec<_>>().join("\n").replace(" :: ", "\n").chars() {
        match letter {
            '<' => is_tag = true,
            '>' => is_tag = false,
            letter if !is_tag => prose.push(letter),
            _ => {}
        }
    }
    prose
}

#[test]
fn demonstration_courses_have_about_thirty_units_a_third_of_them_with_questions() {
    for name in ["1-en-ligne", "2-statistiques", "3-open-data"] {
        let units: Vec<_> = texts(&folder().join(name))
            .into_iter()
            .filter(|(path, _)| path.extension().is_some_and(|ending| ending == "unit"))
            .collect();
        assert!((25..=36).contains(&units.len()), "{name}: {}", units.len());
        let with_questions =
            units.iter().filter(|(_, text)| text.contains("\n@choice") || text.contains("\n@number")).count();
        assert!(with_questions * 10 >= units.len() * 3, "{name}: {with_questions} of {}", units.len());
        assert_eq!(units.iter().filter(|(_, text)| text.contains("\n@video")).count(), 2, "{name}");
        for (path, text) in units {
            let words = prose(&text).split_whitespace().count();
            assert!((90..=330).contains(&words), "{}: {words} words", path.display());
        }
    }
}

#[test]
fn french_is_set_as_french_is() {
    for name in ["1-en-ligne", "2-statistiques", "4-bench"] {
        for (path, text) in texts(&folder().join(name)) {
            if path.to_string_lossy().ends_with(".en.vtt") {
                continue;
            }
            let prose = prose(&text);
            for wrong in ["'", " ?", " !", " ;", " %", " :", "« ", " »"] {
                let place = prose.find(wrong).map(|at| prose[..at].chars().rev().take(30).collect::<String>());
                let place = place.map(|text| text.chars().rev().collect::<String>());
                assert_eq!(place, None, "{}: \"{wrong}\" after …", path.display());
            }
        }
    }
}
