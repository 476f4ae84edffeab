import { expect, test } from "vitest";
import { OptionId, StudyDraft } from "#contract/study";
import { floodDay, studyCity } from "../../test/kit/study-city.ts";
import { begin } from "../core/studies/begin.ts";
import { inputOf } from "../core/studies/compile.ts";
import { groundOf, LAND } from "../core/studies/ground.ts";
import { riverLevels } from "../core/studies/levels.ts";
import { seriesAt, seriesOfReading, startValue } from "../core/studies/readings.ts";
import { runApart } from "./run-apart.ts";
import { runIdOf } from "./run-id.ts";

/** From 06:00 of the flood day to its crest, on cells coarse enough for a test. */
const [HOUR, HOURS, CELL] = [6, 14, 80];
const recorded = { by: "recorded" as const };
const draft = StudyDraft.parse({
  name: "Ngày lũ", area: [107.5434, 16.431, 107.6184, 16.5034], cell: CELL, start: { from: "past", at: 0 }, duration: HOURS * 3600, every: HOURS * 900, forcing: { rain: recorded, inflow: recorded, outlet: recorded },
  options: [{ id: OptionId.parse("goc"), name: "Hiện trạng" }],
});

test("H-3.5 the flood day from its morning reaches at its crest what the pack's own water grid has at the gauges' levels; the books close; the same bits come again", async () => {
  const city = studyCity();
  const readings = floodDay(HOUR);
  const ground = groundOf(city, draft.area, draft.cell);
  if (!ground.ok) throw new Error(JSON.stringify(ground.fault));
  const started = begin(draft, { city, ground: ground.value, readings });
  const input = inputOf(draft, draft.options[0]!, { ground: ground.value, begin: started });
  if (!input.ok) throw new Error(JSON.stringify(input.fault));
  const run = async (): Promise<{ last: Float32Array; closure: number }> => {
    let last: Float32Array | undefined;
    const { ended } = runApart({ kind: "flood", runId: runIdOf("flood", "flood-1", input.value), input: input.value }, { steady: () => performance.now(), watch: ({ report }) => {
      const [frame] = report?.frames ?? [];
      if (frame?.visual === "grid" && frame.quantity === "depth") last = frame.values;
    } });
    const end = await ended;
    if (!end.ok || last === undefined) throw new Error(JSON.stringify(end));
    return { last, closure: end.value.figures["closure"]! };
  };
  const first = await run();
  expect(Math.abs(first.closure)).toBeLessThan(1e-6);

  const gauges = readings.levels.filter((one) => startValue(one)?.used === true).map((one) => ({ at: one.at, level: seriesAt(seriesOfReading(one, true)!, HOURS * 3600) }));
  const levels = new Map(city.water!.rivers.flatMap((river) => [...(riverLevels(river, gauges) ?? [])].map((level, i) => [river.from + i, level] as const)));
  const { z, is, chain, spill } = ground.value;
  const wet = { hit: 0, missed: 0, falsely: 0 };
  for (let k = 0; k < z.length; k++) {
    if (is[k] !== LAND) continue;
    const level = levels.get(chain[k]!);
    const pack = level !== undefined && level >= spill[k]! && level - z[k]! >= 0.1;
    if (pack && first.last[k]! >= 0.1) wet.hit++;
    else if (pack) wet.missed++;
    else if (first.last[k]! >= 0.1) wet.falsely++;
  }
  expect(wet.hit).toBeGreaterThan(1000);
  expect(wet.hit / (wet.hit + wet.missed)).toBeGreaterThan(0.9);
  expect(wet.falsely / (wet.hit + wet.falsely)).toBeLessThan(0.1);
  expect(await run()).toEqual(first);
}, 240_000);
