//! Many small WebAssembly files become few: packs of those that are wanted together, and the loader that fetches them.
//!
//! The splitter makes a file for each set of slices that share something: more than a hundred for a page of a course, most of
//! them smaller than the head of a request, and each compressed without knowing the others. A pack holds several modules one
//! after the other; they stay modules of their own, so nothing of what they do changes.
//!
//! A pack begins with the number of its modules and their lengths, as little-endian 32-bit numbers.
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};

/// What a file more is worth, in bytes before compression: two packs become one when the bytes that are then fetched in vain, over
/// all slices, weigh less than the requests that are saved.
const COST_OF_A_FILE: usize = 1024;

/// A digit's worth in the loader's lists.
const LONGEST_STEP: usize = 35;

/// Modules that are fetched together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pack {
    /// Names of the modules.
    pub(super) modules: Vec<String>,
    /// The slices that want it.
    pub(super) splits: BTreeSet<String>,
    size: usize,
}

/// Puts modules together: `splits` has the modules of each slice, `sizes` their bytes.
pub(super) fn plan(splits: &BTreeMap<String, Vec<String>>, sizes: &BTreeMap<String, usize>) -> Vec<Pack> {
    let mut of_module: BTreeMap<&String, BTreeSet<String>> = BTreeMap::new();
    for (split, modules) in splits {
        for module in modules {
            of_module.entry(module).or_default().insert(split.clone());
        }
    }
    let mut packs: Vec<Pack> = of_module
        .into_iter()
        .map(|(module, splits)| Pack {
            size: sizes.get(module).copied().unwrap_or_default(),
            modules: vec![module.clone()],
            splits,
        })
        .collect();
    while let Some((one, other)) = best(&packs) {
        let gone = packs.remove(other);
        if let Some(pack) = packs.get_mut(one) {
            pack.modules.extend(gone.modules);
            pack.splits.extend(gone.splits);
            pack.size += gone.size;
        }
    }
    packs
}

/// The two packs that gain most by becoming one, the first before the second.
fn best(packs: &[Pack]) -> Option<(usize, usize)> {
    let mut best = None;
    let mut most = 0;
    for (place, one) in packs.iter().enumerate() {
        for (further, other) in packs.iter().enumerate().skip(place + 1) {
            let shared = one.splits.intersection(&other.splits).count();
            if shared == 0 {
                continue;
            }
            let vain = one.size * (other.splits.len() - shared) + other.size * (one.splits.len() - shared);
            let gain = (COST_OF_A_FILE * shared).saturating_sub(vain);
            if gain > most {
                most = gain;
                best = Some((place, further));
            }
        }
    }
    best
}

/// A pack's content.
///
/// # Errors
/// When a module is larger than 4 GiB.
pub(super) fn bytes(modules: &[Vec<u8>]) -> Result<Vec<u8>> {
    let number = |number: usize| u32::try_from(number).map(u32::to_le_bytes).context("a module is too large");
    let mut all = number(modules.len())?.to_vec();
    for module in modules {
        all.extend(number(module.len())?);
    }
    all.extend(modules.concat());
    Ok(all)
}

/// All addresses, those side by side that the same slices want: what is written of them then repeats.
fn in_order(splits: &BTreeMap<String, Vec<String>>) -> Vec<&String> {
    let addresses: BTreeSet<&String> = splits.values().flatten().collect();
    let mut addresses: Vec<&String> = addresses.into_iter().collect();
    addresses
        .sort_by_cached_key(|address| splits.values().map(|wanted| wanted.contains(address)).collect::<Vec<bool>>());
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

/// The script that fetches packs; `splits` has the addresses of each slice, as the script sees them.
pub(super) fn loader(splits: &BTreeMap<String, Vec<String>>) -> String {
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
const files = '{}'.split(' ').map((name) => new URL(`{before}${{name}}{after}`, import.meta.url));
const come = [];
const unpack = async (file) => {{
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(`${{file}}: ${{answer.status}}`);
  const bytes = await answer.arrayBuffer();
  const head = new DataView(bytes);
  const count = head.getUint32(0, true);
  const modules = [];
  for (let module = 1, at = 4 * (count + 1); module <= count; module += 1) {{
    const length = head.getUint32(4 * module, true);
    modules.push(WebAssembly.instantiate(new Uint8Array(bytes, at, length), shared()));
    at += length;
  }}
  await Promise.all(modules);
}};
const load = (place) =>
  (come[place] ??= unpack(files[place]).catch((error) => {{
    delete come[place];
    throw error;
  }}));
// from one place to the next, a digit to base 36 each; 0 is a way of 35 on which nothing stands
const split = (steps) => async (callback, data) => {{
  const places = [];
  let at = -1;
  for (const step of steps) {{
    const way = parseInt(step, 36);
    at += way || 35;
    if (way) places.push(at);
  }}
  let hasCome = true;
  try {{
    await Promise.all(places.map(load));
  }} catch (error) {{
    console.error(error);
    hasCome = false;
  }}
  shared().__wasm_split.__indirect_function_table.get(callback)(data, hasCome);
}};
",
        names.join(" ")
    );
    for (split, addresses) in splits {
        let wanted: BTreeSet<usize> = addresses.iter().filter_map(|address| places.get(address)).copied().collect();
        let steps = steps(&wanted);
        script.push_str(&format_args!("export const __wasm_split_load_{split} = split('{steps}');\n").to_string());
    }
    script
}

#[cfg(test)]
mod tests {
    use super::*;

    fn splits(all: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
        all.iter()
            .map(|(split, modules)| ((*split).to_owned(), modules.iter().map(|module| (*module).to_owned()).collect()))
            .collect()
    }

    fn sizes(all: &[(&str, usize)]) -> BTreeMap<String, usize> {
        all.iter().map(|(module, size)| ((*module).to_owned(), *size)).collect()
    }

    fn modules(packs: &[Pack]) -> Vec<Vec<&str>> {
        packs.iter().map(|pack| pack.modules.iter().map(String::as_str).collect()).collect()
    }

    #[test]
    fn what_is_always_wanted_together_is_one_pack() {
        let packs = plan(&splits(&[("a", &["x", "y"]), ("b", &["x", "y"])]), &sizes(&[("x", 90_000), ("y", 90_000)]));
        assert_eq!(modules(&packs), [["x", "y"]]);
    }

    #[test]
    fn little_is_fetched_in_vain_and_much_is_not() {
        let splits = splits(&[("a", &["x", "y"]), ("b", &["x"])]);
        assert_eq!(modules(&plan(&splits, &sizes(&[("x", 90_000), ("y", 300)]))), [["x", "y"]]);
        assert_eq!(modules(&plan(&splits, &sizes(&[("x", 90_000), ("y", 9_000)]))).len(), 2);
    }

    #[test]
    fn what_nobody_wants_together_stays_apart() {
        let packs = plan(&splits(&[("a", &["x"]), ("b", &["y"])]), &sizes(&[("x", 1), ("y", 1)]));
        assert_eq!(packs.len(), 2);
    }

    #[test]
    fn a_pack_says_how_long_its_modules_are() {
        let pack = bytes(&[vec![7, 8, 9], vec![1]]).unwrap();
        assert_eq!(pack, [2, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 7, 8, 9, 1]);
    }

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
    fn the_loader_knows_each_slice_and_each_file_once() {
        let script = loader(&splits(&[("a", &["./1.pack", "./2.pack"]), ("b", &["./2.pack"])]));
        assert!(
            script
                .contains("const files = '1 2'.split(' ').map((name) => new URL(`./${name}.pack`, import.meta.url));"),
            "{script}"
        );
        assert!(script.contains("export const __wasm_split_load_a = split('11');"), "{script}");
        assert!(script.contains("export const __wasm_split_load_b = split('2');"), "{script}");
    }
}
