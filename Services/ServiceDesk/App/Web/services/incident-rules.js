/** Rules of the incident practice: one document of each kind, read with its version and replaced as a whole. */
import { useLoad } from "../ui/load.js";
import { call, get, post } from "./client.js";

const place = (name) => `incident/${name}`;

/** @param {"priority-matrix" | "categories" | "escalation-rules" | "assignment-rules" | "closing-rules" | "major-incident-policy"} name */
export const useRules = (name) => useLoad((signal) => get(place(name), undefined, signal), [name]);
export const versions = (name) => get(`${place(name)}/versions`).then((answer) => answer.items);
/** Replaces them; `version` is the one that was read: who comes second is told. */
export const replace = (name, rules, reason, version) => call("PUT", place(name), { body: { rules, reason }, version });
/** What these rules, or those that hold, would do with all open incidents, or with one. @param {{rules?: object, incident?: string}} what */
export const attempt = (name, what) => post(`${place(name)}/trial`, what);
/** The categories as texts: `Network / Wireless`. */
export const categoryTexts = (view) => (view?.rules.paths ?? []).map((path) => path.join(" / ")).sort();
