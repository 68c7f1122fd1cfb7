//! What a view becomes: elements of the document, at once, with effects on the parts that change.
mod any;
mod attribute;
mod component;
mod dom;
mod dynamic;
mod each;
pub mod element;
pub mod event;
mod into;
mod mount;
mod node_ref;

pub use any::AnyView;
pub use attribute::{Attribute, IntoAttribute, IntoAttributeValue};
pub use component::{
    Children, ChildrenFn, ChildrenOptContainer, ComponentConstructor, EmptyPropsBuilder, Props, PropsOrNoPropsBuilder,
    ToChildren, ViewFn, component_props_builder, component_view,
};
pub use dynamic::{reactive, reactive_text};
pub use each::keyed;
pub use into::{CollectView, IntoRender, IntoView, View};
pub use mount::{Mounted, mount_to, portal};
pub use node_ref::NodeRef;
