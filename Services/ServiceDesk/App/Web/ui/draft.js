/** What somebody has typed is kept for this tab until it is sent, so that no lost page or session loses it. */
import { useState } from "./preact.js";

const name = (key) => `dienst.draft.${key}`;

function kept(key) {
  try {
    return JSON.parse(sessionStorage.getItem(name(key)) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {string | null} key what it is a draft of; null when it must not be kept, as passwords
 * @param {object} start
 * @returns {[object, (change: object) => void, () => void]} value, merge a change, forget
 */
export function useDraft(key, start) {
  const [value, show] = useState(() => ({ ...start, ...(key && kept(key)) }));
  const change = (part) => show((before) => {
    const next = { ...before, ...part };
    if (key) sessionStorage.setItem(name(key), JSON.stringify(next));
    return next;
  });
  const forget = () => {
    if (key) sessionStorage.removeItem(name(key));
    show({ ...start });
  };
  return [value, change, forget];
}
