/** Which business services need a set of items, by the dependencies of the model. */

/**
 * @param {{id: string, name: string, dependsOn: {id: string}[], supports: {id: string, name?: string}[]}[]} items
 * @param {string[]} scope
 * @returns {Map<string, {name?: string, through: string}>} by service id
 */
export function reached(items, scope) {
  const dependants = new Map();
  for (const item of items) {
    for (const { id } of item.dependsOn) dependants.set(id, [...(dependants.get(id) ?? []), item]);
  }
  const byId = new Map(items.map((item) => [item.id, item]));
  const seen = new Set(scope);
  const waiting = scope.map((id) => byId.get(id)).filter(Boolean);
  const found = new Map();
  for (const item of waiting) {
    for (const service of item.supports) if (!found.has(service.id)) found.set(service.id, { name: service.name, through: item.name });
    for (const above of dependants.get(item.id) ?? []) {
      if (seen.has(above.id)) continue;
      seen.add(above.id);
      waiting.push(above);
    }
  }
  return found;
}
