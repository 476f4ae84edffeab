import { z } from "zod";
import type { RuleKindInfo } from "#contract/rule";
import { leafRule, type RuleKind } from "./define.ts";
import { threshold } from "./threshold.ts";

/** Every kind of rule there is. A new kind is a file and a line here. */
export const RULE_KINDS: readonly RuleKind[] = [leafRule(threshold)];

const byKind = new Map(RULE_KINDS.map((kind) => [kind.kind, kind]));

/** @returns undefined for a kind nobody knows */
export function ruleKind(kind: string): RuleKind | undefined {
  return byKind.get(kind);
}

/** The kinds as windows see them: JSON Schema 2020-12 of the parameters, with titles in both languages and units. */
export function ruleKinds(): RuleKindInfo[] {
  return RULE_KINDS.map(({ kind, title, params }) => ({ kind, title, schema: z.json().parse(z.toJSONSchema(params, { io: "input" })) }));
}
