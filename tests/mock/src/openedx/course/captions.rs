//! Captions: read from `WebVTT`, written as the LMS hands them out.
use std::fmt::Write as _;

use serde_json::{Value, json};

/// What is said for a while.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cue {
    /// From this second on.
    pub(crate) start: f64,
    /// To this one.
    pub(crate) end: f64,
    /// The words.
    pub(crate) text: String,
}

/// Cues of a `WebVTT` file whose times have no hours; what is no cue is left out.
pub(crate) fn cues(vtt: &str) -> Vec<Cue> {
    vtt.split("\n\n").filter_map(cue).collect()
}

fn cue(block: &str) -> Option<Cue> {
    let mut lines = block.lines().skip_while(|line| !line.contains(" --> "));
    let (start, end) = lines.next()?.split_once(" --> ")?;
    let text = lines.collect::<Vec<_>>().join(" ");
    Some(Cue { start: seconds(start)?, end: seconds(end)?, text })
}

fn seconds(time: &str) -> Option<f64> {
    let (minutes, seconds) = time.trim().split_once(':')?;
    Some(minutes.parse::<f64>().ok()? * 60.0 + seconds.parse::<f64>().ok()?)
}

/// The same as `SubRip`, which is what a download of a transcript is.
pub(crate) fn srt(vtt: &str) -> String {
    let mut srt = String::new();
    for (number, cue) in cues(vtt).iter().enumerate() {
        let written =
            write!(srt, "{}\n{} --> {}\n{}\n\n", number + 1, srt_time(cue.start), srt_time(cue.end), cue.text);
        debug_assert!(written.is_ok(), "a text takes everything");
    }
    srt
}

fn srt_time(seconds: f64) -> String {
    let minutes = (seconds / 60.0).floor();
    format!("00:{minutes:02.0}:{:06.3}", seconds - minutes * 60.0).replace('.', ",")
}

/// The same as the LMS's own player asks for it: milliseconds and texts in three lists.
pub(crate) fn sjson(vtt: &str) -> Value {
    let cues = cues(vtt);
    let times = |of: fn(&Cue) -> f64| cues.iter().map(|cue| (of(cue) * 1000.0).round()).collect::<Vec<_>>();
    json!({
        "start": times(|cue| cue.start),
        "end": times(|cue| cue.end),
        "text": cues.iter().map(|cue| cue.text.as_str()).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const VTT: &str = "WEBVTT\n\n00:00.000 --> 00:03.500\nBonjour\nà tous\n\n2\n01:02.000 --> 01:04.000\nFin\n";

    #[test]
    fn cues_keep_times_and_words() {
        let cues = cues(VTT);
        assert_eq!(cues.len(), 2);
        assert_eq!(cues[0].text, "Bonjour à tous");
        assert!((cues[1].start - 62.0).abs() < 1e-9);
    }

    #[test]
    fn a_download_is_subrip() {
        assert!(srt(VTT).starts_with("1\n00:00:00,000 --> 00:00:03,500\nBonjour à tous\n\n2\n00:01:02,000 --> "));
    }

    #[test]
    fn the_player_gets_milliseconds() {
        assert_eq!(sjson(VTT)["end"][0], 3500.0);
    }
}
