import type { Measure } from "#contract/study";
import { formatNumber } from "../../design/format.ts";
import type { Language } from "../../design/i18n.ts";
import { clockAt } from "./clock.ts";
import type { Instant } from "#contract/ids";

export type MeasureKind = Measure["is"];
export const MEASURE_KINDS = ["release", "rain", "gate", "pump", "dyke", "sandbags", "breach", "closure", "fire"] as const satisfies readonly MeasureKind[];

/** Two letters on the map, and the name. */
const WORDS: Readonly<Record<MeasureKind, { sign: string; vi: string; en: string }>> = {
  release: { sign: "XẢ", vi: "Xả nước", en: "Release" },
  rain: { sign: "MƯA", vi: "Vùng mưa", en: "Rain cell" },
  gate: { sign: "CỐNG", vi: "Cống, cửa van", en: "Gate" },
  pump: { sign: "BƠM", vi: "Máy bơm", en: "Pump" },
  dyke: { sign: "ĐÊ", vi: "Đắp đê", en: "Dyke" },
  sandbags: { sign: "BAO", vi: "Bao cát", en: "Sandbags" },
  breach: { sign: "VỠ", vi: "Vỡ đê", en: "Breach" },
  closure: { sign: "CẤM", vi: "Chốt đường", en: "Street closure" },
  fire: { sign: "CHÁY", vi: "Đám cháy", en: "Fire" },
};
export const kindName = (kind: MeasureKind, language: Language): string => WORDS[kind][language];
export const kindSign = (kind: MeasureKind): string => WORDS[kind].sign;

/** A measure in one line: how much, and from when. */
export function measureWords(measure: Measure, start: Instant, language: Language): string {
  const vi = language === "vi";
  const number = (value: number, decimals = 1): string => formatNumber(value, Number.isInteger(value) ? 0 : decimals, language);
  const from = (seconds: number): string => (seconds === 0 ? (vi ? "từ đầu" : "from the start") : `${vi ? "từ" : "from"} ${clockAt(start, seconds)}`);
  switch (measure.is) {
    case "release": {
      const { value, t } = most(measure.discharge);
      return `${value < 0 ? "−" : "+"}${number(Math.abs(value))} m³/s ${from(t)}${"river" in measure.at ? ` · ${measure.at.river}` : ""}`;
    }
    case "rain": {
      const { value, t } = most(measure.intensity);
      return `${number(value)} mm/h ${from(t)}${measure.within === undefined ? (vi ? " · khắp nơi" : " · everywhere") : ""}`;
    }
    case "gate": {
      const last = measure.opening.at(-1) ?? [0, 0];
      return last[1] === 0 ? `${vi ? "đóng" : "closed"} ${from(last[0])}` : `${vi ? "mở" : "open"} ${number(last[1], 2)} m ${from(last[0])}`;
    }
    case "pump": return `${number(measure.capacity, 2)} m³/s ${from(measure.start)}`;
    case "dyke": return `${vi ? "đỉnh" : "crest"} ${number(measure.crest, 2)} m ${from(measure.readyAt)}`;
    case "sandbags": return `${number(measure.height, 2)} m ${from(measure.readyAt)}`;
    case "breach": return `${vi ? "sâu" : "deep"} ${number(measure.depth, 2)} m ${from(measure.at)}`;
    case "closure": return from(measure.from);
    case "fire": return `${vi ? "bán kính" : "radius"} ${number(measure.radius, 0)} m`;
  }
}

/** When it begins to do anything, s after the start. */
export function beginsAt(measure: Measure): number {
  switch (measure.is) {
    case "release": case "rain": {
      const series = measure.is === "release" ? measure.discharge : measure.intensity;
      const first = series.findIndex(([, value]) => value !== 0);
      return first === -1 ? Infinity : (series[Math.max(0, first - 1)]?.[0] ?? 0);
    }
    case "gate": case "fire": return 0;
    case "pump": return measure.start;
    case "dyke": case "sandbags": return measure.readyAt;
    case "breach": return measure.at;
    case "closure": return measure.from;
  }
}

/** The greatest by size, and when it is reached first. */
function most(series: readonly (readonly [number, number])[]): { t: number; value: number } {
  return series.reduce((best, [t, value]) => (Math.abs(value) > Math.abs(best.value) ? { t, value } : best), { t: series[0]?.[0] ?? 0, value: series[0]?.[1] ?? 0 });
}
