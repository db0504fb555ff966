/** Reports: figures with what they mean, and the records behind them. */
import { useLoad, useSettled } from "../ui/load.js";
import { useLive } from "../shell/live.js";
import { download, get } from "./client.js";
import { dayEnd, dayStart, zoneHere } from "../text/format.js";

const days = 86_400_000;

/** What of the address narrows a report. @param {URLSearchParams} query */
export function reportQuery(query) {
  const asked = Object.fromEntries(["service", "team", "priority", "customer", "hour"].map((name) => [name, query.get(name)]));
  if (query.get("from") && query.get("until")) return { ...asked, from: dayStart(query.get("from")), until: dayEnd(query.get("until")) };
  return { ...asked, from: new Date(Date.now() - Number(query.get("days") ?? 30) * days).toISOString() };
}

/** Figures of the period in the address, live, with that by which they were broken down. @param {string[]} figures @param {string} [by] @param {boolean} [compare] */
export function useFigures(query, figures, by, compare) {
  const asked = query.toString();
  const loaded = useLoad((signal) => get("incident-reports/figures", { ...reportQuery(query), figures, by, compare, zone: zoneHere() }, signal).then((answer) => ({ ...answer, by })), [asked, figures.join(), by], { keeps: true });
  useLive("incident", useSettled(loaded.again, 1500));
  return loaded;
}

export const trend = (figure, query, step, signal) =>
  get(`incident-reports/figures/${figure}/trend`, { ...reportQuery(query), step, zone: zoneHere() }, signal);

/** The records behind a figure, at the address that came with it. */
export const records = (figure, query, signal) => get(figure.records.replace("/api/v1/", "").replace(/\?.*$/, ""), { ...Object.fromEntries(new URLSearchParams(figure.records.split("?")[1])), ...query }, signal);

/** Saves a file of the reports under its own name. @param {string} path below incident-reports, with its query */
export async function save(path, query) {
  const words = new URLSearchParams(Object.entries(query ?? {}).filter(([, value]) => value !== null && value !== undefined && value !== ""));
  const address = URL.createObjectURL(await download(`${path}${words.size > 0 ? `?${words}` : ""}`));
  const link = Object.assign(document.createElement("a"), { href: address, download: path.split("?")[0].split("/").slice(-2).join("-") });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
