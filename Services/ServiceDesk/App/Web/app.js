/** Start: language, session, then the screens. */
import { html, render, useEffect, useState } from "./ui/preact.js";
import { Frame, fetchScreen } from "./shell/frame.js";
import { Failure } from "./ui/standing.js";
import { Notices } from "./shell/notices.js";
import { SessionEnded, SignIn } from "./shell/sign-in.js";
import { startKeys } from "./shell/shortcuts.js";
import { keepFirstPage } from "./shell/tabs.js";
import { renewAtNextStep, startRouting, useAddress } from "./shell/router.js";
import { resume, useSession } from "./shell/session.js";
import { useLoad } from "./ui/load.js";
import { preferredLanguage, speak, useLanguage, whenSpoken } from "./text/text.js";

/** The page of a link in a mail, whose code nobody else needs. */
function ByLink(props) {
  const { data: Page, error, again } = useLoad(() => import("./shell/by-link.js").then((file) => file.ByLink), []);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  return Page ? html`<${Page} ...${props} />` : null;
}

function App({ first }) {
  const [spoken, say] = useState(first);
  const { phase } = useSession();
  const { path } = useAddress();
  useEffect(() => { document.documentElement.lang = spoken; }, [spoken]);
  whenSpoken(say);
  if (phase === "starting") return null;
  if (path === "/approve" || path.startsWith("/approve/")) return html`<${ByLink} key=${spoken} speak=${speak} /><${Notices} />`;
  if (phase === "out") return html`<${SignIn} key=${spoken} speak=${speak} /><${Notices} />`;
  return html`<${Frame} key=${spoken} speak=${speak} />${phase === "ended" && html`<${SessionEnded} />`}<${Notices} />`;
}

async function start() {
  fetchScreen(location.pathname);
  const wanted = preferredLanguage();
  const [language] = await Promise.all([
    useLanguage(wanted).then(() => wanted, () => useLanguage("en").then(() => "en")),
    resume(),
  ]);
  startRouting();
  startKeys();
  const place = document.getElementById("app");
  place.replaceChildren();
  render(html`<${App} first=${language} />`, place);
}

keepFirstPage(renewAtNextStep);
start();
