//! One badge in a page of others.
use super::tell::Tell;
use crate::{
    app::{Draw, on_demand, verify_code},
    badges::BadgeGuest,
};
use leptos::prelude::*;

/// The badge at that address.
pub(super) fn view(address: String, tell: &Tell) -> AnyView {
    let tell = tell.clone();
    provide_context(BadgeGuest { address, failed: Callback::new(move |message: String| tell.failed(&message)) });
    on_demand(verify_code, |draw: Draw| draw())
}
