//! Captions: read from SRT as the LMS hands them out, and from `WebVTT`, which differs little.

use crate::number;

/// What is said for a while; times are seconds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cue {
    /// From here on.
    pub start: f64,
    /// To here.
    pub end: f64,
    /// The words.
    pub text: String,
}

/// Every cue of a file, in order; what is none is left out.
pub(super) fn cues(file: &str) -> Vec<Cue> {
    let file = file.replace("\r\n", "\n").replace('\r', "\n");
    file.split("\n\n").filter_map(cue).collect()
}

fn cue(block: &str) -> Option<Cue> {
    let mut lines = block.lines().skip_while(|line| !line.contains("-->"));
    let (start, end) = lines.next()?.split_once("-->")?;
    let text = lines
        .map(|line| in_words(&without_tags(line.trim())))
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let (start, end) = (seconds(start)?, seconds(end)?);
    (!text.is_empty() && end >= start).then_some(Cue { start, end, text })
}

/// `00:01:05,500`, `01:05.500`; what follows a `WebVTT` time is passed over.
fn seconds(time: &str) -> Option<f64> {
    let time = time.split_whitespace().next()?.replace(',', ".");
    time.split(':').try_fold(0.0, |sum, part| Some(f64::mul_add(sum, 60.0, number::decimal(part)?)))
}

/// Without what says how a player draws the words: `<i>`, `</v>`, `<00:19.000>`. "a < b" is none of it.
fn without_tags(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let begins = after.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '/');
        let tag = after.split_once('>').filter(|(tag, _)| begins && !tag.contains('<'));
        rest = if let Some((_, behind)) = tag {
            behind
        } else {
            text.push('<');
            after
        };
    }
    text.push_str(rest);
    text
}

/// Signs that a file writes by their names.
const SIGNS: [(&str, &str); 4] = [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")];

fn in_words(text: &str) -> String {
    SIGNS.iter().fold(text.to_owned(), |text, (name, sign)| text.replace(name, sign))
}

/// The words as the browser's player reads them: a sign that could begin a tag is written by its name.
pub(super) fn for_player(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Place of the cue that is said at a moment, or was said last.
pub(super) fn at(cues: &[Cue], moment: f64) -> Option<usize> {
    cues.iter().rposition(|cue| cue.start <= moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SRT: &str = "1\r\n00:00:01,500 --> 00:00:04,000\r\n<i>Bonjour</i>\r\net bienvenue.\r\n\r\n2\r\n01:02:03,000 --> 01:02:05,000\r\nFin.\r\n\r\nnonsense\r\n";

    #[test]
    fn cues_are_read() {
        let cues = cues(SRT);
        assert_eq!(cues.len(), 2);
        assert_eq!(cues[0], Cue { start: 1.5, end: 4.0, text: "Bonjour et bienvenue.".into() });
        assert!((cues[1].start - 3723.0).abs() < 0.001);
        let vtt = super::cues("WEBVTT\n\n00:05.000 --> 00:06.000 align:start\nHello\n");
        assert_eq!(vtt.first().map(|cue| (cue.start, cue.text.as_str())), Some((5.0, "Hello")));
    }

    #[test]
    fn signs_of_mathematics_are_words() {
        let text = |line: &str| cues(&format!("00:01.000 --> 00:02.000\n{line}")).remove(0).text;
        assert_eq!(text("Si a < b alors c > d."), "Si a < b alors c > d.");
        assert_eq!(text("Si a &lt; b &amp; c > d."), "Si a < b & c > d.");
        assert_eq!(text("<v Marie>x <b>< 3</b></v>, <00:01.500>donc <i>non"), "x < 3, donc non");
        assert_eq!(text("<3"), "<3");
        assert_eq!(for_player("a < b & c > d"), "a &lt; b &amp; c > d");
    }

    #[test]
    fn the_newest_words_are_those_that_stand() {
        let cues = cues(SRT);
        assert_eq!(at(&cues, 0.0), None);
        assert_eq!(at(&cues, 2.0), Some(0));
        assert_eq!(at(&cues, 100.0), Some(0));
        assert_eq!(at(&cues, 4000.0), Some(1));
    }
}
