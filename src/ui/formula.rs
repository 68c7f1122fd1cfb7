//! Formulas in texts: TeX becomes `MathML`, which screen readers read. What converts it is a file of its own, fetched when a text
//! has a formula; until then, and where it cannot read one, the TeX itself shows.
mod finder;

pub(super) use finder::{Finder, Formula, pieces};

use super::build::dynamic;
use crate::app::{ChunkError, Fetch, fetch};
use leptos::prelude::*;
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};
use std::cell::Cell;

/// `MathML` of a formula; `None` for what cannot be read.
type Convert = fn(&str, bool) -> Option<String>;

#[cfg_attr(feature = "split", leptos::wasm_split::wasm_split(formula, wasm_split_path = ::leptos::wasm_split, fallible))]
#[allow(clippy::unnecessary_wraps, reason = "fails only where it is split, when its file cannot be fetched")]
fn formula() -> Result<Convert, ChunkError> {
    Ok(convert)
}

fn fetch_converter() -> Fetch<Convert> {
    fetch!(formula)
}

fn convert(tex: &str, is_display: bool) -> Option<String> {
    let converter = LatexToMathML::new(MathCoreConfig::default()).ok()?;
    let display = if is_display { MathDisplay::Block } else { MathDisplay::Inline };
    converter.convert_with_local_state(tex, display).ok().map(|result| result.mathml)
}

thread_local! {
    static CONVERTER: ArcRwSignal<Option<Convert>> = ArcRwSignal::new(None);
    static IS_FETCHING: Cell<bool> = const { Cell::new(false) };
}

fn fetch_once() {
    if CONVERTER.with(|known| known.with_untracked(Option::is_some)) || IS_FETCHING.replace(true) {
        return;
    }
    wasm_bindgen_futures::spawn_local(async {
        let outcome = fetch_converter().await;
        IS_FETCHING.set(false);
        match outcome {
            Ok(convert) => CONVERTER.with(Clone::clone).set(Some(convert)),
            // the TeX stays
            Err(ChunkError) => leptos::logging::warn!("formulas stay as they are written"),
        }
    });
}

/// The formula; `build` makes elements of `MathML`.
pub(super) fn view(formula: Formula<'_>, build: impl Fn(&str) -> AnyView + 'static) -> AnyView {
    fetch_once();
    let (tex, is_display) = (formula.tex.to_owned(), formula.is_display);
    dynamic(move || {
        let converter = CONVERTER.with(ArcRwSignal::get);
        match converter.and_then(|convert| convert(&tex, is_display)) {
            Some(mathml) => build(&with_source(&mathml, &tex)),
            None => view! { <code class="preau-tex">{tex.clone()}</code> }.into_any(),
        }
    })
}

/// The TeX goes along, for programs that read it aloud.
fn with_source(mathml: &str, tex: &str) -> String {
    let tex = tex.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    mathml.replacen("<math", &["<math alttext=\"", &tex, "\""].concat(), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_mathml_with_their_source() {
        let mathml = with_source(&convert("\\frac{1}{n}\\sum_{i=1}^{n} x_i", true).unwrap(), "a<\"b");
        assert!(mathml.contains("<mfrac>") && mathml.contains("alttext=\"a&lt;&quot;b\""), "{mathml}");
        assert_eq!(convert("\\frac{", false), None, "what cannot be read is left as it is");
    }

    #[test]
    fn harmful_formulas_make_no_markup() {
        for tex in ["\\text{<img src=x onerror=alert(1)>}", "\\href{javascript:alert(1)}{x}", "</math><script>"] {
            let mathml = convert(tex, false).unwrap_or_default();
            assert!(!mathml.contains("<img") && !mathml.contains("<script") && !mathml.contains("href="), "{mathml}");
        }
    }
}
