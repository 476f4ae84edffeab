/** Whether two records of JSON say the same, whatever the order of their fields; their own `rev` and fields that are undefined do not count. */
export function sameBody(a: unknown, b: unknown): boolean {
  return same(a, b, true);
}

function same(a: unknown, b: unknown, outermost: boolean): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => same(one, b[i], false));
  }
  const left = fieldsOf(a, outermost), right = fieldsOf(b, outermost);
  return left.size === right.size && [...left].every(([key, value]) => right.has(key) && same(value, right.get(key), false));
}

function fieldsOf(record: object, outermost: boolean): Map<string, unknown> {
  return new Map(Object.entries(record).filter(([key, value]) => value !== undefined && !(outermost && key === "rev")));
}
