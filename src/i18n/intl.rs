//! Numbers, prices, lists, names of languages and order of names, through the browser's `Intl`.
//!
//! Everything goes through [`format`], which never throws: `Intl` raises a `RangeError` on a currency or language code
//! that a backend invented. Outside a browser (native tests) there is no `Intl`, and plain forms stand in.
use super::{Lang, lang};
use js_sys::{Array, Function, Object, Reflect};
use std::{cell::RefCell, cmp::Ordering};
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    /// Formatters already made, and the method of each: making one costs a hundred times its use.
    static FORMATTERS: RefCell<Vec<(String, Formatter)>> = const { RefCell::new(Vec::new()) };
}

#[derive(Clone)]
struct Formatter {
    object: JsValue,
    method: Function,
}

/// Text that `new Intl[class](language, options)[method](...arguments)` gives; `None` when `Intl` refuses.
///
/// The arguments are made on demand: outside a browser a `JsValue` cannot even be made.
pub(super) fn format(
    class: &str,
    method: &str,
    options: &[(&str, &str)],
    arguments: &dyn Fn() -> Array,
) -> Option<String> {
    if cfg!(not(target_arch = "wasm32")) {
        return None;
    }
    let Formatter { object, method } = formatter(class, method, options)?;
    Reflect::apply(&method, &object, &arguments()).ok()?.as_string()
}

/// Each class is used by one method only.
fn formatter(class: &str, method: &str, options: &[(&str, &str)]) -> Option<Formatter> {
    let mut key = [lang().code(), class].concat();
    for (name, value) in options {
        key.push_str(name);
        key.push_str(value);
    }
    let made = FORMATTERS.with_borrow(|made| made.iter().find(|(k, _)| *k == key).map(|(_, made)| made.clone()));
    if made.is_some() {
        return made;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
    let object = Object::new();
    for (name, value) in options {
        Reflect::set(&object, &(*name).into(), &(*value).into()).ok()?;
    }
    let object = Reflect::construct(&class, &Array::of2(&lang().region().into(), &object)).ok()?;
    let method = Reflect::get(&object, &method.into()).ok()?.dyn_into().ok()?;
    let made = Formatter { object, method };
    FORMATTERS.with_borrow_mut(|all| all.push((key, made.clone())));
    Some(made)
}

/// A whole number with the language's grouping: `1 234`, `1,234`.
pub fn number(value: u64) -> String {
    let plain = value.to_string();
    if value < 1000 {
        return plain;
    }
    // as text: `Intl` takes it, and no number is too large
    format("NumberFormat", "format", &[], &|| Array::of1(&plain.as_str().into())).unwrap_or(plain)
}

/// An amount in a currency (ISO 4217), without decimals when they are nought: `120 €`, `9,50 €`.
pub fn money(amount: f64, currency: &str) -> String {
    let digits = if amount.fract() == 0.0 { "0" } else { "2" };
    let options = [("style", "currency"), ("currency", currency), ("minimumFractionDigits", digits)];
    format("NumberFormat", "format", &options, &|| Array::of1(&amount.into()))
        .unwrap_or_else(|| [plain(amount).as_str(), " ", currency].concat())
}

/// A share (0 to 1) of a whole, to a tenth of a percent: `42,5 %`, `42.5%`.
pub fn percent(share: f64) -> String {
    format("NumberFormat", "format", &[("style", "percent"), ("maximumFractionDigits", "1")], &|| {
        Array::of1(&share.into())
    })
    .unwrap_or_else(|| [plain((share * 1000.0).round() / 10.0).as_str(), "\u{a0}%"].concat())
}

/// A number with two decimals at most, as points have them: `3,5`.
pub fn decimal(value: f64) -> String {
    format("NumberFormat", "format", &[("maximumFractionDigits", "2")], &|| Array::of1(&value.into()))
        .unwrap_or_else(|| plain((value * 100.0).round() / 100.0))
}

/// A number as JavaScript writes it: Rust's own way brings tables of 10 KiB.
fn plain(value: f64) -> String {
    #[cfg(target_arch = "wasm32")]
    return js_sys::Number::from(value).to_string_with_radix(10).map(String::from).unwrap_or_default();
    #[cfg(not(target_arch = "wasm32"))]
    value.to_string()
}

/// Whether a count takes the singular form: French says it of 0 and 1, English of 1 (Unicode's plural rules).
pub fn plural_is_one(count: u64) -> bool {
    match lang() {
        Lang::Fr => count < 2,
        Lang::En => count == 1,
    }
}

/// Names joined as the language does: `A, B et C`.
pub fn list(items: &[String]) -> String {
    let array = || items.iter().map(|item| JsValue::from(item.as_str())).collect::<Array>();
    format("ListFormat", "format", &[], &|| Array::of1(&array())).unwrap_or_else(|| items.join(", "))
}

/// Name of a language given by its code (`fr`, `pt-br`), in the language of the page; the code if it is unknown.
pub fn language_name(code: &str) -> String {
    format("DisplayNames", "of", &[("type", "language")], &|| Array::of1(&code.into()))
        .unwrap_or_else(|| code.to_owned())
}

/// Name of a country given by its code (`FR`), in the language of the page; the code if it is unknown.
pub fn region_name(code: &str) -> String {
    format("DisplayNames", "of", &[("type", "region")], &|| Array::of1(&code.into())).unwrap_or_else(|| code.to_owned())
}

/// Text to search in, and to search for: small letters without accents, as every keyboard has them.
pub fn search_words(texts: &[&str]) -> String {
    let text = lowercase(&texts.join(" "));
    #[cfg(target_arch = "wasm32")]
    let text = String::from(js_sys::JsString::from(text).normalize("NFD"));
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\u{300}'..='\u{36f}' => {}
            '’' => plain.push('\''),
            'œ' => plain.push_str("oe"),
            'æ' => plain.push_str("ae"),
            letter => plain.push(letter),
        }
    }
    plain
}

/// In small letters, by the browser's tables (Rust's own are 10 KiB).
pub fn lowercase(text: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    return js_sys::JsString::from(text).to_lower_case().into();
    #[cfg(not(target_arch = "wasm32"))]
    text.to_lowercase()
}

/// In capitals, by the browser's tables.
pub fn uppercase(text: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    return js_sys::JsString::from(text).to_upper_case().into();
    #[cfg(not(target_arch = "wasm32"))]
    text.to_uppercase()
}

/// Order of names by the language's rules: accents and case do not send a name to the end.
pub fn compare(a: &str, b: &str) -> Ordering {
    if cfg!(not(target_arch = "wasm32")) {
        return lowercase(a).cmp(&lowercase(b));
    }
    let order = js_sys::JsString::from(a).locale_compare(b, &Array::of1(&lang().code().into()), &Object::new());
    order.cmp(&0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::with_lang;

    #[test]
    fn french_counts_nought_as_one() {
        assert!(with_lang(Lang::Fr, || plural_is_one(0)));
        assert!(!with_lang(Lang::En, || plural_is_one(0)));
        assert!(with_lang(Lang::En, || plural_is_one(1)));
        assert!(!with_lang(Lang::Fr, || plural_is_one(2)));
    }

    #[test]
    fn an_amount_without_a_browser_still_says_its_currency() {
        assert_eq!(money(120.0, "EUR"), "120 EUR");
    }
}
