import type { Alert, AlertArea, AlertReference } from "#contract/alert";
import { alertService } from "#contract/alert-service";
import { dayOf } from "#contract/day";
import type { Instant } from "#contract/ids";
import { marked, SAMPLE } from "./sample.ts";

/** Minutes local time is ahead of UTC in Việt Nam, all year. */
const OFFSET = 420;
const DAY = 86_400_000;

/** An instant as CAP 1.2 §3.2.1 wants it: whole seconds and a numeric offset, never "Z". */
export function capTime(instant: Instant): string {
  const local = Math.floor((instant + OFFSET * 60_000) / 1000) * 1000;
  const seconds = Math.floor((local % DAY) / 1000);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${dayOf(Math.floor(local / DAY))}T${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}+${two(OFFSET / 60)}:${two(OFFSET % 60)}`;
}

/** "sender,identifier,sent", as CAP names a message. */
export function capReference({ sender, id, sentAt }: AlertReference): string {
  return `${sender},${id},${capTime(sentAt)}`;
}

/** One element after the other, as CAP's schema orders them; a list is an element repeated. */
export interface CapTree {
  [name: string]: string | CapTree | readonly CapTree[] | readonly string[];
}

/**
 * The tree of an alert by CAP 1.2: one info for Vietnamese, one for English. What it was published from stays inside.
 *
 * @param options.web where people read it; absent: no address is known
 * @param options.sample the room runs on sample data: nobody is to act on it (CAP 1.2 §3.2.1, status)
 */
export function capTree(alert: Alert, { web, sample = false }: { web?: string | undefined; sample?: boolean } = {}): CapTree {
  const { category, name, nameEn } = alertService(alert.service);
  const info = (language: "vi" | "en"): CapTree => ({
    language: language === "vi" ? "vi-VN" : "en-US",
    category,
    event: language === "vi" ? name : nameEn,
    responseType: alert.response,
    urgency: alert.urgency, severity: alert.severity, certainty: alert.certainty,
    eventCode: [{ valueName: "ky-dai:service", value: alert.service }],
    effective: capTime(alert.sentAt),
    expires: capTime(alert.expiresAt),
    senderName: alert.senderName,
    headline: marked(alert.texts[language].headline, language, sample),
    description: alert.texts[language].description,
    instruction: alert.texts[language].instruction,
    ...(web !== undefined && { web }),
    area: alert.areas.map((area) => areaTree(area, language)),
  });
  return {
    identifier: alert.id, sender: alert.sender, sent: capTime(alert.sentAt),
    status: sample ? "Test" : "Actual", msgType: alert.msgType, scope: "Public",
    ...(sample && { note: `${SAMPLE.vi} / ${SAMPLE.en}` }),
    ...(alert.references.length > 0 && { references: alert.references.map(capReference).join(" ") }),
    info: [info("vi"), info("en")],
  };
}

/** CAP writes latitude first; a polygon's first point stands again at its end; a radius is in km. */
function areaTree({ name, nameEn, shape }: AlertArea, language: "vi" | "en"): CapTree {
  const areaDesc = language === "en" ? (nameEn ?? name) : name;
  if (shape.is === "circle") return { areaDesc, circle: `${degrees(shape.centre[1])},${degrees(shape.centre[0])} ${plain(shape.radius / 1000, 3)}` };
  const ring = [...shape.points, ...shape.points.slice(0, 1)];
  return { areaDesc, polygon: ring.map(([lon, lat]) => `${degrees(lat)},${degrees(lon)}`).join(" ") };
}

const degrees = (value: number): string => plain(value, 5);
/** Without exponent, trailing zeros or a negative nothing. */
function plain(value: number, decimals: number): string {
  const text = value.toFixed(decimals).replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
}
