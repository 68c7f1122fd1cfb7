//! Portraits of invented people: plain shapes, no likeness of anybody.
use super::color::{Color, Palette};
use super::dice::Dice;
use super::path::{Drawing, Point};

const SKIN: [&str; 7] = ["#f3d3bd", "#e8b996", "#d49f77", "#b97d54", "#96603d", "#74452a", "#57321f"];
const HAIR: [&str; 7] = ["#1e1a1a", "#3b2a20", "#5c3d26", "#8a5a34", "#b98a4e", "#8c8a88", "#d9d5cf"];

/// A portrait, 500 × 500.
pub(crate) fn draw(dice: &mut Dice) -> Drawing {
    let color = Color::any(dice);
    let palette = Palette::around(color, dice);
    let mut drawing = Drawing::default();
    drawing.ground(&palette.soft, &palette.mid);
    let skin = dice.pick(&SKIN).copied().unwrap_or("#d49f77");
    let hair = dice.pick(&HAIR).copied().unwrap_or("#3b2a20");
    let style = dice.below(5);
    let crown = Point(250.0, 205.0);
    match style {
        0 => drawing.rounded(Point(140.0, 110.0), Point(220.0, 290.0), 108.0, hair),
        1 => drawing.circle(crown, 140.0, hair),
        2 => {
            drawing.circle(Point(250.0, 92.0), 52.0, hair);
            drawing.circle(crown, 116.0, hair);
        }
        _ => {}
    }
    drawing.fill(
        "M70 500C70 395 150 350 250 350S430 395 430 500z",
        if dice.chance(50) { &palette.deep } else { &palette.base },
    );
    drawing.rounded(Point(212.0, 290.0), Point(76.0, 96.0), 36.0, skin);
    drawing.fill("M205 366L250 412L295 366L322 378L250 452L178 378z", &palette.pale);
    drawing.rounded(Point(164.0, 130.0), Point(172.0, 206.0), 86.0, skin);
    match style {
        0 | 2 => drawing.fill(
            "M160 222C160 130 205 104 250 104S340 130 340 222C320 176 290 160 232 158C196 160 172 182 160 222z",
            hair,
        ),
        1 => drawing.fill("M158 214C150 110 350 110 342 214C318 168 182 168 158 214z", hair),
        3 => drawing.fill("M158 220C148 96 352 96 342 220C336 168 300 150 250 152S164 168 158 220z", hair),
        _ => drawing.fill(
            "M160 250C146 92 356 84 342 240C330 190 316 172 280 166C230 176 186 172 172 196C164 212 164 230 160 250z",
            hair,
        ),
    }
    if dice.chance(35) {
        drawing.line("M176 238h58v22a29 24 0 0 1-58 0zM266 238h58v22a29 24 0 0 1-58 0zM234 244h32", &palette.deep, 7.0);
    }
    if style > 2 && dice.chance(40) {
        drawing.fill("M164 262C164 372 336 372 336 262C326 300 296 306 250 306S174 300 164 262z", hair);
    }
    drawing
}
