//! Questions: their form, and what an answer is worth.
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::openedx::ask::Ask;
use crate::openedx::course::content::{Choice, Content, Number};
use crate::openedx::reply::escaped;
use crate::openedx::state::Score;

/// What came of an answer.
#[derive(Debug)]
pub(super) struct Outcome {
    /// It is right.
    pub(super) is_right: bool,
    /// HTML that explains.
    pub(super) feedback: String,
}

/// Judges the fields of a form; `None` if nothing was answered.
pub(super) fn judge(content: &Content, answer: &Value) -> Option<Outcome> {
    let given: Vec<&str> = answer.as_array()?.iter().filter_map(Value::as_str).collect();
    match content {
        Content::Choice(choice) => chosen(choice, &given),
        Content::Number(number) => counted(number, given.first()?),
        _ => None,
    }
}

fn chosen(choice: &Choice, given: &[&str]) -> Option<Outcome> {
    let is_given = |place: usize| given.contains(&format!("choice_{place}").as_str());
    let mut feedback = String::new();
    let (mut is_right, mut is_answered) = (true, false);
    for (place, option) in choice.options.iter().enumerate() {
        is_right &= option.is_right == is_given(place);
        if is_given(place) {
            is_answered = true;
            feedback.push_str(&option.feedback);
            feedback.push(' ');
        }
    }
    is_answered.then(|| Outcome { is_right, feedback: feedback.trim().to_owned() })
}

fn counted(number: &Number, given: &str) -> Option<Outcome> {
    if given.trim().is_empty() {
        return None;
    }
    let kept: String = given.chars().filter(|letter| !letter.is_whitespace()).collect();
    let value = kept.replace(',', ".").replace('−', "-").parse::<f64>();
    // A tolerance of nothing still forgives what floats lose.
    let is_right = value.is_ok_and(|value| (value - number.answer).abs() <= number.tolerance + 1e-9);
    Some(Outcome { is_right, feedback: number.feedback.clone() })
}

/// The answer in a form's fields: those of `input_ID_2_1`, for several choices `input_ID_2_1[]`.
pub(super) fn answer(fields: &[(String, String)]) -> Value {
    let values = fields.iter().filter(|(name, _)| name.starts_with("input_")).map(|(_, value)| value.as_str());
    json!(values.collect::<Vec<_>>())
}

/// The form with the last answer; without a button if nothing may be sent.
pub(super) fn form(ask: &Ask<'_>, id: &str, content: &Content, score: Option<&Score>, may_answer: bool) -> String {
    let last = score.map(|score| &score.answer);
    let mut form = format!("<form class=\"problem\" data-problem=\"{id}\" novalidate>\n");
    let name = format!("input_{id}_2_1");
    let written = match content {
        Content::Choice(choice) => options(&mut form, choice, &name, last),
        Content::Number(number) => {
            let value = last.and_then(|last| last.get(0)).and_then(Value::as_str).unwrap_or("");
            write!(
                form,
                "<div id=\"{name}_question\">{}</div>\n<p><label for=\"{name}\">{}</label> <input id=\"{name}\" name=\"{name}\" \
                 inputmode=\"decimal\" autocomplete=\"off\" aria-describedby=\"{name}_question\" value=\"{}\"> {}</p>\n",
                number.html,
                ask.text("Your answer", "Votre réponse"),
                escaped(value),
                number.unit
            )
        }
        _ => Ok(()),
    };
    debug_assert!(written.is_ok(), "a text takes everything");
    if may_answer {
        form.push_str("<p><button type=\"submit\">");
        form.push_str(ask.text("Submit", "Valider"));
        form.push_str("</button></p>\n");
    }
    let said = last.map_or_else(String::new, |last| said(ask, judge(content, last).as_ref()));
    form + "<div role=\"status\" class=\"feedback\">" + &said + "</div>\n</form>\n"
}

fn options(form: &mut String, choice: &Choice, name: &str, last: Option<&Value>) -> std::fmt::Result {
    write!(form, "<fieldset>\n<legend>{}</legend>\n", inline(&choice.html))?;
    let (kind, brackets) = if choice.is_multiple { ("checkbox", "[]") } else { ("radio", "") };
    for (place, option) in choice.options.iter().enumerate() {
        let value = json!(format!("choice_{place}"));
        let is_given = last.and_then(Value::as_array).is_some_and(|last| last.contains(&value));
        let checked = if is_given { " checked" } else { "" };
        writeln!(
            form,
            "<p><label><input type=\"{kind}\" name=\"{name}{brackets}\" value=\"choice_{place}\"{checked}> {}</label></p>",
            option.html
        )?;
    }
    form.push_str("</fieldset>\n");
    Ok(())
}

/// A legend takes no paragraphs.
fn inline(html: &str) -> String {
    html.replace("<p>", "<span class=\"line\">").replace("</p>", "</span>")
}

/// What an outcome is called, with what explains it.
pub(super) fn said(ask: &Ask<'_>, outcome: Option<&Outcome>) -> String {
    match outcome {
        None => String::new(),
        Some(Outcome { is_right: true, feedback }) => {
            format!("<p class=\"right\"><strong>{}</strong> {feedback}</p>", ask.text("Correct.", "Exact."))
        }
        Some(Outcome { feedback, .. }) => {
            format!("<p class=\"wrong\"><strong>{}</strong> {feedback}</p>", ask.text("Incorrect.", "Inexact."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number() -> Content {
        let number =
            Number { html: String::new(), answer: 2.5, tolerance: 0.1, unit: String::new(), feedback: "!".to_owned() };
        Content::Number(number)
    }

    #[test]
    fn numbers_are_right_within_their_tolerance_with_comma_or_point() {
        for (given, is_right) in [("2,45", true), ("2.6", true), ("2,61", false), ("deux", false)] {
            assert_eq!(judge(&number(), &json!([given])).unwrap().is_right, is_right, "{given}");
        }
        assert!(judge(&number(), &json!([" "])).is_none());
    }
}
