//! Values of attributes and properties.
use super::dom;
use crate::reactive::{MaybeProp, Memo, RwSignal, Signal, render_effect};
use crate::work::Make;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// A value, as an attribute has it.
#[derive(Default)]
pub enum Attribute {
    /// The attribute is not there; a boolean one is off.
    #[default]
    Absent,
    /// It is there without a value; a boolean one is on.
    Present,
    /// A text that the program contains.
    Fixed(&'static str),
    /// Another text.
    Text(String),
    /// It changes.
    Changing(Box<dyn Make<Self>>),
}

impl std::fmt::Debug for Attribute {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Attribute")
    }
}

impl Attribute {
    /// One that changes. Costs the effect that sets it, where a signal for the same costs a node of the graph more.
    pub fn changing<T: IntoAttribute>(mut value: impl FnMut() -> T + 'static) -> Self {
        Self::Changing(Box::new(move || value().into_attribute()))
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Absent | Self::Changing(_) => None,
            Self::Present => Some(""),
            Self::Fixed(text) => Some(text),
            Self::Text(text) => Some(text),
        }
    }

    /// Sets the attribute, now and when it changes.
    pub(super) fn set(self, element: &Element, name: &'static str) {
        match self {
            Self::Absent => {}
            Self::Changing(mut value) => {
                let element = element.clone();
                let mut is_there = false;
                render_effect(Box::new(move || {
                    let value = value.make();
                    match value.text() {
                        Some(text) if is_there => put(&element, name, text),
                        Some(text) => dom::set(&element, name, text),
                        None if is_there => {
                            let _was_there = element.remove_attribute(name);
                        }
                        None => {}
                    }
                    is_there = value.text().is_some();
                }));
            }
            value => {
                if let Some(text) = value.text() {
                    dom::set(element, name, text);
                }
            }
        }
    }

    /// Sets the property of that name, now and when it changes.
    pub(super) fn set_property(self, element: &Element, name: &'static str) {
        if let Self::Changing(mut value) = self {
            let element = element.clone();
            render_effect(Box::new(move || value.make().set_property(&element, name)));
            return;
        }
        let value = match self {
            Self::Absent | Self::Changing(_) => JsValue::FALSE,
            Self::Present => JsValue::TRUE,
            Self::Fixed(text) => text.into(),
            Self::Text(text) => text.into(),
        };
        if let Err(error) = js_sys::Reflect::set(element, &name.into(), &value) {
            crate::logging::console_error(&error);
        }
    }
}

fn put(element: &Element, name: &str, text: &str) {
    // a value that stays is not written again: the page would be told of a change
    if element.get_attribute(name).as_deref() != Some(text) {
        dom::set(element, name, text);
    }
}

/// Something that an attribute can be set to.
pub trait IntoAttribute {
    /// As a value.
    fn into_attribute(self) -> Attribute;
}

/// The name that the macro writes around values.
pub trait IntoAttributeValue {
    /// As it is.
    fn into_attribute_value(self) -> Self;
}

impl<T: IntoAttribute> IntoAttributeValue for T {
    fn into_attribute_value(self) -> Self {
        self
    }
}

impl IntoAttribute for Attribute {
    fn into_attribute(self) -> Self {
        self
    }
}

impl IntoAttribute for &'static str {
    fn into_attribute(self) -> Attribute {
        Attribute::Fixed(self)
    }
}

impl IntoAttribute for String {
    fn into_attribute(self) -> Attribute {
        Attribute::Text(self)
    }
}

impl IntoAttribute for &String {
    fn into_attribute(self) -> Attribute {
        Attribute::Text(self.clone())
    }
}

impl IntoAttribute for bool {
    fn into_attribute(self) -> Attribute {
        if self { Attribute::Present } else { Attribute::Absent }
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl IntoAttribute for $number {
            fn into_attribute(self) -> Attribute {
                Attribute::Text(self.to_string())
            }
        }
    )*};
}
numbers!(u8, u32, u64, usize, i32, i64);

impl<T: IntoAttribute> IntoAttribute for Option<T> {
    fn into_attribute(self) -> Attribute {
        self.map_or(Attribute::Absent, T::into_attribute)
    }
}

impl<T: IntoAttribute + 'static, F: FnMut() -> T + 'static> IntoAttribute for F {
    fn into_attribute(self) -> Attribute {
        Attribute::changing(self)
    }
}

macro_rules! signals {
    ($($signal:ident),*) => {$(
        impl<T: IntoAttribute + Clone + 'static> IntoAttribute for $signal<T> {
            fn into_attribute(self) -> Attribute {
                Attribute::changing(move || self.get())
            }
        }
    )*};
}
signals!(RwSignal, Memo);

impl<T: IntoAttribute + Clone + 'static> IntoAttribute for Signal<T> {
    fn into_attribute(self) -> Attribute {
        if self.is_fixed() { self.get().into_attribute() } else { Attribute::changing(move || self.get()) }
    }
}

impl<T: IntoAttribute + Clone + 'static> IntoAttribute for MaybeProp<T> {
    fn into_attribute(self) -> Attribute {
        if self.is_fixed() {
            return self.get().into_attribute();
        }
        Attribute::changing(move || self.get())
    }
}

/// What components take as a property that only an element reads.
macro_rules! properties {
    ($($value:ty),*) => {$(
        impl From<$value> for Attribute {
            fn from(value: $value) -> Self {
                value.into_attribute()
            }
        }
    )*};
}
properties!(&'static str, String, Option<String>, Signal<String>, Memo<String>, MaybeProp<String>);
