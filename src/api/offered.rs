//! Which course of the LMS a session of the catalogue is. Searches do not tell; the course's own page on Richie does, in the
//! properties of the list of its sessions (contract, catalogue §8).
use super::{ApiError, decode::decode, http, lms, safe_link};
use crate::{i18n::Instant, json::read_fields, wire::openedx::CourseKey};

/// Class of the element whose `data-props` hold the sessions.
const LIST: &str = "richie-react--syllabus-course-runs-list";

/// A session that is a course of this platform's LMS.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferedRun {
    /// The course.
    pub key: CourseKey,
    /// First day.
    pub start: Option<Instant>,
    /// Last day.
    pub end: Option<Instant>,
}

/// What `data-props` hold.
struct Props {
    runs: Vec<Run>,
}

/// A session.
struct Run {
    resource_link: Option<String>,
    start: Option<String>,
    end: Option<String>,
}

read_fields! { Props { runs = "courseRuns" } }
read_fields! { Run {} default { resource_link, start, end } }

/// Sessions on this platform's LMS, from the address of the course's page; none where that page says nothing, is on another
/// site, or its sessions are on another LMS.
///
/// # Errors
/// Any [`ApiError`].
pub async fn offered_runs(course_page: &str) -> Result<Vec<OfferedRun>, ApiError> {
    // a page of another site cannot be read
    let Some(address) = safe_link(course_page).filter(|_| course_page.trim().starts_with('/')) else {
        return Ok(Vec::new());
    };
    let page = http::read(address).await?;
    let Some(props) = props(&page) else { return Ok(Vec::new()) };
    Ok(of_props(decode(&props)?))
}

/// The properties' text. Read as text: a whole page, parsed, would make the site's policy complain of styles that nobody applies.
fn props(page: &str) -> Option<String> {
    let (before, after) = page.split_once(LIST)?;
    let (_, start) = before.rsplit_once('<')?;
    let (end, _) = after.split_once('>')?;
    let tag = [start, LIST, end].concat();
    let (_, value) = tag.split_once("data-props=\"")?;
    let (value, _) = value.split_once('"')?;
    // as Django escapes; `&` last, so that nothing is undone twice
    let signs = [("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    Some(signs.into_iter().fold(value.to_owned(), |text, (escaped, sign)| text.replace(escaped, sign)))
}

fn of_props(props: Props) -> Vec<OfferedRun> {
    let at = |text: Option<String>| text.as_deref().and_then(Instant::parse);
    let runs = props.runs.into_iter().filter_map(|run| {
        let key = lms::course_target(&run.resource_link?)?;
        Some(OfferedRun { key, start: at(run.start), end: at(run.end) })
    });
    runs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_properties_are_found_in_the_page() {
        let page = r#"<p data-props="no"><div class="a richie-react--syllabus-course-runs-list" data-props="{&quot;a&quot;: &quot;&amp;quot; &#x27;&lt;&quot;}"></div><p>"#;
        assert_eq!(props(page).as_deref(), Some(r#"{"a": "&quot; '<"}"#));
        assert_eq!(props("<p>"), None);
        assert_eq!(props("<div class=richie-react--syllabus-course-runs-list>"), None);
    }

    #[test]
    fn only_sessions_with_a_link_to_a_course_count() {
        let text = r#"{"courseRuns": [
            {"resource_link": "/courses/course-v1:a+b+c/course/", "start": null, "title": "Session 1"},
            {"resource_link": null},
            {"resource_link": "https://other.example/courses/course-v1:a+b+d/course/"}
        ]}"#;
        let keys: Vec<String> =
            of_props(decode(text).unwrap()).into_iter().map(|run| run.key.as_str().to_owned()).collect();
        assert_eq!(keys.first().map(String::as_str), Some("course-v1:a+b+c"));
        assert_eq!(keys.len(), 1);
    }
}
