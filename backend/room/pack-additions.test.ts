import { expect, test } from "vitest";
import type { Fact, NewFact } from "#contract/fact";
import { AccountId, RuleId } from "#contract/ids";
import { fold } from "../core/fold.ts";
import { emptyState } from "../core/state.ts";
import { packFacts, readPack } from "./catalogue.ts";
import { packAdditions } from "./pack-additions.ts";

const AT = 1_800_000_000_000;
const pack = readPack(new URL("../../assets/city/hue", import.meta.url).pathname);
if (!pack.ok) throw new Error(pack.fault);
const whole = packFacts(pack.value, AT);
if (!whole.ok) throw new Error(whole.fault);

/** As the journal holds them. */
const told = (facts: readonly NewFact[]): Fact[] => facts.map((fact, i) => ({ ...fact, seq: i + 1 }));
const nothing = (): Fact[] => [];

test("a room of an older pack gets what is new in it, under series of its own, and keeps the rest as it is", () => {
  const state = emptyState();
  const old = whole.value.filter((fact) => !("thing" in fact && fact.thing.id.startsWith("light-")) && !("datastream" in fact && fact.datastream.id.startsWith("light-")));
  for (const fact of old) fold(state, fact);
  const known = new Map(state.datastreams);
  const added = packAdditions(whole.value, state, nothing);
  expect(added.map((fact) => fact.kind)).toEqual([...Array.from({ length: 10 }, () => "thing:saved"), ...Array.from({ length: 10 }, () => "datastream:saved")]);
  for (const fact of added) fold(state, fact);
  for (const [id, datastream] of known) expect(state.datastreams.get(id)).toBe(datastream);
  const series = [...state.datastreams.values()].map((datastream) => datastream.series);
  expect(new Set(series).size).toBe(series.length);
  expect(state.datastreams.size).toBe(pack.value.catalogue.datastreams.length);
});

test("a room that knows the pack gets nothing, not even a rule or a gauge's forecast its people removed", () => {
  const state = emptyState();
  for (const fact of whole.value) if (fact.kind !== "rule:saved") fold(state, fact.kind === "datastream:saved" ? { ...fact, datastream: { ...fact.datastream, forecast: undefined } } : fact);
  const removed = whole.value.flatMap((fact): NewFact[] => (fact.kind === "rule:saved" ? [{ kind: "rule:removed", ruleId: fact.rule.id, by: AccountId.parse("ky-su"), at: AT }] : []));
  expect(packAdditions(whole.value, state, () => told([...whole.value, ...removed]))).toEqual([]);
  // More than can be looked through: nobody can say, so nothing comes back.
  const one = told(whole.value)[0]!;
  expect(packAdditions(whole.value, state, () => Array.from({ length: 10_000 }, () => one))).toEqual([]);
});

test("H-3.5 a room from before forecasts learns how its gauges are forecast and gets the rule, and keeps what its people changed", () => {
  const state = emptyState();
  const before = whole.value.filter((fact) => fact.kind !== "rule:saved" || fact.rule.kind !== "forecast-threshold").map((fact): NewFact => (fact.kind === "datastream:saved" ? { ...fact, datastream: { ...fact.datastream, forecast: undefined, levels: fact.datastream.levels.slice(0, 1) } } : fact));
  for (const fact of before) fold(state, fact);
  const added = packAdditions(whole.value, state, () => told(before));
  for (const fact of added) fold(state, fact);
  expect(state.rules.get(RuleId.parse("river-will-pass"))?.kind).toBe("forecast-threshold");
  const gauges = pack.value.catalogue.datastreams.filter(({ forecast }) => forecast !== undefined);
  expect(gauges.length).toBeGreaterThan(0);
  for (const gauge of gauges) expect(state.datastreams.get(gauge.id)).toMatchObject({ forecast: gauge.forecast, levels: gauge.levels.slice(0, 1) });
  expect(added).toHaveLength(gauges.length + 1);
  expect(packAdditions(whole.value, state, () => told([...before, ...added]))).toEqual([]);
});
