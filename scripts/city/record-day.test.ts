import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { DAYS, recordDay } from "./record-day.ts";
import { LENGTH } from "./day/return.ts";
import type { DayKind } from "./day/weather.ts";

/** What an instrument's own noise makes of two readings, as a share of the series' range. */
const NOISE = 0.1;
/** A gauge that counts since midnight begins anew then. */
const COUNTS = ".rain-day";

function seriesOf(kind: DayKind): Map<string, { t: number; v: number }[]> {
  const series = new Map<string, { t: number; v: number }[]>();
  for (const { ds, t, v } of recordDay(kind)) {
    const known = series.get(ds);
    if (known === undefined) series.set(ds, [{ t, v }]);
    else known.push({ t, v });
  }
  return series;
}

describe.each(Object.keys(DAYS).filter((kind): kind is DayKind => kind in LENGTH))("a %s day, played round after round", (kind) => {
  const series = seriesOf(kind);
  test("fills its whole length, every five minutes", () => {
    for (const [ds, all] of series) expect([ds, all.length, (all.at(-1)?.t ?? 0) < LENGTH[kind]]).toEqual([ds, LENGTH[kind] / 300, true]);
  });
  test("is what the pack keeps", () => {
    const kept = gunzipSync(readFileSync(new URL(`../../assets/city/hue/${DAYS[kind]}`, import.meta.url))).toString();
    expect(kept === `${recordDay(kind).map((line) => JSON.stringify(line)).join("\n")}\n`).toBe(true);
  });
  test("ends as it begins: no series steps further over the seam than it does within the day, but for its noise", () => {
    const cliffs: string[] = [];
    for (const [ds, all] of series) {
      if (ds.endsWith(COUNTS)) continue;
      const values = all.map(({ v }) => v);
      const range = Math.max(...values) - Math.min(...values);
      const steps = values.slice(1).map((v, n) => Math.abs(v - (values[n] ?? v))).toSorted((a, b) => a - b);
      // The hundredth largest of its steps is an ordinary one: a switch thrown once is not.
      const ordinary = steps.at(-Math.ceil(steps.length / 100)) ?? 0;
      const seam = Math.abs((values[0] ?? 0) - (values.at(-1) ?? 0));
      if (seam > ordinary + NOISE * range) cliffs.push(`${ds}: ${seam.toFixed(2)} of ${range.toFixed(2)}, else ${ordinary.toFixed(3)}`);
    }
    expect(cliffs).toEqual([]);
  });
  test("rivers and lakes of the plain never fall or rise faster than 0.35 m in an hour, the seam included", () => {
    for (const id of ["kim-long", "phu-oc", "bao-vinh", "sinh", "an-cuu-river"]) {
      const all = series.get(`${id}.water-level`)?.map(({ v }) => (id === "bao-vinh" ? v / 100 : v)) ?? [];
      const hourly = all.map((v, n) => Math.abs((all[(n + 12) % all.length] ?? v) - v));
      expect([id, Math.max(...hourly) <= 0.35]).toEqual([id, true]);
    }
  });
});
