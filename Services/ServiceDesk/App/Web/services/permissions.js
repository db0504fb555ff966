/** What can be allowed, in the reader's words. */
import { get } from "./client.js";
import { has, t } from "../text/text.js";

/** Actions with the reaches that mean something, and what the built-in roles grant. */
export const permissions = (signal) => get("permissions", undefined, signal);

/** "Incidents: work on" for `incidents.work`. @param {string} action */
export function actionLabel(action) {
  const [noun, verb] = action.split(".");
  const of = (set, name) => (has(`${set}.${name}`) ? t(`${set}.${name}`) : name.replaceAll("-", " "));
  return `${of("permission.noun", noun)}: ${of("permission.verb", verb)}`;
}
/** The parts of an action, for a table. */
export const actionParts = (action) => {
  const [noun, verb] = action.split(".");
  return { noun: has(`permission.noun.${noun}`) ? t(`permission.noun.${noun}`) : noun, verb: has(`permission.verb.${verb}`) ? t(`permission.verb.${verb}`) : verb };
};
