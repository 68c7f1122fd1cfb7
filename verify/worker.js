// Verifies badges beside the page: what a hostile document costs it costs here, and the page can end it.
//
// Asked: {id, input, setting, address}. `input` is a text or a file's ArrayBuffer, `setting` JSON, `address` where the input
// was read from, if it was.
// Answered: {id, reports}, JSON; or {id, failed}, or {id, missing} where the module could not be fetched: reasons for developers,
// after which the page should start a new worker.
import start, { verify } from "./verify.js";

/** What is being verified. */
const open = new Set();
const reason = (error) => String(error?.message ?? error?.detail ?? error);
const fail = (error) => {
  for (const id of open) postMessage({ id, failed: reason(error) });
  open.clear();
};
// a panic leaves its promise open for ever: it shows only here
addEventListener("unhandledrejection", ({ reason }) => fail(reason));
addEventListener("error", ({ message }) => fail(message));

const ready = start({ module_or_path: new URL("./verify_bg.wasm", import.meta.url) });

/**
 * What compressed bytes become, as a stream; the module asks for it by this name. Given them all at once, browsers inflate all of them
 * before anything can be read: a picture of some megabytes could become thousands.
 */
self.inflated = (bytes, format) => {
  let at = 0;
  const pull = (stream) => (at < bytes.length ? stream.enqueue(bytes.slice(at, (at += 1024))) : stream.close());
  return new ReadableStream({ pull }).pipeThrough(new DecompressionStream(format));
};

/** The second module: only signatures over RDF need it, so it comes with the first of them. */
let jsonld;
const loadJsonld = async () => {
  const module = await import("./jsonld.js");
  await module.default({ module_or_path: new URL("./jsonld_bg.wasm", import.meta.url) });
  return module;
};
const canonicalize = async (json, edition) => {
  let module;
  try {
    module = await (jsonld ??= loadJsonld());
  } catch (error) {
    jsonld = undefined;
    throw { code: "missing", detail: reason(error) };
  }
  return module.canonicalize(json, edition);
};

addEventListener("message", async ({ data: { id, input, setting, address } }) => {
  open.add(id);
  try {
    await ready;
  } catch (error) {
    if (open.delete(id)) postMessage({ id, missing: reason(error) });
    return;
  }
  try {
    const source = typeof input === "string" ? input : new Uint8Array(input);
    const reports = await verify(source, setting, canonicalize, address);
    if (open.delete(id)) postMessage({ id, reports });
  } catch (error) {
    if (open.delete(id)) postMessage({ id, failed: reason(error) });
  }
});
