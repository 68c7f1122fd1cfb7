//! What the commands print: one line for each step, with the seconds it took.
#![allow(clippy::print_stdout, reason = "a command talks on standard output")]
use anyhow::Result;
use std::{
    io::Write,
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

/// A step has written its name and its line is still open.
static LINE_OPEN: AtomicBool = AtomicBool::new(false);

/// Prints a line of its own.
pub(crate) fn say(text: &str) {
    if LINE_OPEN.swap(false, Ordering::Relaxed) {
        println!();
    }
    println!("{text}");
}

/// Runs `work` under `name`; its line ends with the seconds it took.
///
/// # Errors
/// Those of `work`, unchanged.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    say_open(name);
    let result = work();
    let end = if result.is_ok() { "" } else { "failed after " };
    let time = seconds(start.elapsed());
    if LINE_OPEN.swap(false, Ordering::Relaxed) {
        println!(" {end}{time}");
    } else {
        println!("{name}: {end}{time}");
    }
    result
}

/// Says that a step is still at work, and with what.
pub(crate) fn still_at_work(since: Instant, at: &str) {
    say(&format!("    {} {at}", seconds(since.elapsed())));
}

fn say_open(name: &str) {
    if LINE_OPEN.swap(true, Ordering::Relaxed) {
        println!();
    }
    print!("{name} …");
    // a terminal that cannot be written to is noticed by the next println
    std::io::stdout().flush().unwrap_or_default();
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
