/** What lists of all kinds can do beside being read: count, obey for many at once, be kept as views. */
import { call, get, newKey, post } from "./client.js";
import { kinds } from "./records.js";

/** How many a list holds: `{count, more}`; `more` when there are even more than counted. */
export const count = (kind, query, signal) => get(`${kinds[kind].path}/count`, query, signal, "low");

/**
 * Gives one command to many records.
 * @param {{number?: string, id: string, version?: number}[]} records
 * @returns {Promise<{results: {key: string, status: number, code?: string, detail?: string, version?: number}[], succeeded: number, failed: number}>}
 */
export const bulk = (kind, command, values, records, key) => post(`${kinds[kind].path}/bulk`, {
  command, arguments: values ?? {}, items: records.map(({ number, id, version }) => ({ ...(number ? { number } : { id }), version })),
}, { key: key ?? newKey() });

const address = (kind) => `/api/v1/${kinds[kind].path}`;
/** Filters that were kept under a name, one's own and shared. */
export const views = (kind, signal) => get("views", { list: address(kind), limit: 100 }, signal, "low").then((answer) => answer.items);
export const keepView = (kind, view, key) => post("views", { ...view, list: address(kind) }, { key });
export const changeView = (view, body) => call("PATCH", `views/${view.id}`, { body, version: view.version, key: newKey() });
export const dropView = (view) => post(`views/${view.id}/retire`, undefined, { version: view.version, key: newKey() });
