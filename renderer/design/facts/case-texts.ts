import type { FactKind } from "#contract/fact";

/** Kinds of facts about cases, shifts and violations. */
export type CaseFactKind = Extract<FactKind, `incident:${string}` | `evidence:${string}` | `shift:${string}` | `violation:${string}` | `explanation:${string}` | `process:${string}` | `calendar:${string}` | `agency:${string}` | `scenario:${string}`>;

/** {{what}} is the case or record, {{who}} a person. */
export const caseFactsVi = {
  "process:saved": "Lưu quy trình {{what}}, phiên bản {{version}}",
  "calendar:saved": "Lưu lịch làm việc {{what}}, phiên bản {{version}} ({{document}})",
  "calendar:ending": "LỊCH LÀM VIỆC {{what}} chỉ có đến hết ngày {{day}}: sau đó thời hạn chỉ là tạm tính, cần nhập lịch mới",
  "agency:saved": "Lưu cơ quan {{what}}",
  "agency:roster-saved": "Lưu lịch trực của {{what}}: {{n}} lượt trực, phiên bản {{version}}",
  "agency:staffing-opened": "{{what}} {{why}}: phải xong trước {{due}} (K-16.2)",
  "agency:staffing-done": "Nhân sự đầu mối của cơ quan đã đủ, đã cập nhật{{who}}",
  "agency:staffing-missed": "QUÁ HẠN cập nhật nhân sự đầu mối của cơ quan (hạn {{due}}, theo K-16.2)",
  "agency:sharing-began": "{{who}} chia sẻ vị trí cho vụ việc {{what}}, đến {{until}}",
  "agency:sharing-ended": "{{who}} thôi chia sẻ vị trí cho vụ việc {{what}}: {{why}}",
  "scenario:saved": "Lưu kịch bản {{what}}, phiên bản {{version}}",
  "incident:opened": "Mở vụ việc {{what}} ({{urgency}}){{drill}}",
  "incident:moved": "Vụ việc {{what}}: {{event}}{{second}}",
  "incident:fired": "Vụ việc {{what}}: {{fired}}{{late}}",
  "incident:stood-down": "Vụ việc {{what}} kết thúc cùng cuộc DIỄN TẬP",
  "incident:noted": "Vụ việc {{what}}, {{kind}}: {{text}}",
  "incident:ticked": "Vụ việc {{what}}, danh mục việc “{{item}}”: {{answer}}",
  "incident:audit": "KIỂM TRA ĐỘC LẬP, vụ việc {{what}}: hạn {{due}} theo {{clause}} {{why}}",
  "evidence:added": "Vụ việc {{what}}: thêm minh chứng “{{name}}”",
  "evidence:exported": "Vụ việc {{what}}: {{who}} tải ra minh chứng “{{name}}”{{how}}, SHA-256 {{sha}}…",
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
  "calendar:saved": "Calendar {{what}} saved, version {{version}} ({{document}})",
  "calendar:ending": "CALENDAR {{what}} ends with {{day}}: after it limits are provisional; enter the new days",
  "agency:saved": "Agency {{what}} saved",
  "agency:roster-saved": "Roster of {{what}} saved: {{n}} {{n|turn|turns}}, version {{version}}",
  "agency:staffing-opened": "{{what}} {{why}}: due {{due}} (K-16.2)",
  "agency:staffing-done": "An agency's persons are complete and up to date{{who}}",
  "agency:staffing-missed": "An agency's persons were NOT put right in time (due {{due}}, under K-16.2)",
  "agency:sharing-began": "{{who}} shares the position for case {{what}}, until {{until}}",
  "agency:sharing-ended": "{{who}} shares the position for case {{what}} no more: {{why}}",
  "scenario:saved": "Scenario {{what}} saved, version {{version}}",
  "incident:opened": "Case {{what}} opened ({{urgency}}){{drill}}",
  "incident:moved": "Case {{what}}: {{event}}{{second}}",
  "incident:fired": "Case {{what}}: {{fired}}{{late}}",
  "incident:stood-down": "Case {{what}} ended with its DRILL",
  "incident:noted": "Case {{what}}, {{kind}}: {{text}}",
  "incident:ticked": "Case {{what}}, checklist “{{item}}”: {{answer}}",
  "incident:audit": "INDEPENDENT CHECK, case {{what}}: the deadline {{due}} under {{clause}} {{why}}",
  "evidence:added": "Case {{what}}: evidence “{{name}}” added",
  "evidence:exported": "Case {{what}}: {{who}} took out evidence “{{name}}”{{how}}, SHA-256 {{sha}}…",
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
  "fired.remind": "Nhắc {{owner}}{{limit}} (theo {{clause}})", "fired.passed": ", kể cả {{n}} lần nhắc trước đó bị lỡ",
  "second": ", có người thứ hai xác nhận: {{who}}", "drill": ", DIỄN TẬP", "archive": " kèm bản kê", "note": "ghi chú", "message": "trao đổi", "yes": "có", "no": "không",
  "audit.not-fired": "không được kích hoạt", "audit.fired-twice": "kích hoạt hai lần", "audit.fired-early": "kích hoạt sớm", "caseGone": "(không rõ)",
  "shared.officer": "cán bộ tự tắt", "shared.case": "vụ việc đã xong hoặc cơ quan không còn trong vụ việc", "shared.expired": "hết thời gian đã đồng ý", "shared.account": "tài khoản không còn là cán bộ của cơ quan",
} as const;
export const caseWordsEn: Record<keyof typeof caseWordsVi, string> = {
  "fired.miss": "{{owner}} MISSED “{{limit}}” (due {{due}}, under {{clause}})",
  "fired.remind": "Reminder to {{owner}}{{limit}} (under {{clause}})", "fired.passed": ", for {{n}} earlier ones that were missed too",
  "second": ", second person: {{who}}", "drill": ", DRILL", "archive": " with its manifest", "note": "note", "message": "consultation", "yes": "yes", "no": "no",
  "audit.not-fired": "did not fire", "audit.fired-twice": "fired twice", "audit.fired-early": "fired early", "caseGone": "(unknown)",
  "shared.officer": "ended by the officer", "shared.case": "the case is over, or the agency left it", "shared.expired": "the time consented to is over", "shared.account": "the account is no officer of the agency any more",
};
