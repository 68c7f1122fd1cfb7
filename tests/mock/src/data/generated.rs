//! Large catalogues, recombined from the own one. The same number gives the same catalogue.
use std::sync::Arc;

use crate::catalogue::document::{CourseDoc, NEVER, Text};
use crate::catalogue::languages::Lang;
use crate::catalogue::{Family, number};

/// That many courses made from the models.
pub(crate) fn multiply(models: &[CourseDoc], count: usize) -> Vec<CourseDoc> {
    let mut dice = Dice(0x5eed);
    (0..count).filter_map(|position| course(models, position, &mut dice)).collect()
}

fn course(models: &[CourseDoc], position: usize, dice: &mut Dice) -> Option<CourseDoc> {
    let model = models.get(position % models.len().max(1))?;
    let (one, other) = (models.get(dice.below(models.len()))?, models.get(dice.below(models.len()))?);
    let mut made = model.clone();
    made.id = (10_000 + 2 * position).to_string().into();
    made.code = Some(code(model, position));
    made.is_listed = true;
    made.title = recombined(&model.title, &one.title, position);
    for (family, source) in [(Family::Organizations, other), (Family::Persons, one), (Family::Licences, other)] {
        if let (Some(pages), Some(from)) = (made.pages.get_mut(family.number()), source.pages.get(family.number())) {
            pages.clone_from(from);
        }
    }
    made.highlighted = other.highlighted;
    // Half of the courses keep their dates; the others begin up to four months earlier or later.
    let days = if dice.below(2) == 0 { 0 } else { i64::from(number(dice.below(240))) - 120 };
    for (order, run) in made.runs.iter_mut().enumerate() {
        run.id = 1000 * (10_000 + 2 * u64::from(number(position))) + u64::from(number(order));
        for date in [&mut run.start, &mut run.end, &mut run.enrollment_start, &mut run.enrollment_end] {
            if *date != NEVER {
                *date += days * 86_400;
            }
        }
    }
    Some(made)
}

/// The model's first letters, and the position in scrambled digits, so that codes differ as much as real ones.
fn code(model: &CourseDoc, position: usize) -> Arc<str> {
    let theme = model.code.as_deref().and_then(|code| code.split('-').next()).unwrap_or("COURS");
    let mut rest = number(position).wrapping_mul(0x9e37_79b1);
    let mut digits = String::new();
    for _ in 0..7 {
        digits.extend(char::from_digit(rest % 36, 36).map(|digit| digit.to_ascii_uppercase()));
        rest /= 36;
    }
    format!("{theme}-{digits}").into()
}

/// The beginning of one title with the end of another, and a year, so that few titles are the same.
fn recombined(one: &Text, other: &Text, position: usize) -> Text {
    let year = 1996 + position / 134 % 30;
    one.iter()
        .map(|(lang, title)| {
            let head = title.split([':', '?']).next().unwrap_or(title).trim_end();
            let tail = other.get(lang).and_then(|title| title.split_once(':')).map_or("", |(_, tail)| tail.trim());
            let colon = match (tail.is_empty(), lang == Lang::FR) {
                (true, _) => "",
                (false, true) => "\u{a0}: ",
                (false, false) => ": ",
            };
            (lang, Arc::from(format!("{head}{colon}{tail} ({year})")))
        })
        .collect()
}

/// `SplitMix64`.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        value ^= value >> 31;
        usize::try_from(value % u64::try_from(limit.max(1)).unwrap_or(1)).unwrap_or(0)
    }
}
