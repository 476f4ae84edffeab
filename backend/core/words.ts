/** Both languages of every text the core makes. */
export interface Words {
  vi: string;
  en: string;
}

/** UCUM codes whose printed form differs. */
const PRINTED: Readonly<Record<string, string>> = {
  "Cel": "°C", "m3/s": "m³/s", "m3/h": "m³/h", "m3": "m³", "ug/m3": "µg/m³", "mg/m3": "mg/m³", "deg": "°", "[pH]": "pH", "1": "", "{count}": "", "dB[A]": "dBA", "dB(A)": "dBA", "uS/cm": "µS/cm", "[ppm]": "ppm", "[ppb]": "ppb", "[NTU]": "NTU",
};

/** @param unit UCUM code @returns how people write it */
export function printedUnit(unit: string): string {
  return PRINTED[unit] ?? unit;
}

/** A number in both languages: the Vietnamese decimal sign is a comma. */
export function printedNumber(value: number, decimals: number): Words {
  const en = value.toFixed(Math.min(20, Math.max(0, decimals)));
  return { vi: en.replace(".", ","), en };
}

/** A number with as many decimals as it needs, six at most: for setpoints and durations people typed. */
export function plainNumber(value: number): Words {
  const en = String(Number(value.toFixed(6)));
  return { vi: en.replace(".", ","), en };
}

/** A span of time in words. @param seconds above 0 */
export function printedSpan(seconds: number): Words {
  const [amount, vi, en] = seconds >= 3600 && seconds % 3600 === 0 ? [seconds / 3600, "giờ", "h"] as const
    : seconds >= 60 && seconds % 60 === 0 ? [seconds / 60, "phút", "min"] as const
    : [seconds, "giây", "s"] as const;
  const number = plainNumber(amount);
  return { vi: `${number.vi} ${vi}`, en: `${number.en} ${en}` };
}

/** A time of day, "03:40" or "03:40:15". @param local ms, shifted into local time already */
export function printedClock(local: number, seconds: boolean): string {
  const two = (n: number): string => String(Math.floor(n)).padStart(2, "0");
  const s = (((Math.round(local / 1000) % 86_400) + 86_400) % 86_400);
  return `${two(s / 3600)}:${two((s % 3600) / 60)}${seconds ? `:${two(s % 60)}` : ""}`;
}

/** Units of time, which Vietnamese writes out. */
const SPOKEN: Readonly<Record<string, string>> = { min: "phút", h: "giờ", d: "ngày" };

/** Number and unit with a no-break-free plain space; no trailing space where there is no unit. */
export function withUnit(number: Words, unit: string): Words {
  const printed = printedUnit(unit);
  return printed === "" ? number : { vi: `${number.vi} ${SPOKEN[unit] ?? printed}`, en: `${number.en} ${printed}` };
}

/** Fills {name}s; a name without a value is left out. Filled text is never filled again. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{([a-z]+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? values[name]! : whole)).replace(/ {2,}/g, " ").trim();
}
