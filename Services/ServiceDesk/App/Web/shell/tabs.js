/** Tabs of one browser lend each other the access token, so that a new one need not wait for its own. It is kept in memory alone. */

const channel = new BroadcastChannel("dienst.session");
/** How long another tab may take to answer; the desk is asked at the same time. */
const patience = 2_000;
/** A token that ends sooner than this is of no use. */
const least = 30_000;
let held = null;
let waiting = null;

channel.onmessage = ({ data }) => {
  if (data.ask && held) channel.postMessage(held);
  if (data.over) held = null;
  if (data.token) waiting?.(data);
};

/** Lends it to whoever asks from now on. */
export function lend(token, expiresAt, person) {
  held = { token, expiresAt, person };
  channel.postMessage(held);
}

/** Nobody here is signed in any longer. */
export function recall() {
  held = null;
  channel.postMessage({ over: true });
}

/** A token of this person that another tab has, or null. @param {string} person @returns {Promise<string | null>} */
export const borrow = (person) => new Promise((done) => {
  const timer = setTimeout(() => { waiting = null; done(null); }, patience);
  waiting = (lent) => {
    if (lent.person !== person || new Date(lent.expiresAt) - Date.now() < least) return;
    clearTimeout(timer);
    waiting = null;
    done(lent.token);
  };
  channel.postMessage({ ask: true });
});

/** Keeps the first page for the next visit; `renew` hears that this one was begun with an older edition. */
export function keepFirstPage(renew) {
  const worker = navigator.serviceWorker;
  if (!worker) return;
  worker.addEventListener("message", ({ data }) => data === "new-edition" && renew());
  worker.startMessages();
  worker.register("/service-worker.js").catch((error) => console.debug(`The first page is not kept: ${error.message}`));
}
