/** One place where two versions of a record differ; `here` or `centre` absent: it is not there. */
export interface Difference {
  path: readonly string[];
  here?: unknown;
  centre?: unknown;
}

/** Places told at most; so many differ in no record that somebody edited. */
export const MOST_DIFFERENCES = 300;
/** What each side counts for itself. */
const COUNTED = new Set(["version", "edition"]);

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
/** What an entry of a list is known by; lists whose entries have none are compared as they stand. */
const keyOf = (entry: unknown): string | undefined => {
  if (!isFields(entry)) return undefined;
  const key = entry["id"] ?? entry["day"];
  return typeof key === "string" ? key : undefined;
};
const nameOf = (entry: unknown, key: string): string => (isFields(entry) && typeof entry["name"] === "string" ? entry["name"] : key);

/** Entries by their keys; undefined where one has none, or two have the same. */
function keyed(list: readonly unknown[]): Map<string, unknown> | undefined {
  const all = new Map<string, unknown>();
  for (const entry of list) {
    const key = keyOf(entry);
    if (key === undefined || all.has(key)) return undefined;
    all.set(key, entry);
  }
  return all;
}

/**
 * Where the room's record and the centre's differ, in the order of their fields; entries of lists are found by their id or day.
 *
 * @returns MOST_DIFFERENCES at most
 */
export function differences(here: unknown, centre: unknown): Difference[] {
  const found: Difference[] = [];
  function walk(path: readonly string[], ours: unknown, theirs: unknown): void {
    if (found.length >= MOST_DIFFERENCES || JSON.stringify(ours) === JSON.stringify(theirs)) return;
    if (isFields(ours) && isFields(theirs)) {
      for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) if (path.length > 0 || !COUNTED.has(key)) walk([...path, key], ours[key], theirs[key]);
      return;
    }
    if (Array.isArray(ours) && Array.isArray(theirs) && ours.length + theirs.length > 0) {
      const [mine, yours] = [keyed(ours), keyed(theirs)];
      if (mine !== undefined && yours !== undefined) {
        const before = found.length;
        for (const key of new Set([...mine.keys(), ...yours.keys()])) walk([...path, nameOf(mine.get(key) ?? yours.get(key), key)], mine.get(key), yours.get(key));
        // The same entries in another order.
        if (found.length === before) found.push({ path, here: [...mine.keys()], centre: [...yours.keys()] });
        return;
      }
    }
    found.push({ path, ...(ours !== undefined && { here: ours }), ...(theirs !== undefined && { centre: theirs }) });
  }
  walk([], here, centre);
  return found;
}
