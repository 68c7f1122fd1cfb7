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
    let text =
        lines.map(|line| without_tags(line.trim())).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    let (start, end) = (seconds(start)?, seconds(end)?);
    (!text.is_empty() && end >= start).then_some(Cue { start, end, text })
}

/// `00:01:05,500`, `01:05.500`; what follows a `WebVTT` time is passed over.
fn seconds(time: &str) -> Option<f64> {
    let time = time.split_whitespace().next()?.replace(',', ".");
    time.split(':').try_fold(0.0, |sum, part| Some(f64::mul_add(sum, 60.0, number::decimal(part)?)))
}

fn without_tags(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut is_tag = false;
    for letter in line.chars() {
        match letter {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            letter if !is_tag => text.push(letter),
            _ => {}
        }
    }
    text
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
    fn the_newest_words_are_those_that_stand() {
        let cues = cues(SRT);
        assert_eq!(at(&cues, 0.0), None);
        assert_eq!(at(&cues, 2.0), Some(0));
        assert_eq!(at(&cues, 100.0), Some(0));
        assert_eq!(at(&cues, 4000.0), Some(1));
    }
}
