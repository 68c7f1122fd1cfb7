//! Large catalogues, recombined from the own one. The same number gives the same catalogue.
use std::collections::BTreeMap;

use super::raw::{Course, Set, Text};

/// Replaces the set's courses by that many made from them.
pub(crate) fn multiply(set: &mut Set, count: usize) {
    let models = std::mem::take(&mut set.courses);
    if models.is_empty() {
        return;
    }
    let mut dice = Dice(0x5eed);
    set.courses = (0..count)
        .map(|number| course(&models, number, &mut dice))
        .collect();
}

fn course(models: &[Course], number: usize, dice: &mut Dice) -> Course {
    let pick = |dice: &mut Dice| models.get(dice.below(models.len()));
    let (Some(model), Some(one), Some(other)) =
        (models.get(number % models.len()), pick(dice), pick(dice))
    else {
        return models.first().cloned().unwrap_or_else(|| Course {
            id: None,
            code: None,
            title: Text::Same(String::new()),
            introduction: None,
            subjects: Vec::new(),
            levels: Vec::new(),
            organizations: Vec::new(),
            people: Vec::new(),
            licences: Vec::new(),
            duration: None,
            effort_hours: None,
            cover: false,
            listed: true,
            absolute_url: None,
            cover_src: None,
            runs: Vec::new(),
        });
    };
    let mut made = model.clone();
    made.code = Some(format!("GEN-{number:06}"));
    made.listed = true;
    made.title = recombined(&model.title, &one.title, number);
    made.organizations.clone_from(&other.organizations);
    made.people.clone_from(&one.people);
    made.licences.clone_from(&other.licences);
    let shift = if dice.below(2) == 0 {
        0
    } else {
        dice.below(240)
    };
    let shift = f64::from(u16::try_from(shift).unwrap_or(0)) - if shift == 0 { 0.0 } else { 120.0 };
    for run in &mut made.runs {
        run.start += shift;
        run.enrollment_start += shift;
        run.end = run.end.map(|end| end + shift);
        run.enrollment_end = run.enrollment_end.map(|end| end + shift);
    }
    made
}

/// The beginning of one title with the end of another, and the number.
fn recombined(one: &Text, other: &Text, number: usize) -> Text {
    let (Text::By(one), Text::By(other)) = (one, other) else {
        return one.clone();
    };
    let titles: BTreeMap<String, String> = one
        .iter()
        .map(|(lang, title)| {
            let head = title.split([':', '?']).next().unwrap_or(title).trim_end();
            let tail = other
                .get(lang)
                .and_then(|title| title.split_once(':'))
                .map(|(_, tail)| tail.trim_start());
            let colon = if lang == "fr" { " : " } else { ": " };
            let rest = tail
                .map(|tail| format!("{colon}{tail}"))
                .unwrap_or_default();
            (lang.clone(), format!("{head}{rest} ({})", number + 1))
        })
        .collect();
    Text::By(titles)
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
