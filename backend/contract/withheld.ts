import type { Fact } from "./fact.ts";
import type { Instant } from "./ids.ts";
import { may, type Bearer } from "./permission.ts";

/** Stands for a fact its reader may not know: that something happened and when, so that `seq` stays without a gap. */
export type Withheld = {
  seq: number;
  at: Instant;
  kind: "withheld";
};
/** A fact as a window gets it. */
export type WireFact = Fact | Withheld;

/** Whether a party learns who exists, who is logged in, from where, and which displays there are. */
export function mayKnowPeople(bearers: readonly Bearer[]): boolean {
  return may(bearers, "account:list");
}

/** Of people and displays. By prefix, so that a kind added later is withheld until someone decides otherwise. */
export function isOfPeople(entry: unknown): entry is { kind: string; seq: number; at: Instant } {
  if (typeof entry !== "object" || entry === null || !("kind" in entry) || !("seq" in entry) || !("at" in entry)) return false;
  return typeof entry.kind === "string" && /^(account|session|display):/.test(entry.kind);
}

/** @param facts facts, or the JSON of facts. @returns the same list where nothing is withheld */
export function withheld<T>(facts: readonly T[]): readonly (T | Withheld)[] {
  if (!facts.some(isOfPeople)) return facts;
  return facts.map((fact) => (isOfPeople(fact) ? { seq: fact.seq, at: fact.at, kind: "withheld" } : fact));
}
