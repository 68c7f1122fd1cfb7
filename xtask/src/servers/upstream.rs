//! A backend that only says which one it is, and how it was asked.
use anyhow::Result;
use std::{
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
};

/// Bytes of the cookies that it sets on request, about as many as an LMS sets at a sign-in.
const LONG: usize = 12 << 10;
/// In a path: with so many.
pub(super) const WITH_LONG_COOKIES: &str = "with-long-cookies";

/// It ends when it is dropped.
pub(super) struct Upstream {
    address: SocketAddr,
    has_ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Upstream {
    /// Answers every request with its name in the first line and the request below it; 404 where the path says `not-` and the name.
    ///
    /// # Errors
    /// When there is no free port.
    pub(super) fn start(name: &'static str) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let (address, has_ended) = (listener.local_addr()?, Arc::new(AtomicBool::new(false)));
        let is_over = has_ended.clone();
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if is_over.load(Ordering::Relaxed) {
                    return;
                }
                // whose connection broke asks again, or says so
                stream.and_then(|stream| answer(stream, name)).unwrap_or_default();
            }
        });
        Ok(Self { address, has_ended, thread: Some(thread) })
    }

    /// `http://127.0.0.1:8080`.
    pub(super) fn address(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Upstream {
    fn drop(&mut self) {
        self.has_ended.store(true, Ordering::Relaxed);
        // wakes it up
        drop(TcpStream::connect(self.address));
        self.thread.take().map(JoinHandle::join).transpose().unwrap_or_default();
    }
}

fn answer(mut stream: TcpStream, name: &str) -> std::io::Result<()> {
    let mut request = String::new();
    for line in BufReader::new(&stream).lines() {
        let line = line?;
        if line.is_empty() {
            break;
        }
        request += &line;
        request.push('\n');
    }
    let first = request.lines().next().unwrap_or_default();
    let status = if first.contains(&format!("not-{name}")) { "404 Not Found" } else { "200 OK" };
    let cookies = if first.contains(WITH_LONG_COOKIES) {
        format!("Set-Cookie: a={}\r\n", "a".repeat(LONG))
    } else {
        String::new()
    };
    let body = format!("{name}\n{request}");
    write!(
        stream,
        "HTTP/1.1 {status}\r\n{cookies}Content-Type: text/plain\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}
