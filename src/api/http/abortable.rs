//! A request that ends with whoever waits for it, or with its time.
use super::ApiError;
use std::cell::Cell;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::AbortController;

/// Aborts its request when it is dropped before the end, or when its clock has run down.
pub(super) struct Abortable {
    pub(super) controller: AbortController,
    timer: Cell<i32>,
    pub(super) landed: Cell<bool>,
    on_time: Closure<dyn FnMut()>,
}

impl Abortable {
    /// Takes over a request that is under way by its controller, or is for one to come.
    pub(super) fn new(under_way: Option<AbortController>) -> Result<Self, ApiError> {
        let controller = under_way.map_or_else(AbortController::new, Ok).map_err(|error| {
            crate::log::warn_js("AbortController", &error);
            ApiError::Aborted
        })?;
        let on_time = Closure::new({
            let controller = controller.clone();
            move || controller.abort()
        });
        Ok(Self { controller, timer: Cell::default(), landed: false.into(), on_time })
    }

    /// Starts the clock, anew when it runs.
    pub(super) fn start_clock(&self, millis: u32) {
        self.stop_clock();
        let callback = self.on_time.as_ref().unchecked_ref();
        let millis = i32::try_from(millis).unwrap_or(i32::MAX);
        let timer = web_sys::window()
            .and_then(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, millis).ok());
        self.timer.set(timer.unwrap_or_default());
    }

    fn stop_clock(&self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.timer.get());
        }
    }
}

impl Drop for Abortable {
    fn drop(&mut self) {
        self.stop_clock();
        if !self.landed.get() {
            self.controller.abort();
        }
    }
}
