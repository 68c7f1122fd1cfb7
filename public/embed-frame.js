// For sites that show préau in a frame: makes each <iframe data-preau src="https://mooc.example/embed/…"> as high as its content,
// and says what happens inside as events of the frame. A classic script without dependencies; docs/embedding.md says how to use it.
(() => {
  if (window.preauFrames) return; // included twice
  window.preauFrames = true;
  const FRAMES = "iframe[data-preau]";
  /** Heights that a view has; what is beyond is no height of ours, and the frame then scrolls by itself. */
  const LEAST = 50;
  const MOST = 50000;
  const EVENTS = ["preau-ready", "preau-search", "preau-select", "preau-error"];
  /** What an event may tell, and of what type. */
  const DETAILS = { kind: "string", id: "string", title: "string", url: "string", query: "string", total: "number", message: "string" };

  /** The origin that a frame's address names: what comes from elsewhere does not speak for it. */
  const originOf = (frame) => {
    try {
      return new URL(frame.src).origin;
    } catch {
      return undefined; // no address yet
    }
  };
  const frames = () => [...document.querySelectorAll(FRAMES)];
  const find = ({ source, origin }) =>
    frames().find((frame) => source && frame.contentWindow === source && origin !== "null" && originOf(frame) === origin);

  /** Tells a frame who its host is, which it cannot know in every browser; it answers by its height. */
  const greet = (frame) => {
    const origin = originOf(frame);
    if (origin && origin !== "null") frame.contentWindow?.postMessage({ type: "preau-hello" }, origin);
  };

  const resize = (frame, height) => {
    if (typeof height !== "number" || !Number.isFinite(height)) return;
    frame.style.setProperty("height", `${Math.min(Math.max(Math.ceil(height), LEAST), MOST)}px`);
  };

  const tell = (frame, type, given) => {
    const detail = {};
    for (const [name, kind] of Object.entries(DETAILS)) {
      if (given && typeof given === "object" && typeof given[name] === kind) detail[name] = given[name];
    }
    // an address that could run a script is none
    if (detail.url && !/^https?:\/\//.test(detail.url)) delete detail.url;
    frame.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  };

  addEventListener("message", (event) => {
    const { data } = event;
    if (!data || typeof data !== "object" || typeof data.type !== "string" || !data.type.startsWith("preau-")) return;
    const frame = find(event);
    if (!frame) return;
    if (data.type === "preau-height") resize(frame, data.height);
    else if (EVENTS.includes(data.type)) tell(frame, data.type, data.detail);
  });

  // "load" of a frame does not bubble, but passes by on its way down: frames that come later are greeted too
  document.addEventListener("load", ({ target }) => target instanceof Element && target.matches(FRAMES) && greet(target), true);
  // those that were there before this script: the content of another origin cannot be seen, an empty frame's can
  for (const frame of frames()) if (!frame.contentDocument?.URL.startsWith("about:")) greet(frame);
})();
