//! Addresses of pictures that the mock draws.
use preau::wire::richie::Image;

use crate::catalogue::document::Localised;
use crate::catalogue::languages::Lang;

/// Sizes of pictures: of `src`, then of `srcset`, then `sizes`.
pub(crate) type Preset = (&'static str, [(&'static str, &'static str); 3], &'static str);
pub(crate) const COVER: Preset = ("300x170", [("300x170", "300w"), ("600x340", "600w"), ("900x510", "900w")], "300px");
pub(crate) const ICON: Preset = ("60x60", [("60x60", "60w"), ("120x120", "120w"), ("180x180", "180w")], "60px");
pub(crate) const LOGO: Preset = ("500x500", [("1000x1000", "1000w"), ("2000x2000", "2000w"), ("", "")], "100vw");

/// A picture that the mock draws from its path.
pub(crate) fn drawn(path: &str, (src, srcset, sizes): Preset) -> Image {
    let at = |size: &str| format!("/media/{path}__{size}.svg");
    let srcset = srcset
        .iter()
        .filter(|(size, _)| !size.is_empty())
        .map(|(size, width)| format!("{} {width}", at(size)))
        .collect::<Vec<_>>()
        .join(", ");
    Image { src: at(src), srcset: Some(srcset), sizes: sizes.to_owned() }
}

/// A cover that the mock draws.
pub(crate) fn drawn_cover(name: &str) -> Image {
    drawn(&format!("covers/{name}"), COVER)
}

/// The same for every language.
pub(crate) fn picture(path: &str, preset: Preset) -> Localised<Image> {
    [(Lang::FR, drawn(path, preset)), (Lang::EN, drawn(path, preset))].into_iter().collect()
}
