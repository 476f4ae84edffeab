import type { Agency } from "#contract/agency";
import type { Field } from "#contract/field";
import type { AgencyId } from "#contract/incident";
import type { PlanNeed } from "#contract/plan";
import type { Measure, StudyOption } from "#contract/study";
import { actionsOf, lastOf, lengthOf } from "./plans.ts";

/** Fields of who does a measure, the nearest first. */
const FIELDS: Readonly<Record<PlanNeed["is"], readonly Field[]>> = {
  gate: ["drainage", "reservoir"], pump: ["pump", "drainage"], dyke: ["flood", "disaster"], sandbags: ["flood", "disaster"], closure: ["traffic"], release: ["reservoir"],
};
/** Whose work a measure is. */
export type Hands = (is: Measure["is"]) => Pick<Agency, "id" | "name"> | undefined;

/** Who does what at a place: of a field the agency of that area before one of the whole city. */
export function handsAt(area: string | undefined, agencies: ReadonlyMap<string, Agency>): Hands {
  const all = [...agencies.values()].filter(({ areaIds }) => areaIds.length === 0 || areaIds.some((id) => id === area)).sort((a, b) => Number(a.areaIds.length === 0) - Number(b.areaIds.length === 0) || (a.id < b.id ? -1 : 1));
  return (is) => {
    if (is === "rain" || is === "breach" || is === "fire") return undefined;
    for (const field of FIELDS[is]) {
      const found = all.find(({ fields }) => fields.includes(field));
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** Agencies of an option's measures, in the measures' order. */
export function agenciesOf(option: Pick<StudyOption, "measures">, hands: Hands): AgencyId[] {
  return [...new Set(actionsOf(option).flatMap(({ is }) => hands(is)?.id ?? []))];
}

const number = (value: number): string => String(Math.round(value * 100) / 100).replace(".", ",");
const by = (seconds: number): string => (seconds > 0 ? `, trong ${Math.ceil(seconds / 60)} phút kể từ khi nhận lệnh` : "");
const place = ([lon, lat]: readonly [number, number]): string => `${lat.toFixed(5)}, ${lon.toFixed(5)}`;

function lineOf(measure: Measure): string | undefined {
  const { name } = measure;
  switch (measure.is) {
    case "gate": return lastOf(measure.opening) === 0 ? `Đóng ${name}` : `Mở ${name} ${number(lastOf(measure.opening))} m`;
    case "pump": return `Bơm ${number(measure.capacity)} m³/s: ${name}, tại ${place(measure.from)}${by(measure.start)}`;
    case "dyke": return `Đắp ${name}, dài ${Math.round(lengthOf(measure.line))} m, cao trình ${number(measure.crest)} m${by(measure.readyAt)}`;
    case "sandbags": return `Xếp bao cát ${name}, dài ${Math.round(lengthOf(measure.line))} m, cao ${number(measure.height)} m${by(measure.readyAt)}`;
    case "closure": return `Chốt đường ${name}, dài ${Math.round(lengthOf(measure.line))} m${by(measure.from)}`;
    case "release": return `Đề nghị giảm xả ${number(-Math.min(...measure.discharge.map(([, value]) => value)))} m³/s: ${name}`;
    case "rain": case "breach": case "fire": return undefined;
  }
}

/**
 * What is required, a line a measure, under the name of the agency whose work it is. Planned amounts alone: nothing simulated
 * stands in an order (invariant 6).
 */
export function orderWords(option: Pick<StudyOption, "measures">, hands: Hands): string {
  // What is nobody's comes first: after a name it would be that one's.
  const groups = new Map<string, string[]>([["", []]]);
  for (const measure of actionsOf(option)) {
    const line = lineOf(measure);
    const whose = hands(measure.is)?.name ?? "";
    if (line !== undefined) groups.set(whose, [...(groups.get(whose) ?? []), line]);
  }
  let n = 0;
  return [...groups].flatMap(([whose, lines]) => [...(whose === "" ? [] : [`${whose}:`]), ...lines.map((line) => `${++n}) ${line}.`)]).join("\n");
}
