//! What backends say, field by field. Serde and nothing else: the app and the mock server share it.
pub mod richie;
