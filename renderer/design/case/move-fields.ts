import { IncidentEvent } from "#contract/incident";
import type { Instant } from "#contract/ids";
import type { EventKind } from "#contract/process";
import { readInstant } from "../written-instant.ts";
import type { PossibleMove } from "./moves.ts";

/** One field of a move's form: `text` in lines, an instant, another agency, files. */
export interface MoveField {
  name: "note" | "reason" | "plan" | "forces" | "state" | "obstacles" | "result" | "check" | "expectedEnd" | "due" | "to" | "evidence";
  kind: "text" | "instant" | "agency" | "files";
  optional?: true;
}

const text = (name: MoveField["name"], optional?: true): MoveField => ({ name, kind: "text", ...(optional === undefined ? {} : { optional }) });
const FIELDS: Readonly<Record<Exclude<EventKind, "appeared" | "ordered" | "decided">, readonly MoveField[]>> = {
  verified: [text("note", true)], dismissed: [text("reason")], proposed: [text("plan")], received: [], accepted: [], refused: [text("reason")],
  forwarded: [{ name: "to", kind: "agency" }, text("reason"), { name: "due", kind: "instant", optional: true }], deployed: [text("forces")], progress: [text("note")], "beyond-scenario": [text("note")],
  "extension-asked": [text("state"), text("obstacles"), { name: "expectedEnd", kind: "instant" }], "extension-granted": [{ name: "due", kind: "instant" }, text("reason", true)], "extension-denied": [text("reason")],
  answered: [text("result"), { name: "evidence", kind: "files" }], returned: [text("reason"), { name: "due", kind: "instant" }], confirmed: [text("check")], reopened: [text("reason")], paused: [text("reason")], resumed: [text("reason", true)], "flash-reported": [text("note")],
};

/** What the form of a move asks for; an order and a decision on agencies have forms of their own, and what only happens has none. */
export function fieldsOf({ is, needs }: PossibleMove): readonly MoveField[] {
  if (is === "ordered" || is === "decided" || is === "appeared") return [];
  return FIELDS[is].map((field) => {
    const may = (field.name === "due" && is === "returned" && !needs.includes("due")) || (field.name === "evidence" && !needs.includes("evidence"));
    return may ? { ...field, optional: true } : field;
  });
}

/** What was typed: texts, instants as people write them, files by id. */
export interface Typed {
  texts: Readonly<Record<string, string>>;
  evidence: readonly string[];
}

/** @returns the event, or the names of the fields that are still wrong */
export function eventOf(move: PossibleMove, typed: Typed, now: Instant): { event: IncidentEvent } | { wrong: readonly string[] } {
  const raw: Record<string, unknown> = { is: move.is, ...(move.agencyId === undefined ? {} : { agencyId: move.agencyId }), ...(move.flashId === undefined ? {} : { flashId: move.flashId }), ...(move.limitId === undefined ? {} : { limitId: move.limitId }) };
  const wrong: string[] = [];
  for (const { name, kind, optional } of fieldsOf(move)) {
    if (kind === "files") {
      raw[name] = [...typed.evidence];
      if (optional !== true && typed.evidence.length === 0) wrong.push(name);
      continue;
    }
    const value = (typed.texts[name] ?? "").trim();
    if (value === "") {
      if (optional !== true) wrong.push(name);
    } else {
      const at = kind === "instant" ? readInstant(value, now, "next") : value;
      if (at === undefined) wrong.push(name);
      else raw[name] = at;
    }
  }
  const parsed = IncidentEvent.safeParse(raw);
  if (!parsed.success) for (const issue of parsed.error.issues) wrong.push(String(issue.path[0] ?? ""));
  return parsed.success && wrong.length === 0 ? { event: parsed.data } : { wrong: [...new Set(wrong)] };
}
