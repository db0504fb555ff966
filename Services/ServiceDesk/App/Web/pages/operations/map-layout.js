/** Where the parts of the service map stand: services at the left, what they need to the right of what needs it. */

import { gathered } from "./map-groups.js";

const column = 216;
const line = 58;

/**
 * @param {{id: string, needs: string[]}[]} nodes those of the first layer are named in `first`
 * @param {Set<string>} first
 * @param {{members: string[]}[]} groups whose members stand beside each other
 * @returns {Map<string, {x: number, y: number}>}
 */
export function layered(nodes, first, groups) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const depth = depths(nodes, first);
  const layers = [];
  for (const node of nodes) (layers[depth.get(node.id)] ??= []).push(node.id);
  const rows = gathered(order(layers.filter(Boolean), byId), groups);
  const places = new Map();
  rows.forEach((ids, x) => ids.forEach((id, index) => places.set(id, { x: x * column - (x === 0 ? 36 : 0), y: (index - (ids.length - 1) / 2) * line })));
  return places;
}

/** The longest way from a service; a way round is not followed twice. */
function depths(nodes, first) {
  const above = new Map(nodes.map(({ id }) => [id, []]));
  for (const { id, needs } of nodes) for (const need of needs) above.get(need)?.push(id);
  const depth = new Map();
  const of = (id, way) => {
    if (first.has(id)) return 0;
    if (depth.has(id)) return depth.get(id);
    if (way.has(id)) return 1;
    const level = 1 + Math.max(0, ...above.get(id).map((other) => of(other, new Set(way).add(id))));
    depth.set(id, level);
    return level;
  };
  return new Map(nodes.map(({ id }) => [id, of(id, new Set())]));
}

/** Puts each node near those it is joined to, sweep by sweep, so that few lines cross. */
function order(layers, byId) {
  const joined = new Map([...byId.keys()].map((id) => [id, []]));
  for (const [id, node] of byId) {
    for (const other of node.needs) if (joined.has(other)) { joined.get(id).push(other); joined.get(other).push(id); }
  }
  let rows = layers;
  for (let sweep = 0; sweep < 8; sweep += 1) {
    const at = new Map(rows.flatMap((ids) => ids.map((id, index) => [id, (index + 0.5) / ids.length])));
    const middle = (id) => {
      const near = joined.get(id);
      return near.length ? near.reduce((sum, other) => sum + at.get(other), 0) / near.length : at.get(id);
    };
    rows = rows.map((ids) => [...ids].sort((left, right) => middle(left) - middle(right)));
  }
  return rows;
}
