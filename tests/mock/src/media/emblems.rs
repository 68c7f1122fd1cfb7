//! Logos of institutions and icons of subjects: figures with rotational symmetry, as seals and marks have.
use std::f64::consts::{PI, TAU};

use super::color::{Color, Palette};
use super::dice::Dice;
use super::path::{Drawing, Point};

/// A logo, 500 × 500 on white.
pub(crate) fn logo(dice: &mut Dice) -> Drawing {
    let color = Color::any(dice);
    let palette = Palette::around(color, dice);
    let mut drawing = Drawing::default();
    drawing.rect(Point(0.0, 0.0), Point(500.0, 500.0), "#fff");
    match dice.below(3) {
        0 => drawing.circle(Point(250.0, 250.0), 205.0, &palette.base),
        1 => drawing.rounded(Point(50.0, 50.0), Point(400.0, 400.0), 72.0, &palette.base),
        _ => drawing.fill("M250 40L440 100V250C440 370 350 435 250 470C150 435 60 370 60 250V100z", &palette.base),
    }
    figure(&mut drawing, dice, Point(250.0, 250.0), 150.0, ["#fff", &palette.soft, &palette.accent]);
    drawing
}

/// An icon, 60 × 60, in the subject's colour.
pub(crate) fn icon(color: Color, dice: &mut Dice) -> Drawing {
    let palette = Palette::around(color, dice);
    let mut drawing = Drawing::default();
    drawing.rounded(Point(0.0, 0.0), Point(60.0, 60.0), 14.0, &palette.base);
    figure(&mut drawing, dice, Point(30.0, 30.0), 21.0, ["#fff", &palette.soft, &palette.accent]);
    drawing
}

fn figure(drawing: &mut Drawing, dice: &mut Dice, center: Point, size: f64, [main, second, accent]: [&str; 3]) {
    let around = |angle: f64, radius: f64| Point(center.0 + radius * angle.cos(), center.1 + radius * angle.sin());
    let count = 5 + dice.below(4);
    let angles: Vec<f64> = (0..count).map(|part| f64::from(part) / f64::from(count) * TAU - PI / 2.0).collect();
    match dice.below(7) {
        0 => {
            for angle in &angles {
                drawing.leaf(center, size, *angle, main);
            }
            drawing.circle(center, size * 0.2, accent);
        }
        1 => {
            for (ring, fill) in [(1.0, main), (0.74, second), (0.5, main), (0.24, accent)] {
                drawing.circle(center, size * ring, fill);
            }
        }
        2 => {
            let half = PI / f64::from(count);
            let star: Vec<Point> =
                angles.iter().flat_map(|angle| [around(*angle, size), around(angle + half, size * 0.45)]).collect();
            drawing.polygon(&star, main);
            drawing.circle(center, size * 0.24, accent);
        }
        3 => {
            for column in 0..4_u32 {
                let x = center.0 - size * 0.8 + f64::from(column) * size * 0.47;
                drawing.rect(Point(x, center.1 - size * 0.35), Point(size * 0.2, size * 0.95), main);
            }
            let roof = [
                around(-PI / 2.0, size),
                Point(center.0 + size, center.1 - size * 0.45),
                Point(center.0 - size, center.1 - size * 0.45),
            ];
            drawing.polygon(&roof, second);
            drawing.rect(Point(center.0 - size, center.1 + size * 0.68), Point(size * 2.0, size * 0.2), accent);
        }
        4 => {
            for (order, fill) in [(0.0, main), (1.0, second), (2.0, accent)] {
                let y = center.1 - size * 0.5 + order * size * 0.5;
                let (left, quarter) = (center.0 - size, size * 0.5);
                let wave = format!("M{left:.1} {y:.1}q{quarter:.1} {:.1} {size:.1} 0t{size:.1} 0", -size * 0.6);
                drawing.line(&wave, fill, size * 0.2);
            }
        }
        5 => {
            for angle in &angles {
                drawing.circle(around(*angle, size * 0.68), size * 0.3, main);
            }
            drawing.circle(center, size * 0.34, accent);
        }
        _ => {
            for (turn, fill) in [(0.0, main), (PI / 4.0, second)] {
                let square: Vec<Point> =
                    (0..4_u32).map(|corner| around(f64::from(corner) * PI / 2.0 + turn, size)).collect();
                drawing.polygon(&square, fill);
            }
            drawing.circle(center, size * 0.34, accent);
        }
    }
}
