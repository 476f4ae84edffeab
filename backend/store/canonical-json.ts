/**
 * One text for one value: object keys sorted by UTF-16 code units, no white space, ECMAScript numbers and string escapes
 * (RFC 8785), so that equal records have equal bytes and a hash over them means something. Keys set to undefined are left
 * out, as JSON.stringify does.
 *
 * @throws TypeError on what JSON cannot carry back (NaN, infinities, functions, Maps, dates): the caller's bug
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "number":
      // `${-0}` is "0", as RFC 8785 asks.
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON form`);
      return `${value}`;
    case "boolean":
      return value ? "true" : "false";
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? arrayJson(value) : objectJson(value);
    default:
      throw new TypeError(`a ${typeof value} has no JSON form`);
  }
}

function arrayJson(items: readonly unknown[]): string {
  let text = "[";
  for (let i = 0; i < items.length; i += 1) text += (i === 0 ? "" : ",") + canonicalJson(items[i]);
  return `${text}]`;
}

function objectJson(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError(`a ${value.constructor.name} has no JSON form`);
  let text = "{";
  // Object.entries of a record; sort() without a comparator orders by UTF-16 code units.
  const record: Record<string, unknown> = { ...value };
  for (const key of Object.keys(record).sort()) {
    const item = record[key];
    if (item === undefined) continue;
    text += `${text.length === 1 ? "" : ","}${JSON.stringify(key)}:${canonicalJson(item)}`;
  }
  return `${text}}`;
}
