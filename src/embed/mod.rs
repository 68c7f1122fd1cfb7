//! Our views in pages of others: what stands behind the elements `<preau-catalogue>`, `<preau-course>` and `<preau-badge>`.
//!
//! `public/embed.js` defines the elements, so that it can be small and there at once; with the first of them it loads this very
//! app, asks it by [`embed`] for a function, and gives that function the elements' wishes (`command`). All elements of a page
//! share one instance. Each is an island of its own: language, announcements, place and level of headings. What needs the
//! browser's page itself (events, address, size) is done by the script, which each island tells (`tell::Tell`).
mod badge;
mod course;
mod island;
mod named;
mod settings;
mod tell;

use crate::app::{self, ChunkError, split_point};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsValue, closure::Closure, prelude::wasm_bindgen};

/// Takes an element's number, what it wants, and what that needs; answers a sentence for developers when it cannot be done.
type Command = fn(u32, &str, &JsValue) -> Result<(), String>;

split_point! {
    fn fetched() -> Command = embed_catalogue {
        command
    }
}

/// Answers the function `(number, wish, value) => sentence | undefined` that carries out the wishes of elements; nothing when
/// its file cannot be fetched.
#[wasm_bindgen]
pub fn embed(answer: Function) {
    app::spawn(async move {
        let given = match fetched().await {
            Ok(command) => function(command),
            Err(ChunkError) => JsValue::UNDEFINED,
        };
        if let Err(error) = answer.call1(&JsValue::UNDEFINED, &given) {
            crate::log::warn_js("embed", &error);
        }
    });
}

fn function(command: Command) -> JsValue {
    let call = move |number: u32, wish: JsValue, value: JsValue| {
        let wish = wish.as_string().unwrap_or_default();
        command(number, &wish, &value).err().map_or(JsValue::UNDEFINED, JsValue::from)
    };
    Closure::<dyn Fn(u32, JsValue, JsValue) -> JsValue>::new(call).into_js_value()
}

fn command(number: u32, wish: &str, value: &JsValue) -> Result<(), String> {
    match wish {
        "site" => site(value),
        "show" => island::show(number, value),
        "room" => island::room(number, value.is_truthy()),
        "search" => island::search(number, &value.as_string().unwrap_or_default()),
        "go" => island::go(number, &value.as_string().unwrap_or_default()),
        "restore" => island::restore(number, &value.as_string().unwrap_or_default()),
        "remove" => {
            island::remove(number);
            Ok(())
        }
        other => Err(["no wish is called ", other].concat()),
    }
}

/// Takes over where the site is and what its configuration says, once.
fn site(value: &JsValue) -> Result<(), String> {
    let address = text(value, "site").unwrap_or_default();
    let config = text(value, "config").unwrap_or_default();
    let config = app::config::Config::parse(&config).map_err(|problems| problems.join("; "))?;
    app::site::set(app::site::Site { address: address.clone(), worker: text(value, "worker") });
    app::config::install_elsewhere(config, &address);
    Ok(())
}

/// A member that is a text.
fn text(object: &JsValue, name: &str) -> Option<String> {
    Reflect::get(object, &name.into()).ok()?.as_string()
}
