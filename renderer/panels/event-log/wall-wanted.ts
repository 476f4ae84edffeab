import type { Fact } from "#contract/fact";

/** What happens to the wall and the PCs that show it. */
export function isOfWall({ kind }: Pick<Fact, "kind">): boolean {
  return kind.startsWith("wall:") || kind === "shell:event";
}

/** What a room wants to see pass by: everything but the journal's own marks and windows that come and go. */
export function isTelling({ kind }: Pick<Fact, "kind">): boolean {
  return kind !== "wall:checkpoint" && kind !== "wall:attended" && kind !== "wall:left";
}

/** The wall's own, with the screens that come and go. */
export function isOfWallTelling(fact: Pick<Fact, "kind">): boolean {
  return isOfWall(fact) && fact.kind !== "wall:checkpoint";
}
