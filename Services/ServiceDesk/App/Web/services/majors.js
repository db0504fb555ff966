/** Major incidents: who leads, what is told, what happened, what was learned; and the status page of each audience. */
import { useEffect, useState } from "../ui/preact.js";
import { call, download, get, newKey, post } from "./client.js";

export const roles = ["commander", "communications", "scribe", "resolver_lead"];
export const audiences = ["users", "management", "staff"];
export const progresses = ["investigating", "identified", "monitoring", "resolved"];
export const states = ["proposed", "rejected", "lapsed", "accepted", "restored", "reviewing", "closed", "demoted"];
export const isLed = (state) => ["accepted", "restored", "reviewing"].includes(state);

const one = (number) => `major-incidents/${encodeURIComponent(number)}`;

/** The major incident of an incident, or null. */
export const majorOf = (incident, signal) => get("major-incidents", { incident, limit: 1 }, signal).then(({ items }) => items[0] ?? null);
export const propose = (incident, reason, key) => post("major-incidents", { incident, reason }, { key });
export const timeline = (number, signal) => get(`${one(number)}/timeline`, undefined, signal).then(({ items }) => items);
export const annotate = (number, note, key = newKey()) => post(`${one(number)}/annotations`, note, { key });
export const giveRole = (number, values, version, key) => post(`${one(number)}/roles`, values, { version, key });
export const publish = (number, progress, updates, key) => post(`${one(number)}/updates`, { progress, updates }, { key });
export const saveReview = (number, review, version) => call("PUT", `${one(number)}/review`, { body: review, version, key: newKey() });
export const statusPage = (audience, signal) => get("status-page", { audience }, signal);
export const deliveries = (id, signal) => get(`status-page/${id}/deliveries`, undefined, signal).then(({ items }) => items);

/** Saves the timeline as a file. @param {"json" | "markdown" | "csv"} format */
export async function saveTimeline(number, format) {
  const address = URL.createObjectURL(await download(`${one(number)}/timeline/file?format=${format}`));
  const link = Object.assign(document.createElement("a"), { href: address, download: `${number}.${{ markdown: "md" }[format] ?? format}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The time, each second. */
export function useSeconds() {
  const [now, tick] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => tick(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
