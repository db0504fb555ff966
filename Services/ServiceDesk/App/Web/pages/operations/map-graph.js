/** The service map as a graph: services at the left, hosts at the right; what hangs on what lights up under pointer and keys. */
import { html, useEffect, useId, useRef, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { useLoad } from "../../ui/load.js";
import { navigate, setQuery } from "../../shell/router.js";
import { groupsOf } from "./map-groups.js";
import { layered } from "./map-layout.js";
import { mapLook } from "./map-look.js";
import { healthTone, severityLook } from "../../ui/badge.js";
import { t, word } from "../../text/text.js";

/** Nodes and edges for what is to be shown. */
function elementsOf(services, items, trouble) {
  const known = new Set(items.map(({ id }) => id));
  const carried = (service) => items.filter((item) => item.supports.some(({ id }) => id === service.id)).map(({ id }) => id);
  const nodes = [
    ...services.map((service) => ({ id: service.id, label: service.name, says: word("health", service.health), needs: carried(service), classes: `service tone-${healthTone(service.health)}` })),
    ...items.map((item) => {
      const severity = trouble.get(item.id);
      return { id: item.id, label: item.name, says: severity ? word("severity", severity) : item.class, needs: item.dependsOn.map(({ id }) => id).filter((id) => known.has(id)),
        classes: severity ? `item tone-${severityLook(severity)[0]}` : "item plain" };
    }),
  ];
  const groups = groupsOf(items);
  const boxOf = new Map(groups.flatMap(({ id, members }) => members.map((member) => [member, id])));
  const places = layered(nodes, new Set(services.map(({ id }) => id)), groups);
  const all = new Set(nodes.map(({ id }) => id));
  return [
    ...groups.map(({ id, label }) => ({ group: "nodes", data: { id, label }, classes: "redundant", selectable: false })),
    ...nodes.map(({ id, label, says, classes }) => ({ group: "nodes", data: { id, label, says, parent: boxOf.get(id) }, classes, position: places.get(id) })),
    ...nodes.flatMap(({ id, needs }) => needs.filter((need) => all.has(need)).map((need) => ({ group: "edges", data: { id: `${id} ${need}`, source: id, target: need } }))),
  ];
}

/** Lights what needs this node and what it needs; everything else steps back. */
function light(map, node) {
  map.batch(() => {
    map.elements().removeClass("dimmed lit at");
    if (!node) return;
    const way = node.predecessors().union(node.successors()).union(node);
    map.elements().not(way).not(".redundant").addClass("dimmed");
    node.predecessors().union(node).addClass("lit");
    node.successors("edge").addClass("lit");
    node.addClass("at");
  });
}

/** The node next to this one in the direction of an arrow key. */
function nextTo(map, from, key) {
  if (!from) return map.nodes(".service").first();
  const { x, y } = from.position();
  const across = key === "ArrowLeft" || key === "ArrowRight";
  const ahead = (node) => (across ? node.position().x - x : node.position().y - y) * (key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1);
  const near = across ? (key === "ArrowRight" ? from.outgoers("node") : from.incomers("node")) : map.nodes(":childless").filter((node) => Math.abs(node.position().x - x) < 1);
  const found = near.filter((node) => ahead(node) > 0).sort((left, right) => ahead(left) - ahead(right) || Math.abs(left.position().y - y) - Math.abs(right.position().y - y));
  return found.length > 0 ? found.first() : from;
}

const sayOf = (node) => t("map.says", { name: node.data("label"), state: node.data("says"), needed: node.predecessors("node").length, needs: node.successors("node").length });

export function MapGraph({ services, items, trouble, chosen }) {
  const library = useLoad(() => import("../../vendor/cytoscape.js"), []);
  const place = useRef(null);
  const map = useRef(null);
  const at = useRef(null);
  const [said, say] = useState("");
  const hint = useId();
  const point = (node) => { at.current = node; light(map.current, node); say(node ? sayOf(node) : ""); };
  const open = (node) => (node.hasClass("service") ? navigate(`/operations/health/${node.id()}`) : setQuery({ item: node.data("label") }));
  const shape = JSON.stringify([services.map(({ id, health }) => [id, health]), items.map(({ id, version }) => [id, version]), [...trouble]]);

  useEffect(() => {
    if (!library.data || !place.current) return undefined;
    const own = map.current = library.data.c({ container: place.current, elements: elementsOf(services, items, trouble), style: mapLook(), layout: { name: "preset", padding: 24 },
      minZoom: 0.15, maxZoom: 2, autoungrabify: true, boxSelectionEnabled: false });
    own.on("mouseover", "node", ({ target }) => { place.current.style.cursor = "pointer"; point(target); });
    own.on("mouseout", "node", () => { if (place.current) place.current.style.cursor = ""; point(null); });
    own.on("tap", "node", ({ target }) => open(target));
    const dress = () => own.style(mapLook());
    const watcher = new MutationObserver(dress);
    watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", dress);
    return () => { watcher.disconnect(); dark.removeEventListener("change", dress); own.destroy(); map.current = null; at.current = null; };
  }, [library.data, shape]);
  useEffect(() => { if (map.current) point(chosen ? map.current.getElementById(chosen) : null); }, [chosen, library.data, shape]);

  const key = (event) => {
    const own = map.current;
    if (!own || event.target !== event.currentTarget) return;
    if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      point(nextTo(own, at.current, event.key));
      own.animate({ center: { eles: at.current }, duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120 });
    }
    if (event.key === "Enter" && at.current) open(at.current);
    if (event.key === "+" || event.key === "-") own.zoom({ level: own.zoom() * (event.key === "+" ? 1.2 : 1 / 1.2), renderedPosition: { x: own.width() / 2, y: own.height() / 2 } });
  };
  if (library.error) return html`<${Failure} error=${library.error} again=${library.again} />`;
  return html`<div class="map-graph card flush">
    ${!library.data && html`<${Skeleton} lines=${10} />`}
    <div class="map-canvas" ref=${place} tabindex="0" role="application" aria-label=${t("nav.map")} aria-describedby=${hint} onKeyDown=${key} onBlur=${() => !chosen && map.current && point(null)}></div>
    <p class="map-hint small muted" id=${hint}>${t("map.keys")}</p>
    <div class="map-tools"><${Button} small icon="plus" label=${t("map.closer")} onClick=${() => map.current?.zoom({ level: map.current.zoom() * 1.25, renderedPosition: { x: map.current.width() / 2, y: map.current.height() / 2 } })} />
      <${Button} small icon="minus" label=${t("map.farther")} onClick=${() => map.current?.zoom({ level: map.current.zoom() / 1.25, renderedPosition: { x: map.current.width() / 2, y: map.current.height() / 2 } })} />
      <${Button} small icon="fit" label=${t("map.fit")} onClick=${() => map.current?.fit(undefined, 24)} /></div>
    <span class="unseen" role="status">${said}</span>
  </div>`;
}
