import { malformed, unknown } from "./fault.ts";
import { isId, isSet, linkOf, propertyOf, type SetName } from "./model.ts";

/** One step along the address: into a collection, and perhaps to one entity of it. */
export interface Step {
  /** Name of the set at the root, of the link after it. */
  name: string;
  set: SetName;
  many: boolean;
  id?: string;
}
/** What is wanted at the end of the steps. */
export type Tail = { kind: "entities" } | { kind: "references" } | { kind: "property"; names: readonly string[]; bare: boolean };
export interface Path {
  steps: readonly Step[];
  tail: Tail;
}

const MAX_SEGMENTS = 12;
const SEGMENT = /^([A-Za-z]+)(?:\((.*)\))?$/s;

/**
 * The part of an address behind `/sta/v1.1/` (OGC 18-088 §9.2).
 *
 * @throws Refusal 404 on a path that leads nowhere, 400 on one that cannot be read
 */
export function parsePath(path: string): Path {
  const segments = path.split("/").map(decode);
  if (segments.length > MAX_SEGMENTS) malformed(`an address may have ${MAX_SEGMENTS} parts`);
  const steps: Step[] = [];
  for (const [i, segment] of segments.entries()) {
    const at = steps.at(-1);
    const isOne = at !== undefined && (!at.many || at.id !== undefined);
    if (segment === "$ref" && at !== undefined && i === segments.length - 1) return { steps, tail: { kind: "references" } };
    if (isOne && (isId(segment) || propertyOf(at.set, segment) !== undefined)) return { steps, tail: property(segments.slice(i)) };
    const [, name = "", key] = SEGMENT.exec(segment) ?? [];
    const target = at === undefined ? (isSet(name) ? { set: name, many: true } : undefined) : isOne ? linkOf(at.set, name) : undefined;
    if (target === undefined || (key !== undefined && !target.many)) return unknown(`no such resource: ${segments.slice(0, i + 1).join("/")}`);
    steps.push({ name, ...target, id: key === undefined ? undefined : idOf(key) });
  }
  return { steps, tail: { kind: "entities" } };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return malformed("the address is not percent-encoded UTF-8");
  }
}

/** Ids are text: `('id')` as the standard writes them, `(id)` as people do. */
function idOf(key: string): string {
  const bare = /^'((?:[^']|'')*)'$/s.exec(key)?.[1]?.replaceAll("''", "'") ?? key;
  return bare === "" || bare.length > 200 ? unknown("an id has 1 to 200 characters") : bare;
}

function property(segments: readonly string[]): Tail {
  const bare = segments.at(-1) === "$value";
  return { kind: "property", names: bare ? segments.slice(0, -1) : segments, bare };
}
