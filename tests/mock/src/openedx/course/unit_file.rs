//! Reads a unit's file; its format is in `data/lms/FORMAT.md`.
use super::Kind;
use super::content::{Choice, ChoiceOption, Conduct, Content, Number, Video};

/// A unit as its file has it.
#[derive(Debug)]
pub(crate) struct UnitFile {
    /// Title.
    pub(crate) title: String,
    /// How long it takes.
    pub(crate) minutes: Option<u32>,
    /// How its page behaves.
    pub(crate) conduct: Conduct,
    /// Its blocks in order.
    pub(crate) blocks: Vec<Leaf>,
}

/// A block of a unit.
#[derive(Debug)]
pub(crate) struct Leaf {
    /// What it is.
    pub(crate) kind: Kind,
    /// Title.
    pub(crate) title: String,
    /// What it holds.
    pub(crate) content: Content,
}

/// Reads the file.
///
/// # Errors
/// A sentence that says which line is wrong.
pub(crate) fn read(text: &str) -> Result<UnitFile, String> {
    let (head, body) = text.split_once('\n').ok_or("a unit has a title and a text")?;
    let head = head.strip_prefix("# ").ok_or_else(|| format!("\"{head}\" is no title: begin with \"# \""))?;
    let mut parts = head.split('|').map(str::trim);
    let title = parts.next().unwrap_or_default().to_owned();
    let minutes = parts
        .next()
        .map(|minutes| minutes.parse().map_err(|error| format!("\"{minutes}\" are no minutes: {error}")))
        .transpose()?;
    let conduct = parts.next().unwrap_or_default();
    let conduct = Conduct::parse(conduct).ok_or_else(|| format!("no conduct \"{conduct}\""))?;
    let mut blocks = Vec::new();
    let mut order = ("html", String::new());
    let mut lines: Vec<&str> = Vec::new();
    for line in body.lines() {
        match line.strip_prefix('@') {
            Some(next) => {
                finish(&mut blocks, &title, &order, &lines)?;
                lines.clear();
                let (kind, rest) = next.split_once(' ').unwrap_or((next, ""));
                order = (known(kind)?, rest.trim().to_owned());
            }
            None => lines.push(line),
        }
    }
    finish(&mut blocks, &title, &order, &lines)?;
    Ok(UnitFile { title, minutes, conduct, blocks })
}

fn known(kind: &str) -> Result<&'static str, String> {
    ["html", "video", "choice", "number", "discussion", "poll"]
        .into_iter()
        .find(|known| *known == kind)
        .ok_or_else(|| format!("no block of kind \"@{kind}\""))
}

/// Adds the block that ends here. Text without a line of its own that is empty is none.
fn finish(blocks: &mut Vec<Leaf>, unit: &str, order: &(&str, String), lines: &[&str]) -> Result<(), String> {
    let (kind, rest) = (order.0, order.1.as_str());
    if kind == "html" && lines.iter().all(|line| line.trim().is_empty()) {
        return Ok(());
    }
    let titled = |title: &str| if title.is_empty() { unit.to_owned() } else { title.to_owned() };
    let leaf = match kind {
        "video" => {
            let (name, title) = rest.split_once('|').unwrap_or((rest, ""));
            let content = Content::Video(Video {
                name: name.trim().to_owned(),
                html: joined(lines),
                duration: 0.0,
                languages: Vec::new(),
            });
            Leaf { kind: Kind::Video, title: titled(title.trim()), content }
        }
        "choice" => Leaf { kind: Kind::Problem, title: titled(rest), content: Content::Choice(choice(lines)?) },
        "number" => Leaf { kind: Kind::Problem, title: titled(rest), content: Content::Number(number(lines)?) },
        "poll" => {
            let content = Content::Html(joined(lines));
            Leaf { kind: Kind::Other("poll"), title: titled(rest), content }
        }
        "discussion" => Leaf { kind: Kind::Discussion, title: titled(rest), content: Content::None },
        _ => Leaf { kind: Kind::Html, title: titled(rest), content: Content::Html(joined(lines)) },
    };
    blocks.push(leaf);
    Ok(())
}

fn joined(lines: &[&str]) -> String {
    lines.join("\n").trim().to_owned()
}

fn choice(lines: &[&str]) -> Result<Choice, String> {
    let mut choice = Choice { html: String::new(), is_multiple: false, options: Vec::new() };
    let mut question = Vec::new();
    for line in lines {
        let option = [("(x) ", true, false), ("( ) ", false, false), ("[x] ", true, true), ("[ ] ", false, true)]
            .into_iter()
            .find_map(|(mark, is_right, is_multiple)| Some((line.strip_prefix(mark)?, is_right, is_multiple)));
        match option {
            Some((text, is_right, is_multiple)) => {
                let (html, feedback) = text.split_once(" :: ").unwrap_or((text, ""));
                choice.is_multiple = is_multiple;
                let (html, feedback) = (html.trim().to_owned(), feedback.trim().to_owned());
                choice.options.push(ChoiceOption { html, is_right, feedback });
            }
            None => question.push(*line),
        }
    }
    choice.html = joined(&question);
    let right = choice.options.iter().filter(|option| option.is_right).count();
    if choice.options.len() < 2 || right == 0 || (right > 1 && !choice.is_multiple) {
        return Err(format!("the question \"{}\" needs two answers or more, one of them right", choice.html));
    }
    Ok(choice)
}

fn number(lines: &[&str]) -> Result<Number, String> {
    let place = lines.iter().position(|line| line.starts_with("= ")).ok_or("@number needs a line \"= …\"")?;
    let (question, rest) = lines.split_at(place);
    let line = rest.first().copied().unwrap_or_default().trim_start_matches("= ");
    let (value, feedback) = line.split_once(" :: ").unwrap_or((line, ""));
    let (value, unit) = value.split_once('|').unwrap_or((value, ""));
    let (answer, tolerance) = value.split_once('±').unwrap_or((value, "0"));
    let parsed = |text: &str| {
        text.trim().parse::<f64>().map_err(|error| format!("\"{line}\": \"{text}\" is no number: {error}"))
    };
    Ok(Number {
        html: joined(question),
        answer: parsed(answer)?,
        tolerance: parsed(tolerance)?,
        unit: unit.trim().to_owned(),
        feedback: feedback.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_has_its_blocks_in_order() {
        let unit = read(
            "# Moyenne | 6 | slow\n<p>Texte</p>\n@video m | Film\n<p>Regardez.</p>\n@choice Question\n<p>Laquelle ?</p>\n\
             (x) A :: oui\n( ) B :: non\n@number\n<p>Combien ?</p>\n= 2.5 ± 0.1 | kg :: 5 / 2\n",
        )
        .unwrap();
        assert_eq!((unit.title.as_str(), unit.minutes, unit.conduct), ("Moyenne", Some(6), Conduct::Slow));
        let kinds: Vec<Kind> = unit.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [Kind::Html, Kind::Video, Kind::Problem, Kind::Problem]);
        assert_eq!(unit.blocks[3].title, "Moyenne");
        let Content::Number(number) = &unit.blocks[3].content else { panic!("a number") };
        assert!((number.answer - 2.5).abs() < 1e-9 && (number.tolerance - 0.1).abs() < 1e-9);
        assert_eq!((number.unit.as_str(), number.feedback.as_str()), ("kg", "5 / 2"));
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert!(read("Titre\n").unwrap_err().contains("Titre"));
        assert!(read("# T | 1 | loud\n").unwrap_err().contains("loud"));
        assert!(read("# T\n@poem\n").unwrap_err().contains("poem"));
        assert!(read("# T\n@choice\n<p>Q</p>\n( ) A\n( ) B\n").unwrap_err().contains("one of them right"));
    }
}
