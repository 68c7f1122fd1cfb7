//! Mounts the app.
fn main() {
    preau::app::start();
}
