//! What can be put between the tags of a view.
use super::{AnyView, dom, reactive, reactive_text};
use crate::reactive::Signal;
use web_sys::Node;

/// Something to show.
pub trait IntoView: Sized {
    /// As a piece of the document.
    fn into_any(self) -> AnyView;

    /// As a piece of the document.
    fn into_view(self) -> AnyView {
        self.into_any()
    }

    /// At the end of an element.
    fn append_to(self, parent: &Node) {
        self.into_any().put_into(parent);
    }
}

/// The name that the macro writes around what stands in braces.
pub trait IntoRender {
    /// As it is.
    fn into_render(self) -> Self;
}

impl<T: IntoView> IntoRender for T {
    fn into_render(self) -> Self {
        self
    }
}

/// The name that the macro writes around a view.
#[derive(Debug)]
pub struct View;

impl View {
    /// The finished piece.
    #[allow(clippy::new_ret_no_self, reason = "the macro's name")]
    pub fn new(view: impl IntoView) -> AnyView {
        view.into_any()
    }
}

/// Puts the views of an iterator one after the other.
pub trait CollectView {
    /// As one piece.
    fn collect_view(self) -> AnyView;
}

impl<T: IntoView, I: IntoIterator<Item = T>> CollectView for I {
    fn collect_view(self) -> AnyView {
        AnyView::of(self.into_iter().map(T::into_any))
    }
}

fn text(words: &str) -> AnyView {
    AnyView::text(dom::create_words(words))
}

impl IntoView for () {
    fn into_any(self) -> AnyView {
        AnyView::default()
    }
}

impl IntoView for &str {
    fn into_any(self) -> AnyView {
        text(self)
    }

    fn append_to(self, parent: &Node) {
        dom::append_words(parent, self);
    }
}

impl IntoView for String {
    fn into_any(self) -> AnyView {
        text(&self)
    }

    fn append_to(self, parent: &Node) {
        dom::append_words(parent, &self);
    }
}

impl IntoView for &String {
    fn into_any(self) -> AnyView {
        text(self)
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl IntoView for $number {
            fn into_any(self) -> AnyView {
                text(&self.to_string())
            }
        }
    )*};
}
numbers!(u8, u32, u64, usize, i32, i64);

impl<T: IntoView> IntoView for Option<T> {
    fn into_any(self) -> AnyView {
        self.map_or_else(AnyView::default, T::into_any)
    }
}

impl<T: IntoView> IntoView for Vec<T> {
    fn into_any(self) -> AnyView {
        AnyView::of(self.into_iter().map(T::into_any))
    }

    fn append_to(self, parent: &Node) {
        for view in self {
            view.append_to(parent);
        }
    }
}

impl<T: IntoView, const N: usize> IntoView for [T; N] {
    fn into_any(self) -> AnyView {
        AnyView::of(self.into_iter().map(T::into_any))
    }
}

/// A part that changes.
impl<T: IntoView, F: FnMut() -> T + 'static> IntoView for F {
    fn into_any(mut self) -> AnyView {
        reactive(Box::new(move || self().into_any()))
    }
}

/// A text that changes in place.
impl IntoView for Signal<String> {
    fn into_any(self) -> AnyView {
        reactive_text(Box::new(move || self.get()))
    }
}

macro_rules! tuples {
    ($($name:ident)*) => {
        impl<$($name: IntoView),*> IntoView for ($($name,)*) {
            #[allow(non_snake_case, reason = "one variable for each type")]
            fn into_any(self) -> AnyView {
                let ($($name,)*) = self;
                AnyView::of(Vec::from([$($name.into_any()),*]))
            }

            #[allow(non_snake_case, reason = "one variable for each type")]
            fn append_to(self, parent: &Node) {
                let ($($name,)*) = self;
                $($name.append_to(parent);)*
            }
        }
    };
}
tuples!(A);
tuples!(A B);
tuples!(A B C);
tuples!(A B C D);
tuples!(A B C D E);
tuples!(A B C D E F);
tuples!(A B C D E F G);
tuples!(A B C D E F G H);
tuples!(A B C D E F G H I);
tuples!(A B C D E F G H I J);
tuples!(A B C D E F G H I J K);
tuples!(A B C D E F G H I J K L);
tuples!(A B C D E F G H I J K L M);
tuples!(A B C D E F G H I J K L M N);
tuples!(A B C D E F G H I J K L M N O);
tuples!(A B C D E F G H I J K L M N O P);
