//! Makes smaller what wasm-bindgen writes between the page and WebAssembly.
use anyhow::{Result, bail};
use std::{collections::HashMap, ops::Range};
use walrus::Module;

/// Where a class that is exported to the page begins in wasm-bindgen's script.
const CLASS: &str = "export class ";
/// How wasm-bindgen's names of imports begin.
const IMPORT: &str = "__wbg_";
/// How rustc's names begin: of exports, those of what calls a closure.
const MANGLED: &str = "_ZN";

/// Shortens a script and its module together; both must be from one run of wasm-bindgen.
///
/// Classes that no Rust code hands out go (crates below Leptos bring some, for streams), and imports and what calls closures
/// get short names: wasm-bindgen's and rustc's are long and end with digits that do not compress.
///
/// # Errors
/// When the script is not as this version of wasm-bindgen writes it.
pub(crate) fn shorten(script: &str, module: &mut Module) -> Result<String> {
    let script = drop_classes(script, module)?;
    let names = short_names(&script, module);
    Ok(rename(&script, &names))
}

/// The script of a page that starts it once, by the answer to its own request for the module: of all the other ways to start,
/// and of what browsers without them would need, nothing is left. Exports `default`, which starts, and `initSync`, which gives
/// what the module exports once it has started.
///
/// # Errors
/// As [`shorten`].
pub(crate) fn start_once(script: &str) -> Result<String> {
    let script = cut(script, "if (!('encodeInto' in cachedTextEncoder)) {\n", "\n}\n")?;
    // a decoder anew after each two gigabytes of text, which no page passes on
    let script = cut(&script, "    numBytesDecoded += bytes.length;\n", "\n    }\n")?;
    let end = "export { initSync, __wbg_init as default };\n";
    let begin = "let wasmModule, wasmInstance, wasm;\nfunction __wbg_finalize_init(";
    let Some((before, rest)) = script.split_once(begin) else {
        bail!("wasm-bindgen's script has no `{begin}`: the tool has changed");
    };
    let Some((_, after)) = rest.split_once(end) else {
        bail!("wasm-bindgen's script has no `{end}`: the tool has changed");
    };
    trusting(&[before, START, after].concat())
}

/// The script that decodes a text of the program's constants once: names of elements, attributes and classes go to the browser
/// thousands of times, and a text that it knows already it need not look up either.
///
/// # Errors
/// When the script is not as this version of wasm-bindgen writes it.
pub(crate) fn remember(script: &str, constants: &Range<i32>) -> Result<String> {
    const DECODES: &str = "    return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));\n";
    const FUNCTION: &str = "function getStringFromWasm0(ptr, len) {\n    ptr = ptr >>> 0;\n";
    let Some((before, after)) = script.split_once(&[FUNCTION, DECODES].concat()) else {
        bail!("wasm-bindgen's script has no `{FUNCTION}{DECODES}`: the tool has changed");
    };
    let Range { start, end } = constants;
    Ok([
        before,
        "const constants = new Map();\n",
        FUNCTION,
        "    const decode = () => decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));\n",
        // lengths up to there, so that place and length are one small number
        &format!("    if (ptr < {start} || ptr >= {end} || len > 255) return decode();\n"),
        "    const key = ptr * 256 + len;\n",
        "    if (!constants.has(key)) constants.set(key, decode());\n",
        "    return constants.get(key);\n",
        after,
    ]
    .concat())
}

/// The script under `require-trusted-types-for 'script'`: its policy lets through the markup that the app puts into inert templates,
/// and the address of the verifier. Nothing else of the page reaches a place from which a browser would run it.
fn trusting(script: &str) -> Result<String> {
    const MARKUP: &str = ".innerHTML = ";
    const WORKER: &str = "new Worker(";
    const ADDRESS: &str = "getStringFromWasm0(arg0, arg1)";
    let mut trusting = String::from(TRUSTED);
    let mut found = 0;
    for line in script.split_inclusive('\n') {
        if let Some((before, value)) = line.split_once(MARKUP)
            && let Some((value, after)) = value.split_once(';')
        {
            found += 1;
            trusting.push_str(&[before, MARKUP, "trusted.createHTML(", value, ");", after].concat());
        } else if line.contains(WORKER) && line.contains(ADDRESS) {
            found += 1;
            trusting.push_str(&line.replacen(ADDRESS, &["trusted.createScriptURL(", ADDRESS, ")"].concat(), 1));
        } else {
            trusting.push_str(line);
        }
    }
    // each import stands once in the script
    if found != 2 {
        bail!(
            "wasm-bindgen's script sets markup and starts workers at {found} places, not 2: the tool or the app has changed"
        );
    }
    Ok(trusting)
}

const TRUSTED: &str = r#"const same = (text) => text;
const rules = { createHTML: same, createScriptURL: same };
const trusted = globalThis.trustedTypes?.createPolicy("preau", rules) ?? rules;
"#;

const START: &str = r#"
let wasm;
async function start(request) {
    const answer = await request;
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    const imports = __wbg_get_imports();
    // a server that does not know the type keeps browsers from compiling while it comes
    const { instance } = answer.headers.get("content-type") === "application/wasm"
        ? await WebAssembly.instantiateStreaming(answer, imports)
        : await WebAssembly.instantiate(await answer.arrayBuffer(), imports);
    wasm = instance.exports;
    wasm.__wbindgen_start();
}
const initSync = () => wasm;
export { initSync, start as default };
"#;

/// Takes classes out of the script that only a caller outside could make, and what they need out of the module.
fn drop_classes(script: &str, module: &mut Module) -> Result<String> {
    let mut script = script.to_owned();
    let classes: Vec<String> = script
        .lines()
        .filter_map(|line| line.strip_prefix(CLASS)?.split_whitespace().next().map(str::to_owned))
        .collect();
    for class in classes {
        let without = cut(&script, &format!("{CLASS}{class} {{\n"), "\n}\n")?;
        let without = cut(&without, &format!("if (Symbol.dispose) {class}."), "\n")?;
        let without = cut(&without, &format!("const {class}Finalization = "), ";\n")?;
        if without.contains(&class) {
            continue; // Rust hands it out
        }
        script = without;
        let lower = class.to_lowercase();
        let ours = [format!("{lower}_"), format!("__wbg_{lower}_")];
        let unused: Vec<_> = module
            .exports
            .iter()
            .filter(|export| ours.iter().any(|start| export.name.starts_with(start)))
            .map(walrus::Export::id)
            .collect();
        for export in unused {
            module.exports.delete(export);
        }
    }
    walrus::passes::gc::run(module);
    Ok(script)
}

/// The text without the part from `start` to `end`, both included.
fn cut(text: &str, start: &str, end: &str) -> Result<String> {
    let parts = text.split_once(start).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    let Some((before, after)) = parts else {
        bail!("wasm-bindgen's script has no `{start}`: the tool has changed");
    };
    Ok(format!("{before}{after}"))
}

/// Renames what the module and wasm-bindgen's script have of each other: `$0`, `$1`, … names that script never uses.
/// Numbers in the order in which the script has the names: where numbers follow each other, they compress.
fn short_names(script: &str, module: &mut Module) -> HashMap<String, String> {
    let imports = module.imports.iter().map(|import| &import.name).filter(|name| name.starts_with(IMPORT));
    let exports = module.exports.iter().map(|export| &export.name).filter(|name| name.starts_with(MANGLED));
    let mut shared: HashMap<&str, bool> = imports.chain(exports).map(|name| (name.as_str(), false)).collect();
    let mut names = HashMap::new();
    for name in script.split(|letter| !is_name(letter)) {
        if let Some(is_named @ false) = shared.get_mut(name) {
            *is_named = true;
            names.insert(name.to_owned(), format!("${}", names.len()));
        }
    }
    let own = module.imports.iter_mut().map(|import| &mut import.name);
    for name in own.chain(module.exports.iter_mut().map(|export| &mut export.name)) {
        if let Some(short) = names.get(name) {
            name.clone_from(short);
        }
    }
    names
}

fn is_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_' || letter == '$'
}

/// Replaces whole names.
fn rename(script: &str, names: &HashMap<String, String>) -> String {
    let mut renamed = String::with_capacity(script.len());
    for piece in script.split_inclusive(|letter| !is_name(letter)) {
        let name = piece.trim_end_matches(|letter| !is_name(letter));
        match names.get(name) {
            Some(short) => renamed.push_str(&piece.replacen(name, short, 1)),
            None => renamed.push_str(piece),
        }
    }
    renamed
}

#[cfg(test)]
mod tests {
    use super::{Module, remember, shorten, start_once};
    use walrus::{FunctionBuilder, ModuleConfig};

    const SCRIPT: &str = "\
export class Sink {
    free() {
        SinkFinalization.unregister(this);
    }
}
if (Symbol.dispose) Sink.prototype[Symbol.dispose] = Sink.prototype.free;
const import0 = {
    __wbg_now_463ac581d2fc7ea3: function() {},
    __wbg_now_463ac581d2fc7ea3_more: 1,
};
const SinkFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_sink_free(ptr, 1));
rest(SECOND, wasm._ZN6invoke17h024cbf36291b4ec6E);
";

    fn module() -> Module {
        let mut module = Module::with_config(ModuleConfig::new());
        let ty = module.types.add(&[], &[]);
        let (now, _) = module.add_import_func("./preau_bg.js", "__wbg_now_463ac581d2fc7ea3", ty);
        let mut main = FunctionBuilder::new(&mut module.types, &[], &[]);
        main.func_body().call(now);
        let main = main.finish(vec![], &mut module.funcs);
        module.exports.add("main", main);
        module.exports.add("__wbg_sink_free", main);
        module.exports.add("sink_close", main);
        module.exports.add("_ZN6invoke17h024cbf36291b4ec6E", main);
        module
    }

    #[test]
    fn a_class_that_nobody_hands_out_goes_with_its_exports() {
        let mut module = module();
        let script = shorten(SCRIPT, &mut module).unwrap();
        assert!(!script.contains("Sink"), "{script}");
        assert!(script.contains("rest(SECOND, wasm.$1);"), "{script}");
        let exports: Vec<_> = module.exports.iter().map(|export| export.name.as_str()).collect();
        assert_eq!(exports, ["main", "$1"]);
    }

    #[test]
    fn a_page_starts_in_one_way() {
        let script = "arg0.innerHTML = getStringFromWasm0(arg1, arg2);\nnew Worker(getStringFromWasm0(arg0, arg1), arg2);\n\
                      a();\nif (!('encodeInto' in cachedTextEncoder)) {\n    b();\n}\n    numBytesDecoded += bytes.length;\n\
                      if (c) {\n    }\n\
                      let wasmModule, wasmInstance, wasm;\nfunction __wbg_finalize_init(c) {}\nd();\n\
                      export { initSync, __wbg_init as default };\nlast();\n";
        let once = start_once(script).unwrap();
        assert!(once.contains("\na();\n\nlet wasm;\nasync function start("), "{once}");
        assert!(once.contains("arg0.innerHTML = trusted.createHTML(getStringFromWasm0(arg1, arg2));\n"), "{once}");
        assert!(
            once.contains("new Worker(trusted.createScriptURL(getStringFromWasm0(arg0, arg1)), arg2);\n"),
            "{once}"
        );
        assert!(start_once(&script.replace("innerHTML", "outerHTML")).is_err());
        assert!(once.ends_with("export { initSync, start as default };\nlast();\n"), "{once}");
        assert!(start_once("something else").is_err());
    }

    #[test]
    fn constants_are_decoded_once() {
        let script = "a();\nfunction getStringFromWasm0(ptr, len) {\n    ptr = ptr >>> 0;\n    return \
                      decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));\n}\nb();\n";
        let once = remember(script, &(1024..2048)).unwrap();
        assert!(once.starts_with("a();\nconst constants = new Map();\nfunction getStringFromWasm0("), "{once}");
        assert!(once.contains("if (ptr < 1024 || ptr >= 2048 || len > 255) return decode();"), "{once}");
        assert!(once.ends_with("    return constants.get(key);\n}\nb();\n"), "{once}");
        assert!(remember("something else", &(0..1)).is_err());
    }

    #[test]
    fn a_class_that_is_handed_out_stays() {
        let script = SCRIPT.replace("SECOND", "Sink.__wrap(0)");
        let mut module = module();
        assert!(shorten(&script, &mut module).unwrap().contains("export class Sink {"));
        assert_eq!(module.exports.iter().count(), 4);
    }

    #[test]
    fn imports_have_the_same_short_name_on_both_sides() {
        let mut module = module();
        let script = shorten(SCRIPT, &mut module).unwrap();
        assert!(script.contains("    $0: function() {},\n    __wbg_now_463ac581d2fc7ea3_more: 1,"), "{script}");
        let imports: Vec<_> = module.imports.iter().map(|import| import.name.as_str()).collect();
        assert_eq!(imports, ["$0"]);
    }
}
