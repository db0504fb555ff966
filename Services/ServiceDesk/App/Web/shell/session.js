/** Who is signed in. The session is a cookie at the desk; this holds the short-lived token it gives out. */
import { authorise, call } from "../services/client.js";
import { useEffect, useState } from "../ui/preact.js";
import { useZone } from "../text/format.js";
import { borrow, lend, recall } from "./tabs.js";

/** @typedef {{id: string, name: string, roles: string[], teams: string[], grants?: Record<string, string>, language?: string, zone?: string, organisation?: string}} Person */

/** `starting`, `out`, `in`, or `ended` when it ran out under somebody's hands. */
let state = { phase: "starting", person: null };
let renewal = null;
let timer;
/** Whether the desk has let this page in; until then it shows who was here last. */
let confirmed = false;
const listeners = new Set();

function become(next) {
  state = next;
  listeners.forEach((tell) => tell(state));
}

function enter(answer) {
  authorise(answer.accessToken, renewed);
  clearTimeout(timer);
  const left = new Date(answer.expiresAt) - Date.now();
  timer = setTimeout(renewed, Math.max(30_000, Math.min(left - 60_000, 2 ** 30)));
  confirmed = true;
  const person = { teams: [], ...answer.person, needsSecondFactor: answer.needsSecondFactor === true };
  const known = JSON.stringify(person);
  localStorage.setItem(flag, known);
  lend(answer.accessToken, answer.expiresAt, person.id);
  if (state.phase !== "in" || JSON.stringify(state.person) !== known) become({ phase: "in", person });
  useZone(answer.person.zone);
}

/** Gets a new token by the cookie; calls that come together share one. @returns {Promise<boolean>} */
function renewed() {
  renewal ??= call("POST", "sessions/refresh", { key: "refresh", renews: false })
    .then((answer) => (enter(answer), true))
    .catch((error) => {
      if (error.status === 401 || error.status === 403) leave(confirmed ? "ended" : "out");
      return false;
    })
    .finally(() => { renewal = null; });
  return renewal;
}

function leave(phase) {
  clearTimeout(timer);
  confirmed = false;
  authorise(null, async () => false);
  localStorage.removeItem(flag);
  recall();
  become({ phase, person: phase === "ended" ? state.person : null });
}

const flag = "dienst.session";

/** Takes up the session of the cookie, if this browser has had one that did not end: who was here last sees the screen at once. */
export async function resume() {
  const person = remembered();
  if (person === null) {
    authorise(null, async () => false);
    return become({ phase: "out", person: null });
  }
  const renewing = renewed();
  const take = (token) => (token && !confirmed && state.phase !== "out" ? (authorise(token, renewed), true) : renewing);
  const first = person.id ? Promise.race([borrow(person.id).then(take), renewing]) : renewing;
  authorise(null, () => first.then((done) => done || renewed()));
  if (person.id) return become({ phase: "in", person });
  if (!(await renewing) && state.phase === "starting") become({ phase: "out", person: null });
}

function remembered() {
  const kept = localStorage.getItem(flag);
  if (kept === null) return null;
  try {
    return JSON.parse(kept);
  } catch {
    return {};
  }
}

/** Throws ApiError with what the desk says; `second_factor_needed` when the code is missing. */
export async function signIn(name, password, code) {
  authorise(null, async () => false);
  enter(await call("POST", "sessions", { body: { name, password, ...(code && { code }) }, renews: false }));
}

/** Somebody leaves for another place to sign in: on the way back there is a cookie to take up. */
export const expectSession = () => localStorage.setItem(flag, "yes");

export async function signOut() {
  try {
    await call("DELETE", "sessions/current", { renews: false });
  } finally {
    leave("out");
  }
}

/** The person signed in. @returns {Person | null} */
export const me = () => state.person;
export const phase = () => state.phase;
/** Renews the token ahead of time, for the live stream. */
export const refresh = () => renewed();

/** Whether the person may do this at all, however far it reaches; by role where the desk does not say. @param {string} action */
export const can = (action, ...roles) => (state.person?.grants ? action in state.person.grants : may(...roles));

/** Whether the person has one of these roles. */
export const may = (...roles) => roles.some((role) => state.person?.roles.includes(role));
export const isStaff = () => may("agent", "manager", "administrator");

/** The session, anew whenever it changes. */
export function useSession() {
  const [seen, show] = useState(state);
  useEffect(() => {
    listeners.add(show);
    show(state);
    return () => listeners.delete(show);
  }, []);
  return seen;
}
