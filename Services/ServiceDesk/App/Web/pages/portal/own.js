/** What pages of one's own records have in common: reading one that is only just being made, and deciding about it. */
import { html, useEffect, useRef, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Form } from "../../ui/form.js";
import { Icon } from "../../ui/icon.js";
import { sentence } from "../../ui/standing.js";
import { useLoad, useSettled } from "../../ui/load.js";
import { useLive } from "../../shell/live.js";
import { notify } from "../../shell/notices.js";
import { useAddress } from "../../shell/router.js";
import { t } from "../../text/text.js";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Loaded and live; one that was only just asked for may take a moment to be there. */
export function useOwn(read, topic, id) {
  const { query } = useAddress();
  const patience = useRef(query.get("new") ? 20 : 0);
  const loaded = useLoad(async (signal) => {
    for (;;) {
      try {
        return await read(id, signal);
      } catch (error) {
        if (error.status !== 404 || patience.current-- <= 0) throw error;
        await pause(400);
      }
    }
  }, [id]);
  useLive([topic, "conversation"], useSettled(loaded.again, 400));
  // What an instruction asks of another service is so only a moment later.
  const soon = () => [600, 1800, 4000].forEach((wait) => setTimeout(loaded.again, wait));
  return { ...loaded, soon };
}

/** The question whether it is good now, with yes and no. */
export function Confirm({ title, text, yes, no, confirm, reopen, done }) {
  const [over, show] = useState(false);
  const [busy, wait] = useState(false);
  const agree = async () => {
    wait(true);
    try {
      done(await confirm());
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
    wait(false);
  };
  return html`<section class="card toned tone-ok confirm"><${Icon} name="check-circle" large /><div class="stack tight spring"><h2>${title}</h2><p>${text}</p></div>
    <span class="row wraps"><${Button} onClick=${() => show(true)}>${no}<//><${Button} look="primary" icon="check" busy=${busy} onClick=${agree}>${yes}<//></span>
    ${over && html`<${Dialog} title=${no} close=${() => show(false)}><${Form} fields=${[{ name: "reason", label: t("own.reopen.reason"), kind: "area", required: true, longest: 2000 }]} draft=${null} label=${t("own.reopen")}
      send=${({ reason }, key) => reopen(reason, key)} done=${(next) => { show(false); done(next); }} cancel=${() => show(false)} /><//>`}</section>`;
}

/** Whether the thanks for something new are due, until they are put away. */
export function JustMade({ children }) {
  const { query } = useAddress();
  const [seen, see] = useState(Boolean(query.get("new")));
  useEffect(() => { if (query.get("new")) history.replaceState(null, "", location.pathname); }, []);
  return seen && html`<div class="verdict tone-ok" role="status"><${Icon} name="check-circle" large /><div class="spring">${children}</div><${Button} look="plain" small icon="close" label=${t("action.dismiss-notice")} onClick=${() => see(false)} /></div>`;
}
