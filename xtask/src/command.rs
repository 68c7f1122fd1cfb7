//! Running other programs.
use crate::output;
use anyhow::{Context, Result, bail};
use std::{
    io::{BufRead, BufReader, Read},
    process::{Command, Stdio},
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    time::{Duration, Instant},
};

/// A step that is silent for longer than this says what it is doing.
const PATIENCE: Duration = Duration::from_secs(20);

/// Runs a program without showing what it prints, unless it fails or takes long.
///
/// # Errors
/// When it cannot be started, or fails; the message then holds all it printed.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    output_of(command).map(|_printed| ())
}

/// As [`run`], and gives what the program printed on both channels.
///
/// # Errors
/// As [`run`].
pub(crate) fn output_of(command: &mut Command) -> Result<String> {
    let name = name_of(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{name}` cannot be started"))?;
    let (lines, received) = channel();
    let readers = [
        child.stdout.take().map(|out| read_lines(out, lines.clone())),
        child.stderr.take().map(|err| read_lines(err, lines)),
    ];
    let start = Instant::now();
    let (mut printed, mut last, mut next) = (String::new(), String::new(), PATIENCE);
    loop {
        match received.recv_timeout(next.saturating_sub(start.elapsed())) {
            Ok(line) => {
                printed.push_str(&line);
                printed.push('\n');
                if !line.trim().is_empty() {
                    last = line;
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if start.elapsed() >= next {
            output::still_at_work(start, last.trim());
            next += PATIENCE;
        }
    }
    for reader in readers.into_iter().flatten() {
        if reader.join().is_err() {
            bail!("the output of `{name}` could not be read");
        }
    }
    let status = child.wait()?;
    if status.success() {
        return Ok(printed);
    }
    bail!("`{name}` failed ({status}):\n{}", without_progress(&printed))
}

/// Without cargo's lines about each crate, which hide what went wrong.
fn without_progress(printed: &str) -> String {
    let progress = ["Compiling", "Checking", "Downloading", "Downloaded", "Documenting", "Fresh"];
    let tells = |line: &&str| {
        let first = line.split_whitespace().next().unwrap_or_default();
        !(line.starts_with("  ") && progress.contains(&first))
    };
    printed.lines().filter(tells).fold(String::new(), |all, line| all + line + "\n")
}

/// Runs a program that shows what it prints by itself.
///
/// # Errors
/// When it cannot be started, or fails.
pub(crate) fn run_shown(command: &mut Command) -> Result<()> {
    let name = name_of(command);
    let status = command.status().with_context(|| format!("`{name}` cannot be started"))?;
    if status.success() {
        return Ok(());
    }
    bail!("`{name}` failed ({status})")
}

/// What a program prints on standard output, or `None` when there is no such program or it fails.
pub(crate) fn asked(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        // Trunk refuses NO_COLOR=1, which many set
        .env_remove("NO_COLOR")
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let printed = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(printed)
}

fn read_lines(from: impl Read + Send + 'static, to: Sender<String>) -> std::thread::JoinHandle<()> {
    std::thread::spawn(move || {
        for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).trim_end().to_owned();
            if to.send(line).is_err() {
                return;
            }
        }
    })
}

/// The command in short: without folders, and without more than its first arguments.
fn name_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args().take(4));
    let short = |word: &std::ffi::OsStr| {
        let text = word.to_string_lossy();
        match text.rsplit_once('/') {
            Some((_, name)) if text.starts_with('/') => name.to_owned(),
            _ => text.into_owned(),
        }
    };
    words.map(short).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Command, asked, output_of, run};

    #[test]
    fn a_failure_shows_what_was_printed_on_both_channels() {
        let error = run(Command::new("/bin/sh").args(["-c", "echo out; echo err >&2; exit 3"])).unwrap_err();
        let text = error.to_string();
        assert!(text.starts_with("`sh -c echo out; echo err >&2; exit 3` failed (exit status: 3)"), "{text}");
        assert!(text.contains("\nout\n") && text.contains("\nerr\n"), "{text}");
    }

    #[test]
    fn a_failure_of_cargo_shows_what_went_wrong_only() {
        let printed = "   Compiling serde v1.0.229\nerror[E0583]: no\n  --> src/lib.rs:4:1\n";
        assert_eq!(super::without_progress(printed), "error[E0583]: no\n  --> src/lib.rs:4:1\n");
    }

    #[test]
    fn a_program_that_is_missing_is_named() {
        let error = run(&mut Command::new("préau-has-no-such-program")).unwrap_err();
        assert_eq!(error.to_string(), "`préau-has-no-such-program` cannot be started");
        assert_eq!(asked("préau-has-no-such-program", &[]), None);
    }

    #[test]
    fn gives_what_a_program_prints() {
        assert_eq!(output_of(Command::new("/bin/echo").arg("a b")).unwrap(), "a b\n");
    }
}
