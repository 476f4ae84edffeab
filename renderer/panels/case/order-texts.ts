import { panelTexts } from "../../design/panel-text.ts";

/** Texts of orders and of opening a case. */
export const orderTexts = panelTexts(
  {
    overrides: "Quy trình riêng của ngành được dùng thay quy trình chung: {{name}} ({{document}})",
    happened: "Sự việc", where: "Địa điểm", required: "Yêu cầu", lead: "Cơ quan chủ trì", support: "Cơ quan phối hợp", due: "Thời hạn hoàn thành", optional: "không bắt buộc", nobody: "không có",
    "wrong.happened": "Lệnh phải nêu sự việc", "wrong.where": "Lệnh phải nêu địa điểm", "wrong.required": "Lệnh phải nêu yêu cầu", "wrong.lead": "Lệnh phải có cơ quan chủ trì", "wrong.support": "Danh sách phối hợp chưa đúng", "wrong.due": "Lệnh phải có thời hạn ở sau hiện tại",
    decide: "Quyết định", decideReason: "Lý do quyết định", decideDue: "Hạn của cơ quan mới (bỏ trống: như lệnh)", decideBefore: "Cơ quan chủ trì và phối hợp được quyết định trước khi phát lệnh; lệnh sẽ theo quyết định này ({{clause}})", decideAfter: "Cơ quan đang làm vẫn ở trong vụ việc; cơ quan mới có thời hạn riêng từ bây giờ ({{clause}})", otherwise: "Lệnh nêu cơ quan khác với quyết định. Lý do",
    issue: "Phát lệnh", sending: "đang gửi…", clause: "Lệnh phải đủ sáu nội dung (H-11.3, theo {{clause}})",
    openTitle: "Mở vụ việc", title: "Tên vụ việc", titleWrong: "Cần có tên", verify: "Xác thực cảnh báo", isTrue: "Đúng: có sự việc", isFalse: "Cảnh báo giả", reason: "Lý do là cảnh báo giả", reasonWrong: "Cần ít nhất 3 ký tự", checked: "Đã xác thực bằng", checkedHint: "camera, điện thoại hiện trường… (không bắt buộc)",
    cameras: "Camera gần nhất", noCameras: "không có camera nào gần đây", metres: "{{n}} m", kilometres: "{{n}} km", template: "Quy trình", urgency: "Mức", emergency: "Khẩn cấp", routine: "Thường xuyên", drill: "Đây là DIỄN TẬP",
    openOrder: "Mở và phát lệnh", openOnly: "Chỉ mở vụ việc", dismiss: "Ghi nhận cảnh báo giả", opened: "Đã mở vụ việc", ordered: "Đã phát lệnh", dismissed: "Đã ghi nhận cảnh báo giả", stopped: "Vụ việc đã mở, nhưng chưa phát lệnh được: {{why}}", process: "Sửa quy trình, mức, tên", already: "Cảnh báo này đã thuộc một vụ việc đang mở",
  },
  {
    overrides: "The sector's own process stands in the place of the general one: {{name}} ({{document}})",
    happened: "What happened", where: "Where", required: "What is required", lead: "Lead agency", support: "Supporting agencies", due: "To be done by", optional: "optional", nobody: "none",
    "wrong.happened": "An order says what happened", "wrong.where": "An order says where", "wrong.required": "An order says what is required", "wrong.lead": "An order names the lead agency", "wrong.support": "The supporting agencies are not right", "wrong.due": "An order has a deadline in the future",
    decide: "Decide", decideReason: "Reason of the decision", decideDue: "Deadline of an agency that is new (empty: as the order)", decideBefore: "Lead and support are decided before the order; the order will follow it ({{clause}})", decideAfter: "Agencies at work stay in the case; a new one gets limits of its own from now on ({{clause}})", otherwise: "The order names other agencies than were decided. Why",
    issue: "Issue the order", sending: "sending…", clause: "An order states six things (H-11.3, under {{clause}})",
    openTitle: "Open a case", title: "Title", titleWrong: "A title is needed", verify: "Verify the alarm", isTrue: "True: it happened", isFalse: "False alarm", reason: "Why it is a false alarm", reasonWrong: "At least 3 characters", checked: "Verified by", checkedHint: "camera, a call to the field… (optional)",
    cameras: "Nearest cameras", noCameras: "no camera is near", metres: "{{n}} m", kilometres: "{{n}} km", template: "Process", urgency: "Urgency", emergency: "Emergency", routine: "Routine", drill: "This is a DRILL",
    openOrder: "Open and issue the order", openOnly: "Open the case only", dismiss: "Record the false alarm", opened: "Case opened", ordered: "Order issued", dismissed: "False alarm recorded", stopped: "The case is open, but the order was not issued: {{why}}", process: "Change process, urgency, title", already: "This alarm is in an open case already",
  },
);
