import { expect, test } from "vitest";
import { fold } from "../core/fold.ts";
import { emptyState } from "../core/state.ts";
import { packFacts, readPack } from "./catalogue.ts";
import { packAdditions } from "./pack-additions.ts";

const AT = 1_800_000_000_000;
const pack = readPack(new URL("../../assets/city/hue", import.meta.url).pathname);
if (!pack.ok) throw new Error(pack.fault);
const whole = packFacts(pack.value, AT);
if (!whole.ok) throw new Error(whole.fault);

test("a room of an older pack gets what is new in it, under series of its own, and keeps the rest as it is", () => {
  const state = emptyState();
  const old = whole.value.filter((fact) => !("thing" in fact && fact.thing.id.startsWith("light-")) && !("datastream" in fact && fact.datastream.id.startsWith("light-")));
  for (const fact of old) fold(state, fact);
  const known = new Map(state.datastreams);
  const added = packAdditions(whole.value, state);
  expect(added.map((fact) => fact.kind)).toEqual([...Array.from({ length: 10 }, () => "thing:saved"), ...Array.from({ length: 10 }, () => "datastream:saved")]);
  for (const fact of added) fold(state, fact);
  for (const [id, datastream] of known) expect(state.datastreams.get(id)).toBe(datastream);
  const series = [...state.datastreams.values()].map((datastream) => datastream.series);
  expect(new Set(series).size).toBe(series.length);
  expect(state.datastreams.size).toBe(pack.value.catalogue.datastreams.length);
});

test("a room that knows the pack gets nothing, not even a rule its people removed", () => {
  const state = emptyState();
  for (const fact of whole.value) if (fact.kind !== "rule:saved") fold(state, fact);
  expect(packAdditions(whole.value, state)).toEqual([]);
});
