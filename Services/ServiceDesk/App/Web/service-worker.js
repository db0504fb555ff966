/**
 * Keeps the first page, so that a visit begins without asking for it; a newer one is taken up for the next visit. No answer of a
 * service is kept. Beside it holds the access token that a tab was given last, in memory alone, for tabs that are opened after it.
 */
const shelf = "dienst.first-page";
const notPages = /^\/(api|intake|scim|health|metrics|openapi\.json)(\/|$)/;

// What is asked of services goes past here: what a page says as its last word would be lost on the way when the page is gone.
self.addEventListener("install", (event) => {
  event.addRoutes?.([{ condition: { urlPattern: { pathname: "/api/*" } }, source: "network" }]);
  self.skipWaiting();
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  const isPage = mode === "navigate" && method === "GET" && origin === self.location.origin && !notPages.test(pathname) && !pathname.split("/").pop().includes(".");
  if (isPage) event.respondWith(firstPage(event));
});

async function firstPage(event) {
  const shelves = await caches.open(shelf);
  const kept = await shelves.match("/");
  const asked = fetch("/", { cache: "no-cache" }).then((answer) => taken(shelves, kept, answer, event.resultingClientId));
  if (!kept) return asked;
  event.waitUntil(asked.catch(() => {}));
  return kept;
}

/** Keeps what is new, and tells the page that was begun with what was kept before. */
async function taken(shelves, kept, answer, client) {
  if (!answer.ok || kept?.headers.get("ETag") === answer.headers.get("ETag")) return answer;
  await shelves.put("/", answer.clone());
  if (kept) (await self.clients.get(client))?.postMessage("new-edition");
  return answer;
}

const tabs = new BroadcastChannel("dienst.session");
let lent = null;
tabs.onmessage = ({ data }) => {
  if (data.token) lent = data;
  if (data.over) lent = null;
  if (data.ask && lent && new Date(lent.expiresAt) > new Date()) tabs.postMessage(lent);
};
