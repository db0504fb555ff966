/** Start: language, session, then the screens. */
import { html, render, useEffect, useState } from "./ui/preact.js";
import { Frame } from "./shell/frame.js";
import { Notices } from "./shell/notices.js";
import { SessionEnded, SignIn } from "./shell/sign-in.js";
import { startKeys } from "./shell/shortcuts.js";
import { startRouting } from "./shell/router.js";
import { resume, useSession } from "./shell/session.js";
import { preferredLanguage, useLanguage } from "./text/text.js";

function App({ first }) {
  const [spoken, say] = useState(first);
  const { phase } = useSession();
  useEffect(() => { document.documentElement.lang = spoken; }, [spoken]);
  const speak = async (code) => { await useLanguage(code); say(code); };
  if (phase === "starting") return null;
  if (phase === "out") return html`<${SignIn} key=${spoken} speak=${speak} /><${Notices} />`;
  return html`<${Frame} key=${spoken} speak=${speak} />${phase === "ended" && html`<${SessionEnded} />`}<${Notices} />`;
}

async function start() {
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

start();
