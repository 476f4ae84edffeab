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

/** How much of the journal a party may know: all; all but people and displays; as a display, which hangs where visitors pass, also nothing people wrote to each other or of each other, nor who leads which agency. */
export type Reader = "whole" | "room" | "display";
export const READERS: readonly Reader[] = ["whole", "room", "display"];

/** Which of them a party is. Who may list accounts learns who exists, who is logged in, from where, and which displays there are. */
export function readerOf(bearers: readonly Bearer[]): Reader {
  return may(bearers, "account:list") ? "whole" : bearers.includes("display") ? "display" : "room";
}

/** By prefix, so that a kind added later is withheld until someone decides otherwise. */
const HIDDEN: Readonly<Record<Reader, RegExp | undefined>> = {
  whole: undefined,
  // What the centre issues may be an account, and a conflict holds it whole.
  room: /^(account|invitation|session|display|exercise):|^centre:(issued|refused|settled)$/,
  display: /^(account|invitation|session|display|shift|agency|violation|explanation|evidence|exercise|message|transfer):|^incident:(noted|ticked)$|^centre:(issued|refused|settled)$|^drill:(taken|judged|reported)$/,
};

function isHidden(entry: unknown, hidden: RegExp): entry is { kind: string; seq: number; at: Instant } {
  if (typeof entry !== "object" || entry === null || !("kind" in entry) || !("seq" in entry) || !("at" in entry)) return false;
  return typeof entry.kind === "string" && hidden.test(entry.kind);
}

/** @param facts facts, or the JSON of facts. @returns the same list where nothing is withheld */
export function withheld<T>(facts: readonly T[], reader: Reader): readonly (T | Withheld)[] {
  const hidden = HIDDEN[reader];
  if (hidden === undefined || !facts.some((fact) => isHidden(fact, hidden))) return facts;
  return facts.map((fact) => (isHidden(fact, hidden) ? { seq: fact.seq, at: fact.at, kind: "withheld" } : fact));
}
