//! What a badge says: texts and addresses of its own, none of which must be believed.
use serde::{Deserialize, Serialize};

/// What a badge says, the same for all generations of the standard.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Award {
    /// Its id.
    pub id: String,
    /// `achievement.name` or `badge.name`.
    pub title: String,
    /// The same for the achievement or badge class: awards of one kind share it.
    pub achievement_id: String,
    /// What it is for, plain text.
    pub description: String,
    /// `MicroCredential`, `Certificate`, …; empty for plain badges.
    pub kind: String,
    /// Language of its texts.
    pub language: String,
    /// The issuer.
    pub issuer: Issuer,
    /// Others who award it (`achievement.creator`, `credentialSubject.source`).
    pub awarding: Vec<Issuer>,
    /// Signed picture: an `https:` address or a `data:` picture; of another kind it is left out.
    pub image: String,
    /// Alternative text of the picture.
    pub image_caption: String,
    /// When it was awarded, ISO 8601.
    pub awarded: String,
    /// From when it is in force.
    pub valid_from: String,
    /// Until when.
    pub valid_until: String,
    /// What had to be done.
    pub criteria: Criteria,
    /// What the issuer tells of how it was earned, Markdown.
    pub narrative: String,
    /// Works that show it.
    pub evidence: Vec<Evidence>,
    /// Skills, frameworks, levels.
    pub alignments: Vec<Alignment>,
    /// Marks and levels reached.
    pub results: Vec<ResultLine>,
    /// Credits that it gives, as written.
    pub credits_available: String,
    /// Credits earned, as written.
    pub credits_earned: String,
    /// Period of the activity.
    pub activity_from: String,
    /// End of it.
    pub activity_until: String,
    /// Role, licence number, term, specialization, field of study, in the badge's words.
    pub facts: Vec<Fact>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Other achievements that it belongs with.
    pub related: Vec<String>,
}

/// A fact with a name from the standard (`role`, `licenseNumber`, `term`, `specialization`, `fieldOfStudy`, `humanCode`, `version`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// Its value, plain text.
    pub value: String,
}

/// An issuer, or somebody else who vouches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Issuer {
    /// Its id.
    pub id: String,
    /// Its name as it says; empty when it has none.
    pub name: String,
    /// Its site.
    pub url: String,
    /// Its address for mail.
    pub email: String,
    /// Who it says it is.
    pub description: String,
    /// `addressCountryCode`.
    pub country_code: String,
    /// `addressCountry`, for want of a code.
    pub country: String,
    /// Its picture, as [`Award::image`].
    pub image: String,
}

/// What had to be done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Criteria {
    /// Page about it.
    pub url: String,
    /// Told, Markdown.
    pub narrative: String,
}

/// A work that shows what was earned.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Evidence {
    /// Where it is.
    pub url: String,
    /// Its name.
    pub name: String,
    /// About it, plain text.
    pub description: String,
    /// Told, Markdown.
    pub narrative: String,
}

/// A skill, or a place in a framework.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Alignment {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: String,
    /// About it.
    pub description: String,
    /// Name of the framework.
    pub framework: String,
    /// Code in the framework.
    pub code: String,
    /// `ceasn:Competency`, `CFItem`, …
    pub kind: String,
}

/// A mark or a level reached, joined with its description.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResultLine {
    /// What was assessed; empty without a description.
    pub name: String,
    /// `Percent`, `LetterGrade`, …
    pub kind: String,
    /// Value as written.
    pub value: String,
    /// Least and most, as written.
    pub scale: (String, String),
    /// Value, or name of the level, that is required.
    pub required: String,
    /// Name of the level reached.
    pub level: String,
    /// `Completed`, `InProgress`, …
    pub status: String,
}
