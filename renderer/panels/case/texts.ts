import { panelTexts } from "../../design/panel-text.ts";

/** Texts of a case's page. */
export const casePageTexts = panelTexts(
  {
    label: "Hồ sơ vụ việc", none: "Chọn một vụ việc trong danh sách (Shift+F3), hoặc nhấn V trên một cảnh báo", appeared: "Xuất hiện", area: "Khu vực", state: "Bước", since: "từ {{at}}", closed: "Đã đóng lúc {{at}}", template: "Quy trình", number: "Mã vụ việc",
    print: "In / lưu PDF", toAlarm: "Xem cảnh báo", moves: "Việc làm được bây giờ", noMoves: "Không có việc nào thuộc quyền của bạn ở bước này", waits: "Đang chờ: {{who}}",
    clocks: "Thời hạn", lateTitle: "Quá hạn", lateLine: "{{who}} chậm {{span}}: {{name}} (hạn {{due}}), theo {{clause}}", lateStill: "chưa xong", lateDone: "xong lúc {{at}}", past: "Thời hạn đã xong ({{n}})",
    parts: "Cơ quan", agency: "Cơ quan", ordered: "Ra lệnh", received: "Nhận lệnh", accepted: "Tiếp nhận", deployed: "Triển khai", answered: "Kết quả", left: "rời vụ việc {{at}}", asks: "XIN GIA HẠN", phone: "ĐT {{phone}}", deeds: "Thao tác với {{who}}",
    order: "Lệnh điều hành", happened: "Sự việc", where: "Địa điểm", required: "Yêu cầu", lead: "Cơ quan chủ trì", support: "Cơ quan phối hợp", due: "Thời hạn", noOrder: "Chưa phát lệnh", nobody: "không", noDue: "không ghi",
    checklist: "Danh mục việc của kịch bản", yes: "Có", no: "Không", timeline: "Diễn biến", evidence: "Minh chứng", noEvidence: "Chưa có minh chứng", addEvidence: "Thêm minh chứng", bytes: "{{n}} KB",
    note: "Ghi chú nội bộ", message: "Trao đổi với các cơ quan", write: "Viết…", sendNote: "Ghi chú", sendMessage: "Gửi trao đổi", empty: "Cần có nội dung", opened: "Mở vụ việc", asOf: "In lúc {{at}}",
  },
  {
    label: "Case page", none: "Choose a case in the list (Shift+F3), or press V on an alarm", appeared: "Appeared", area: "Area", state: "Step", since: "since {{at}}", closed: "Closed {{at}}", template: "Process", number: "Case number",
    print: "Print / save as PDF", toAlarm: "Show the alarm", moves: "What can be done now", noMoves: "Nothing at this step is yours to do", waits: "Waiting for: {{who}}",
    clocks: "Limits", lateTitle: "Missed", lateLine: "{{who}} late by {{span}}: {{name}} (due {{due}}), under {{clause}}", lateStill: "not done yet", lateDone: "done {{at}}", past: "Limits over ({{n}})",
    parts: "Agencies", agency: "Agency", ordered: "Ordered", received: "Received", accepted: "Accepted", deployed: "Deployed", answered: "Result", left: "left the case {{at}}", asks: "ASKS FOR TIME", phone: "tel. {{phone}}", deeds: "Deeds about {{who}}",
    order: "Order", happened: "What happened", where: "Where", required: "What is required", lead: "Lead agency", support: "Supporting agencies", due: "Deadline", noOrder: "No order was issued yet", nobody: "none", noDue: "none stated",
    checklist: "Checklist of the scenario", yes: "Yes", no: "No", timeline: "Timeline", evidence: "Evidence", noEvidence: "No evidence yet", addEvidence: "Add evidence", bytes: "{{n}} KB",
    note: "Internal note", message: "Consultation with the agencies", write: "Write…", sendNote: "Note", sendMessage: "Send", empty: "Something has to be written", opened: "Case opened", asOf: "Printed {{at}}",
  },
);
