/** Every business service with its health now; one that was never heard of is unknown, not well. */
import { useLoad, useSettled } from "../ui/load.js";
import { useLive } from "../shell/live.js";
import { all } from "./records.js";
import { t } from "../text/text.js";

const order = ["down", "degraded", "maintenance", "unknown", "ok"];

async function both() {
  const [services, healths] = await Promise.all([all("service", { state: "active" }, 1000), all("health", {}, 1000)]);
  const known = new Map(healths.map((health) => [health.id.toLowerCase(), health]));
  return services.map((service) => ({ ...service, ...shown(known.get(service.id.toLowerCase())) }))
    .sort((left, right) => order.indexOf(left.health) - order.indexOf(right.health) || left.criticality - right.criticality || left.name.localeCompare(right.name));
}

/** "pg-orders-01 is critical", as event management says it. */
const told = /^(.+) is (critical|major|minor|warning|unknown)$/;

/** Why a service fares as it does, in the reader's language where that is one of the known reasons. @returns {{text: string, lang?: string}} */
export function becauseOf({ health, because }) {
  if (["ok", "unknown", "maintenance"].includes(health)) return { text: t(`health.because.${health}`) };
  const [, item, severity] = told.exec(because ?? "") ?? [];
  if (!item) return { text: because ?? "", lang: "en" };
  return { text: t(item.startsWith("an alert ") ? "health.because.named" : "health.because.item", { item, severity: t(`severity.${severity}`) }) };
}

const shown = (health) => (health
  ? { health: health.health, since: health.since, because: health.because, causes: health.causes }
  : { health: "unknown", since: null, because: null, causes: [] });

/** Loaded, and live. */
export function useServiceHealth() {
  const loaded = useLoad(both, []);
  const renew = useSettled(loaded.again, 400);
  useLive(["service-health", "service"], renew);
  return loaded;
}
