//! What leaf blocks hold: text, videos, questions.
use serde_json::{Value, json};

use super::{Course, Kind};

/// See the module.
#[derive(Debug, Clone, Default)]
pub(crate) enum Content {
    /// Nothing of its own.
    #[default]
    None,
    /// HTML.
    Html(String),
    /// A film of the course's files.
    Video(Video),
    /// Answers to choose from.
    Choice(Choice),
    /// A number to find.
    Number(Number),
}

/// A film with captions in files of the same name: `NAME.webm`, `NAME.fr.vtt`, `NAME.en.vtt`.
#[derive(Debug, Clone)]
pub(crate) struct Video {
    /// Name of its files without ending.
    pub(crate) name: String,
    /// HTML before it.
    pub(crate) html: String,
    /// Seconds.
    pub(crate) duration: f64,
    /// Languages of its captions.
    pub(crate) languages: Vec<String>,
}

/// A question with answers to choose from.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    /// HTML of the question.
    pub(crate) html: String,
    /// Several are right.
    pub(crate) is_multiple: bool,
    /// Answers in order.
    pub(crate) options: Vec<ChoiceOption>,
}

/// An answer to choose.
#[derive(Debug, Clone)]
pub(crate) struct ChoiceOption {
    /// HTML of the answer.
    pub(crate) html: String,
    /// It is right.
    pub(crate) is_right: bool,
    /// HTML said to whoever chose it.
    pub(crate) feedback: String,
}

/// A question whose answer is a number.
#[derive(Debug, Clone)]
pub(crate) struct Number {
    /// HTML of the question.
    pub(crate) html: String,
    /// The answer.
    pub(crate) answer: f64,
    /// How far off is still right.
    pub(crate) tolerance: f64,
    /// Unit after the field.
    pub(crate) unit: String,
    /// HTML said after an answer.
    pub(crate) feedback: String,
}

/// How the page of a unit behaves, beside the ordinary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Conduct {
    /// As it should.
    #[default]
    Ordinary,
    /// Never says its size.
    NoResize,
    /// Its first load by each person is a 500.
    FailsOnce,
    /// Takes three seconds.
    Slow,
    /// Sends what nobody asked for.
    Hostile,
}

impl Conduct {
    /// As unit files say it.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "" => Self::Ordinary,
            "no-resize" => Self::NoResize,
            "fails-once" => Self::FailsOnce,
            "slow" => Self::Slow,
            "hostile" => Self::Hostile,
            _ => return None,
        })
    }
}

impl Content {
    /// HTML that everybody sees.
    pub(crate) fn html(&self) -> &str {
        match self {
            Self::None => "",
            Self::Html(html)
            | Self::Video(Video { html, .. })
            | Self::Choice(Choice { html, .. })
            | Self::Number(Number { html, .. }) => html,
        }
    }
}

impl Course {
    /// What the block at that place holds.
    pub(crate) fn content(&self, index: usize) -> &Content {
        self.blocks.get(index).map_or(&Content::None, |block| &block.content)
    }

    /// One of the course's own files.
    pub(crate) fn file(&self, name: &str) -> Option<&'static [u8]> {
        self.files.iter().find_map(|(known, bytes)| (*known == name).then_some(*bytes))
    }

    /// Captions of a video in a language, as `WebVTT`.
    pub(crate) fn captions(&self, video: &Video, language: &str) -> Option<&'static str> {
        std::str::from_utf8(self.file(&format!("{}.{language}.vtt", video.name))?).ok()
    }

    /// Address of one of the course's files, from the root of the server.
    pub(crate) fn asset(&self, name: &str) -> String {
        let key = self.key.to_string();
        format!("/asset-v1:{}+type@asset+block@{name}", key.trim_start_matches("course-v1:"))
    }

    /// Words of a block, for the search.
    pub(crate) fn text(&self, index: usize) -> String {
        let content = self.content(index);
        let mut text = plain(content.html());
        match content {
            Content::Choice(choice) => {
                for option in &choice.options {
                    text.push(' ');
                    text.push_str(&plain(&option.html));
                }
            }
            Content::Video(video) => {
                let captions = self.captions(video, self.language).unwrap_or("");
                for cue in super::captions::cues(captions) {
                    text.push(' ');
                    text.push_str(&cue.text);
                }
            }
            Content::None | Content::Html(_) | Content::Number(_) => {}
        }
        text
    }

    /// `student_view_data` of a block that has some.
    pub(crate) fn student_view_data(&self, index: usize, origin: &str) -> Option<Value> {
        let block = self.blocks.get(index)?;
        match (&block.content, block.kind) {
            (Content::Html(html), Kind::Html) => Some(json!({"enabled": true, "html": html})),
            (Content::Video(video), _) => {
                let usage = self.usage_key(index);
                let transcripts: serde_json::Map<String, Value> = video
                    .languages
                    .iter()
                    .map(|language| {
                        let address = format!(
                            "{origin}/courses/{}/xblock/{usage}/handler_noauth/transcript/download?lang={language}",
                            self.key
                        );
                        (language.clone(), json!(address))
                    })
                    .collect();
                let film = format!("{}.webm", video.name);
                let size = self.file(&film).map_or(0, <[u8]>::len);
                Some(json!({
                    "only_on_web": false,
                    "duration": video.duration,
                    "transcripts": transcripts,
                    "encoded_videos": {"fallback": {"url": format!("{origin}{}", self.asset(&film)), "file_size": size}},
                    "all_sources": [format!("{origin}{}", self.asset(&film))],
                }))
            }
            _ => None,
        }
    }
}

/// Text of HTML, in one line.
pub(crate) fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut is_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => is_tag = true,
            '>' if is_tag => {
                is_tag = false;
                text.push(' ');
            }
            letter if !is_tag => text.push(letter),
            _ => {}
        }
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
