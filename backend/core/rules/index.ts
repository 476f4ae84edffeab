import { z } from "zod";
import { fail, type Result } from "#contract/result";
import type { RuleDraft, RuleKindInfo } from "#contract/rule";
import type { RoomState } from "../state.ts";
import { checkDraft, type RuleCheck } from "./check.ts";
import { combinationOf } from "./combination.ts";
import { leafRule, type LeafKind, type RuleKind } from "./define.ts";
import { forecastThreshold } from "./forecast-threshold.ts";
import { missing } from "./missing.ts";
import { rateOfChange } from "./rate-of-change.ts";
import { threshold } from "./threshold.ts";
import { window } from "./window.ts";

/** Conditions on one datastream: each a rule of its own, and a part of combinations. A new one is a file and a line here. */
const LEAVES: readonly LeafKind[] = [threshold, rateOfChange, window, missing, forecastThreshold];

/** Every kind of rule there is. */
export const RULE_KINDS: readonly RuleKind[] = [...LEAVES.map(leafRule), combinationOf(LEAVES)];

const byKind = new Map(RULE_KINDS.map((kind) => [kind.kind, kind]));

/** @returns undefined for a kind nobody knows */
export function ruleKind(kind: string): RuleKind | undefined {
  return byKind.get(kind);
}

/** The kinds as windows see them: JSON Schema 2020-12 of the parameters, with titles in both languages and units. */
export function ruleKinds(): RuleKindInfo[] {
  return RULE_KINDS.map(({ kind, title, params }) => ({ kind, title, schema: z.json().parse(z.toJSONSchema(params, { io: "input" })) }));
}

/** Whether a rule may be saved: its kind, its parameters, what it would watch, its ladder and its suppressors. */
export function checkRule(draft: RuleDraft, state: Readonly<RoomState>): Result<RuleCheck> {
  const kind = ruleKind(draft.kind);
  return kind === undefined ? fail({ code: "malformed", path: "kind", detail: `no kind "${draft.kind}"` }) : checkDraft(draft, kind, state);
}
