//! A bar as long as a share, beside the number that it draws.
//!
//! Criteria:
//! - hidden from assistive technology: the text beside it says the same, always;
//! - filled and empty part, and the mark, differ by more than colour when colours are forced;
//! - drawn by attributes and the style sheet alone: nothing that a policy against styles in the page would refuse.
use crate::i18n::whole;
use leptos::prelude::*;

/// A bar; `share` and `mark`, such as what is needed to pass, are from 0 to 1.
pub fn bar(share: f64, mark: Option<f64>) -> AnyView {
    let line = mark.map(|mark| {
        let at = length(mark);
        view! { <line class="preau-bar__mark" x1=at.clone() x2=at y1="0" y2="100%"></line> }.into_any()
    });
    view! {
        <svg class="preau-bar" aria-hidden="true">
            <rect class="preau-bar__full" width=length(share) height="100%"></rect>
            {line}
        </svg>
    }
    .into_any()
}

/// To a tenth of a percent, without the code that prints fractions.
fn length(share: f64) -> String {
    let tenths = whole((share.clamp(0.0, 1.0) * 1000.0).round());
    let (percent, rest) = (tenths.checked_div(10).unwrap_or_default(), tenths.checked_rem(10).unwrap_or_default());
    [&percent.to_string(), ".", &rest.to_string(), "%"].concat()
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn a_bar_is_never_longer_than_its_box() {
        assert_eq!(length(0.425), "42.5%");
        assert_eq!(length(1.2), "100.0%");
        assert_eq!(length(-0.1), "0.0%");
        assert_eq!(length(f64::NAN), "0.0%");
    }
}
