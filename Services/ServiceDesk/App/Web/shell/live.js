/**
 * One stream of hints for all tabs of this browser: the tab that holds the lock listens and tells the others.
 * A hint names a topic, an id and a version, nothing else; pages read again what they may see.
 */
import { useEffect, useRef, useState } from "../ui/preact.js";
import { isStaff, phase, refresh } from "./session.js";

/** @typedef {{topic: string, id?: string, version?: number}} Hint */

const channel = new BroadcastChannel("dienst.live");
const hearers = new Set();
const watchers = new Set();
let standing = "connecting";
let stop = null;

channel.onmessage = ({ data }) => {
  if (data.hint) deliver(data.hint);
  if (data.standing) stand(data.standing, false);
  if (data.ask && stop?.leads) channel.postMessage({ standing });
};

function deliver(hint) {
  hearers.forEach((hear) => hear(hint));
}

function stand(next, share = true) {
  if (share) channel.postMessage({ standing: next });
  const back = next === "live" && standing === "broken";
  standing = next;
  watchers.forEach((watch) => watch(next));
  // What happened meanwhile is not told again: everybody reads anew.
  if (back) deliver({ topic: "*" });
}

/** Begins to listen; ends with `endLive`. */
export function startLive() {
  if (stop) return;
  const control = { leads: false, ended: false, close: () => {}, endLooks: () => {} };
  stop = control;
  if (!isStaff()) control.endLooks = lookNowAndThen();
  const lead = () => new Promise((done) => {
    control.leads = true;
    control.close = listen(control, done);
  });
  channel.postMessage({ ask: true });
  if (navigator.locks) navigator.locks.request("dienst.live", () => (control.ended ? undefined : lead()));
  else lead();
}

/** Others than staff hear only of their own records: what else their pages show is looked at every minute, and when they come back. */
function lookNowAndThen() {
  const look = () => { if (document.visibilityState === "visible") deliver({ topic: "*" }); };
  const timer = setInterval(look, 60_000);
  document.addEventListener("visibilitychange", look);
  return () => { clearInterval(timer); document.removeEventListener("visibilitychange", look); };
}

export function endLive() {
  if (!stop) return;
  stop.ended = true;
  stop.endLooks();
  stop.close();
  stop = null;
}

function listen(control, done) {
  let source = null;
  let timer;
  let failures = 0;
  const open = () => {
    source = new EventSource("/api/v1/live");
    source.onopen = () => { failures = 0; stand("live"); };
    source.onmessage = ({ data }) => {
      const hint = parsed(data);
      if (!hint) return;
      channel.postMessage({ hint });
      deliver(hint);
    };
    // The desk no longer knows what this browser has missed.
    source.addEventListener("reset", () => { channel.postMessage({ hint: { topic: "*" } }); deliver({ topic: "*" }); });
    source.onerror = () => {
      stand("broken");
      if (source.readyState === EventSource.CLOSED) again();
    };
  };
  const again = () => {
    source.close();
    failures += 1;
    const wait = Math.min(30_000, 1000 * 2 ** failures) * (0.5 + Math.random());
    timer = setTimeout(async () => {
      if (failures % 3 === 1) await refresh();
      if (phase() === "in") open();
      else again();
    }, wait);
  };
  open();
  return () => { clearTimeout(timer); source.close(); done(); };
}

function parsed(data) {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}

/** Calls back for each hint of these topics, and with topic `*` when hints may have been missed. */
export function useLive(topics, hear) {
  const latest = useRef(hear);
  latest.current = hear;
  const wanted = [].concat(topics).join(" ");
  useEffect(() => {
    const set = new Set(wanted.split(" "));
    const filter = (hint) => (hint.topic === "*" || set.has(hint.topic)) && latest.current(hint);
    hearers.add(filter);
    return () => hearers.delete(filter);
  }, [wanted]);
}

/** `connecting`, `live` or `broken`. */
export function useStanding() {
  const [seen, show] = useState(standing);
  useEffect(() => {
    watchers.add(show);
    return () => watchers.delete(show);
  }, []);
  return seen;
}
