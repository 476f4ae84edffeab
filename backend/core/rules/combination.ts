import { z } from "zod";
import { DatastreamId } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import { firstIssue, type Leaf, type LeafKind, type LeafPlan, type RuleKind } from "./define.ts";
import { allOf, anyOf, atLeast, not, type Test } from "./truth.ts";

/** Conditions one combination may hold; the alarm's inputs have room for as many. */
const MOST_LEAVES = 32;
/** How deep groups may stand in groups. */
const DEEPEST = 8;
/** Nesting of JSON that DEEPEST groups can come to; deeper is refused before it is parsed. */
const DEEPEST_JSON = DEEPEST * 3 + 6;

type When = { kind: string; datastreamId: DatastreamId } & Record<string, unknown>;
type Node = { all: Node[] } | { any: Node[] } | { not: Node } | { atLeast: number; of: Node[] } | { when: When };

/** A node with its conditions understood and numbered. */
type Plan = { test: "all" | "any" | "not"; of: Plan[] } | { test: "atLeast"; count: number; of: Plan[] } | { test: "leaf"; index: number };
type PlannedLeaf = { datastreamId: DatastreamId; plan: LeafPlan };
type Issue = { path: string; detail: string };

/**
 * Several conditions on named datastreams, nested with all, any, not and at-least, read together by one alarm
 * that stands on the first one's thing. Unknown conditions count as neither held nor not (Kleene).
 */
export function combinationOf(leaves: readonly LeafKind[]): RuleKind {
  const byKind = new Map(leaves.map((leaf) => [leaf.kind, leaf]));
  const when: z.ZodType<When> = z.union(
    leaves.map(({ kind, title, params }) =>
      z.object({ kind: z.literal(kind), datastreamId: DatastreamId.meta({ title: "Chuỗi đo", titleEn: "Datastream" }), ...params.shape }).meta({ title: title.vi, titleEn: title.en }),
    ),
  );
  const node: z.ZodType<Node> = z.lazy(() => {
    const group = z.array(node).min(1).max(MOST_LEAVES);
    return z.union([
      z.strictObject({ when }).meta({ title: "Điều kiện", titleEn: "Condition" }),
      z.strictObject({ all: group }).meta({ title: "Tất cả", titleEn: "All" }),
      z.strictObject({ any: group }).meta({ title: "Bất kỳ", titleEn: "Any" }),
      z.strictObject({ not: node }).meta({ title: "Không", titleEn: "Not" }),
      z.strictObject({ atLeast: z.int().min(1).max(MOST_LEAVES), of: group }).meta({ title: "Ít nhất", titleEn: "At least" }),
    ]);
  });
  const params = z.object({ condition: node.meta({ title: "Điều kiện", titleEn: "Condition", description: "Ghép các điều kiện bằng tất cả, bất kỳ, không, ít nhất" }) });

  return {
    kind: "combination",
    title: { vi: "Kết hợp nhiều cảm biến", en: "Combination" },
    params,
    prepare(raw) {
      if (deeper(raw, DEEPEST_JSON)) return fail({ path: "params.condition", detail: `groups stand at most ${DEEPEST} deep` });
      const parsed = params.safeParse(raw);
      if (!parsed.success) return fail(firstIssue(parsed.error));
      const found: PlannedLeaf[] = [];
      const planned = plan(parsed.data.condition, { byKind, found, depth: 1, path: "params.condition" });
      if (!planned.ok) return planned;
      if (found.length > MOST_LEAVES) return fail({ path: "params.condition", detail: `at most ${MOST_LEAVES} conditions` });
      return ok({
        selectors: found.map(({ datastreamId }) => ({ datastreamId })),
        single: true,
        compile(_target, env) {
          const made: Leaf[] = [];
          for (const [index, { datastreamId, plan: leafPlan }] of found.entries()) {
            const datastream = env.state.datastreams.get(datastreamId);
            if (datastream === undefined) return fail(`no datastream ${datastreamId}`);
            const leaf = leafPlan.compile(datastream, env, index);
            if (!leaf.ok) return leaf;
            const thing = env.state.things.get(datastream.thingId);
            const { text } = leaf.value;
            made.push(thing === undefined ? leaf.value : { ...leaf.value, text: { vi: `${thing.name}: ${text.vi}`, en: `${thing.nameEn ?? thing.name}: ${text.en}` } });
          }
          return ok({ test: compose(planned.value, made), leaves: made });
        },
      });
    },
  };
}

function plan(node: Node, at: { byKind: ReadonlyMap<string, LeafKind>; found: PlannedLeaf[]; depth: number; path: string }): Result<Plan, Issue> {
  if (at.depth > DEEPEST) return fail({ path: at.path, detail: `groups stand at most ${DEEPEST} deep` });
  if ("when" in node) {
    const prepared = at.byKind.get(node.when.kind)?.prepare(node.when);
    if (prepared === undefined) return fail({ path: `${at.path}.when.kind`, detail: `no kind "${node.when.kind}"` });
    if (!prepared.ok) return fail({ path: `${at.path}.when`, detail: prepared.fault.detail });
    at.found.push({ datastreamId: node.when.datastreamId, plan: prepared.value });
    return ok({ test: "leaf", index: at.found.length - 1 });
  }
  const [key, members] = "all" in node ? ["all", node.all] as const : "any" in node ? ["any", node.any] as const : "not" in node ? ["not", [node.not]] as const : ["of", node.of] as const;
  if ("atLeast" in node && node.atLeast > members.length) return fail({ path: `${at.path}.atLeast`, detail: `more than the ${members.length} listed` });
  const of: Plan[] = [];
  for (const [i, member] of members.entries()) {
    const planned = plan(member, { ...at, depth: at.depth + 1, path: key === "not" ? `${at.path}.not` : `${at.path}.${key}.${i}` });
    if (!planned.ok) return planned;
    of.push(planned.value);
  }
  return ok("atLeast" in node ? { test: "atLeast", count: node.atLeast, of } : { test: key === "of" ? "all" : key, of });
}

function compose(node: Plan, leaves: readonly Leaf[]): Test {
  switch (node.test) {
    case "leaf": return leaves[node.index]!.test;
    case "not": return not(compose(node.of[0]!, leaves));
    case "all": return allOf(node.of.map((member) => compose(member, leaves)));
    case "any": return anyOf(node.of.map((member) => compose(member, leaves)));
    case "atLeast": return atLeast(node.count, node.of.map((member) => compose(member, leaves)));
  }
}

/** Whether JSON nests deeper than so many levels; walks level by level, so depth itself is no danger. */
function deeper(value: unknown, levels: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((item): unknown[] => (typeof item === "object" && item !== null ? Object.values(item) : []));
  }
  return false;
}
