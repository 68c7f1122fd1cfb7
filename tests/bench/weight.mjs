/** Bytes that come through the network on a first visit, as compressed by the server. */
import { open, withPage } from "./page.mjs";

/** What a resource is for, by its address. */
function kind(url, type) {
  const { pathname } = new URL(url);
  if (pathname.startsWith("/api/")) return "answers";
  if (type === "Image" || pathname.startsWith("/media/")) return "pictures";
  return "app";
}

/** Measures one address. */
export async function weight(browser, url) {
  return withPage(browser, async (page, devtools) => {
    const requests = new Map();
    const bytes = { app: 0, answers: 0, pictures: 0 };
    await devtools.send("Network.enable");
    devtools.on("Network.responseReceived", ({ requestId, response, type }) => {
      requests.set(requestId, kind(response.url, type));
    });
    devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const of = requests.get(requestId);
      if (of) bytes[of] += encodedDataLength;
    });
    await open(page, url);
    await page.waitForLoadState("networkidle");
    return {
      "app bytes": bytes.app,
      "answers bytes": bytes.answers,
      "pictures bytes": bytes.pictures,
      requests: requests.size,
    };
  });
}
