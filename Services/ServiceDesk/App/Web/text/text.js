/** Words of the application in the reader's language: placeholders in braces, plurals by Intl. */

/** The languages there are, each in its own name. */
export const languages = { en: "English", de: "Deutsch", sv: "Svenska", nb: "Norsk bokmål", ru: "Русский" };

let code = "en";
let messages = {};
let plural = new Intl.PluralRules("en");

/** The language in use. @returns {string} */
export const language = () => code;

/** The language this reader wants: chosen before, else the browser's first that there is. @returns {string} */
export function preferredLanguage() {
  const kept = localStorage.getItem("dienst.language");
  if (kept in languages) return kept;
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2).replace(/^(no|nn)$/, "nb"));
  return wanted.find((tag) => tag in languages) ?? "en";
}

/** Loads a language and makes it the one in use. @param {string} wanted */
export async function useLanguage(wanted) {
  const answer = await fetch(new URL(`./${wanted}.json`, import.meta.url));
  if (!answer.ok) throw new Error(`No texts for ${wanted}: ${answer.status}`);
  messages = await answer.json();
  code = wanted;
  plural = new Intl.PluralRules(wanted);
  document.documentElement.lang = wanted;
  localStorage.setItem("dienst.language", wanted);
}

let tellSpoken = () => {};
/** Who draws the application anew when its language changes. @param {(code: string) => void} tell */
export const whenSpoken = (tell) => { tellSpoken = tell; };
/** Changes the language of the whole application. @param {string} wanted */
export async function speak(wanted) {
  await useLanguage(wanted);
  tellSpoken(wanted);
}

/** Whether there is a text of this name. @param {string} key */
export const has = (key) => key in messages;

/**
 * The text of this name; `count` chooses the plural form.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const message = messages[key];
  if (message === undefined) return unsaid(key);
  const form = typeof message === "string" ? message : message[plural.select(values.count ?? 0)] ?? message.other;
  return form.replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
}

/** What stands for a text that is not there; said so, for whoever looks for such gaps. */
function unsaid(key) {
  console.debug(`No text: ${key}`);
  return key;
}

const shown = (value) => (typeof value === "number" ? value.toLocaleString(code) : value ?? "");

/** The word for a value of a closed set, the value itself when it is newer than this page. */
export const word = (set, value) => (has(`${set}.${value}`) ? t(`${set}.${value}`) : unsaid(`${set}.${value}`) && String(value).replaceAll("_", " "));
