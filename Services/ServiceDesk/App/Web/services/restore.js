/** The restore order: read with or without a "what if", and live. */
import { useEffect, useRef, useState } from "../ui/preact.js";
import { useLoad, useSettled } from "../ui/load.js";
import { useLive } from "../shell/live.js";
import { call, get } from "./client.js";

const topics = ["restore-order", "incident", "service", "team"];
const sequence = (data) => data.positions.map(({ incident }) => incident.id).join();

/**
 * The order, live. What is shown stays in its places while `held()` says that somebody's hand is on it.
 * @param {string | null} first number of the incident to be taken first, for a "what if"
 */
export function useRestoreOrder(first, held) {
  const { data, error, again } = useLoad((signal) => get("restore-order", { first }, signal), [first]);
  const [shown, show] = useState(null);
  const asked = useRef(first);
  useLive(topics, useSettled(again, 150));
  useEffect(() => {
    // What an hour costs changes with the time of day, also when nothing is told.
    const timer = setInterval(again, 60_000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (!data) return;
    const stays = shown && asked.current === first && held() && sequence(shown) !== sequence(data);
    if (!stays) { asked.current = first; show(data); }
  }, [data]);
  const waits = Boolean(shown && data && asked.current === first && sequence(shown) !== sequence(data));
  return { data: shown, error, again, waits, fresh: () => show(data) };
}

/** Says on how many outages a team works at the same time; null goes back to one. */
export const setCapacity = (team, capacity) => call("PUT", `restore-order/teams/${team}`, { body: { capacity } });
