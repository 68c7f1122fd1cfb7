//! Formulas in texts: TeX becomes `MathML`, which screen readers read. What converts it is a file of its own, fetched when a text
//! has a formula; until then, and where it cannot read one, the TeX itself shows.
mod finder;
mod limits;

pub(super) use finder::{Finder, Formula, pieces};

use super::build::dynamic;
use crate::{
    app::{ChunkError, split_point},
    i18n::t,
};
use leptos::prelude::*;
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};
use std::cell::Cell;

/// `MathML` of a formula; `None` for what cannot be read.
type Convert = fn(&str, bool) -> Option<String>;

split_point! {
    fn fetch_converter() -> Convert = formula {
        convert
    }
}

/// Not the libraries beside it: pulldown-latex (0.8) weighs 61 KiB after Brotli and its output leans on classes and styles;
/// latex2mathml (0.2) weighs 26, knows far fewer commands and rests since 2023. This one weighs 50.
fn convert(tex: &str, is_display: bool) -> Option<String> {
    if !limits::is_bearable(tex) {
        return None;
    }
    let tex = limits::unnumbered(tex);
    let converter = LatexToMathML::new(MathCoreConfig::default()).ok()?;
    let display = if is_display { MathDisplay::Block } else { MathDisplay::Inline };
    let mathml = converter.convert_with_local_state(&tex, display).ok()?.mathml;
    limits::is_shallow(&mathml).then_some(mathml)
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
    let (tex, is_display) = (formula.tex.trim().to_owned(), formula.is_display);
    let class = is_display.then_some("preau-formula--alone");
    dynamic(move || {
        let converter = CONVERTER.with(ArcRwSignal::get);
        match converter.map(|convert| convert(&tex, is_display)) {
            Some(Some(mathml)) => view! { <span class=class>{build(&with_source(&mathml, &tex))}</span> }.into_any(),
            Some(None) => source(&tex, Some(t::written::formula_unread())),
            None => source(&tex, None),
        }
    })
}

/// The TeX itself, for who can read it.
pub(super) fn source(tex: &str, title: Option<&'static str>) -> AnyView {
    view! { <code class="preau-tex" title=title.map(str::to_owned)>{tex.to_owned()}</code> }.into_any()
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
    fn deep_formulas_do_not_exhaust_the_stack() {
        for (open, close) in [
            ("{", "}"),
            ("\\sqrt{", "}"),
            ("a^{", "}"),
            ("\\left(", "\\right)"),
            ("\\begin{matrix}", "\\end{matrix}"),
            ("\\frac{1}", ""),
            ("\\sqrt", ""),
            ("\\hat", ""),
            ("\\color{red}", ""),
            ("\\mathbf{", "}"),
        ] {
            for levels in [10, 40, 100, 240, 1000] {
                let tex = [&open.repeat(levels), " x", &close.repeat(levels)].concat();
                let is_read = convert(&tex, true).is_some();
                assert!(is_read || levels > 30, "{open} {levels}");
            }
        }
    }

    #[test]
    fn equations_have_no_invented_numbers() {
        let mathml = convert("\\begin{align} a &= b \\\\ c &= d \\end{align}", true).unwrap();
        assert!(!mathml.contains("(1)"), "{mathml}");
    }

    #[test]
    fn what_converts_writes_only_what_is_let_through() {
        use crate::ui::rich_text::{is_formula_part, keeps};
        for tex in [
            "\\frac{1}{n}\\sum_{i=1}^{n} x_i",
            "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
            "\\sqrt[3]{x}\\,\\lim_{x\\to 0}",
            "\\cancel{x}\\phantom{x}",
            "\\left\\{ x \\right.",
            "\\vec v\\cdot\\overrightarrow{AB}",
            "\\text{si } \\textbf{ab}",
            "{}_1^2X_3^4",
            "\\begin{cases} 1 & x>0 \\\\ 0 & x \\le 0 \\end{cases}",
            "\\mathbb{R}^n\\to\\mathcal F",
            "\\underbrace{a+b}_{c}\\displaystyle",
        ] {
            let mathml = convert(tex, true).unwrap();
            let names = mathml.split('<').skip(1).filter(|tag| !tag.starts_with('/'));
            for name in names.map(|tag| tag.split([' ', '>', '/']).next().unwrap()) {
                assert!(is_formula_part(name) || (keeps(name) && name == "b"), "{name} in {mathml}");
            }
        }
    }

    #[test]
    fn harmful_formulas_make_no_markup() {
        for tex in ["\\text{<img src=x onerror=alert(1)>}", "\\href{javascript:alert(1)}{x}", "</math><script>"] {
            let mathml = convert(tex, false).unwrap_or_default();
            assert!(!mathml.contains("<img") && !mathml.contains("<script") && !mathml.contains("href="), "{mathml}");
        }
    }
}
