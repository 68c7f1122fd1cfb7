//! The languages Django knows: values of the filter `languages`, in Django's order.

/// Number of a language in [`LANGUAGES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Lang(u8);

impl Lang {
    /// French.
    pub(crate) const FR: Self = Self(31);
    /// English.
    pub(crate) const EN: Self = Self(19);

    /// The language with that code (lower case, `pt-br`), if Django knows it.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        let position = LANGUAGES.iter().position(|(known, ..)| *known == code)?;
        u8::try_from(position).ok().map(Self)
    }

    /// Every language, in Django's order.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0..LANGUAGES.len()).filter_map(|number| u8::try_from(number).ok().map(Self))
    }

    /// Code as Django writes it.
    pub(crate) fn code(self) -> &'static str {
        self.entry().0
    }

    /// Name of the language in the interface's language: French if that is French, else English.
    pub(crate) fn name(self, interface: Self) -> &'static str {
        let (_, english, french) = self.entry();
        if interface == Self::FR { french } else { english }
    }

    /// Bit of the language in a set of languages.
    pub(crate) fn bit(self) -> u128 {
        1 << self.0
    }

    fn entry(self) -> (&'static str, &'static str, &'static str) {
        LANGUAGES.get(usize::from(self.0)).copied().unwrap_or(("", "", ""))
    }
}

/// Code, English name, French name; `django.conf.global_settings.LANGUAGES`.
const LANGUAGES: [(&str, &str, &str); 99] = [
    ("af", "Afrikaans", "Afrikaans"),
    ("ar", "Arabic", "Arabe"),
    ("ar-dz", "Algerian Arabic", "Arabe algérien"),
    ("ast", "Asturian", "Asturien"),
    ("az", "Azerbaijani", "Azéri"),
    ("bg", "Bulgarian", "Bulgare"),
    ("be", "Belarusian", "Biélorusse"),
    ("bn", "Bengali", "Bengali"),
    ("br", "Breton", "Breton"),
    ("bs", "Bosnian", "Bosniaque"),
    ("ca", "Catalan", "Catalan"),
    ("ckb", "Central Kurdish (Sorani)", "Kurde central (sorani)"),
    ("cs", "Czech", "Tchèque"),
    ("cy", "Welsh", "Gallois"),
    ("da", "Danish", "Danois"),
    ("de", "German", "Allemand"),
    ("dsb", "Lower Sorbian", "Bas-sorabe"),
    ("el", "Greek", "Grec"),
    ("eo", "Esperanto", "Espéranto"),
    ("en", "English", "Anglais"),
    ("en-au", "Australian English", "Anglais australien"),
    ("en-gb", "British English", "Anglais britannique"),
    ("es", "Spanish", "Espagnol"),
    ("es-ar", "Argentinian Spanish", "Espagnol argentin"),
    ("es-co", "Colombian Spanish", "Espagnol colombien"),
    ("es-mx", "Mexican Spanish", "Espagnol mexicain"),
    ("es-ni", "Nicaraguan Spanish", "Espagnol nicaraguayen"),
    ("es-ve", "Venezuelan Spanish", "Espagnol vénézuélien"),
    ("et", "Estonian", "Estonien"),
    ("eu", "Basque", "Basque"),
    ("fa", "Persian", "Perse"),
    ("fr", "French", "Français"),
    ("fi", "Finnish", "Finlandais"),
    ("fy", "Frisian", "Frison"),
    ("ga", "Irish", "Irlandais"),
    ("gd", "Scottish Gaelic", "Gaélique écossais"),
    ("gl", "Galician", "Galicien"),
    ("he", "Hebrew", "Hébreu"),
    ("hi", "Hindi", "Hindi"),
    ("hr", "Croatian", "Croate"),
    ("hsb", "Upper Sorbian", "Haut-sorabe"),
    ("hu", "Hungarian", "Hongrois"),
    ("hy", "Armenian", "Arménien"),
    ("ia", "Interlingua", "Interlingua"),
    ("id", "Indonesian", "Indonésien"),
    ("ig", "Igbo", "Igbo"),
    ("io", "Ido", "Ido"),
    ("is", "Icelandic", "Islandais"),
    ("it", "Italian", "Italien"),
    ("ja", "Japanese", "Japonais"),
    ("ka", "Georgian", "Géorgien"),
    ("kab", "Kabyle", "Kabyle"),
    ("kk", "Kazakh", "Kazakh"),
    ("km", "Khmer", "Khmer"),
    ("kn", "Kannada", "Kannada"),
    ("ko", "Korean", "Coréen"),
    ("ky", "Kyrgyz", "Kirghize"),
    ("lb", "Luxembourgish", "Luxembourgeois"),
    ("lt", "Lithuanian", "Lituanien"),
    ("lv", "Latvian", "Letton"),
    ("mk", "Macedonian", "Macédonien"),
    ("ml", "Malayalam", "Malayalam"),
    ("mn", "Mongolian", "Mongole"),
    ("mr", "Marathi", "Marathi"),
    ("ms", "Malay", "Malais"),
    ("my", "Burmese", "Birman"),
    ("nb", "Norwegian Bokmål", "Norvégien bokmål"),
    ("ne", "Nepali", "Népalais"),
    ("nl", "Dutch", "Néerlandais"),
    ("nn", "Norwegian Nynorsk", "Norvégien nynorsk"),
    ("os", "Ossetic", "Ossète"),
    ("pa", "Punjabi", "Penjabi"),
    ("pl", "Polish", "Polonais"),
    ("pt", "Portuguese", "Portugais"),
    ("pt-br", "Brazilian Portuguese", "Portugais brésilien"),
    ("ro", "Romanian", "Roumain"),
    ("ru", "Russian", "Russe"),
    ("sk", "Slovak", "Slovaque"),
    ("sl", "Slovenian", "Slovène"),
    ("sq", "Albanian", "Albanais"),
    ("sr", "Serbian", "Serbe"),
    ("sr-latn", "Serbian Latin", "Serbe latin"),
    ("sv", "Swedish", "Suédois"),
    ("sw", "Swahili", "Swahili"),
    ("ta", "Tamil", "Tamoul"),
    ("te", "Telugu", "Télougou"),
    ("tg", "Tajik", "Tadjik"),
    ("th", "Thai", "Thaï"),
    ("tk", "Turkmen", "Turkmène"),
    ("tr", "Turkish", "Turc"),
    ("tt", "Tatar", "Tatar"),
    ("udm", "Udmurt", "Oudmourte"),
    ("ug", "Uyghur", "Ouïghour"),
    ("uk", "Ukrainian", "Ukrainien"),
    ("ur", "Urdu", "Ourdou"),
    ("uz", "Uzbek", "Ouzbek"),
    ("vi", "Vietnamese", "Vietnamien"),
    ("zh-hans", "Simplified Chinese", "Chinois simplifié"),
    ("zh-hant", "Traditional Chinese", "Chinois traditionnel"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_and_english_are_where_the_constants_say() {
        assert_eq!(Lang::from_code("fr"), Some(Lang::FR));
        assert_eq!(Lang::from_code("en"), Some(Lang::EN));
        assert_eq!(Lang::FR.name(Lang::FR), "Français");
        assert_eq!(Lang::FR.name(Lang::EN), "French");
    }

    #[test]
    fn every_language_has_a_bit_of_its_own_and_codes_are_unique() {
        let set = Lang::all().fold(0_u128, |set, lang| set | lang.bit());
        assert_eq!(usize::try_from(set.count_ones()).unwrap(), LANGUAGES.len());
        assert!(Lang::all().all(|lang| Lang::from_code(lang.code()) == Some(lang)));
    }
}
