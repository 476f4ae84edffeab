import { panelTexts } from "../../design/panel-text.ts";

/** Texts of an exercise's result. */
export const reportTexts = panelTexts(
  {
    title: "Kết quả diễn tập", back: "Quay lại", print: "In / PDF", json: "Tải JSON", csv: "Tải CSV", missing: "Không tìm thấy kết quả này",
    excellent: "Xuất sắc", good: "Tốt", pass: "Đạt", fail: "Không đạt", noScore: "chưa đủ để tính",
    from: "{{from}} – {{to}}", pauses: "tạm dừng {{span}}", version: "bài phiên bản {{n}}", participants: "Tham gia",
    how: "Cách tính", howText: "Tổng kết = số việc đạt ÷ số việc được tính, gộp bốn phần dưới đây. Giây tính theo đồng hồ diễn tập, không kể lúc tạm dừng; thời hạn theo quy định tính theo đồng hồ của vụ việc. Việc còn trong hạn khi diễn tập kết thúc không tính. Xếp loại như H-VI: từ 90 % Xuất sắc, 80 % Tốt, 70 % Đạt. Không con số nào ở đây vào KPI, vi phạm hay số liệu ca trực.",
    verdicts: "Kết luận đúng/sai chính xác", verdictsInTime: "Kết luận trong hạn", orders: "Ra lệnh trong hạn", legal: "Thời hạn theo quy định được giữ", part: "{{good}}/{{of}}",
    injects: "Từng tình huống", limits: "Từng thời hạn theo quy định", noLimits: "Không có thời hạn nào được tính",
    inject: "Tình huống", verdict: "Kết luận", expected: "Mong đợi", seconds: "Giây đến kết luận", order: "Giây đến lệnh", lead: "Chủ trì", mark: "Kết quả", of: "(hạn {{n}})", notGiven: "không đưa ra", none: "không có", right: "chính xác", wrong: "sai lệch", "true": "đúng", "false": "sai",
    limit: "Thời hạn", owner: "Ai", clause: "Điều khoản", due: "Phải xong", done: "Xong lúc", late: "Chậm", case: "Vụ việc", leadWrong: "khác mong đợi ({{who}})",
    "mark.kept": "ĐẠT", "mark.late": "TRỄ", "mark.missed": "BỎ LỠ", "mark.open": "chưa tính",
    "party.centre": "Trung tâm IOC", "party.lead": "Cơ quan chủ trì", "party.agency": "Cơ quan xử lý", "party.leadership": "Lãnh đạo",
  },
  {
    title: "Result of the drill", back: "Back", print: "Print / PDF", json: "Save JSON", csv: "Save CSV", missing: "This result is not there",
    excellent: "Excellent", good: "Good", pass: "Pass", fail: "Fail", noScore: "too little to count",
    from: "{{from}} – {{to}}", pauses: "paused {{span}}", version: "exercise version {{n}}", participants: "Taking part",
    how: "How it is worked out", howText: "The result is what was done well ÷ all that counted, over the four parts below. Seconds run on the exercise's clock, without pauses; legal limits on the clocks of their cases. What was still within its limit at the end does not count. Graded as H-VI: from 90 % Excellent, 80 % Good, 70 % Pass. No figure here enters a KPI, a violation or a shift's load.",
    verdicts: "True/false said rightly", verdictsInTime: "Verdicts in time", orders: "Orders in time", legal: "Legal limits kept", part: "{{good}} of {{of}}",
    injects: "Inject by inject", limits: "Legal limits one by one", noLimits: "No limit counted",
    inject: "Inject", verdict: "Verdict", expected: "Expected", seconds: "Seconds to verdict", order: "Seconds to order", lead: "Lead", mark: "Result", of: "(limit {{n}})", notGiven: "not given", none: "none", right: "right", wrong: "wrong", "true": "true", "false": "false",
    limit: "Limit", owner: "Who", clause: "Clause", due: "Due", done: "Done", late: "Late by", case: "Case", leadWrong: "other than expected ({{who}})",
    "mark.kept": "KEPT", "mark.late": "LATE", "mark.missed": "MISSED", "mark.open": "not counted",
    "party.centre": "Centre", "party.lead": "Leading agency", "party.agency": "Agency", "party.leadership": "Leadership",
  },
);
