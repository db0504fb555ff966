/** The colours and signs of the service map, taken from the tokens of the page: the canvas knows no custom properties. */

/** A token as a colour that a canvas takes. */
function colour(name) {
  const probe = document.createElement("canvas");
  probe.width = probe.height = 1;
  const brush = probe.getContext("2d", { willReadFrequently: true });
  const bearer = document.createElement("span");
  bearer.style.color = `var(--${name})`;
  document.body.append(bearer);
  brush.fillStyle = getComputedStyle(bearer).color;
  bearer.remove();
  brush.fillRect(0, 0, 1, 1);
  const [red, green, blue] = brush.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

// The same shapes as in the sprite; a canvas cannot use a sprite.
const circle = "M8 2.5a5.500 5.500 0 1 0 0 11a5.500 5.500 0 1 0 0-11z";
const signs = {
  critical: "M5.700 2.500h4.600l3.200 3.200v4.600l-3.200 3.200H5.700l-3.200-3.200V5.700z M8 5.500v3 M8 10.600v.1",
  major: "M8 2.800 14 13.200H2z M8 6.500v3 M8 11.300v.1", warning: "M8 2.800 14 13.200H2z M8 6.500v3 M8 11.300v.1", minor: "M8 2.300 13.700 8 8 13.700 2.300 8z",
  ok: `${circle} M5.500 8.200l1.800 1.700 3.200-3.600`, info: `${circle} M8 7.300v3.500 M8 5.200v.1`,
  maintenance: `${circle} M6.500 5.800v4.400 M9.500 5.800v4.400`, unknown: `${circle} M6.500 6.500c.2-2 3.200-1.800 3 0c-.1 1-1.500 1.200-1.500 2.200 M8 10.900v.1`,
};

const sign = (tone, ink) => `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" fill="none" stroke="${ink}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><path d="${signs[tone]}"/></svg>`)}`;

const tones = ["ok", "warning", "minor", "major", "critical", "info", "maintenance", "unknown"];

/** The stylesheet of the map in the theme that is shown. */
export function mapLook() {
  const [surface, text, muted, line, strong, focus, chosen] = ["surface", "text", "muted", "line", "line-strong", "focus", "chosen"].map(colour);
  const toned = tones.map((tone) => {
    const ink = colour(`${tone}-ink`);
    const quiet = tone === "ok" || tone === "unknown";
    return {
      selector: `.tone-${tone}`,
      style: { "border-color": quiet ? strong : ink, "border-width": quiet ? 1 : 2, "border-style": tone === "unknown" ? "dashed" : "solid",
        "background-color": quiet ? surface : colour(`${tone}-wash`), "background-image": sign(tone, ink) },
    };
  });
  return [
    { selector: "node", style: {
      shape: "round-rectangle", width: 170, height: 38, label: "data(label)", color: text, "font-size": 15, "font-family": "Inter, system-ui, sans-serif",
      "text-valign": "center", "text-halign": "center", "text-wrap": "ellipsis", "text-max-width": 128, "text-margin-x": 8,
      "background-color": surface, "border-width": 1, "border-color": line, "background-position-x": 10, "background-position-y": "50%",
      "background-width": 16, "background-height": 16, "background-clip": "node" } },
    ...toned,
    { selector: "node.plain", style: { "background-image": "none", "border-color": strong, "border-opacity": 0.6, "border-style": "solid", "border-width": 1, "text-margin-x": 0, "text-max-width": 150 } },
    { selector: "node.service", style: { width: 228, height: 44, "text-max-width": 190, "font-weight": 600 } },
    { selector: "node.redundant", style: { "background-opacity": 0, "border-style": "dashed", "border-color": strong, "border-width": 1, padding: 10, events: "no", label: "data(label)", color: muted,
      "font-size": 12, "text-valign": "top", "text-halign": "center", "text-margin-x": 0, "text-margin-y": -3, "text-max-width": 200, "background-image": "none" } },
    { selector: "edge", style: { width: 1.2, "line-color": strong, opacity: 0.55, "curve-style": "unbundled-bezier", "control-point-distances": "0 0", "control-point-weights": "0.35 0.65",
      "edge-distances": "endpoints", "source-endpoint": "90deg", "target-endpoint": "270deg" } },
    { selector: ".dimmed", style: { opacity: 0.28 } },
    { selector: "edge.lit", style: { "line-color": focus, width: 2.2, opacity: 1 } },
    { selector: "node.lit", style: { "border-color": focus, "border-opacity": 1, "border-width": 2 } },
    { selector: "node.at", style: { "border-color": focus, "border-opacity": 1, "border-width": 3, "overlay-opacity": 0, "underlay-color": chosen, "underlay-opacity": 1, "underlay-padding": 5, "underlay-shape": "round-rectangle", color: text } },
    { selector: "core", style: { "active-bg-opacity": 0 } },
    { selector: "node.quiet", style: { color: muted } },
  ];
}
