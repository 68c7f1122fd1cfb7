//! What `#[prop(into)]` accepts.
use super::{Callback, MaybeProp, Signal};

/// Of a value that `From` knows.
#[derive(Debug)]
pub struct ByFrom;
/// Of a closure that computes it.
#[derive(Debug)]
pub struct ByClosure;

/// Of a closure that takes nothing.
#[derive(Debug)]
pub struct ByClosureWithoutInput;

/// Turns what is given for a property into the property's type; `How` keeps the ways apart.
pub trait IntoReactiveValue<T, How> {
    /// The property.
    fn into_reactive_value(self) -> T;
}

impl<T, I: Into<T>> IntoReactiveValue<T, ByFrom> for I {
    fn into_reactive_value(self) -> T {
        self.into()
    }
}

impl<T: 'static, F: Fn() -> T + 'static> IntoReactiveValue<Signal<T>, ByClosure> for F {
    fn into_reactive_value(self) -> Signal<T> {
        Signal::derive(self)
    }
}

impl<T: Clone + 'static, F: Fn() -> Option<T> + 'static> IntoReactiveValue<MaybeProp<T>, ByClosure> for F {
    fn into_reactive_value(self) -> MaybeProp<T> {
        MaybeProp::derive(self)
    }
}

impl<Out: 'static, F: Fn() -> Out + 'static> IntoReactiveValue<Callback<(), Out>, ByClosureWithoutInput> for F {
    fn into_reactive_value(self) -> Callback<(), Out> {
        Callback::new(move |()| self())
    }
}
