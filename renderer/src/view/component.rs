//! Components, as the macros of Leptos write them.
use super::{AnyView, IntoView};
use std::rc::Rc;

/// What stands between the tags of a component, once.
pub type Children = Box<dyn FnOnce() -> AnyView>;
/// What stands between the tags of a component, as often as needed.
pub type ChildrenFn = Rc<dyn Fn() -> AnyView>;

/// From what the macro writes between the tags of a component.
pub trait ToChildren<F> {
    /// The property.
    fn to_children(work: F) -> Self;
}

impl<T: IntoView, F: FnOnce() -> T + 'static> ToChildren<F> for Children {
    fn to_children(work: F) -> Self {
        Box::new(move || work().into_any())
    }
}

impl<T: IntoView, F: Fn() -> T + 'static> ToChildren<F> for ChildrenFn {
    fn to_children(work: F) -> Self {
        Rc::new(move || work().into_any())
    }
}

/// A single text between the tags of a component.
#[derive(Debug)]
pub struct ChildrenOptContainer<T>(pub T);

impl<T: IntoView + 'static> ToChildren<ChildrenOptContainer<T>> for Children {
    fn to_children(text: ChildrenOptContainer<T>) -> Self {
        Box::new(move || text.0.into_any())
    }
}

impl<T: IntoView + Clone + 'static> ToChildren<ChildrenOptContainer<T>> for ChildrenFn {
    fn to_children(text: ChildrenOptContainer<T>) -> Self {
        Rc::new(move || text.0.clone().into_any())
    }
}

/// A view that a property gives, as often as needed.
#[derive(Clone)]
pub struct ViewFn(Rc<dyn Fn() -> AnyView>);

impl std::fmt::Debug for ViewFn {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("ViewFn")
    }
}

impl<T: IntoView, F: Fn() -> T + 'static> From<F> for ViewFn {
    fn from(draw: F) -> Self {
        Self(Rc::new(move || draw().into_any()))
    }
}

impl ViewFn {
    /// Draws it.
    pub fn run(&self) -> AnyView {
        (self.0)()
    }
}

/// Properties of a component.
pub trait Props {
    /// What collects them.
    type Builder;
    /// Without any yet.
    fn builder() -> Self::Builder;
}

/// Properties of a component that may have none.
pub trait PropsOrNoPropsBuilder {
    /// What collects them.
    type Builder;
    /// Without any yet.
    fn builder_or_not() -> Self::Builder;
}

impl<P: Props> PropsOrNoPropsBuilder for P {
    type Builder = P::Builder;

    fn builder_or_not() -> Self::Builder {
        Self::builder()
    }
}

/// Collects nothing.
#[derive(Debug, Default)]
pub struct EmptyPropsBuilder;

impl EmptyPropsBuilder {
    /// Nothing.
    pub const fn build(self) {}
}

impl PropsOrNoPropsBuilder for () {
    type Builder = EmptyPropsBuilder;

    fn builder_or_not() -> Self::Builder {
        EmptyPropsBuilder
    }
}

/// A function that is a component.
pub trait ComponentConstructor<P, T> {
    /// Builds it.
    fn construct(self, props: P) -> T;
}

impl<F: FnOnce() -> T, T> ComponentConstructor<(), T> for F {
    fn construct(self, (): ()) -> T {
        self()
    }
}

impl<F: FnOnce(P) -> T, P: Props, T> ComponentConstructor<P, T> for F {
    fn construct(self, props: P) -> T {
        self(props)
    }
}

/// Collects the properties of that component.
pub fn component_props_builder<P: PropsOrNoPropsBuilder, T>(
    _component: &impl ComponentConstructor<P, T>,
) -> P::Builder {
    P::builder_or_not()
}

/// Builds the component.
pub fn component_view<P, T: IntoView>(component: impl ComponentConstructor<P, T>, props: P) -> AnyView {
    component.construct(props).into_any()
}
