//! SVG shapes, written as short as they can be read.
use std::fmt::Write as _;

/// A place in the picture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Point(pub(crate) f64, pub(crate) f64);

/// Shapes one over the other.
#[derive(Debug, Default)]
pub(crate) struct Drawing(String);

impl Drawing {
    /// The whole picture.
    pub(crate) fn finish(self, width: u32, height: u32) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"xMidYMid slice\">{}</svg>",
            self.0
        )
    }

    fn add(&mut self, shape: std::fmt::Arguments) {
        // Writing into a text cannot fail.
        self.0.write_fmt(shape).unwrap_or_default();
    }

    /// Fills the picture from the first colour (top left) to the second.
    pub(crate) fn ground(&mut self, from: &str, to: &str) {
        self.add(format_args!(
            "<defs><linearGradient id=\"g\" x2=\"1\" y2=\"1\"><stop stop-color=\"{from}\"/><stop offset=\"1\" stop-color=\"{to}\"/></linearGradient></defs><rect width=\"100%\" height=\"100%\" fill=\"url(#g)\"/>"
        ));
    }

    /// A disc.
    pub(crate) fn circle(&mut self, Point(x, y): Point, radius: f64, fill: &str) {
        self.add(format_args!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"{fill}\"/>"));
    }

    /// The outline of an ellipse.
    pub(crate) fn ellipse(&mut self, Point(x, y): Point, Point(long, short): Point, tilt: f64, stroke: &str) {
        self.add(format_args!(
            "<ellipse cx=\"{x:.1}\" cy=\"{y:.1}\" rx=\"{long:.0}\" ry=\"{short:.0}\" transform=\"rotate({tilt:.0} {x:.1} {y:.1})\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"1.2\" stroke-opacity=\".7\"/>"
        ));
    }

    /// A rectangle.
    pub(crate) fn rect(&mut self, at: Point, size: Point, fill: &str) {
        self.rounded(at, size, 0.0, fill);
    }

    /// A rectangle with round corners.
    pub(crate) fn rounded(&mut self, Point(x, y): Point, Point(width, height): Point, radius: f64, fill: &str) {
        let corner = if radius > 0.0 { format!(" rx=\"{radius:.0}\"") } else { String::new() };
        self.add(format_args!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"{corner} fill=\"{fill}\"/>"
        ));
    }

    /// A quarter of a disc around a corner, to the right and down as said.
    pub(crate) fn quarter(&mut self, Point(x, y): Point, radius: f64, (right, down): (bool, bool), fill: &str) {
        let across = if right { radius } else { -radius };
        let along = if down { radius } else { -radius };
        let sweep = u8::from(right == down);
        self.add(format_args!(
            "<path d=\"M{x:.1} {y:.1}h{across:.1}A{radius:.1} {radius:.1} 0 0 {sweep} {x:.1} {:.1}z\" fill=\"{fill}\"/>",
            y + along
        ));
    }

    /// A shape with straight sides.
    pub(crate) fn polygon(&mut self, corners: &[Point], fill: &str) {
        let corners: Vec<String> = corners.iter().map(|Point(x, y)| format!("{x:.1},{y:.1}")).collect();
        self.add(format_args!("<polygon points=\"{}\" fill=\"{fill}\"/>", corners.join(" ")));
    }

    /// A stroke.
    pub(crate) fn line(&mut self, path: &str, stroke: &str, width: f64) {
        self.add(format_args!(
            "<path d=\"{path}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{width:.1}\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"
        ));
    }

    /// Everything under a line that runs across the picture.
    pub(crate) fn area_below(&mut self, line: &str, bottom: f64, fill: &str) {
        self.add(format_args!("<path d=\"{line}V{bottom:.0}H-5z\" fill=\"{fill}\"/>"));
    }

    /// Any filled path.
    pub(crate) fn fill(&mut self, path: &str, fill: &str) {
        self.add(format_args!("<path d=\"{path}\" fill=\"{fill}\"/>"));
    }

    /// A leaf that grows from a place in a direction.
    pub(crate) fn leaf(&mut self, Point(x, y): Point, length: f64, direction: f64, fill: &str) {
        let tip = Point(x + length * direction.cos(), y + length * direction.sin());
        let bend = |side: f64| {
            let angle = direction + side * 0.75;
            Point(x + length * 0.7 * angle.cos(), y + length * 0.7 * angle.sin())
        };
        let (left, right) = (bend(-1.0), bend(1.0));
        self.add(format_args!(
            "<path d=\"M{x:.0} {y:.0}Q{:.0} {:.0} {:.0} {:.0}Q{:.0} {:.0} {x:.0} {y:.0}z\" fill=\"{fill}\"/>",
            left.0, left.1, tip.0, tip.1, right.0, right.1
        ));
    }

    /// A closed round shape through points, with an outline.
    pub(crate) fn ring(&mut self, points: &[Point], fill: &str, stroke: &str) {
        let mut path = String::new();
        for (order, point) in points.iter().enumerate() {
            let next = points.get((order + 1) % points.len()).unwrap_or(point);
            let middle = Point(f64::midpoint(point.0, next.0), f64::midpoint(point.1, next.1));
            if order == 0 {
                let last = points.last().unwrap_or(point);
                write!(path, "M{:.0} {:.0}", f64::midpoint(last.0, point.0), f64::midpoint(last.1, point.1))
                    .unwrap_or_default();
            }
            write!(path, "Q{:.0} {:.0} {:.0} {:.0}", point.0, point.1, middle.0, middle.1).unwrap_or_default();
        }
        self.add(format_args!("<path d=\"{path}z\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-opacity=\".55\"/>"));
    }
}

/// A soft line through points.
pub(crate) fn smooth(points: impl Iterator<Item = Point>) -> String {
    let mut path = String::new();
    let mut before: Option<Point> = None;
    for point in points {
        match before {
            None => write!(path, "M-5 {:.0}L{:.0} {:.0}", point.1, point.0, point.1),
            Some(before) => {
                let middle = f64::midpoint(before.0, point.0);
                write!(path, "C{middle:.0} {:.0} {middle:.0} {:.0} {:.0} {:.0}", before.1, point.1, point.0, point.1)
            }
        }
        .unwrap_or_default();
        before = Some(point);
    }
    path.push_str("H310");
    path
}
