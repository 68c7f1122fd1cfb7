//! What can be earned from the invented issuers.
use super::keys::base64;
use super::picture::Emblem;

/// Something to earn.
#[derive(Debug)]
pub(crate) struct Achievement {
    /// Name in addresses.
    pub(crate) slug: &'static str,
    /// Title.
    pub(crate) name: &'static str,
    /// About it.
    pub(crate) description: &'static str,
    /// What has to be done, Markdown.
    pub(crate) criteria: &'static str,
    /// Alternative text of its picture.
    pub(crate) caption: &'static str,
    /// Words to find it by.
    pub(crate) tags: &'static [&'static str],
    /// The course of the demonstration that it is for.
    pub(crate) course: Option<&'static str>,
    /// That course's code in the catalogue.
    pub(crate) code: Option<&'static str>,
    emblem: Emblem,
}

impl Achievement {
    /// Its picture as SVG.
    pub(crate) fn svg(&self) -> String {
        self.emblem.svg()
    }

    /// Its picture as PNG.
    pub(crate) fn png(&self) -> Vec<u8> {
        self.emblem.png()
    }

    /// Its picture as a part of a document.
    pub(crate) fn data_url(&self) -> String {
        format!("data:image/svg+xml;base64,{}", base64(self.svg().as_bytes()))
    }
}

/// Reading a medical article.
pub(crate) const READING: Achievement = Achievement {
    slug: "lire-un-article",
    name: "Lire un article médical",
    description: "Sait lire les résultats chiffrés d’un article médical et dire ce qu’ils prouvent, et ce qu’ils ne prouvent pas.",
    criteria: "Réussir le quiz final avec **60 %** ou plus.\n\n* Reconnaître le plan d’une étude\n* Lire un intervalle de confiance\n* Distinguer corrélation et causalité",
    caption: "Une coche blanche sur un disque bleu",
    tags: &["statistiques", "santé"],
    course: Some("course-v1:Preau+STATMED+1"),
    code: Some("STATMED"),
    emblem: Emblem { color: [11, 92, 173], lines: &[[330, 510, 450, 630], [450, 630, 680, 390]] },
};

/// Helping others.
pub(crate) const HELPING: Achievement = Achievement {
    slug: "entraide",
    name: "Entraide",
    description: "A aidé d’autres apprenants sur le forum.",
    criteria: "Dix réponses utiles, dont trois approuvées par l’équipe du cours.",
    caption: "Une croix blanche sur un disque vert",
    tags: &["forum"],
    course: None,
    code: None,
    emblem: Emblem { color: [36, 114, 70], lines: &[[500, 330, 500, 670], [330, 500, 670, 500]] },
};

/// Open data: a micro-credential.
pub(crate) const OPEN_DATA: Achievement = Achievement {
    slug: "donnees-ouvertes",
    name: "Données ouvertes pour l’action publique",
    description: "Sait rassembler, vérifier, documenter et publier un jeu de données publiques.",
    criteria: "## Acquis\n1. Rassembler des données ouvertes\n2. En vérifier la qualité\n3. Les publier sous une licence adaptée\n\n## Charge de travail\n120 heures, dont 8 heures d’évaluation\n\n## Évaluation\nExamen en ligne surveillé avec **vérification d’identité**, et un projet\n\n## Modalités\nEn ligne, avec tutorat",
    caption: "Trois barres blanches sur un disque violet",
    tags: &["micro-certification", "données"],
    course: Some("course-v1:Preau+OPENDATA+1"),
    code: None,
    emblem: Emblem { color: [98, 54, 140], lines: &[[380, 640, 380, 540], [500, 640, 500, 440], [620, 640, 620, 340]] },
};

/// Accessible documents: for two years only.
pub(crate) const ACCESSIBILITY: Achievement = Achievement {
    slug: "documents-accessibles",
    name: "Documents accessibles",
    description: "Sait produire un document bureautique que tout le monde peut lire.",
    criteria: "Rendre deux documents conformes. Valable deux ans.",
    caption: "Trois lignes blanches sur un disque orange",
    tags: &["accessibilité"],
    course: Some("course-v1:Preau+ENLIGNE+1"),
    code: None,
    emblem: Emblem { color: [166, 76, 8], lines: &[[350, 400, 650, 400], [350, 500, 650, 500], [350, 600, 540, 600]] },
};

/// Looking for documents: awarded in error.
pub(crate) const RESEARCH: Achievement = Achievement {
    slug: "recherche-documentaire",
    name: "Recherche documentaire",
    description: "Sait trouver et citer des sources fiables.",
    criteria: "Rendre une bibliographie commentée de dix sources.",
    caption: "Une loupe blanche sur un disque rouge",
    tags: &["méthode"],
    course: None,
    code: None,
    emblem: Emblem {
        color: [158, 42, 57],
        lines: &[
            [380, 400, 460, 340],
            [460, 340, 560, 400],
            [560, 400, 540, 500],
            [540, 500, 440, 520],
            [440, 520, 380, 400],
            [540, 500, 660, 650],
        ],
    },
};

/// All of them.
pub(crate) const ALL: [&Achievement; 5] = [&READING, &HELPING, &OPEN_DATA, &ACCESSIBILITY, &RESEARCH];

/// The one of that name.
pub(crate) fn named(slug: &str) -> Option<&'static Achievement> {
    ALL.into_iter().find(|achievement| achievement.slug == slug)
}
