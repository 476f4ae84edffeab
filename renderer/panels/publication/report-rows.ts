import { upShare, type CameraFigures } from "#contract/camera-service";
import { alertService } from "#contract/alert-service";
import { PRIORITIES } from "#contract/alarm";
import type { Report } from "#contract/publication";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { priorityText } from "../../design/priority.tsx";
import { useAgencyName } from "../../live/use-cases.ts";
import { publicationTexts } from "./texts.ts";

/** One figure of a report. `ofAgency`: shown in the agencies' own table, and in the file as a row. */
export interface ReportRow {
  group: string;
  item: string;
  value: number;
  ofAgency: boolean;
}

/** All figures of a report as rows, in the person's language. */
export function useReportRows({ cases, services, agencies, alarms, alerts, cameras, forecasts }: Report): ReportRow[] {
  const say = usePanelText(publicationTexts);
  const t = useText();
  const language = useLanguage();
  const agency = useAgencyName();
  const row = (group: string, item: string, value: number, ofAgency = false): ReportRow => ({ group, item, value, ofAgency });
  return [
    ...(["all", "emergency", "closed", "dismissed"] as const).map((key) => row(say("cases"), say(key), cases[key])),
    row(say("limits"), say("met"), cases.met), row(say("limits"), say("missed"), cases.missed),
    ...PRIORITIES.map((priority) => row(say("alarms"), priorityText(priority, t), alarms[priority])),
    row(say("alerts"), say("alertsPublished"), alerts.published), row(say("alerts"), say("alertsUpdated"), alerts.updated), row(say("alerts"), say("alertsCancelled"), alerts.cancelled),
    ...(cameras === undefined ? [] : cameraRows(cameras).map(([key, value]) => row(say("cameras"), say(key), value))),
    ...(forecasts === undefined ? [] : forecastRows(forecasts).map(([key, value]) => row(say("forecasts"), say(key), value))),
    ...services.map(({ service, cases: n }) => row(say("byService"), local(language, alertService(service).name, alertService(service).nameEn), n)),
    ...agencies.flatMap((one) => (["orders", "met", "missed", "excused"] as const).map((key) => row(agency(one.agencyId), say(key), one[key], true))),
  ];
}

/** Forecasts judged and right; their share in %, rounded down, and only where there was any. */
export function forecastRows({ right, judged, gauges }: NonNullable<Report["forecasts"]>): ["forecastGauges" | "forecastJudged" | "forecastRight" | "forecastShare", number][] {
  return [["forecastGauges", gauges], ["forecastJudged", judged], ["forecastRight", right], ...(judged === 0 ? [] : [["forecastShare", Math.floor((right / judged) * 1000) / 10] as ["forecastShare", number]])];
}

/** Cameras' time in hours, to a tenth; the share of known time with a picture in %, rounded down, and only where there was any. */
export function cameraRows(figures: CameraFigures): ["cameraCount" | "cameraUp" | "cameraFault" | "cameraLosses" | "cameraOff" | "cameraCentre" | "cameraUnwatched", number][] {
  const share = upShare(figures);
  const hours = (ms: number): number => Math.round(ms / 360_000) / 10;
  return [
    ["cameraCount", figures.cameras], ...(share === undefined ? [] : [["cameraUp", Math.floor(share * 1000) / 10] as ["cameraUp", number]]),
    ["cameraFault", hours(figures.fault)], ["cameraLosses", figures.losses], ["cameraOff", hours(figures.off)], ["cameraCentre", hours(figures.centre)], ["cameraUnwatched", hours(figures.unwatched)],
  ];
}

/** A table that spreadsheets read: quoted, UTF-8 with its mark, and no cell that one of them would carry out. */
export function csvOf(rows: readonly ReportRow[], head: readonly string[]): string {
  const cell = (value: string | number): string => {
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return `"${text.replaceAll("\"", "\"\"")}"`;
  };
  return `\uFEFF${[head, ...rows.map(({ group, item, value }) => [group, item, value])].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}
