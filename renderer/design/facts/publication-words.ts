import { alertService } from "#contract/alert-service";
import type { Fact, PublicationFactKind } from "#contract/fact";
import { local, type Language } from "../i18n.ts";
import { fill, panelTexts } from "../panel-text.ts";

const texts = panelTexts<PublicationFactKind | "withdrawn">(
  { "service:decided": "Phê duyệt phát cảnh báo “{{what}}” ({{day}}): {{why}}", withdrawn: "Thôi phê duyệt phát cảnh báo “{{what}}” ({{day}}): {{why}}", "figures:published": "Công bố xếp hạng đơn vị tháng {{month}}", "figures:withdrawn": "Gỡ xếp hạng đơn vị tháng {{month}}: {{why}}" },
  { "service:decided": "Warnings of “{{what}}” approved ({{day}}): {{why}}", withdrawn: "Approval of warnings of “{{what}}” withdrawn ({{day}}): {{why}}", "figures:published": "Agencies' places of {{month}} published", "figures:withdrawn": "Agencies' places of {{month}} withdrawn: {{why}}" },
);

export type PublicationFact = Extract<Fact, { kind: PublicationFactKind }>;
export const isPublicationFact = (fact: Fact): fact is PublicationFact => fact.kind.startsWith("service:") || fact.kind.startsWith("figures:");

/** One fact about what the city publishes, in one sentence. */
export function publicationFactWords(fact: PublicationFact, language: Language): string {
  const say = texts[language];
  switch (fact.kind) {
    case "service:decided": {
      const { id, approved, day, reason } = fact.decision;
      const { name, nameEn } = alertService(id);
      return fill(approved ? say[fact.kind] : say.withdrawn, { what: local(language, name, nameEn), day: day.split("-").toReversed().join("/"), why: reason });
    }
    case "figures:published": return fill(say[fact.kind], { month: fact.figures.id.split("-").toReversed().join("/") });
    case "figures:withdrawn": return fill(say[fact.kind], { month: fact.month.split("-").toReversed().join("/"), why: fact.reason });
  }
}
