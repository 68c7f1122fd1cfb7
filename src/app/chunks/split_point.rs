//! Where a WebAssembly file of its own begins.

/// A function that fetches a file of its own and gives what it holds: `fn fetched() -> Parts = enrol { … }`, where `enrol` is the name
/// of the file, and of the function that the splitter cuts off.
///
/// At once when the file has come before; without the feature `split` there is but one file. `#[lazy_route]` would panic when a file
/// cannot be fetched (offline, or a new release removed it); here that is a [`ChunkError`](crate::app::ChunkError).
macro_rules! split_point {
    ($(#[$about:meta])* $visible:vis fn $fetched:ident() -> $held:ty = $file:ident { $value:expr }) => {
        #[cfg_attr(feature = "split", ::leptos::wasm_split::wasm_split($file, wasm_split_path = ::leptos::wasm_split, fallible))]
        #[allow(clippy::unnecessary_wraps, reason = "fails only where it is split, when its file cannot be fetched")]
        fn $file() -> Result<$held, $crate::app::ChunkError> {
            Ok($value)
        }

        $(#[$about])*
        $visible fn $fetched() -> $crate::app::Fetch<$held> {
            #[cfg(feature = "split")]
            {
                Box::pin($file())
            }
            #[cfg(not(feature = "split"))]
            {
                Box::pin(std::future::ready($file()))
            }
        }
    };
}
pub(crate) use split_point;
