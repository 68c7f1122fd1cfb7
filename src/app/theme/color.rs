//! Colours as numbers: contrast as WCAG 2 measures it, and the nearest colour that has enough of it.
//!
//! Lightness is moved in `OKLab` (Björn Ottosson's colour space), where equal steps look equal and the hue stays what the institution chose.
use crate::number;

/// An opaque sRGB colour; channels from 0 to 255, whole numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rgb([f64; 3]);

/// What a colour has to reach on a ground.
pub(super) type Need = (Rgb, f64);

/// What became of a colour that was checked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Outcome {
    /// Every ratio is reached.
    Passes,
    /// This one is the nearest that reaches every ratio.
    Nearest(Rgb),
    /// The grounds contradict each other: no lightness will do, this one is the least bad.
    Hopeless(Rgb),
}

#[expect(clippy::many_single_char_names, reason = "the letters of the definition of `OKLab`")]
impl Rgb {
    const BLACK: Self = Self([0.0; 3]);
    const WHITE: Self = Self([255.0; 3]);

    /// Reads `#rrggbb`, and the forms in which browsers give back computed colours: `rgb(1, 2, 3)`, `color(srgb 0.1 0.2 0.3)`.
    ///
    /// `None` for anything else, transparent colours included: they have no contrast of their own.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(hex) = text.strip_prefix('#') {
            let number = u32::from_str_radix(hex, 16).ok().filter(|_| hex.len() == 6)?;
            let [_, channels @ ..] = number.to_be_bytes();
            return Some(Self(channels.map(f64::from)));
        }
        let (list, scale) = match text.strip_prefix("color(srgb ") {
            Some(list) => (list, 255.0),
            None => (text.strip_prefix("rgba(").or_else(|| text.strip_prefix("rgb("))?, 1.0),
        };
        let parts = list.strip_suffix(')')?.split([',', ' ', '/']).filter(|part| !part.is_empty());
        let mut numbers = parts.map(number::decimal);
        let mut channel = || numbers.next().flatten().map(|value| (value * scale).round().clamp(0.0, 255.0));
        let color = Self([channel()?, channel()?, channel()?]);
        let is_opaque = numbers.next().is_none_or(|alpha| alpha == Some(1.0));
        is_opaque.then_some(color)
    }

    /// `#rrggbb`.
    pub(crate) fn hex(self) -> String {
        // through text, since a whole number from 0 to 255 has no conversion to an integer that cannot truncate
        let bytes = self.0.map(|channel| number::text(channel).parse::<u8>().unwrap_or_default());
        let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or('0');
        let digits = bytes.into_iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
        std::iter::once('#').chain(digits).collect()
    }

    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Lightness, then the two axes of colour.
    fn to_oklab(self) -> [f64; 3] {
        let [r, g, b] = self.0.map(linear);
        let l = cbrt(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
        let m = cbrt(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
        let s = cbrt(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
        [
            0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s,
        ]
    }

    /// The colour of a lightness and two axes; `None` when no screen can show it.
    fn from_oklab([lightness, a, b]: [f64; 3]) -> Option<Self> {
        let l = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
        let m = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
        let s = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548 * b);
        let channels = [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
        ];
        let is_shown = channels.iter().all(|channel| (-0.001..=1.001).contains(channel));
        is_shown.then(|| Self(channels.map(encoded)))
    }

    /// The same hue in another lightness, with as much of its chroma as a screen can show.
    fn with_lightness([_, a, b]: [f64; 3], lightness: f64) -> Option<Self> {
        (0..=20_u8).find_map(|step| {
            let share = 1.0 - f64::from(step) / 20.0;
            Self::from_oklab([lightness, a * share, b * share])
        })
    }
}

/// Contrast of two colours, from 1 to 21.
pub(super) fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Checks a colour against the grounds that it is used on, and finds the nearest that will do.
pub(super) fn check(color: Rgb, needs: &[Need]) -> Outcome {
    if passes(color, needs) {
        return Outcome::Passes;
    }
    let lab = color.to_oklab();
    let [lightness, ..] = lab;
    let nearest = (1..=200_u8).find_map(|step| {
        let distance = f64::from(step) / 200.0;
        let both = [lightness - distance, lightness + distance];
        let shown = both.into_iter().filter(|lightness| (0.0..=1.0).contains(lightness));
        shown.filter_map(|lightness| Rgb::with_lightness(lab, lightness)).find(|color| passes(*color, needs))
    });
    // the last step may miss an end of the scale by a fraction
    let ends = [Rgb::BLACK, Rgb::WHITE];
    match nearest.or_else(|| ends.into_iter().find(|end| passes(*end, needs))) {
        Some(color) => Outcome::Nearest(color),
        None => Outcome::Hopeless(if margin(Rgb::BLACK, needs) > margin(Rgb::WHITE, needs) {
            Rgb::BLACK
        } else {
            Rgb::WHITE
        }),
    }
}

fn passes(color: Rgb, needs: &[Need]) -> bool {
    margin(color, needs) >= 1.0
}

/// The least share of a needed ratio that is reached.
fn margin(color: Rgb, needs: &[Need]) -> f64 {
    needs.iter().map(|(ground, ratio)| contrast(color, *ground) / ratio).fold(f64::INFINITY, f64::min)
}

fn linear(channel: f64) -> f64 {
    let share = channel / 255.0;
    if share <= 0.040_45 { share / 12.92 } else { pow((share + 0.055) / 1.055, 2.4) }
}

fn encoded(linear: f64) -> f64 {
    let share = linear.clamp(0.0, 1.0);
    let share = if share <= 0.003_130_8 { share * 12.92 } else { 1.055 * pow(share, 1.0 / 2.4) - 0.055 };
    (share * 255.0).round().clamp(0.0, 255.0)
}

fn cube(value: f64) -> f64 {
    value * value * value
}

/// The browser's own functions: ours would weigh 3 KiB.
fn pow(base: f64, exponent: f64) -> f64 {
    if cfg!(target_arch = "wasm32") { js_sys::Math::pow(base, exponent) } else { base.powf(exponent) }
}

fn cbrt(value: f64) -> f64 {
    if cfg!(target_arch = "wasm32") { js_sys::Math::cbrt(value) } else { value.cbrt() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rgb(text: &str) -> Rgb {
        Rgb::parse(text).unwrap()
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let near = |one: &str, other: &str, expected: f64| (contrast(rgb(one), rgb(other)) - expected).abs() < 0.01;
        assert!(near("#000000", "#ffffff", 21.0));
        assert!(near("#777777", "#ffffff", 4.48));
        assert!(near("#ffffff", "#777777", 4.48));
        assert!(near("#0000ff", "#ffffff", 8.59));
        assert!(near("#123456", "#123456", 1.0));
    }

    #[test]
    fn colours_are_read_as_people_and_as_browsers_write_them() {
        assert_eq!(rgb("#0a14FF"), rgb("rgb(10, 20, 255)"));
        assert_eq!(rgb("rgb(10 20 255)"), rgb("rgba(10, 20, 255, 1)"));
        assert_eq!(rgb("color(srgb 1 0.5 0)"), rgb("#ff8000"));
        assert_eq!(rgb("#0a14ff").hex(), "#0a14ff");
        for bad in ["", "#fff", "#12345é", "red", "rgba(1, 2, 3, 0.5)", "rgb(1, 2)", "rgb(1 2 3", "oklch(0.5 0.1 20)"]
        {
            assert_eq!(Rgb::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn oklab_leads_there_and_back() {
        for text in ["#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#105041", "#f0a91e", "#808080"] {
            assert_eq!(Rgb::from_oklab(rgb(text).to_oklab()).map(Rgb::hex).as_deref(), Some(text));
        }
    }

    #[test]
    fn a_colour_that_passes_stays_as_it_is() {
        assert_eq!(check(rgb("#105041"), &[(rgb("#ffffff"), 4.5)]), Outcome::Passes);
        assert_eq!(check(rgb("#105041"), &[]), Outcome::Passes);
    }

    #[test]
    fn a_colour_that_fails_moves_no_farther_than_it_must() {
        for (color, ground, ratio) in [
            ("#ffcc00", "#fffdf8", 4.5),
            ("#ff5a5f", "#ffffff", 4.5),
            ("#0033cc", "#0b1612", 4.5),
            ("#777777", "#ffffff", 7.0),
            ("#00e5ff", "#faf6ee", 3.0),
            ("#ffffff", "#ffffff", 21.0),
        ] {
            let (color, ground) = (rgb(color), rgb(ground));
            let Outcome::Nearest(nearest) = check(color, &[(ground, ratio)]) else { panic!("{color:?}") };
            let reached = contrast(nearest, ground);
            assert!(reached >= ratio && reached < ratio * 1.08, "{color:?} became {nearest:?}: {reached}");
        }
    }

    #[test]
    fn the_hue_is_kept() {
        let angle = |color: Rgb| {
            let [_, a, b] = color.to_oklab();
            b.atan2(a).to_degrees()
        };
        for text in ["#ffcc00", "#ff5a5f", "#00e5ff", "#c800ff"] {
            let Outcome::Nearest(nearest) = check(rgb(text), &[(rgb("#ffffff"), 4.5)]) else { panic!("{text}") };
            let turned = (angle(nearest) - angle(rgb(text))).abs();
            assert!(turned < 4.0, "{text} turned by {turned}° into {}", nearest.hex());
        }
    }

    #[test]
    fn several_grounds_are_respected_together_or_the_least_bad_is_taken() {
        let needs = [(rgb("#ffffff"), 4.5), (rgb("#dcede3"), 4.5)];
        let Outcome::Nearest(nearest) = check(rgb("#5fb89a"), &needs) else { panic!() };
        assert!(needs.iter().all(|(ground, ratio)| contrast(nearest, *ground) >= *ratio));
        let contradiction = [(rgb("#ffffff"), 7.0), (rgb("#000000"), 7.0)];
        assert!(matches!(check(rgb("#888888"), &contradiction), Outcome::Hopeless(_)));
    }
}
