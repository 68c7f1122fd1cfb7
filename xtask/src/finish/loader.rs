//! The script that fetches the files of slices.
use crate::bundle::Chunks;
use std::collections::{BTreeMap, BTreeSet};

/// A digit's worth in the script's lists.
const LONGEST_STEP: usize = 35;

/// All addresses, those side by side that the same slices want: what is written of them then repeats.
fn in_order(splits: &Chunks) -> Vec<&String> {
    let rests = splits.values().filter_map(|ways| ways.after.as_ref()).map(|(_, rest)| rest);
    let addresses: BTreeSet<&String> = splits.values().flat_map(|ways| &ways.alone).chain(rests).collect();
    let mut addresses: Vec<&String> = addresses.into_iter().collect();
    addresses.sort_by_cached_key(|address| {
        splits.values().map(|wanted| wanted.alone.contains(address)).collect::<Vec<bool>>()
    });
    addresses
}

/// Ways from one place to the next, as the loader reads them.
fn steps(places: &BTreeSet<usize>) -> String {
    let mut steps = String::new();
    let mut next = 0;
    for place in places {
        let mut way = place + 1 - next;
        while way > LONGEST_STEP {
            steps.push('0');
            way -= LONGEST_STEP;
        }
        steps.extend(u32::try_from(way).ok().and_then(|way| char::from_digit(way, 36)));
        next = place + 1;
    }
    steps
}

/// What all addresses begin with, what each has for itself, and what all end with: written once, it need not be compressed.
fn apart<'a>(addresses: &[&'a String]) -> (&'a str, Vec<&'a str>, &'a str) {
    let shared =
        |one: &str, other: &str| one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let shared_end = |one: &str, other: &str| {
        one.bytes().rev().zip(other.bytes().rev()).take_while(|(one, other)| one == other).count()
    };
    let Some(first) = addresses.first() else { return ("", Vec::new(), "") };
    // up to the hash: names that happen to begin alike stay whole
    let start = addresses.iter().map(|other| shared(first, other)).min().unwrap_or_default();
    let start = first.get(..start).and_then(|start| start.rfind(['-', '/'])).map_or(0, |at| at + 1);
    let end = addresses.iter().map(|other| shared_end(first, other)).min().unwrap_or_default();
    let end = first.len().saturating_sub(end).max(start);
    let end = first.get(end..).and_then(|rest| rest.find('.')).map_or(first.len(), |at| end + at);
    let name = |address: &&'a String| {
        let length = address.len().saturating_sub(first.len().saturating_sub(end));
        address.get(start..length).unwrap_or_default()
    };
    (first.get(..start).unwrap_or_default(), addresses.iter().map(name).collect(), first.get(end..).unwrap_or_default())
}

/// The script; `splits` has the files of each slice, as paths in the site.
pub(super) fn script(splits: &Chunks) -> String {
    let addresses = in_order(splits);
    let places: BTreeMap<&String, usize> =
        addresses.iter().enumerate().map(|(place, address)| (*address, place)).collect();
    let (before, names, after) = apart(&addresses);
    let mut script = format!(
        r"let main;
let imports;
export const __setMain = (start) => {{
  main = start;
}};
const shared = () => (imports ??= {{ __wasm_split: main() }});
const files = '{}'.split(' ').map((name) => new URL(`./{before}${{name}}{after}`, import.meta.url));
const come = [];
const start = async (file) => {{
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(`${{file}}: ${{answer.status}}`);
  // whatever the server calls it
  await WebAssembly.instantiate(await answer.arrayBuffer(), shared());
}};
const load = (place) =>
  (come[place] ??= start(files[place]).catch((error) => {{
    delete come[place];
    throw error;
  }}));
// from one place to the next, a digit to base 36 each; 0 is a way of 35 on which nothing stands
const read = (steps) => {{
  const places = [];
  let at = -1;
  for (const step of steps) {{
    const way = parseInt(step, 36);
    at += way || 35;
    if (way) places.push(at);
  }}
  return places;
}};
// what a slice needs; or what it needs besides, where that has come
const split = (alone, there, rest) => async (callback, data) => {{
  const other = read(there ?? '');
  const places = other.length && other.every((place) => come[place]) ? [...other, rest] : read(alone);
  let hasCome = true;
  try {{
    await Promise.all(places.map(load));
  }} catch (error) {{
    // no error for the console: the learner is told, or is leaving, and what was on its way is given up
    console.warn(error);
    hasCome = false;
  }}
  shared().__wasm_split.__indirect_function_table.get(callback)(data, hasCome);
}};
",
        names.join(" ")
    );
    let steps_to = |files: &[String]| steps(&files.iter().filter_map(|file| places.get(file)).copied().collect());
    for (split, ways) in splits {
        let rest = ways.after.as_ref().and_then(|(there, rest)| Some((steps_to(there), *places.get(rest)?)));
        let rest = rest.map(|(there, rest)| format!(", '{there}', {rest}")).unwrap_or_default();
        let alone = steps_to(&ways.alone);
        script
            .push_str(&format_args!("export const __wasm_split_load_{split} = split('{alone}'{rest});\n").to_string());
    }
    script
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::Ways;

    #[test]
    fn what_addresses_have_in_common_is_written_once() {
        let apart_of = |all: &[&str]| {
            let all: Vec<String> = all.iter().map(|&address| address.to_owned()).collect();
            let (before, names, after) = apart(&all.iter().collect::<Vec<_>>());
            (before.to_owned(), names.join(" "), after.to_owned())
        };
        let parts = |before: &str, names: &str, after: &str| (before.to_owned(), names.to_owned(), after.to_owned());
        assert_eq!(apart_of(&["./c/part-ab1.pack", "./c/part-ac1.pack"]), parts("./c/part-", "ab1 ac1", ".pack"));
        assert_eq!(apart_of(&["./a.pack", "./b-c.pack"]), parts("./", "a b-c", ".pack"));
        assert_eq!(apart_of(&["./only.pack"]), parts("./", "only", ".pack"));
        assert_eq!(apart_of(&[]), parts("", "", ""));
    }

    #[test]
    fn places_are_written_as_steps() {
        let of = |places: &[usize]| steps(&places.iter().copied().collect());
        assert_eq!(of(&[0, 1, 5]), "114");
        assert_eq!(of(&[34]), "z");
        assert_eq!(of(&[35]), "01");
        assert_eq!(of(&[3, 38, 200]), "4z0000m");
        assert_eq!(of(&[]), "");
    }

    #[test]
    fn the_script_knows_each_slice_and_each_file_once() {
        let files = |all: &[&str]| all.iter().map(|file| (*file).to_owned()).collect::<Vec<_>>();
        let splits = Chunks::from([
            ("a".into(), Ways { alone: files(&["c/p-1.wasm", "c/p-2.wasm"]), after: None }),
            ("b".into(), Ways { alone: files(&["c/p-2.wasm"]), after: None }),
            (
                "c".into(),
                Ways { alone: files(&["c/p-3.wasm"]), after: Some((files(&["c/p-1.wasm"]), "c/p-4.wasm".into())) },
            ),
        ]);
        let script = script(&splits);
        let lines = [
            "const files = '4 3 1 2'.split(' ').map((name) => new URL(`./c/p-${name}.wasm`, import.meta.url));",
            "export const __wasm_split_load_a = split('31');",
            "export const __wasm_split_load_b = split('4');",
            "export const __wasm_split_load_c = split('2', '3', 0);",
        ];
        for line in lines {
            assert!(script.contains(line), "{line} is not in {script}");
        }
    }
}
