//! Several answers at once.
use futures::future::{FutureExt, LocalBoxFuture};
use std::{
    future::{Future, poll_fn},
    task::Poll,
};

/// Waits for all, in their order. For the few dozen requests of a page; `join_all` is made for thousands, and larger.
pub(crate) async fn all<'a, T: 'a, F: Future<Output = T> + 'a>(futures: impl IntoIterator<Item = F>) -> Vec<T> {
    outcomes(futures.into_iter().map(FutureExt::boxed_local).collect()).await
}

async fn outcomes<T>(mut futures: Vec<LocalBoxFuture<'_, T>>) -> Vec<T> {
    let mut outcomes: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    poll_fn(move |context| {
        let mut is_waiting = false;
        for (future, outcome) in futures.iter_mut().zip(&mut outcomes).filter(|(_, outcome)| outcome.is_none()) {
            match future.as_mut().poll(context) {
                Poll::Ready(value) => *outcome = Some(value),
                Poll::Pending => is_waiting = true,
            }
        }
        if is_waiting { Poll::Pending } else { Poll::Ready(outcomes.drain(..).flatten().collect()) }
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::all;
    use futures::{FutureExt, channel::oneshot};

    #[test]
    fn outcomes_come_in_the_order_of_the_questions() {
        let (senders, receivers): (Vec<_>, Vec<_>) = (0..3).map(|_| oneshot::channel::<u8>()).unzip();
        let mut waiting = Box::pin(all(receivers.into_iter().map(|receiver| async { receiver.await.ok() })));
        for (sender, value) in senders.into_iter().zip([0, 1, 2]).rev() {
            assert_eq!(waiting.as_mut().now_or_never(), None);
            sender.send(value).unwrap();
        }
        assert_eq!(waiting.now_or_never(), Some(vec![Some(0), Some(1), Some(2)]));
        assert_eq!(all(Vec::<std::future::Ready<u8>>::new()).now_or_never(), Some(Vec::new()));
    }
}
