import type { Fact, TransferFactKind } from "#contract/fact";
import type { Letter } from "#contract/transfer";
import { formatTime } from "../format.ts";
import { formatSpan } from "../format.ts";
import type { Language } from "../i18n.ts";
import { fill, panelTexts } from "../panel-text.ts";

const texts = panelTexts<Letter["kind"] | "transfer:synced" | "transfer:late" | "heard" | "back" | "case-over" | "open-children">(
  {
    "transfer:offered": "{{who}} đề nghị phòng {{to}} nhận vụ việc “{{what}}” (trả lời trước {{due}}): {{reason}}", "transfer:arrived": "Phòng {{from}} đã thấy đề nghị chuyển vụ việc của phòng {{to}}, phải trả lời trước {{due}}",
    "transfer:accepted": "{{who}} (phòng {{from}}) nhận vụ việc của phòng {{to}}", "transfer:refused": "{{who}} (phòng {{from}}) từ chối vụ việc của phòng {{to}}: {{reason}}",
    "transfer:withdrawn": "Phòng {{from}} rút đề nghị chuyển vụ việc cho phòng {{to}}: {{reason}}", "transfer:given": "Phòng {{from}} đã giao vụ việc “{{what}}” cho phòng {{to}}; vụ việc ở phòng {{from}} kết thúc",
    "transfer:taken": "Phòng {{from}} bắt đầu xử lý vụ việc nhận từ phòng {{to}} (số {{id}})", "transfer:return-asked": "{{who}} (phòng {{from}}) trả lại vụ việc cho phòng {{to}}: {{reason}}",
    "transfer:returned": "Phòng {{from}} đã trả vụ việc “{{what}}” cho phòng {{to}}", "transfer:retaken": "Phòng {{from}} xử lý tiếp vụ việc được phòng {{to}} trả lại (số {{id}})", "transfer:done": "Vụ việc nhận từ phòng {{to}} đã kết thúc ở phòng {{from}} (số {{id}})",
    "transfer:synced": "Đã đọc hết những gì trung tâm có (lịch sử số {{n}} của phòng)", "transfer:late": "QUÁ HẠN trả lời đề nghị chuyển vụ việc (hạn {{due}}, chậm {{span}})",
    heard: "Qua trung tâm: {{what}}", back: "Trung tâm đã có: {{what}}", "case-over": "vụ việc đã kết thúc trước khi được nhận", "open-children": "vụ việc còn vụ việc con đang mở",
  },
  {
    "transfer:offered": "{{who}} offered case “{{what}}” to room {{to}} (answer by {{due}}): {{reason}}", "transfer:arrived": "Room {{from}} has the offer of room {{to}} and answers by {{due}}",
    "transfer:accepted": "{{who}} (room {{from}}) accepted the case of room {{to}}", "transfer:refused": "{{who}} (room {{from}}) refused the case of room {{to}}: {{reason}}",
    "transfer:withdrawn": "Room {{from}} withdrew its offer to room {{to}}: {{reason}}", "transfer:given": "Room {{from}} gave case “{{what}}” to room {{to}}; it is over in room {{from}}",
    "transfer:taken": "Room {{from}} goes on with the case of room {{to}} (number {{id}})", "transfer:return-asked": "{{who}} (room {{from}}) returns the case to room {{to}}: {{reason}}",
    "transfer:returned": "Room {{from}} returned case “{{what}}” to room {{to}}", "transfer:retaken": "Room {{from}} goes on with the case that room {{to}} returned (number {{id}})", "transfer:done": "The case that came from room {{to}} is over in room {{from}} (number {{id}})",
    "transfer:synced": "All the centre has was read (history {{n}} of this room)", "transfer:late": "OVERDUE: no answer to an offered case (due {{due}}, late by {{span}})",
    heard: "By the centre: {{what}}", back: "The centre has it: {{what}}", "case-over": "the case was over before it was accepted", "open-children": "the case has open cases under it",
  },
);

export type TransferFact = Extract<Fact, { kind: TransferFactKind }>;
export const isTransferFact = (fact: Fact): fact is TransferFact => fact.kind.startsWith("transfer:");

/** One fact about a case that goes from room to room, in one sentence. */
export function transferFactWords(fact: TransferFact, language: Language): string {
  const word = texts[language];
  switch (fact.kind) {
    case "transfer:heard": return fill(word[fact.own ? "back" : "heard"], { what: letterWords(fact.letter, language) });
    case "transfer:synced": return fill(word["transfer:synced"], { n: fact.epoch });
    case "transfer:late": return fill(word["transfer:late"], { due: formatTime(fact.due, "full", language), span: formatSpan(fact.lateBy, language) });
    default: return letterWords(fact, language);
  }
}

function letterWords(letter: Letter, language: Language): string {
  const word = texts[language];
  const due = letter.kind === "transfer:offered" ? letter.due : letter.kind === "transfer:arrived" ? letter.answerBy : undefined;
  const reason = letter.kind === "transfer:withdrawn" && letter.cause !== "person" ? word[letter.cause] : "reason" in letter ? letter.reason : undefined;
  return fill(word[letter.kind], {
    from: letter.from, to: letter.to, who: "who" in letter ? letter.who ?? "" : "", reason: reason ?? "", what: "summary" in letter ? letter.summary.title : "", id: "caseId" in letter ? letter.caseId : "",
    due: due === undefined ? "" : formatTime(due, "full", language),
  });
}
