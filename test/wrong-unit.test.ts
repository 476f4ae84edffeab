import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { openFaults } from "../backend/feed/faults.ts";
import { openUnits } from "../backend/ingest/units.ts";

test("the feed's wrong unit is one that no property of the built-in city can be in, and a unit all the same", () => {
  const convert = openUnits();
  const catalogue = z.object({ datastreams: z.array(z.object({ unit: z.string() })) }).parse(JSON.parse(readFileSync(new URL("../assets/city/hue/catalogue.json", import.meta.url), "utf8")));
  const units = new Set(catalogue.datastreams.map((datastream) => datastream.unit));
  const unit = openFaults([{ kind: "wrong-unit", target: "feed" }]).shape("feed", { ds: "air-hue.temperature", v: 24 }, 0)?.u ?? "";
  expect(units.size).toBeGreaterThan(10);
  // Those of vehicles are not in the catalogue.
  for (const right of [...units, "deg", "km/h"]) expect([right, convert(unit, right)]).toEqual([right, { fault: "incompatible-unit" }]);
});
