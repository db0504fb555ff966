/** The address is the state of the page: paths name screens, the query holds filters. */
import { useEffect, useState } from "../ui/preact.js";

const listeners = new Set();
const here = () => ({ path: location.pathname, query: new URLSearchParams(location.search) });
const tell = () => listeners.forEach((listener) => listener(here()));

let isOld = false;
/** There is a newer edition of this application: the next step of the way takes it up. */
export const renewAtNextStep = () => { isOld = true; };

/** Goes to another address of this application. */
export function navigate(to, { replace = false } = {}) {
  if (to === location.pathname + location.search) return;
  if (isOld && !replace) return location.assign(to);
  history[replace ? "replaceState" : "pushState"](null, "", to);
  tell();
}

/** Changes words of the query; null or empty removes. The way back leads to the screen before. */
export function setQuery(changes) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    const text = Array.isArray(value) ? value.join(",") : value;
    if (text === null || text === undefined || text === "") query.delete(name);
    else query.set(name, text);
  }
  const text = query.toString().replaceAll("%2C", ",");
  navigate(location.pathname + (text ? `?${text}` : ""), { replace: true });
}

/** The parameters of a path that fits a pattern such as `/work/incidents/:number`, else null. */
export function match(pattern, path) {
  const [wanted, given] = [pattern.split("/"), path.replace(/(.)\/$/, "$1").split("/")];
  if (wanted.length !== given.length) return null;
  const found = {};
  for (const [index, part] of wanted.entries()) {
    if (part.startsWith(":")) found[part.slice(1)] = decoded(given[index]);
    else if (part !== given[index]) return null;
  }
  return found;
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Where we are, anew whenever that changes. @returns {{path: string, query: URLSearchParams}} */
export function useAddress() {
  const [address, show] = useState(here);
  useEffect(() => {
    listeners.add(show);
    return () => listeners.delete(show);
  }, []);
  return address;
}

/** Begins to follow links and the browser's own way back. */
export function startRouting() {
  addEventListener("popstate", tell);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const ours = link && link.origin === location.origin && !link.target && !link.hasAttribute("download");
    if (!ours || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.pathname.startsWith("/api/")) return;
    if (link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    navigate(link.pathname + link.search);
  });
}
