import type { FactKind } from "#contract/fact";

/** Kinds of facts about cases, shifts and violations. */
export type CaseFactKind = Extract<FactKind, `incident:${string}` | `evidence:${string}` | `shift:${string}` | `violation:${string}` | `explanation:${string}` | `process:${string}` | `agency:${string}` | `scenario:${string}`>;

/** {{what}} is the case or record, {{who}} a person. */
export const caseFactsVi = {
  "process:saved": "Lưu quy trình {{what}}, phiên bản {{version}}",
  "agency:saved": "Lưu cơ quan {{what}}",
  "scenario:saved": "Lưu kịch bản {{what}}, phiên bản {{version}}",
  "incident:opened": "Mở vụ việc {{what}} ({{urgency}}){{drill}}",
  "incident:moved": "Vụ việc {{what}}: {{event}}{{second}}",
  "incident:fired": "Vụ việc {{what}}: {{fired}}{{late}}",
  "incident:noted": "Vụ việc {{what}}, {{kind}}: {{text}}",
  "incident:ticked": "Vụ việc {{what}}, danh mục việc “{{item}}”: {{answer}}",
  "incident:audit": "KIỂM TRA ĐỘC LẬP, vụ việc {{what}}: hạn {{due}} theo {{clause}} {{why}}",
  "evidence:added": "Vụ việc {{what}}: thêm minh chứng “{{name}}”",
  "shift:began": "{{who}} bắt đầu ca trực",
  "shift:handed-over": "{{who}} bàn giao ca cho {{to}}: {{n}} vụ việc đang mở",
  "shift:signed": "{{who}} ký nhận ca",
  "shift:unsigned": "Bàn giao ca chưa ai ký nhận lúc {{due}}",
  "shift:ended": "{{who}} hết ca trực",
  "violation:excused": "Vi phạm ở vụ việc {{what}} được miễn vì bất khả kháng: {{reason}} (duyệt: {{who}})",
  "explanation:opened": "{{who}} phải giải trình vì {{n}} vi phạm trong tháng {{month}}, hạn {{due}}",
  "explanation:given": "Đã giải trình vi phạm: {{text}}",
  "explanation:missed": "Quá hạn giải trình ({{due}})",
  "explanation:withdrawn": "Không còn phải giải trình",
} as const satisfies Record<CaseFactKind, string>;

export const caseFactsEn: Record<CaseFactKind, string> = {
  "process:saved": "Process {{what}} saved, version {{version}}",
  "agency:saved": "Agency {{what}} saved",
  "scenario:saved": "Scenario {{what}} saved, version {{version}}",
  "incident:opened": "Case {{what}} opened ({{urgency}}){{drill}}",
  "incident:moved": "Case {{what}}: {{event}}{{second}}",
  "incident:fired": "Case {{what}}: {{fired}}{{late}}",
  "incident:noted": "Case {{what}}, {{kind}}: {{text}}",
  "incident:ticked": "Case {{what}}, checklist “{{item}}”: {{answer}}",
  "incident:audit": "INDEPENDENT CHECK, case {{what}}: the deadline {{due}} under {{clause}} {{why}}",
  "evidence:added": "Case {{what}}: evidence “{{name}}” added",
  "shift:began": "{{who}} came on duty",
  "shift:handed-over": "{{who}} handed over to {{to}}: {{n}} open {{n|case|cases}}",
  "shift:signed": "{{who}} signed for the shift",
  "shift:unsigned": "Nobody had signed for the shift by {{due}}",
  "shift:ended": "{{who}} went off duty",
  "violation:excused": "Violation in case {{what}} excused by force majeure: {{reason}} (approved by {{who}})",
  "explanation:opened": "{{who}} owes an explanation of {{n}} violations in {{month}}, due {{due}}",
  "explanation:given": "Violations explained: {{text}}",
  "explanation:missed": "Explanation overdue ({{due}})",
  "explanation:withdrawn": "No explanation is owed any more",
};

/** Words inside those sentences. */
export const caseWordsVi = {
  "fired.miss": "{{owner}} QUÁ HẠN “{{limit}}” (hạn {{due}}, theo {{clause}})",
  "fired.remind": "Nhắc {{owner}}{{limit}} (theo {{clause}})",
  "second": ", có người thứ hai xác nhận: {{who}}", "drill": ", DIỄN TẬP", "note": "ghi chú", "message": "trao đổi", "yes": "có", "no": "không",
  "audit.not-fired": "không được kích hoạt", "audit.fired-twice": "kích hoạt hai lần", "audit.fired-early": "kích hoạt sớm", "caseGone": "(không rõ)",
} as const;
export const caseWordsEn: Record<keyof typeof caseWordsVi, string> = {
  "fired.miss": "{{owner}} MISSED “{{limit}}” (due {{due}}, under {{clause}})",
  "fired.remind": "Reminder to {{owner}}{{limit}} (under {{clause}})",
  "second": ", second person: {{who}}", "drill": ", DRILL", "note": "note", "message": "consultation", "yes": "yes", "no": "no",
  "audit.not-fired": "did not fire", "audit.fired-twice": "fired twice", "audit.fired-early": "fired early", "caseGone": "(unknown)",
};
