//! The mock server alone: `preau-mock --port 8090 --site dist`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool talks to its user")]
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use preau_mock::{Options, serve};

/// Richie's catalogue API over an invented catalogue, for trying and testing préau.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 8090)]
    port: u16,
    /// Folder of the built app to serve.
    #[arg(long)]
    site: Option<PathBuf>,
    /// Size of a generated catalogue instead of the own one.
    #[arg(long)]
    courses: Option<usize>,
    /// Units of one generated course in the LMS instead of the own courses.
    #[arg(long)]
    units: Option<usize>,
    /// Responses of a thread more in the forum of the first course, a tenth of them with replies.
    #[arg(long)]
    replies: Option<u32>,
    /// Date at which the clock stands, such as 2026-09-15T09:00:00Z.
    #[arg(long)]
    now: Option<String>,
    /// Folder of the badge fixtures, whose hosts the relay answers for.
    #[arg(long)]
    fixture_hosts: Option<PathBuf>,
    /// Port of the issuer of badges with CORS headers; that without has the next one. Those after `port` if absent.
    #[arg(long)]
    issuers: Option<u16>,
    /// Port of the sites that show préau in pages of their own. The one after the issuers' if absent.
    #[arg(long)]
    embedders: Option<u16>,
    /// Port of the LMS for worlds in which it has an origin of its own. The one after the embedders' if absent.
    #[arg(long)]
    lms: Option<u16>,
    /// Origin whose pages the LMS lets ask and write besides its own; may be given several times.
    #[arg(long = "trusted-origin")]
    trusted_origins: Vec<String>,
    /// Let other machines connect.
    #[arg(long)]
    open_to_network: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let options = Options {
        port: arguments.port,
        open_to_network: arguments.open_to_network,
        site: arguments.site,
        courses: arguments.courses,
        units: arguments.units,
        replies: arguments.replies,
        now: arguments.now,
        fixture_hosts: arguments.fixture_hosts,
        issuers: arguments.issuers.and_then(|port| Some((port, port.checked_add(1)?))),
        embedders: arguments.embedders,
        lms: arguments.lms,
        trusted_origins: arguments.trusted_origins,
    };
    match serve(options).await {
        Ok(running) => {
            println!("{}", running.url());
            println!("examples of pages that show it: http://localhost:{}/", running.embedders());
            running.wait().await;
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
