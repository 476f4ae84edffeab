import type { Language } from "../i18n.ts";

/** Words for the kinds of rule the backend ships with; its own catalogue of kinds names the others. */
const KINDS: Readonly<Record<string, Record<Language, string>>> = {
  threshold: { vi: "Vượt ngưỡng", en: "Threshold" },
  "rate-of-change": { vi: "Thay đổi nhanh", en: "Rate of change" },
  window: { vi: "Cửa sổ thời gian", en: "Window" },
  combination: { vi: "Kết hợp nhiều cảm biến", en: "Combination" },
  missing: { vi: "Mất số liệu", en: "Missing data" },
};

/** A rule kind in words; one not listed shows its own name. */
export function kindWords(kind: string, language: Language): string {
  return KINDS[kind]?.[language] ?? kind;
}
