import type { Source } from "#contract/source";

/** Whether a source may feed a datastream: one of its grants is the id, or ends in `*` and begins it. */
export function granted(source: Pick<Source, "grants">, datastreamId: string): boolean {
  for (const grant of source.grants) {
    if (grant === datastreamId || grant === "*") return true;
    if (grant.endsWith("*") && datastreamId.startsWith(grant.slice(0, -1))) return true;
  }
  return false;
}
