/**
 * Binaryen's wasm-opt over many modules, one after another, in one process: the WebAssembly it consists of is compiled once
 * and stays warm. A process for each takes four times as long.
 *
 * Arguments: wasm-opt's path, its options, `--`, the modules. Each module is replaced.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { compileFunction } from "node:vm";

const [path, ...rest] = process.argv.slice(2);
const end = rest.indexOf("--");
const [options, modules] = [rest.slice(0, end), rest.slice(end + 1)];

/** As the browser's, but what was compiled once is not compiled again. */
let compiled;
const compilesOnce = Object.create(WebAssembly, {
  instantiate: {
    value: async (bytes, imports) => {
      compiled ??= await WebAssembly.compile(bytes);
      return { instance: await WebAssembly.instantiate(compiled, imports) };
    },
  },
});
// what Emscripten writes takes its settings from a variable of that name
const program = compileFunction(readFileSync(path, "utf8").replace(/^#!.*/, ""), ["Module", "WebAssembly", "require", "__filename", "__dirname"], { filename: path });

for (const module of modules) {
  await new Promise((resolve) => {
    program({ arguments: [...options, module, "-o", module], postRun: resolve }, compilesOnce, createRequire(path), path, "");
  });
  if (process.exitCode) throw new Error(`wasm-opt refuses ${module}`);
}
