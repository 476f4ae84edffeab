import type { Instant } from "#contract/ids";
import type { Language } from "./i18n.ts";

/** Screens speak the city's zone, whatever the machine's. */
const ZONE = "Asia/Ho_Chi_Minh";
const LOCALE: Record<Language, string> = { vi: "vi-VN", en: "en-GB" };

const numbers = new Map<string, Intl.NumberFormat>();
const times = new Map<string, Intl.DateTimeFormat>();

/** "3,50" in Vietnamese, "3.50" in English; always so many decimals, so that figures in a column align. */
export function formatNumber(value: number, decimals: number, language: Language): string {
  const key = `${language}${decimals}`;
  let format = numbers.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(LOCALE[language], { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    numbers.set(key, format);
  }
  // Never "-0,00".
  return format.format(Math.abs(value) < 0.5 * 10 ** -decimals ? 0 : value);
}

export type TimeStyle = "time" | "minute" | "date" | "day" | "full" | "short";
const STYLES: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  time: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  minute: { hour: "2-digit", minute: "2-digit" },
  date: { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric" },
  day: { day: "2-digit", month: "2-digit", year: "numeric" },
  full: { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit" },
  short: { day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit" },
};

/** An instant (ms UTC) in Asia/Ho_Chi_Minh, 24 h. */
export function formatTime(at: Instant, style: TimeStyle, language: Language): string {
  const key = `${language}${style}`;
  let format = times.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(LOCALE[language], { ...STYLES[style], timeZone: ZONE, hourCycle: "h23" });
    times.set(key, format);
  }
  return format.format(at);
}

const STEPS = [
  { ms: 86_400_000, vi: "ngày", en: "d" },
  { ms: 3_600_000, vi: "giờ", en: "h" },
  { ms: 60_000, vi: "phút", en: "min" },
  { ms: 1000, vi: "giây", en: "s" },
] as const;

/** A span in its largest whole unit: "12 giây", "3 phút", "2 giờ". @param ms 0 or more; less counts as 0 */
export function formatSpan(ms: number, language: Language): string {
  const step = STEPS.find((each) => ms >= each.ms) ?? STEPS[3];
  return `${Math.max(0, Math.floor(ms / step.ms))} ${step[language]}`;
}

/** "12 giây trước", "12 s ago". A time in the future (clocks differ) reads as now. */
export function formatAge(at: Instant, now: Instant, language: Language): string {
  const span = formatSpan(now - at, language);
  return language === "vi" ? `${span} trước` : `${span} ago`;
}

/** UCUM codes people would not recognise. Others are shown as they are. */
const UNITS: Readonly<Record<string, string | Record<Language, string>>> = {
  Cel: "°C", "[degF]": "°F", deg: "°", "1": "", "{count}": "", "{#}": "", "%": "%", "mm/h": "mm/h", "m3/s": "m³/s", "m3": "m³", "m3/h": "m³/h",
  "m2": "m²", "km2": "km²", "ug/m3": "µg/m³", "mg/m3": "mg/m³", "m/s2": "m/s²", "kW.h": "kWh", "W/m2": "W/m²", "[pH]": "pH", "umho/cm": "µS/cm", "uS/cm": "µS/cm",
  "[NTU]": "NTU", "{NTU}": "NTU", "dB[A]": "dB(A)", "dB(A)": "dB(A)", "L/s": "l/s", "[ppm]": "ppm", "[ppb]": "ppb", "10*-6": "ppm", "10*-9": "ppb", "{AQI}": "AQI", "[kn_i]": "kn",
  "{vehicle}/h": { vi: "xe/giờ", en: "vehicles/h" }, "{vehicles}/h": { vi: "xe/giờ", en: "vehicles/h" }, "{veh}/h": { vi: "xe/giờ", en: "vehicles/h" },
  "/h": { vi: "/giờ", en: "/h" }, h: { vi: "giờ", en: "h" }, min: { vi: "phút", en: "min" }, s: { vi: "giây", en: "s" }, d: { vi: "ngày", en: "d" },
};

/** A UCUM code as people write it: "Cel" → "°C", "m3/s" → "m³/s". Annotations in braces lose them. */
export function formatUnit(ucum: string, language: Language): string {
  const known = UNITS[ucum];
  if (typeof known === "string") return known;
  if (known !== undefined) return known[language];
  return ucum.replace(/\{([^}]*)\}/g, "$1");
}

/** A local day, YYYY-MM-DD, as people write it: 01/02/2027. In both languages: a day of a Vietnamese document. */
export function localDay(day: string): string {
  return day.split("-").reverse().join("/");
}
