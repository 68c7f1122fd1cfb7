//! Bytes that come piece by piece, up to a limit; and their decompression.
use super::Here;
use crate::browser::{Format, Inflate};
use js_sys::{Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

/// Reads a stream to its end; `Ok(None)` when there is more than `most`, and then nothing further is fetched or inflated.
pub(super) async fn read(stream: &ReadableStream, most: usize) -> Result<Option<Vec<u8>>, JsValue> {
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read()).await?;
        if Reflect::get(&piece, &"done".into())?.is_truthy() {
            return Ok(Some(bytes));
        }
        let piece: Uint8Array = Reflect::get(&piece, &"value".into())?.unchecked_into();
        let piece_length = usize::try_from(piece.length()).unwrap_or(usize::MAX);
        if piece_length > most.saturating_sub(bytes.len()) {
            // how that ends is of no interest, but it has to be waited for
            let _ended = JsFuture::from(reader.cancel()).await;
            return Ok(None);
        }
        bytes.append(&mut piece.to_vec());
    }
}

impl Inflate for Here {
    async fn inflate(&self, format: Format, bytes: &[u8], most: usize) -> Option<Vec<u8>> {
        let format = match format {
            Format::Gzip => "gzip",
            Format::Zlib => "deflate",
        };
        // the worker's script knows how
        let inflated: Function = Reflect::get(&js_sys::global(), &"inflated".into()).ok()?.dyn_into().ok()?;
        let stream = inflated.call2(&JsValue::UNDEFINED, &Uint8Array::from(bytes), &format.into()).ok()?;
        read(stream.unchecked_ref(), most).await.ok().flatten()
    }
}
