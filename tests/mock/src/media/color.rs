//! Colours that go together, made from one.
use super::dice::Dice;

/// Hue in degrees, saturation and lightness in per cent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Color {
    hue: f64,
    saturation: f64,
    lightness: f64,
}

impl Color {
    /// From six hexadecimal digits.
    pub(crate) fn from_hex(hex: &str) -> Option<Self> {
        let value = u32::from_str_radix(hex, 16).ok().filter(|_| hex.len() == 6)?;
        let part = |shift: u32| f64::from(value >> shift & 0xff) / 255.0;
        let (red, green, blue) = (part(16), part(8), part(0));
        let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
        let (spread, lightness) = (most - least, f64::midpoint(most, least));
        if spread < 1e-6 {
            return Some(Self { hue: 210.0, saturation: 0.0, lightness: lightness * 100.0 });
        }
        let hue = if most <= red {
            (green - blue) / spread
        } else if most <= green {
            (blue - red) / spread + 2.0
        } else {
            (red - green) / spread + 4.0
        };
        let saturation = spread / (1.0 - (2.0 * lightness - 1.0).abs());
        Some(Self { hue: (hue * 60.0).rem_euclid(360.0), saturation: saturation * 100.0, lightness: lightness * 100.0 })
    }

    /// Any calm colour.
    pub(crate) fn any(dice: &mut Dice) -> Self {
        Self {
            hue: dice.between(0.0, 360.0),
            saturation: dice.between(38.0, 58.0),
            lightness: dice.between(34.0, 44.0),
        }
    }

    /// With another hue, saturation and lightness.
    pub(crate) fn turned(self, degrees: f64, saturation: f64, lightness: f64) -> Self {
        Self { hue: (self.hue + degrees).rem_euclid(360.0), saturation, lightness }
    }

    /// For an attribute.
    pub(crate) fn css(self) -> String {
        format!(
            "hsl({:.0} {:.0}% {:.0}%)",
            self.hue,
            self.saturation.clamp(0.0, 100.0),
            self.lightness.clamp(0.0, 100.0)
        )
    }
}

/// Colours of one picture.
#[derive(Debug)]
pub(crate) struct Palette {
    /// Dark ground.
    pub(crate) deep: String,
    /// The subject's colour.
    pub(crate) base: String,
    /// A step lighter.
    pub(crate) mid: String,
    /// Light.
    pub(crate) soft: String,
    /// Almost white.
    pub(crate) pale: String,
    /// Warm or cold against the rest, used sparingly.
    pub(crate) accent: String,
}

impl Palette {
    /// Around one colour; the dice shift hues a little, so that covers of one subject are a family, not copies.
    pub(crate) fn around(color: Color, dice: &mut Dice) -> Self {
        let drift = dice.between(-14.0, 14.0);
        let strong = color.saturation.clamp(30.0, 62.0);
        let accent = *dice.pick(&[160.0, 180.0, 45.0, -45.0, 200.0, -100.0]).unwrap_or(&180.0);
        let step = dice.between(8.0, 26.0) * if dice.chance(50) { 1.0 } else { -1.0 };
        Self {
            deep: color.turned(drift, strong * 0.9, 17.0).css(),
            base: color.turned(drift, strong, 33.0).css(),
            mid: color.turned(drift + step, strong * 0.85, 50.0).css(),
            soft: color.turned(drift + 1.6 * step, strong * 0.8, 72.0).css(),
            pale: color.turned(drift + 2.0 * step, strong * 0.7, 91.0).css(),
            accent: color.turned(accent, 66.0, 66.0).css(),
        }
    }

    /// From light to dark, without the accent.
    pub(crate) fn shades(&self) -> [&str; 5] {
        [&self.pale, &self.soft, &self.mid, &self.base, &self.deep]
    }
}
