import { z } from "zod";
import { fail, ok, type Result } from "#contract/result";
import type { Datastream } from "#contract/things";
import { plainNumber, printedNumber, withUnit, type Words } from "../words.ts";

/** A limit: a number, or the name of one of the datastream's own levels. */
export const Setpoint = z
  .union([z.number(), z.object({ level: z.string().min(1).max(20) })])
  .meta({ title: "Ngưỡng", titleEn: "Setpoint", description: "Một số, hoặc tên một mức của chính chuỗi đo (ví dụ BĐ I)", unit: "datastream" });
export type Setpoint = z.infer<typeof Setpoint>;

export const Side = z
  .enum(["above", "below"])
  .meta({ title: "Phía", titleEn: "Side", labels: { above: { vi: "Bằng hoặc trên", en: "At or above" }, below: { vi: "Bằng hoặc dưới", en: "At or below" } } });
export type Side = z.infer<typeof Side>;

export const Deadband = z
  .number()
  .min(0)
  .default(0)
  .meta({ title: "Vùng chết", titleEn: "Deadband", description: "Phải lùi qua ngưỡng thêm chừng này mới coi là hết", unit: "datastream" });

/** @returns the limit in the datastream's unit, or in words why it has none */
export function resolveSetpoint(setpoint: Setpoint, datastream: Datastream): Result<number, string> {
  if (typeof setpoint === "number") return ok(setpoint);
  const level = datastream.levels.find((candidate) => candidate.name === setpoint.level);
  return level === undefined ? fail(`datastream ${datastream.id} has no level "${setpoint.level}"`) : ok(level.value);
}

/** The bare number as texts show it: the datastream's decimals, or as many as it needs. */
export function printedLimit(limit: number, datastream: Datastream): Words {
  return fits(limit, datastream.decimals) ? printedNumber(limit, datastream.decimals) : plainNumber(limit);
}

/** "≥ 3,50 m (BĐ I)": side, limit, unit, and the level's name where it has one. */
export function printedComparison(side: Side, setpoint: Setpoint, limit: number, datastream: Datastream, unit = datastream.unit): Words {
  const shown = withUnit(printedLimit(limit, datastream), unit);
  const level = typeof setpoint === "number" ? "" : ` (${setpoint.level})`;
  const sign = side === "above" ? "≥" : "≤";
  return { vi: `${sign} ${shown.vi}${level}`, en: `${sign} ${shown.en}${level}` };
}

function fits(value: number, decimals: number): boolean {
  return Number(value.toFixed(decimals)) === value;
}

/** A limit with its deadband, turned so that "above" is what is asked: compare `sign × value`. */
export interface Edge {
  sign: 1 | -1;
  limit: number;
  /** Held, it goes on holding above this (OPC UA Part 9 B.1.5). */
  release: number;
}

/**
 * Conditions compare in place, `held = x >= limit || (held && x > release)` with x = sign × value: a number handed to a
 * function is at times boxed, and this is the hottest line there is.
 */
export function edgeOf(side: Side, limit: number, deadband: number): Edge {
  const sign = side === "above" ? 1 : -1;
  return { sign, limit: sign * limit, release: sign * limit - deadband };
}
