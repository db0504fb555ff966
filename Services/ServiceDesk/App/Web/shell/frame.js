/** What stands around every screen: navigation, the quiet bar when the connection is gone, palette, help, notices. */
import { html, useEffect, useErrorBoundary, useState } from "../ui/preact.js";
import { Button } from "../ui/button.js";
import { Icon, Mark } from "../ui/icon.js";
import { Failure, Forbidden, Missing, Skeleton } from "../ui/standing.js";
import { useLoad } from "../ui/load.js";
import { Bell, useUnread } from "./bell.js";
import { areas, routes } from "./routes.js";
import { Navigation } from "./navigation.js";
import { Palette } from "./palette.js";
import { KeysHelp, useKeys } from "./shortcuts.js";
import { isStaff, may } from "./session.js";
import { match, navigate, useAddress } from "./router.js";
import { endLive, startLive, useStanding } from "./live.js";
import { t } from "../text/text.js";

export function Frame({ speak }) {
  const { path } = useAddress();
  const [over, show] = useState(null);
  const [drawer, slide] = useState(false);
  const told = useUnread();
  const close = () => show(null);
  useEffect(() => { startLive(); return endLive; }, []);
  useEffect(() => { if (path === "/") navigate(isStaff() ? "/work/incidents?open=true" : "/portal", { replace: true }); }, [path]);
  useEffect(() => {
    const key = (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); show("palette"); }
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, []);
  useKeys({ "?": { label: t("keys.title"), run: () => show("keys") }, "/": { label: t("nav.search"), run: () => show("palette") }, ...jumps() });
  return html`<a class="skip" href="#main">${t("nav.skip")}</a>
    <div class="frame">
      <header class="topbar"><${Button} look="plain" icon="menu" label=${t("nav.open")} onClick=${() => slide(!drawer)} />
        <a class="row strong" href="/"><${Mark} size=${22} />Dienst</a><span class="spring" />
        <${Bell} told=${told} /><${Button} look="plain" icon="search" label=${t("nav.search")} onClick=${() => show("palette")} /></header>
      ${drawer && html`<div class="drawer-veil" onClick=${() => slide(false)} />`}
      <${Navigation} path=${path} told=${told} search=${() => show("palette")} help=${() => show("keys")} speak=${speak} drawer=${drawer} closeDrawer=${() => slide(false)} />
      <main id="main" tabindex="-1"><${Offline} /><${Screen} key=${path} path=${path} /></main>
    </div>
    ${over === "palette" && html`<${Palette} close=${close} speak=${speak} help=${() => show("keys")} />`}
    ${over === "keys" && html`<${KeysHelp} close=${close} />`}`;
}

/** `g i` and its like go to screens. */
function jumps() {
  const letters = { incidents: "i", problems: "p", changes: "c", alerts: "a", situations: "s", health: "h", map: "m" };
  const items = areas.filter((area) => !area.roles || may(...area.roles)).flatMap((area) => area.items);
  return Object.fromEntries(items.filter(([, name]) => letters[name]).map(([href, name]) =>
    [`g ${letters[name]}`, { label: t("keys.go", { name: t(`nav.${name}`) }), run: () => navigate(href) }]));
}

function Offline() {
  const standing = useStanding();
  const [late, wait] = useState(false);
  useEffect(() => {
    const timer = standing === "broken" ? setTimeout(() => wait(true), 2500) : wait(false);
    return () => clearTimeout(timer);
  }, [standing]);
  return html`<div role="status">${late && html`<div class="offline-bar"><${Icon} name="offline" />${t("live.broken")}</div>`}</div>`;
}

/** Which screen is at an address, and what its pattern finds there. */
const screenAt = (path) => routes.map((route) => ({ route, values: match(route.path, path) })).find(({ values }) => values);

/** Begins to fetch the code of a screen, while session and texts are on their way; whether it comes is seen when it is opened. @param {string} path */
export const fetchScreen = (path) => { screenAt(path)?.route.open().catch(() => {}); };

/** The screen of an address, whose code is fetched when it is first needed. */
function Screen({ path }) {
  const found = screenAt(path);
  const { data, error, again } = useLoad(async () => found && (await found.route.open()).default, []);
  const [broken, retry] = useErrorBoundary((trouble) => console.error(trouble));
  if (path === "/") return null;
  if (!found) return html`<${Missing} />`;
  if (found.route.roles && !may(...found.route.roles)) return html`<${Forbidden} />`;
  if (error || broken) return html`<${Failure} error=${error ?? broken} again=${error ? again : retry} />`;
  if (!data) return html`<${Skeleton} />`;
  const Content = data;
  return html`<${Content} ...${found.values} />`;
}
