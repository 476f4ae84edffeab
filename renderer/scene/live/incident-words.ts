import { local, type Language } from "../../design/i18n.ts";
import { fill, panelTexts } from "../../design/panel-text.ts";
import type { MapCase } from "../../live/cases-on-map.ts";

/** What the map says of cases. */
export const incidentTexts = panelTexts(
  { drill: "DIỄN TẬP", emergency: "Khẩn cấp", routine: "Thông thường", lead: "Chủ trì: {{who}}", support: "Phối hợp: {{who}}", nobody: "Chưa giao cơ quan nào", late: "QUÁ HẠN", about: "Không rõ vị trí: vẽ giữa {{area}}", more: "và {{n}} cơ quan nữa", open: "Bấm để mở vụ việc" },
  { drill: "DRILL", emergency: "Emergency", routine: "Routine", lead: "Lead: {{who}}", support: "Support: {{who}}", nobody: "No agency ordered yet", late: "OVERDUE", about: "Position unknown: drawn in the middle of {{area}}", more: "and {{n}} more", open: "Click to open the case" },
);

/** Supporting agencies named one by one. */
const NAMED = 4;

/** A case as it is told beside the pointer, a line each. @param area its area's name */
export function wordsOfCase({ title, drill, urgency, step, late, agencies, about }: MapCase, area: string, language: Language): string[] {
  const texts = incidentTexts[language];
  const nameOf = ({ name, nameEn }: MapCase["agencies"][number]): string => local(language, name, nameEn);
  const lead = agencies.find(({ leads }) => leads);
  const support = agencies.filter((one) => one !== lead);
  return [
    drill ? `${texts.drill} – ${title}` : title,
    `${urgency === "emergency" ? texts.emergency : texts.routine} · ${local(language, step.name, step.nameEn)}${late ? ` · ${texts.late}` : ""}`,
    ...(agencies.length === 0 ? [texts.nobody] : []),
    ...(lead === undefined ? [] : [fill(texts.lead, { who: nameOf(lead) })]),
    ...(support.length === 0 ? [] : [fill(texts.support, { who: [...support.slice(0, NAMED).map(nameOf), ...(support.length > NAMED ? [fill(texts.more, { n: support.length - NAMED })] : [])].join(", ") })]),
    ...(about ? [fill(texts.about, { area })] : []),
    texts.open,
  ];
}
