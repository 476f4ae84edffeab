import type { AlertFactKind, Fact } from "#contract/fact";
import { formatSpan, formatTime } from "../format.ts";
import type { Language } from "../i18n.ts";
import { fill, panelTexts } from "../panel-text.ts";

const texts = panelTexts<AlertFactKind | "late">(
  { "alert:published": "Phát cảnh báo ra công chúng: “{{what}}”, đến {{until}}", "alert:updated": "Cập nhật cảnh báo ra công chúng: “{{what}}”, đến {{until}}", "alert:cancelled": "Hủy cảnh báo ra công chúng: {{why}}", "alert:expired": "Cảnh báo ra công chúng {{what}} hết hiệu lực ({{due}}){{late}}", late: ", ghi nhận muộn {{span}}" },
  { "alert:published": "Warning to the public: “{{what}}”, until {{until}}", "alert:updated": "Warning to the public updated: “{{what}}”, until {{until}}", "alert:cancelled": "Warning to the public withdrawn: {{why}}", "alert:expired": "Warning to the public {{what}} ended ({{due}}){{late}}", late: ", noted {{span}} late" },
);

export type AlertFact = Extract<Fact, { kind: AlertFactKind }>;
export const isAlertFact = (fact: Fact): fact is AlertFact => fact.kind.startsWith("alert:");

/** One fact about a warning to the public, in one sentence. */
export function alertFactWords(fact: AlertFact, language: Language): string {
  const say = (values: Record<string, string>): string => fill(texts[language][fact.kind], values);
  switch (fact.kind) {
    case "alert:published":
    case "alert:updated": return say({ what: fact.alert.texts[language].headline, until: formatTime(fact.alert.expiresAt, "short", language) });
    case "alert:cancelled": return say({ why: fact.alert.texts[language].description });
    case "alert:expired": return say({ what: fact.alertId, due: formatTime(fact.due, "short", language), late: fact.lateBy < 2000 ? "" : fill(texts[language].late, { span: formatSpan(fact.lateBy, language) }) });
  }
}
