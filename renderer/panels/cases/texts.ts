import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the list of cases and of violations. */
export const casesTexts = panelTexts(
  {
    label: "Vụ việc", open: "Đang mở", closed: "Đã đóng", drill: "Diễn tập", violations: "Vi phạm thời hạn", views: "Danh sách",
    search: "Tìm vụ việc", searchHint: "tên, khu vực, cơ quan, nội dung…", everywhere: "Tìm cả trong vụ việc đã đóng", found: "{{n}} vụ việc có “{{text}}”", noneFound: "Không vụ việc nào có “{{text}}”",
    urgency: "Mức", anyUrgency: "Mọi mức", agency: "Cơ quan", anyAgency: "Mọi cơ quan", lateOnly: "Chỉ vụ quá hạn ({{n}})",
    count: "{{n}} vụ việc", cut: "Danh sách bị cắt ở {{n}} vụ việc", none: "Không có vụ việc nào đang mở", noneLate: "Không có vụ việc nào khớp bộ lọc", noneClosed: "Chưa có vụ việc nào đã đóng", noneDrill: "Chưa có cuộc diễn tập nào",
    step: "Bước", appeared: "xuất hiện {{age}}", lead: "Chủ trì: {{who}}", noLead: "chưa giao cơ quan nào", more: "+{{n}} cơ quan", lateCount: "{{n}} hạn đang quá", missedCount: "{{n}} lần quá hạn", closedAt: "đóng {{at}}",
    openCase: "Mở vụ việc mới", round: "lần {{n}}", loadMore: "Tải thêm",
    who: "Ai", what: "Hạn", case: "Vụ việc", due: "Phải xong", done: "Xong lúc", notYet: "chưa xong", lateBy: "Chậm", clause: "Điều khoản", excuse: "Miễn (bất khả kháng)", excused: "Bất khả kháng: {{reason}} ({{who}}, {{at}})", excuseTitle: "Miễn vi phạm vì bất khả kháng",
    noViolations: "Không có vi phạm nào trong khoảng này", days: "{{n}} ngày", span: "Khoảng thời gian", excuseHint: "Cần lý do và một người thứ hai duyệt bằng mật khẩu của mình.", reason: "Lý do bất khả kháng", approver: "Tên đăng nhập người duyệt", password: "Mật khẩu người duyệt", approve: "Duyệt miễn", done2: "Đã ghi nhận miễn vi phạm", incomplete: "Cần lý do (ít nhất 3 ký tự), tên và mật khẩu người duyệt",
    explanations: "Giải trình phải nộp (3 vi phạm trở lên trong tháng)", explanation: "{{who}}: {{n}} vi phạm trong tháng {{month}}", given: "đã giải trình {{at}}", withdrawn: "không còn phải giải trình", owed: "phải giải trình trước {{at}}",
  },
  {
    label: "Cases", open: "Open", closed: "Closed", drill: "Drills", violations: "Missed limits", views: "Lists",
    search: "Find a case", searchHint: "title, area, agency, content…", everywhere: "Search closed cases too", found: "{{n}} {{n|case|cases}} with “{{text}}”", noneFound: "No case with “{{text}}”",
    urgency: "Urgency", anyUrgency: "Any urgency", agency: "Agency", anyAgency: "Any agency", lateOnly: "Late only ({{n}})",
    count: "{{n}} {{n|case|cases}}", cut: "The list is cut at {{n}} cases", none: "No case is open", noneLate: "No case fits the filter", noneClosed: "No case was closed yet", noneDrill: "There was no drill yet",
    step: "Step", appeared: "appeared {{age}}", lead: "Lead: {{who}}", noLead: "no agency ordered yet", more: "+{{n}} {{n|agency|agencies}}", lateCount: "{{n}} {{n|limit|limits}} late", missedCount: "missed {{n}} {{n|time|times}}", closedAt: "closed {{at}}",
    openCase: "Open a new case", round: "round {{n}}", loadMore: "Load more",
    who: "Who", what: "Limit", case: "Case", due: "Due", done: "Done", notYet: "not yet", lateBy: "Late by", clause: "Clause", excuse: "Excuse (force majeure)", excused: "Force majeure: {{reason}} ({{who}}, {{at}})", excuseTitle: "Excuse a violation by force majeure",
    noViolations: "No missed limit in this span", days: "{{n}} days", span: "Span", excuseHint: "It takes a reason, and a second person who approves with a password.", reason: "Reason of force majeure", approver: "Log-in name of the approver", password: "Password of the approver", approve: "Approve", done2: "The violation is excused", incomplete: "A reason (3 characters or more), name and password of the approver are needed",
    explanations: "Explanations owed (three or more violations in a month)", explanation: "{{who}}: {{n}} {{n|violation|violations}} in {{month}}", given: "explained {{at}}", withdrawn: "no longer owed", owed: "to be explained before {{at}}",
  },
);
