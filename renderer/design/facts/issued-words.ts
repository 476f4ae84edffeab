import type { Fact, IssuedFactKind } from "#contract/fact";
import type { IssuedKind, IssuedWhy } from "#contract/issued";
import { formatTime } from "../format.ts";
import type { Language } from "../i18n.ts";
import { fill, panelTexts } from "../panel-text.ts";

const texts = panelTexts<"taken" | "alike" | "conflict" | "passed" | "refused" | "centre" | "room">(
  {
    taken: "Trung tâm ban hành {{what}}, bản {{version}} ({{who}} duyệt {{at}}): đã áp dụng", alike: "Trung tâm ban hành {{what}}, bản {{version}} ({{who}} duyệt {{at}}): giống bản đang dùng",
    conflict: "XUNG ĐỘT: trung tâm ban hành {{what}}, bản {{version}} ({{who}} duyệt {{at}}), nhưng ở đây đã sửa – giữ cả hai bản, chờ người quyết định", passed: "Trung tâm gửi {{what}}, bản {{version}}: không mới hơn bản đã biết, bỏ qua",
    refused: "KHÔNG NHẬN ĐƯỢC bản trung tâm ban hành: {{what}}, bản {{version}} – {{why}} {{detail}}", centre: "{{who}} chọn bản của trung tâm cho {{what}} (bản {{version}}): {{reason}}", room: "{{who}} giữ bản của phòng cho {{what}}, không dùng bản {{version}} của trung tâm: {{reason}}",
  },
  {
    taken: "The centre issued {{what}}, version {{version}} (approved by {{who}} {{at}}): in force", alike: "The centre issued {{what}}, version {{version}} (approved by {{who}} {{at}}): as it stands here",
    conflict: "CONFLICT: the centre issued {{what}}, version {{version}} (approved by {{who}} {{at}}), but it was edited here – both are kept until a person decides", passed: "The centre sent {{what}}, version {{version}}: not newer than what is known, left",
    refused: "CANNOT BE TAKEN from the centre: {{what}}, version {{version}} – {{why}} {{detail}}", centre: "{{who}} took the centre's version of {{what}} (version {{version}}): {{reason}}", room: "{{who}} kept the room's version of {{what}}, not the centre's version {{version}}: {{reason}}",
  },
);
/** Kinds of what the centre issues. */
export const issuedKinds = panelTexts<IssuedKind>({ process: "quy trình", calendar: "lịch", agency: "cơ quan", account: "tài khoản" }, { process: "process", calendar: "calendar", agency: "agency", account: "account" });
/** Why something issued could not be taken. */
export const issuedReasons = panelTexts<IssuedWhy>(
  { malformed: "sai mẫu", "too-large": "quá lớn", unsound: "không hợp lệ", "unknown-id": "nhắc tới thứ không có ở đây", altered: "bản cùng số đã đổi nội dung", "too-many": "đã đủ số lượng", "last-administrator": "là quản trị viên cuối cùng" },
  { malformed: "malformed", "too-large": "too large", unsound: "unsound", "unknown-id": "names what is not here", altered: "a version that came before has another content", "too-many": "too many", "last-administrator": "the last administrator" },
);

type IssuedFact = Extract<Fact, { kind: IssuedFactKind }>;
export const isIssuedFact = (fact: Fact): fact is IssuedFact => fact.kind === "centre:issued" || fact.kind === "centre:refused" || fact.kind === "centre:settled";

/** One fact about what the centre issued, in one sentence. */
export function issuedFactWords(fact: IssuedFact, language: Language, person: (id: string) => string): string {
  const word = texts[language];
  // What is refused may name a kind that there is not.
  const kind = Object.entries(issuedKinds[language]).find(([of]) => of === fact.of)?.[1] ?? fact.of;
  const named = { what: `${kind} ${fact.recordId}`, version: fact.version };
  switch (fact.kind) {
    case "centre:issued": return fill(word[fact.outcome], { ...named, who: fact.approvedBy, at: formatTime(fact.approvedAt, "full", language) });
    case "centre:refused": return fill(word.refused, { ...named, why: issuedReasons[language][fact.why], detail: fact.detail });
    case "centre:settled": return fill(word[fact.take], { ...named, who: person(fact.by), reason: fact.reason });
  }
}
