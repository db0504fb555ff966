/** Who is on call, whom policies call for what, and what calls came to. */
import { useEffect } from "../ui/preact.js";
import { useLoad, useSettled } from "../ui/load.js";
import { useLive, useStanding } from "../shell/live.js";
import { call, get, newKey, post } from "./client.js";
import { all, read } from "./records.js";

const one = (id) => `on-call-schedules/${id}`;
const given = (path, body) => post(path, body, { key: newKey() });

/** Reads again every so many seconds, while it is looked at and `wanted`. */
function useEvery(seconds, again, wanted = true) {
  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setInterval(() => document.visibilityState === "visible" && again(), seconds * 1000);
    return () => clearInterval(timer);
  }, [wanted]);
}

/** Reads again whenever it is told of; every five seconds while the stream is away. */
function useTold(topic, again) {
  useLive(topic, useSettled(again, 200));
  useEvery(5, again, useStanding() !== "live");
}

/** All schedules with whoever is on call now, and the gaps ahead. */
export function useOnCall() {
  const loaded = useLoad((signal) => get("on-call", undefined, signal).then(({ schedules }) => schedules), []);
  useTold("on-call-schedule", loaded.again);
  // Hand-overs come with the clock.
  useEvery(60, loaded.again);
  return loaded;
}

/** A schedule with its final shifts, those of each layer alone, and whoever is on call now. */
export function useSchedule(id, from, until) {
  const loaded = useLoad(async (signal) => {
    const time = { from: from.toISOString(), until: until.toISOString() };
    const schedule = await read("onCall", id, signal);
    const [now, final, ...layers] = await Promise.all([
      get(`${one(id)}/on-call`, undefined, signal), get(`${one(id)}/shifts`, time, signal),
      ...schedule.layers.map((layer) => tryOut({ zone: schedule.zone, layers: [layer], ...time })),
    ]);
    return { schedule, now, shifts: final.shifts, layers: layers.map(({ shifts }, place) => ({ name: schedule.layers[place].name, shifts: shifts.shifts })) };
  }, [id, from.getTime(), until.getTime()], { keeps: true });
  useTold("on-call-schedule", loaded.again);
  useEvery(60, loaded.again);
  return loaded;
}

/** The shifts of the next two weeks, read again when others are on call. */
export const useNextShifts = (schedule, people) => useLoad(
  (signal) => get(`${one(schedule)}/shifts`, { from: new Date().toISOString(), until: new Date(Date.now() + 14 * 86_400_000).toISOString() }, signal).then(({ shifts }) => shifts),
  [schedule, people.map(({ id }) => id).join()], { keeps: true },
).data ?? [];

/** What layers would come to before they are saved. @param {{schedule?: string, zone: string, layers: object[], from?: string, until?: string}} draft */
export const tryOut = (draft) => post("on-call-schedules/trial", draft);

export const define = (body, key) => post("on-call-schedules", body, { key });
export const amend = (schedule, body, key) => post(`${one(schedule.id)}/amend`, body, { key, version: schedule.version });
export const retire = (schedule) => given(`${one(schedule.id)}/retire`);
export const takeSchedule = (body, key) => post("on-call-schedules/import", body, { key });

export const takeOver = (schedule) => given(`${one(schedule)}/take-over`, {});
export const override = (schedule, body, key) => post(`${one(schedule)}/override`, body, { key });
export const swap = (schedule, body, key) => post(`${one(schedule)}/swap`, body, { key });
export const withdraw = (schedule, exception) => given(`${one(schedule)}/withdraw`, { exception });
/** Where one's own calendar subscribes. @returns {Promise<string>} */
export const feed = (schedule) => get(`${one(schedule)}/feed`).then(({ path }) => new URL(path, location.origin).href);

/** Schedules in use, as choices need them. */
export const useSchedules = () => useLoad(() => all("onCall", { state: "active" }, 500), []).data ?? [];

export const usePolicies = () => useLoad(() => all("escalation", { state: "active" }, 500), []);
export const keepPolicy = (policy, terms, key) => (policy.id ? post(`escalation-policies/${policy.id}/amend`, terms, { key, version: policy.version }) : post("escalation-policies", terms, { key }));
export const retirePolicy = (policy) => given(`escalation-policies/${policy.id}/retire`);

/** How one is called. */
export const contactOf = (person) => get(`pager-contacts/${person}`);
export const setContact = (person, body) => call("PUT", `pager-contacts/${person}`, { body });

export const useReport = (from, until) => useLoad((signal) => get("on-call-report", { from, until }, signal), [from, until], { keeps: true });

/** The pages of an incident with their ledgers. */
export function usePages(incident) {
  const loaded = useLoad(async (signal) => {
    const pages = await all("page", { incident }, 100);
    return Promise.all(pages.map(async (page) => ({ ...page, deliveries: (await get(`pages/${page.id}/deliveries`, undefined, signal)).deliveries })));
  }, [incident]);
  useTold("page", loaded.again);
  return loaded;
}

export const acknowledge = (page) => given(`pages/${page.id}/acknowledge`);
