//! The words of a text alone.

/// What stands between the tags, for where there is nothing that can do more. Text, never HTML: whoever shows it escapes it.
pub fn words_of(html: &str) -> String {
    let mut words = String::new();
    let mut in_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                words.push(' ');
            }
            letter if !in_tag => words.push(letter),
            _ => {}
        }
    }
    words
}
