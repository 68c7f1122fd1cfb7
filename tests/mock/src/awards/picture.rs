//! Pictures of badges: a few discs and lines, as SVG and as PNG.
use super::bake;

/// Side of the drawing.
const SIDE: i64 = 1000;
/// Side of the PNG, in pixels.
const PIXELS: i64 = 128;
/// Points looked at in each pixel, in each direction.
const SAMPLES: i64 = 3;

/// Red, green, blue.
type Color = [u8; 3];
const WHITE: Color = [255, 255, 255];

#[derive(Debug, Clone, Copy)]
enum Shape {
    Disc { x: i64, y: i64, radius: i64, color: Color },
    Line { from: (i64, i64), to: (i64, i64), width: i64 },
}

/// What a badge looks like: its colour, and lines on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Emblem {
    /// Of the disc.
    pub(crate) color: Color,
    /// White lines on it, ends in thousandths of the side.
    pub(crate) lines: &'static [[i64; 4]],
}

/// Where the scallops of the edge are: the twelfth parts of a circle, in thousandths of its radius.
const AROUND: [(i64, i64); 12] = [
    (1000, 0),
    (866, 500),
    (500, 866),
    (0, 1000),
    (-500, 866),
    (-866, 500),
    (-1000, 0),
    (-866, -500),
    (-500, -866),
    (0, -1000),
    (500, -866),
    (866, -500),
];

impl Emblem {
    fn shapes(&self) -> Vec<Shape> {
        let color = self.color;
        let disc = |x, y, radius, color| Shape::Disc { x, y, radius, color };
        let scallops = AROUND.iter().map(|(x, y)| disc(500 + x * 370 / 1000, 500 + y * 370 / 1000, 120, color));
        let mut shapes: Vec<Shape> = scallops.collect();
        shapes.extend([disc(500, 500, 420, color), disc(500, 500, 360, WHITE), disc(500, 500, 335, color)]);
        let line = |[x1, y1, x2, y2]: &[i64; 4]| Shape::Line { from: (*x1, *y1), to: (*x2, *y2), width: 64 };
        shapes.extend(self.lines.iter().map(line));
        shapes
    }

    /// As SVG.
    pub(crate) fn svg(&self) -> String {
        let shapes = self.shapes().into_iter().map(|shape| match shape {
            Shape::Disc { x, y, radius, color: [r, g, b] } => {
                format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"#{r:02x}{g:02x}{b:02x}\"/>")
            }
            Shape::Line { from: (x1, y1), to: (x2, y2), width } => format!(
                "<path d=\"M{x1} {y1}L{x2} {y2}\" stroke=\"#fff\" stroke-width=\"{width}\" stroke-linecap=\"round\"/>"
            ),
        });
        let shapes: String = shapes.collect();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SIDE} {SIDE}\" width=\"{PIXELS}\" height=\"{PIXELS}\">{shapes}</svg>"
        )
    }

    /// As PNG.
    pub(crate) fn png(&self) -> Vec<u8> {
        let shapes = self.shapes();
        let mut rows = Vec::new();
        for y in 0..PIXELS {
            rows.push(0); // no filter
            for x in 0..PIXELS {
                rows.extend(pixel(&shapes, x, y));
            }
        }
        let side = u32::try_from(PIXELS).unwrap_or_default();
        bake::png(side, &rows)
    }
}

/// Red, green, blue, opacity of a pixel.
fn pixel(shapes: &[Shape], x: i64, y: i64) -> [u8; 4] {
    let place = |pixel: i64, sample: i64| (pixel * SAMPLES + sample) * SIDE / (PIXELS * SAMPLES);
    let points = (0..SAMPLES).flat_map(|dy| (0..SAMPLES).map(move |dx| (dx, dy)));
    let seen: Vec<Color> = points.filter_map(|(dx, dy)| color_at(shapes, place(x, dx), place(y, dy))).collect();
    let count = u32::try_from(seen.len()).unwrap_or_default();
    let all = u32::try_from(SAMPLES * SAMPLES).unwrap_or(1);
    let mean = |of: fn(&Color) -> u8| {
        let sum: u32 = seen.iter().map(|color| u32::from(of(color))).sum();
        u8::try_from(sum / count.max(1)).unwrap_or(u8::MAX)
    };
    [
        mean(|[r, _, _]| *r),
        mean(|[_, g, _]| *g),
        mean(|[_, _, b]| *b),
        u8::try_from(255 * count / all).unwrap_or(u8::MAX),
    ]
}

fn color_at(shapes: &[Shape], x: i64, y: i64) -> Option<Color> {
    shapes.iter().rev().find_map(|shape| match *shape {
        Shape::Disc { x: cx, y: cy, radius, color } => {
            let (dx, dy) = (x - cx, y - cy);
            (dx * dx + dy * dy <= radius * radius).then_some(color)
        }
        Shape::Line { from, to, width } => is_near((x, y), from, to, width / 2).then_some(WHITE),
    })
}

/// Whether a point is that near to a line between two others.
fn is_near((x, y): (i64, i64), (x1, y1): (i64, i64), (x2, y2): (i64, i64), distance: i64) -> bool {
    let (along_x, along_y) = (x2 - x1, y2 - y1);
    let length = (along_x * along_x + along_y * along_y).max(1);
    let part = ((x - x1) * along_x + (y - y1) * along_y).clamp(0, length);
    let (dx, dy) = (x - x1 - along_x * part / length, y - y1 - along_y * part / length);
    dx * dx + dy * dy <= distance * distance
}

#[cfg(test)]
mod tests {
    use super::*;

    const TICK: Emblem = Emblem { color: [11, 92, 173], lines: &[[330, 510, 450, 630], [450, 630, 680, 390]] };

    #[test]
    fn a_picture_is_clear_outside_coloured_inside_and_white_where_lines_are() {
        let shapes = TICK.shapes();
        assert_eq!(pixel(&shapes, 0, 0), [0, 0, 0, 0]);
        assert_eq!(pixel(&shapes, PIXELS / 2, PIXELS / 4), [11, 92, 173, 255]);
        assert_eq!(color_at(&shapes, 450, 630), Some(WHITE));
    }

    #[test]
    fn both_forms_are_what_they_say() {
        assert!(TICK.svg().starts_with("<svg ") && TICK.svg().ends_with("</svg>"));
        assert!(TICK.png().starts_with(b"\x89PNG\r\n\x1a\n"));
        assert!(TICK.png().len() < 12_000, "{}", TICK.png().len());
    }
}
