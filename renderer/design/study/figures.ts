import type { Criterion } from "#contract/study-result";
import { formatNumber } from "../format.ts";
import type { Language } from "../i18n.ts";

/** A criterion's figure as people read it: hectares, kilometres, million đồng. */
export function figureWords(criterion: Criterion, value: number, language: Language): string {
  switch (criterion) {
    case "area": return `${formatNumber(value / 10_000, 0, language)} ha`;
    case "road": return `${formatNumber(value / 1000, 1, language)} km`;
    case "cost": return value === 0 ? "0" : `${formatNumber(value / 1e6, 1, language)} ${language === "vi" ? "triệu đồng" : "million đồng"}`;
    default: return formatNumber(Math.round(value), 0, language);
  }
}
