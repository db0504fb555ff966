/** Names of people, teams and services by id: read once, kept while they are good, and renewed when one changes. */
import { useLoad } from "../ui/load.js";
import { useLive } from "../shell/live.js";
import { all } from "./records.js";
import { t, word } from "../text/text.js";

const kept = {};
const active = { state: "active" };
const queries = { person: active, supportCalendar: active, agreement: active, team: active, service: active, organisation: active, site: active, role: active };

function once(kind) {
  kept[kind] ??= all(kind, queries[kind], 1000, "low").catch((error) => {
    delete kept[kind];
    throw error;
  });
  return kept[kind];
}

/** Everybody or everything of a kind that is in use. @param {"person" | "team" | "service" | "organisation" | "site" | "role"} kind */
export function useAll(kind) {
  const loaded = useLoad(() => once(kind), [kind]);
  useLive(kind, () => {
    delete kept[kind];
    loaded.again();
  });
  return loaded.data ?? [];
}

/** Choices for a field or a filter. */
export const choices = (things) => things.map(({ id, name }) => ({ value: id, label: name }));

/** Names by id in lower case, for journals. */
export function useNames() {
  const people = useAll("person");
  return new Map(people.map(({ id, name }) => [id.toLowerCase(), name]));
}

/** Who or what did something, as the journal writes it: `person:0190…`, `service:event`, `timer:auto-close`. */
export function actorName(actor, names) {
  const [kind, id = ""] = actor.split(/:(.*)/s);
  if (kind === "person") return names.get(id.toLowerCase()) ?? t("common.someone");
  if (kind === "service") return word("actor.service", id);
  return t(`actor.${kind}`);
}
