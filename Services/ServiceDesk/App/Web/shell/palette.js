/** Ctrl-K: go anywhere, open any record, find by words, change how the application looks. */
import { html, useEffect, useId, useMemo, useRef, useState } from "../ui/preact.js";
import { Icon } from "../ui/icon.js";
import { State } from "../ui/badge.js";
import { placeOf } from "../ui/bits.js";
import { areas } from "./routes.js";
import { navigate } from "./router.js";
import { isStaff, may, signOut } from "./session.js";
import { setTheme, themes } from "./theme.js";
import { iconOf, placeOfRecord } from "../services/places.js";
import { suggest } from "../services/teamwork.js";
import { languages, t } from "../text/text.js";

const screenCommands = new Set();

/** What the screen shown can do, for the palette. @param {{label: string, icon?: string, run: Function}[]} commands */
export function usePaletteCommands(commands) {
  const latest = useRef(commands);
  latest.current = commands;
  useEffect(() => {
    const give = () => latest.current;
    screenCommands.add(give);
    return () => screenCommands.delete(give);
  }, []);
}

function standing(speak, help) {
  const screens = areas.filter((area) => !area.roles || may(...area.roles)).flatMap((area) =>
    area.items.filter(([, , , roles]) => !roles || may(...roles)).map(([href, name, icon]) =>
      ({ group: t(`area.${area.name}`), label: t(`nav.${name}`), icon, run: () => navigate(href) })));
  const here = [...screenCommands].flatMap((give) => give()).map((command) => ({ group: t("palette.here"), ...command }));
  const group = t("palette.general");
  const own = [
    ...(may("agent") ? [{ group, label: t("report.title"), icon: "phone", run: () => navigate("/work/report") }] : []),
    ...(isStaff() ? [{ group, label: t("change.new"), icon: "plus", run: () => navigate("/work/changes/new") }] : []),
    ...themes.map(([name, icon]) => ({ group, label: `${t("nav.theme")}: ${t(`theme.${name}`)}`, icon, run: () => setTheme(name) })),
    ...Object.entries(languages).map(([code, name]) => ({ group, label: `${t("nav.language")}: ${name}`, icon: "language", run: () => speak(code) })),
    { group, label: t("keys.title"), icon: "keyboard", run: help },
    { group, label: t("action.sign-out"), icon: "out", run: signOut },
  ];
  return [...here, ...screens, ...own];
}

/** Records, services and people that these words are likely to mean. */
function useFound(words) {
  const [found, show] = useState([]);
  useEffect(() => {
    show([]);
    if (words.length < 2 || !isStaff()) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await suggest(words, abort.signal).catch(() => null);
      if (abort.signal.aborted || !answer) return;
      show([
        ...answer.items.map((hit) => ({ group: t("palette.records"), label: hit.title, number: hit.number, state: hit.state, icon: iconOf(hit.kind), run: () => navigate(placeOfRecord(hit) ?? `/work/search?q=${encodeURIComponent(hit.number)}`) })),
        ...(answer.services ?? []).map((service) => ({ group: t("nav.services"), label: service.name, icon: "service", run: () => navigate(`/operations/health/${service.id}`) })),
        ...(answer.people ?? []).map((person) => ({ group: t("nav.people"), label: person.name, icon: "person", run: () => navigate(`/administration/people?q=${encodeURIComponent(person.name)}`) })),
      ]);
    }, 180);
    return () => { clearTimeout(timer); abort.abort(); };
  }, [words]);
  return found;
}

export function Palette({ close, speak, help }) {
  const [words, type] = useState("");
  const [at, point] = useState(0);
  const dialog = useRef(null);
  const id = useId();
  const all = useMemo(() => standing(speak, help), []);
  const found = useFound(words.trim());
  const number = /^[A-Za-z]{2,3}\d+$/.test(words.trim()) && placeOf(words.trim());
  const direct = number ? [{ group: t("palette.records"), label: t("palette.open", { number: words.trim().toUpperCase() }), icon: "arrow-right", run: () => navigate(number) }] : [];
  const everywhere = words.trim() && isStaff() ? [{ group: t("nav.search"), label: t("palette.everywhere", { words: words.trim() }), icon: "search", run: () => navigate(`/work/search?q=${encodeURIComponent(words.trim())}`) }] : [];
  const parts = words.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = all.filter((entry) => parts.every((part) => `${entry.label} ${entry.group}`.toLowerCase().includes(part)));
  const shown = [...direct, ...found, ...fitting, ...everywhere].slice(0, 40);
  useEffect(() => { dialog.current.showModal(); }, []);
  useEffect(() => { dialog.current.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" }); });
  const take = (entry) => { close(); setTimeout(entry.run, 0); };
  const key = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); point((at + step + shown.length) % Math.max(1, shown.length)); }
    if (event.key === "Enter" && shown[at]) { event.preventDefault(); take(shown[at]); }
  };
  return html`<dialog ref=${dialog} class="palette" aria-label=${t("nav.search")} onCancel=${close} onMouseDown=${(event) => event.target === dialog.current && close()}>
    <div class="palette-body">
      <div class="palette-input"><${Icon} name="search" large />
        <input type="text" role="combobox" aria-expanded="true" aria-controls=${id} aria-activedescendant=${shown[at] ? `${id}-${at}` : undefined} aria-label=${t("nav.search")}
          placeholder=${t("palette.hint")} value=${words} onInput=${(event) => { type(event.target.value); point(0); }} onKeyDown=${key} autofocus />
        <kbd>Esc</kbd></div>
      <ul role="listbox" id=${id} aria-label=${t("palette.results")}>
        ${shown.map((entry, index) => html`${entry.group !== shown[index - 1]?.group && html`<li class="palette-group" role="presentation">${entry.group}</li>`}
          <li role="option" id=${`${id}-${index}`} aria-selected=${String(index === at)} onClick=${() => take(entry)} onPointerMove=${() => index !== at && point(index)}>
            <${Icon} name=${entry.icon ?? "arrow-right"} />${entry.number && html`<span class="number muted">${entry.number}</span>`}<span class="one-line spring">${entry.label}</span>${entry.state && html`<${State} value=${entry.state} bare />`}</li>`)}
        ${shown.length === 0 && html`<li class="palette-group" role="presentation">${t("palette.nothing")}</li>`}
      </ul>
    </div>
  </dialog>`;
}
