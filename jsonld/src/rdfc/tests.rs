//! Graphs made to cost time or stack.
use std::fmt::Write;

use super::*;

fn form(text: &str) -> Result<String, Error> {
    let (quads, _) = nquads::read(text);
    canonical(&quads, Limits::default(), sha256).map(|form| form.text)
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().concat()
}

/// So many things alike, each of which points at the others.
fn clique(size: usize) -> String {
    let mut text = String::new();
    for one in 0..size {
        for other in (0..size).filter(|other| *other != one) {
            writeln!(text, "_:a{one} <urn:p> _:a{other} .").unwrap();
        }
    }
    text
}

/// So many equal chains, such as lists are: links differ by their place.
fn chains(count: usize, length: usize) -> String {
    let mut text = String::new();
    for chain in 0..count {
        for link in 0..length {
            let next = link + 1;
            writeln!(text, "_:a{chain}x{link} <urn:p> _:a{chain}x{next} .\n_:a{chain}x{link} <urn:q> \"{link}\" .")
                .unwrap();
        }
    }
    text
}

#[test]
fn small_tangles_are_untied() {
    assert!(form(&clique(4)).is_ok());
    assert!(form(&chains(3, 20)).is_ok());
}

#[test]
fn large_tangles_are_refused() {
    for text in [clique(10), clique(70), chains(2, 1_000), chains(50, 60)] {
        assert_eq!(form(&text), Err(Error::TooMuchWork));
    }
    // one in the middle of so many alike
    let star = lines(2_500, |ray| format!("_:a <urn:p> _:b{ray} .\n_:c <urn:p> _:b{ray} .\n"));
    assert_eq!(form(&star), Err(Error::TooMuchWork));
}

#[test]
fn many_things_that_differ_are_no_tangle() {
    let text = lines(2_000, |one| format!("_:a{one} <urn:p> \"{one}\" .\n_:a{one} <urn:q> _:b .\n"));
    assert_eq!(form(&text).map(|form| form.lines().count()), Ok(4_000));
}

/// A browser gives WebAssembly 1 MiB of stack.
#[test]
fn half_of_a_browsers_stack_is_enough() {
    let worker = std::thread::Builder::new().stack_size(512 * 1024);
    let results = worker.spawn(|| [form(&chains(2, 60)).is_ok(), form(&chains(2, 1_000)).is_ok()]).unwrap().join();
    assert_eq!(results.unwrap(), [true, false]);
}

/// The same statements with other names in another order.
#[test]
fn names_and_order_of_the_input_do_not_matter() {
    let one = "_:x <urn:p> _:y .\n_:y <urn:p> _:x .\n_:y <urn:q> _:z _:g .\n_:z <urn:r> \"1\" _:g .\n";
    let other = "_:b <urn:r> \"1\" _:a .\n_:c <urn:q> _:b _:a .\n_:c <urn:p> _:d .\n_:d <urn:p> _:c .\n";
    assert_eq!(form(one), form(other));
}
