import type { AlertDraft, AlertSeverity } from "./alert.ts";
import { alertService } from "./alert-service.ts";

type Tongue = "vi" | "en";

const SEVERITY: Readonly<Record<AlertSeverity, Readonly<Record<Tongue, string>>>> = {
  Extreme: { vi: "Đặc biệt nguy hiểm", en: "Extreme danger" }, Severe: { vi: "Nguy hiểm", en: "Danger" }, Moderate: { vi: "Cần đề phòng", en: "Take care" },
  Minor: { vi: "Để biết", en: "For your information" }, Unknown: { vi: "Chưa rõ mức độ", en: "Severity unknown" },
};

/** How grave, in a citizen's words. */
export const severityWords = (severity: AlertSeverity, language: Tongue): string => SEVERITY[severity][language];

/** What a citizen reads of an alert in one language: the page, a mail and the shift lead's preview say the same. */
export interface AlertCard {
  service: string;
  severity: string;
  headline: string;
  description: string;
  instruction: string;
  areas: readonly string[];
}

/** @returns the words of an alert as citizens read them */
export function alertCard({ service, severity, texts, areas }: Pick<AlertDraft, "service" | "severity" | "texts" | "areas">, language: Tongue): AlertCard {
  const { name, nameEn } = alertService(service);
  return { service: language === "vi" ? name : nameEn, severity: severityWords(severity, language), ...texts[language], areas: areas.map((area) => (language === "en" ? (area.nameEn ?? area.name) : area.name)) };
}
