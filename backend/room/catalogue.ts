import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { AgencyDraft } from "#contract/agency";
import { ExerciseDraft } from "#contract/drill";
import type { NewFact } from "#contract/fact";
import type { Instant } from "#contract/ids";
import { ServiceDecision } from "#contract/publication";
import { RuleDraft } from "#contract/rule";
import { fail, ok, type Result } from "#contract/result";
import { ScenarioDraft } from "#contract/scenario";
import { Source } from "#contract/source";
import { Catalogue } from "#contract/things";
import { fold } from "../core/fold.ts";
import { checkRule } from "../core/rules/index.ts";
import { emptyState } from "../core/state.ts";
import { strangeIn } from "./drills/exercise-answers.ts";
import { TEMPLATES } from "../law/index.ts";

/** A city pack: who measures what where, the rules to begin with, whom orders go to and the plans made for them. */
const Pack = z.object({ catalogue: Catalogue, rules: z.array(RuleDraft).max(10_000), sources: z.array(Source).max(1000), agencies: z.array(AgencyDraft).max(1000), scenarios: z.array(ScenarioDraft).max(1000), exercises: z.array(ExerciseDraft).max(200), approvals: z.array(ServiceDecision.omit({ at: true, by: true })).max(20) });
type Pack = z.infer<typeof Pack>;

const NOTHING: Catalogue = { areas: [], things: [], observedProperties: [], sensors: [], datastreams: [] };

/**
 * @param folder holds any of catalogue.json, rules.json, sources.json, agencies.json, scenarios.json, exercises.json and approvals.json: a pack may be a map alone. The fault names the file's
 * first wrong field.
 */
export function readPack(folder: string): Result<Pack, string> {
  try {
    // Throws where there is no such folder: a name spelt wrong must not open an empty room.
    const there = new Set(readdirSync(folder));
    const part = (name: string, absent: unknown): unknown => (there.has(name) ? JSON.parse(readFileSync(join(folder, name), "utf8")) : absent);
    const parsed = Pack.safeParse({ catalogue: part("catalogue.json", NOTHING), rules: part("rules.json", []), sources: part("sources.json", []), agencies: part("agencies.json", []), scenarios: part("scenarios.json", []), exercises: part("exercises.json", []), approvals: part("approvals.json", []) });
    if (parsed.success) return ok(parsed.data);
    const first = parsed.error.issues[0];
    return fail(`${folder}: ${first?.path.join(".") ?? ""} ${first?.message ?? "unreadable"}`);
  } catch (error) {
    return fail(`${folder}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * The facts that put a pack into an empty journal, in an order in which each may refer to the ones before.
 * The fault names the first rule that its kind or the catalogue does not bear, or the first thing, agency or scenario that names what is not there.
 */
export function packFacts(pack: Pack, at: Instant): Result<NewFact[], string> {
  const { catalogue, rules, sources, agencies, scenarios, exercises, approvals } = pack;
  const facts: NewFact[] = [
    ...catalogue.areas.map((area): NewFact => ({ kind: "area:saved", area, at })),
    ...catalogue.observedProperties.map((observedProperty): NewFact => ({ kind: "observed-property:saved", observedProperty, at })),
    ...catalogue.sensors.map((sensor): NewFact => ({ kind: "sensor:saved", sensor, at })),
    ...catalogue.things.map((thing): NewFact => ({ kind: "thing:saved", thing, at })),
    ...sources.map((source): NewFact => ({ kind: "source:saved", source, at })),
    ...catalogue.datastreams.map((draft, series): NewFact => ({ kind: "datastream:saved", datastream: { ...draft, series }, at })),
    ...rules.map((rule): NewFact => ({ kind: "rule:saved", rule: { ...rule, version: 1 }, at })),
    ...agencies.map((agency): NewFact => ({ kind: "agency:saved", agency: { ...agency, version: 1 }, at })),
    ...scenarios.map((scenario): NewFact => ({ kind: "scenario:saved", scenario: { ...scenario, version: 1 }, at })),
    ...exercises.map((exercise): NewFact => ({ kind: "exercise:saved", exercise: { ...exercise, version: 1 }, at })),
    ...approvals.map((decision): NewFact => ({ kind: "service:decided", decision: { ...decision, at }, at })),
  ];
  const areas = new Set<string>(catalogue.areas.map(({ id }) => id));
  for (const agency of agencies) {
    const unknown = agency.areaIds.find((id) => !areas.has(id));
    if (unknown !== undefined) return fail(`agencies.json: ${agency.id}: there is no area ${unknown}`);
  }
  const owners = new Set<string>(agencies.map(({ id }) => id));
  for (const { id, agencyId } of catalogue.things) if (agencyId !== undefined && !owners.has(agencyId)) return fail(`catalogue.json: ${id}: there is no agency ${agencyId}`);
  for (const scenario of scenarios) {
    if (!TEMPLATES.some(({ id }) => id === scenario.templateId)) return fail(`scenarios.json: ${scenario.id}: there is no process ${scenario.templateId}`);
  }
  const state = emptyState();
  for (const fact of facts) fold(state, fact);
  for (const exercise of exercises) {
    const strange = exercise.injects.map((inject, i) => strangeIn(inject, i, state)).find((one) => one !== undefined);
    if (strange !== undefined) return fail(`exercises.json: ${exercise.id}: ${JSON.stringify(strange)}`);
  }
  for (const rule of rules) {
    const checked = checkRule(rule, state);
    if (!checked.ok) return fail(`rules.json: ${rule.id}: ${JSON.stringify(checked.fault)}`);
  }
  return ok(facts);
}
