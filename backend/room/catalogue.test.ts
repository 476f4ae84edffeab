import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writePack } from "../../test/kit/pack.ts";
import { ASSETS } from "../paths.ts";
import { packFacts, readPack } from "./catalogue.ts";

const newFolder = () => mkdtempSync(join(tmpdir(), "kydai-pack-"));

test("the built-in city: every rule is one its kind and the catalogue bear", () => {
  const pack = readPack(join(ASSETS, "city/hue"));
  if (!pack.ok) throw new Error(pack.fault);
  const facts = packFacts(pack.value, 1_800_000_000_000);
  if (!facts.ok) throw new Error(facts.fault);
  expect(facts.value.filter((fact) => fact.kind === "rule:saved").length).toBeGreaterThan(15);
  expect(facts.value.filter((fact) => fact.kind === "datastream:saved").map((fact) => (fact.kind === "datastream:saved" ? fact.datastream.series : -1))).toEqual([...pack.value.catalogue.datastreams.keys()]);
});

test("a pack whose rule does not fit is refused, naming the rule", () => {
  const folder = writePack(newFolder(), 2);
  writeFileSync(join(folder, "rules.json"), JSON.stringify([{ id: "odd", name: "Odd", kind: "window", params: { on: { observedPropertyId: "water-level" }, seconds: 60 }, priority: "high", message: "x" }]));
  const pack = readPack(folder);
  const facts = pack.ok ? packFacts(pack.value, 1) : pack;
  expect(facts).toMatchObject({ ok: false, fault: expect.stringContaining("odd") });
});

test("a pack whose station belongs to an agency that is not there is refused, naming both", () => {
  const pack = readPack(join(ASSETS, "city/hue"));
  if (!pack.ok) throw new Error(pack.fault);
  expect(packFacts({ ...pack.value, agencies: pack.value.agencies.filter(({ id }) => id !== "dien-luc") }, 1)).toMatchObject({ ok: false, fault: expect.stringMatching(/feeder-hue-1.*dien-luc/) });
});

test.each([
  ["a file that is not JSON", "rules.json", "{"],
  ["a field that does not fit", "catalogue.json", '{"areas":[]}'],
])("%s is a fault with the folder in it", (_name, file, text) => {
  const folder = writePack(newFolder(), 1);
  writeFileSync(join(folder, file), text);
  const pack = readPack(folder);
  expect(pack.ok).toBe(false);
  if (!pack.ok) expect(pack.fault).toContain(folder);
});

test("a pack may be a map alone: then nobody measures anything yet; a folder that is not there is still a fault", () => {
  const folder = newFolder();
  writeFileSync(join(folder, "manifest.json"), "{}");
  expect(readPack(folder)).toMatchObject({ ok: true, value: { catalogue: { things: [] }, rules: [], sources: [] } });
  expect(readPack(join(folder, "no-such"))).toMatchObject({ ok: false });
});
