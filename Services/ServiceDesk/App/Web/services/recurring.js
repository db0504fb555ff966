/** What the calendar makes again and again: reports and requests. */
import { call, get, newKey, post } from "./client.js";

export const recurringRecords = (signal) => get("recurring-records", { limit: 200 }, signal).then((answer) => answer.items);
export const keepRecurring = (record, body, key) => (record.id
  ? call("PATCH", `recurring-records/${record.id}`, { body, version: record.version, key })
  : post("recurring-records", body, { key }));
/** @param {"pause" | "resume" | "end"} what */
export const moveRecurring = (record, what) => post(`recurring-records/${record.id}/${what}`, undefined, { version: record.version, key: newKey() });
/** The next times of a rule, before it is kept. */
export const nextTimes = (rule, signal) => call("POST", "recurring-records/preview", { body: { rule }, signal }).then((answer) => answer.next);
