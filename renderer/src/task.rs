//! Work that waits for something.
use crate::reactive::nodes;
use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

/// Runs a future as the part of the page that is built or run now.
pub fn spawn_local_scoped(future: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(Scoped { owner: nodes::owner(), future: Box::pin(future) });
}

struct Scoped {
    owner: Option<nodes::Id>,
    future: Pin<Box<dyn Future<Output = ()>>>,
}

impl Future for Scoped {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        nodes::scoped(self.owner, None, || self.future.as_mut().poll(context))
    }
}
