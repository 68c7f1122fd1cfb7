//! Covers of courses, 300 × 170: one of fourteen kinds of pattern each.
use std::f64::consts::{PI, TAU};
use std::fmt::Write as _;

use super::color::Palette;
use super::dice::Dice;
use super::path::{Drawing, Point, smooth};

const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 170.0;

type Pattern = fn(&mut Drawing, &Palette, &mut Dice);

const PATTERNS: [Pattern; 14] = [
    arcs,
    waves,
    tiles,
    leaves,
    circuits,
    strata,
    halftone,
    sunrise,
    weave,
    orbits,
    honeycomb,
    constellation,
    contours,
    ribbons,
];

/// Inside of the SVG.
pub(crate) fn draw(palette: &Palette, dice: &mut Dice) -> Drawing {
    let mut drawing = Drawing::default();
    let pattern = dice.pick(&PATTERNS).copied().unwrap_or(waves);
    pattern(&mut drawing, palette, dice);
    drawing
}

/// Quarter circles around a corner.
fn arcs(drawing: &mut Drawing, palette: &Palette, dice: &mut Dice) {
    drawing.ground(&palette.deep, &palette.base);
    let center = Point(if dice.chance(50) { 0.0 } else { WIDTH }, if dice.chance(50) { HEIGHT } else { 0.0 });
    let (step, shades) = (dice.between(19.0, 30.0), palette.shades());
    let first = dice.below(3);
    for ring in (1..12_u32).rev() {
        let shade = shades.get(usize::try_from((ring + first) % 5).unwrap_or(0)).copied().unwrap_or("");
        let fill = if ring == 3 + first { &palette.accent } else { shade };
        drawing.circle(center, step * f64::from(ring), fill);
    }
    let far = Point(WIDTH - center.0, HEIGHT - center.1);
    drawing.circle(far, dice.between(26.0, 44.0), &palette.accent);
    drawing.circle(far, dice.between(10.0, 20.0), &palette.deep);
}

/// Waves before one another.
fn waves(drawing: &mut Drawing, palette: &Palette, dice: &mut Dice) {
    drawing.ground(&palette.pale, &palette.soft);
    drawing.circle(
        Point(dice.between(40.0, 260.0), dice.between(32.0, 62.0)),
        dice.between(16.0, 30.0),
        &palette.accent,
    );
    for (order, shade) in [&palette.soft, &palette.mid, &palette.base, &palette.deep].into_iter().enumerate() {
        let order = f64::from(u32::try_from(order).unwrap_or(0));
        let (middle, height) = (66.0 + 27.0 * order, dice.between(8.0, 17.0));
        let (length, phase) = (dice.between(90.0, 190.0), dice.between(0.0, TAU));
        let line = (0..=15_u32).map(|step| {
            let x = f64::from(step) * 20.0;
            Point(x, middle + height * (x / length * TAU + phase).sin())
        });
        drawing.area_below(&smooth(line), HEIGHT, shade);
    }
}

/// Squares with quarter circles, discs and triangles.
fn tiles(drawing: &mut Drawing, palette: &Palette, dice: &mut Dice) {
    drawing.ground(&palette.base, &palette.base);
    let size = *dice.pick(&[42.5, 56.7, 34.0]).unwrap_or(&42.5);
    let colors = [&palette.deep, &palette.mid, &palette.soft, &palette.pale, &palette.accent];
    let mut y = 0.0;
    while y < HEIGHT {
        let mut x = 0.0;
        while x < WIDTH {
            let back = dice.pick(&colors[..3]).copied().unwrap_or(&palette.mid);
            let front = dice.pick(&colors).copied().unwrap_or(&palette.pale);
            drawing.rect(Point(x, y), Point(size + 0.5, size + 0.5), back);
            let turn = dice.below(4);
            let (left, top) = (if turn.is_multiple_of(2) { x } else { x + size }, if turn < 2 { y } else { y + size });
            match dice.below(5) {
                0 => drawing.quarter(Point(left, top), size, (turn.is_multiple_of(2), turn < 2), front),
                1 => drawing.circle(Point(x + size / 2.0, y + size / 2.0), size * 0.34, front),
                2 => drawing.polygon(&[Point(x, y), Point(x + size, y), Point(left, y + size)], front),
                3 => {
                    drawing.quarter(Point(left, top), size, (turn.is_multiple_of(2), turn < 2), front);
                    drawing.quarter(Point(left, top), size / 2.0, (turn.is_multiple_of(2), turn < 2), back);
                }
                _ => {}
            }
            x += size;
        }
        y += size;
    }
}

/// Leaves along stems.
fn leaves(drawing: &mut Drawing, palette: &Palette, dice: &mut Dice) {
    drawing.ground(&palette.pale, &palette.soft);
    for stem in 0..6_u32 {
        let x = 10.0 + f64::from(stem) * 56.0 + dice.between(-12.0, 12.0);
        let lean = dice.between(-26.0, 26.0);
        let shade = dice.pick(&[&palette.mid, &palette.base, &palette.deep]).copied().unwrap_or(&palette.base);
        let top = dice.between(-10.0, 60.0);
        drawing.line(&format!("M{x:.0} 180Q{:.0} 110 {:.0} {top:.0}", x, x + lean), shade, 2.0);
        let count = 7_u32;
        for leaf in 0..count {
            let along = f64::from(leaf) / f64::from(count);
            let y = 172.0 + (top - 172.0) * along;
            let at = Point(x + lean * along * along, y);
            let side = if leaf.is_multiple_of(2) { 1.0 } else { -1.0 };
            let fill = if dice.chance(9) { &palette.accent } else { shade };
            drawing.leaf(at, 30.0 * (1.1 - along * 0.6), -PI / 2.0 + side * dice.between(0.6, 1.0), fill);
        }
    }
}

/// Lines with corners, and their ends.
fn circuits(drawing: &mut Drawing, palette: &Palette, dice: &mut Dice) {
    drawing.ground(&palette.deep, &palette.base);
    for row in 0..9_u32 {
        let y = 11.0 + f64::from(row) * 18.5;
        let bend = dice.between(50.0, 220.0);
        let jump = *dice.pick(&[-37.0, -18.5, 18.5, 37.0]).unwrap_or(&18.5);
        let end = dice.between(bend + 50.0, 320.0);
        let shade =
            dice.pick(&[&palette.mid, &palette.soft, &palette.soft, &palette.pale]).copied().unwrap_or(&palette.soft);
        let corner = bend + f64::abs(jump);
        drawing.line(
            &format!("M-5 {y:.1}H{bend:.0}L{corner:.0} {:.1}H{end:.0}", y + jump),
            shade,
            dice.between(2.0, 4.5),
        );
        let lit = if dice.chance(30) { &palette.accent } else { shade };
        drawing.circle(Point(end, y + jump), 6.0, lit);
        drawing.circle(Point(end, y + jump), 2.6, &palette.deep);
        if dice.chance(45) {
            drawing.circle(Point(dice.between(8.0, bend), y), 4.5, lit);
        }
    }
}

/// Mountains before one another.
fn strata(drawing: &mut Drawing, palette: &Palette, dice: &mut Dice) {
    drawing.ground(&palette.soft, &palette.pale);
    drawing.circle(
        Point(dice.between(60.0, 240.0), dice.between(38.0, 62.0)),
        dice.between(20.0, 30.0),
        &palette.accent,
    );
    let layers = [(62.0, 34.0, &palette.mid), (92.0, 30.0, &palette.base), (126.0, 24.0, &palette.deep)];
    for (middle, height, shade) in layers {
        let mut line = vec![Point(-5.0, middle + dice.between(-height, height))];
        let mut x = 0.0;
        while x < WIDTH {
            x += dice.between(22.0, 48.0);
            let up = if line.len().is_multiple_of(2) { 1.0 } else { -1.0 };
            line.push(Point(x, middle + up * dice.between(height * 0.3, height)));
        }
        let mut path = String::new();
        for (order, Point(x, y)) in line.iter().enumerate() {
            write!(path, "{}{x:.0} {y:.0}", if order == 0 { "M" } else { "L" }).unwrap_or_default();
        }
        drawing.area_below(&path, HEIGHT, shade);
    }
}

/// Dots that grow across the picture.
fn halftone(drawing: &mut Drawing, palette: &Palette, dice: &mut Dice) {
    drawing.ground(&palette.base, &palette.deep);
    let focus = Point(dice.between(40.0, 260.0), dice.between(20.0, 150.0));
    let reach = dice.between(150.0, 230.0);
    let is_ring = dice.chance(50);
    for row in 0..11_u32 {
        for column in 0..19_u32 {
            let shift = if row.is_multiple_of(2) { 0.0 } else { 8.5 };
            let at = Point(f64::from(column) * 17.0 - 4.0 + shift, f64::from(row) * 16.0 + 5.0);
            let distance = (at.0 - focus.0).hypot(at.1 - focus.1) / reach;
            let size = if is_ring { ((distance * 9.0).cos() + 1.2) * 3.4 } else { (1.05 - distance).max(0.08) * 8.6 };
            let fill = if distance < 0.28 {
                &palette.accent
            } else if distance < 0.65 {
                &palette.pale
            } else {
                &palette.soft
            };
            drawing.circle(at, size, fill);
        }
    }
}

/// A sun with rays over hills.
fn sunrise(drawing: &mut Drawing, palette: &Palette, dice: &mut Dice) {
    drawing.ground(&palette.base, &palette.mid);
    let sun = Point(dice.between(90.0, 210.0), dice.between(96.0, 118.0));
    let rays = 14 + 2 * dice.below(5);
    for ray in (0..rays).step_by(2) {
        let angle = |ray: u32| f64::from(ray) / f64::from(rays) * TAU;
        let edge = |ray: u32| Point(sun.0 + 320.0 * angle(ray).cos(), sun.1 + 320.0 * angle(ray).sin());
        drawing.polygon(&[sun, edge(ray), edge(ray + 1)], &palette.soft);
    }
    drawing.circle(sun, 52.0, &palette.pale);
    drawing.circle(sun, 38.0, &palette.accent);
    for (middle, shade) in [(124.0, &palette.base), (142.0, &palette.deep)] {
        let phase = dice.between(0.0, TAU);
        let line = (0..=10_u32).map(|step| {
            let x = f64::from(step) * 30.0;
            Point(x, middle + 11.0 * (x / 70.0 + phase).sin())
        });
        drawing.area_below(&smooth(line), HEIGHT, shade);
    }
}

/// Bands woven over and under.
fn weave(drawing: &mut Drawing, palette: &Palette, dice: &mut Dice) {
    drawing.ground(&palette.deep, &palette.deep);
    let (size, gap) = (dice.between(21.0, 30.0), 3.0);
    let across = [&palette.soft, &palette.mid, &palette.pale];
    let (mut row, mut y) = (0_u32, -size / 2.0);
    while y < HEIGHT {
        let (mut column, mut x) = (0_u32, -size / 2.0);
        while x < WIDTH {
            let is_over = (row + column).is_multiple_of(2);
            let fill = if is_over {
                if row % 4 == 1 {
                    &palette.accent
                } else {
                    across.get(usize::try_from(row % 3).unwrap_or(0)).copied().unwrap_or(&palette.soft)
                }
            } else if column % 5 == 2 {
                &palette.soft
            } else {
                &palette.base
            };
            let (dx, dy) = if is_over { (size * 1.5, size - gap) } else { (size - gap, size * 1.5) };
            drawing.rounded(Point(x + (size - dx) / 2.0, y + (size - dy) / 2.0), Point(dx, dy), 4.0, fill);
            column += 1;
            x += size;
        }
        row += 1;
        y += size;
    }
}

/// Planets on their ways.
fn orbits(drawing: &mut Drawing, palette: &Palette, dice: &mut Dice) {
    drawing.ground(&palette.deep, &palette.base);
    for _ in 0..26 {
        drawing.circle(
            Point(dice.between(0.0, WIDTH), dice.between(0.0, HEIGHT)),
            dice.between(0.5, 1.5),
            &palette.pale,
        );
    }
    let center = Point(dice.between(90.0, 210.0), dice.between(65.0, 105.0));
    let tilt = dice.between(-28.0, 28.0);
    for ring in 1..6_u32 {
        let (long, short) = (34.0 * f64::from(ring), 15.0 * f64::from(ring));
        drawing.ellipse(center, Point(long, short), tilt, &palette.soft);
        let (angle, turn) = (dice.between(0.0, TAU), tilt.to_radians());
        let (x, y) = (long * angle.cos(), short * angle.sin());
        let at = Point(center.0 + x * turn.cos() - y * turn.sin(), center.1 + x * turn.sin() + y * turn.cos());
        let fill =
            dice.pick(&[&palette.pale, &palette.soft, &palette.accent, &palette.mid]).copied().unwrap_or(&palette.pale);
        drawing.circle(at, dice.between(4.0, 10.0), fill);
    }
    drawing.circle(center, 21.0, &palette.accent);
    drawing.circle(Point(center.0 - 4.0, center.1 - 4.0), 14.0, &palette.pale);
}

/// Cells in shades.
fn honeycomb(drawing: &mut Drawing, palette: &Palette, dice: &mut Dice) {
    drawing.ground(&palette.deep, &palette.deep);
    let size = dice.between(17.0, 25.0);
    let (wide, high) = (size * 3_f64.sqrt(), size * 1.5);
    let light = Point(dice.between(0.0, WIDTH), dice.between(0.0, HEIGHT));
    let mut row = 0_u32;
    while f64::from(row) * high < HEIGHT + high {
        let shift = if row.is_multiple_of(2) { 0.0 } else { wide / 2.0 };
        let mut column = 0_u32;
        while f64::from(column) * wide < WIDTH + wide {
            let at = Point(f64::from(column) * wide + shift, f64::from(row) * high);
            let distance = (at.0 - light.0).hypot(at.1 - light.1) + dice.between(-34.0, 34.0);
            let fill = match distance {
                ..38.0 => &palette.pale,
                ..84.0 => &palette.soft,
                ..150.0 => &palette.mid,
                _ => &palette.base,
            };
            let fill = if dice.chance(5) { &palette.accent } else { fill };
            let corners: Vec<Point> = (0..6_u32)
                .map(|corner| {
                    let angle = PI / 6.0 + f64::from(corner) * PI / 3.0;
                    Point(at.0 + (size - 1.5) * angle.cos(), at.1 + (size - 1.5) * angle.sin())
                })
                .collect();
            drawing.polygon(&corners, fill);
            column += 1;
        }
        row += 1;
    }
}

/// Points and the lines between neighbours.
fn constellation(drawing: &mut Drawing, palette: &Palette, dice: &mut Dice) {
    drawing.ground(&palette.base, &palette.deep);
    let mut points = Vec::new();
    for row in 0..4_u32 {
        for column in 0..7_u32 {
            let shift = if row.is_multiple_of(2) { 0.0 } else { 22.0 };
            let jitter = Point(dice.between(-15.0, 15.0), dice.between(-13.0, 13.0));
            points.push(Point(f64::from(column) * 46.0 + shift + jitter.0, f64::from(row) * 48.0 + 14.0 + jitter.1));
        }
    }
    let mut lines = String::new();
    for (order, one) in points.iter().enumerate() {
        for other in points.iter().skip(order + 1).filter(|other| (other.0 - one.0).hypot(other.1 - one.1) < 58.0) {
            write!(lines, "M{:.0} {:.0}L{:.0} {:.0}", one.0, one.1, other.0, other.1).unwrap_or_default();
        }
    }
    drawing.line(&lines, &palette.mid, 1.4);
    for point in &points {
        let is_lit = dice.chance(16);
        let fill = if is_lit { &palette.accent } else { &palette.pale };
        drawing.circle(*point, if is_lit { dice.between(6.0, 10.0) } else { dice.between(2.2, 5.0) }, fill);
    }
}

/// Lines of equal height around two summits.
fn contours(drawing: &mut Drawing, palette: &Palette, dice: &mut Dice) {
    drawing.ground(&palette.pale, &palette.soft);
    let shades = [&palette.soft, &palette.mid, &palette.base, &palette.deep];
    for summit in 0..2_u32 {
        let center = Point(dice.between(40.0, 120.0) + 130.0 * f64::from(summit), dice.between(45.0, 125.0));
        let bumps: Vec<f64> = (0..9).map(|_| dice.between(0.72, 1.28)).collect();
        for ring in (1..8_u32).rev() {
            let size = 14.0 * f64::from(ring);
            let ring_points = bumps.iter().zip(0..9_u32).map(|(bump, order)| {
                let angle = f64::from(order) / 9.0 * TAU;
                Point(center.0 + size * bump * angle.cos() * 1.25, center.1 + size * bump * angle.sin())
            });
            let shade = shades.get(usize::try_from(7 - ring).unwrap_or(0) / 2).copied().unwrap_or(&palette.deep);
            drawing.ring(&ring_points.collect::<Vec<_>>(), shade, &palette.pale);
        }
        drawing.circle(center, 5.0, &palette.accent);
    }
}

/// Broad bands that flow side by side.
fn ribbons(drawing: &mut Drawing, palette: &Palette, dice: &mut Dice) {
    drawing.ground(&palette.deep, &palette.base);
    let colors = [&palette.mid, &palette.soft, &palette.accent, &palette.pale, &palette.mid, &palette.base];
    let (start, end) = (dice.between(-10.0, 90.0), dice.between(40.0, 130.0));
    let (first, second) = (dice.between(-90.0, 250.0), dice.between(-80.0, 230.0));
    let width = dice.between(13.0, 19.0);
    for (order, color) in (0..6_u32).zip(colors) {
        let down = f64::from(order) * width;
        drawing.line(
            &format!(
                "M-10 {:.0}C{:.0} {:.0} {:.0} {:.0} 310 {:.0}",
                start + down,
                dice.between(88.0, 100.0),
                first + down,
                dice.between(200.0, 212.0),
                second + down,
                end + down
            ),
            color,
            width + 0.5,
        );
    }
}
