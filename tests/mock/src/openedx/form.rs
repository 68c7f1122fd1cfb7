//! Bodies of forms: URL-encoded, in parts, or a JSON object.
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use serde_json::Value;

/// Names and values in order; files are left out.
pub(crate) fn fields(headers: &HeaderMap, body: &[u8]) -> Vec<(String, String)> {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    if let Some(boundary) = content_type.split_once("boundary=").map(|(_, boundary)| boundary.trim_matches('"')) {
        return in_parts(&String::from_utf8_lossy(body), boundary);
    }
    if content_type.starts_with("application/json") {
        return match serde_json::from_slice(body) {
            Ok(Value::Object(object)) => object.into_iter().map(|(name, value)| (name, text(&value))).collect(),
            _ => Vec::new(),
        };
    }
    form_urlencoded::parse(body).into_owned().collect()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn in_parts(body: &str, boundary: &str) -> Vec<(String, String)> {
    body.split(&format!("--{boundary}"))
        .filter_map(|part| {
            let (head, value) = part.trim_start_matches("\r\n").split_once("\r\n\r\n")?;
            let (_, name) = head.split_once("name=\"")?;
            let (name, rest) = name.split_once('"')?;
            let is_file = rest.contains("filename=");
            (!is_file).then(|| (name.to_owned(), value.strip_suffix("\r\n").unwrap_or(value).to_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_each_kind_say_the_same() {
        let expected = vec![("course_id".to_owned(), "course-v1:A+B+C".to_owned()), ("a".to_owned(), "é".to_owned())];
        for (content_type, body) in [
            ("application/x-www-form-urlencoded", "course_id=course-v1%3AA%2BB%2BC&a=%C3%A9".to_owned()),
            ("application/json", r#"{"course_id": "course-v1:A+B+C", "a": "é"}"#.to_owned()),
            (
                "multipart/form-data; boundary=XX",
                "--XX\r\nContent-Disposition: form-data; name=\"course_id\"\r\n\r\ncourse-v1:A+B+C\r\n\
                 --XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\né\r\n--XX--\r\n"
                    .to_owned(),
            ),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, content_type.parse().unwrap());
            let mut found = fields(&headers, body.as_bytes());
            found.sort_by_key(|(name, _)| name == "a");
            assert_eq!(found, expected, "{content_type}");
        }
    }
}
