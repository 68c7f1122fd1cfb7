//! Pictures: drawn from their path, so that the same path always shows the same picture.
mod color;
mod covers;
mod dice;
mod emblems;
mod path;
mod portraits;

use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::Response;

use color::{Color, Palette};
use dice::Dice;

/// The picture of a path below `/media/`, whatever its ending says.
pub(crate) fn answer(path: &str) -> Response {
    let mut response = Response::new(Body::from(draw(path)));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("image/svg+xml"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    response
}

/// `covers/<colour>/<name>__<size>.svg` and its like, or the paths of recorded answers
/// (`…/ocean-cover.jpg__300x170_….jpg`). All sizes of a picture are the same drawing.
fn draw(path: &str) -> String {
    let stem = path.split("__").next().unwrap_or(path);
    let name = stem.rsplit('/').next().unwrap_or(stem);
    let mut dice = Dice::new(name);
    let color = stem.split('/').find_map(Color::from_hex);
    if stem.starts_with("icons/") || name.contains("-icon") {
        let color = color.unwrap_or_else(|| Color::any(&mut dice));
        return emblems::icon(color, &mut dice).finish(60, 60);
    }
    if stem.starts_with("logos/") || name.contains("-logo") {
        return emblems::logo(&mut dice).finish(500, 500);
    }
    if stem.starts_with("covers/") || name.contains("-cover") {
        let color = color.unwrap_or_else(|| Color::any(&mut dice));
        let palette = Palette::around(color, &mut dice);
        return covers::draw(&palette, &mut dice).finish(300, 170);
    }
    portraits::draw(&mut dice).finish(500, 500)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_path_always_shows_the_same_picture_in_every_size() {
        let small = draw("covers/2f7d4f/env-sols__300x170.svg");
        assert_eq!(small, draw("covers/2f7d4f/env-sols__900x510.svg"));
        assert_ne!(small, draw("covers/2f7d4f/env-eau__300x170.svg"));
    }

    #[test]
    fn recorded_paths_show_the_kind_of_picture_they_name() {
        let path = "filer_public_thumbnails/filer_public/27/14/x/pyt101-cover.jpg__300x170_q85.jpg";
        assert!(draw(path).contains("viewBox=\"0 0 300 170\""));
        assert!(draw("a/computer-science-icon.jpg__60x60_q85.jpg").contains("viewBox=\"0 0 60 60\""));
        assert!(draw("a/val-logo.jpg__500x500_q85.jpg").contains("viewBox=\"0 0 500 500\""));
        assert!(draw("a/ab.jpg__500x500_q85.jpg").contains("viewBox=\"0 0 500 500\""));
    }

    #[test]
    fn pictures_are_varied_well_formed_and_small() {
        let mut seen = HashSet::new();
        for number in 0..300 {
            for folder in ["covers/b3402f", "icons/0b5cad", "logos", "portraits"] {
                let picture = draw(&format!("{folder}/name-{number}__300x170.svg"));
                assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>"), "{picture}");
                assert!(!picture.contains("NaN") && !picture.contains("inf"), "{picture}");
                assert_eq!(picture.matches('<').count(), picture.matches('>').count());
                assert!(picture.len() < 24_000, "{} bytes", picture.len());
                seen.insert(picture);
            }
        }
        assert!(seen.len() > 1150, "only {} different pictures", seen.len());
    }
}
