import { panelTexts } from "../../design/panel-text.ts";

/** Texts of a case's page. */
export const casePageTexts = panelTexts(
  {
    label: "Hồ sơ vụ việc", none: "Chọn một vụ việc trong danh sách (Shift+F3), hoặc nhấn V trên một cảnh báo", appeared: "Xuất hiện", area: "Khu vực", state: "Bước", since: "từ {{at}}", closed: "Đã đóng lúc {{at}}", template: "Quy trình", number: "Mã vụ việc",
    print: "In / lưu PDF", toAlarm: "Xem cảnh báo", moves: "Việc làm được bây giờ", noMoves: "Không có việc nào thuộc quyền của bạn ở bước này", waits: "Đang chờ: {{who}}",
    clocks: "Thời hạn", lateTitle: "Quá hạn", lateLine: "{{who}} chậm {{span}}: {{name}} (hạn {{due}}), theo {{clause}}", lateStill: "chưa xong", lateDone: "xong lúc {{at}}", past: "Thời hạn đã xong ({{n}})",
    parts: "Cơ quan", agency: "Cơ quan", ordered: "Ra lệnh", received: "Nhận lệnh", accepted: "Tiếp nhận", deployed: "Triển khai", answered: "Kết quả", left: "rời vụ việc {{at}}", asks: "XIN GIA HẠN", phone: "ĐT {{phone}}", deeds: "Thao tác với {{who}}",
    order: "Lệnh điều hành", happened: "Sự việc", where: "Địa điểm", required: "Yêu cầu", lead: "Cơ quan chủ trì", support: "Cơ quan phối hợp", due: "Thời hạn", noOrder: "Chưa phát lệnh", nobody: "không", noDue: "không ghi", fromPlan: "Phương án",
    checklist: "Danh mục việc của kịch bản", yes: "Có", no: "Không", timeline: "Diễn biến", evidence: "Minh chứng", noEvidence: "Chưa có minh chứng", addEvidence: "Thêm minh chứng", bytes: "{{n}} KB",
    charts: "Diễn biến số đo", setpoint: "Ngưỡng cảnh báo", noReadings: "Không có số đo nào trong khoảng này", place: "Địa điểm", placeOf: "Bản đồ quanh {{what}}", toMap: "Xem trên bản đồ", cameras: "Camera gần nhất", noCameras: "Không có camera nào của thành phố gần đây", farCamera: "Không có camera nào trong 2 km: gần nhất là {{name}}, cách {{n}} km, không thấy được hiện trường", metres: "{{n}} m", kilometres: "{{n}} km",
    consultation: "Hội ý trực tuyến", addView: "Đính khung bản đồ", dropView: "Bỏ khung bản đồ", addMeeting: "Link họp", meetingLink: "Địa chỉ cuộc họp (https)", addFiles: "Tệp kèm theo", sentLink: "Mời họp trực tuyến", sentView: "Khung bản đồ", sentFiles: "Tệp kèm theo", noMap: "Bản đồ của cửa sổ này chưa vẽ xong", meetingNow: "Họp trực tuyến của vụ việc", meetingBy: "{{who}} gửi lúc {{at}}", violations: "Vi phạm thời hạn",
    note: "Ghi chú nội bộ", waited: "gửi muộn {{for}} vì mất mạng", clockAhead: "đồng hồ máy gửi nhanh {{by}}", clockBehind: "đồng hồ máy gửi chậm {{by}}", message: "Trao đổi với các cơ quan", write: "Viết…", sendNote: "Ghi chú", sendMessage: "Gửi trao đổi", empty: "Cần có nội dung", opened: "Mở vụ việc", asOf: "In lúc {{at}}",
  },
  {
    label: "Case page", none: "Choose a case in the list (Shift+F3), or press V on an alarm", appeared: "Appeared", area: "Area", state: "Step", since: "since {{at}}", closed: "Closed {{at}}", template: "Process", number: "Case number",
    print: "Print / save as PDF", toAlarm: "Show the alarm", moves: "What can be done now", noMoves: "Nothing at this step is yours to do", waits: "Waiting for: {{who}}",
    clocks: "Limits", lateTitle: "Missed", lateLine: "{{who}} late by {{span}}: {{name}} (due {{due}}), under {{clause}}", lateStill: "not done yet", lateDone: "done {{at}}", past: "Limits over ({{n}})",
    parts: "Agencies", agency: "Agency", ordered: "Ordered", received: "Received", accepted: "Accepted", deployed: "Deployed", answered: "Result", left: "left the case {{at}}", asks: "ASKS FOR TIME", phone: "tel. {{phone}}", deeds: "Deeds about {{who}}",
    order: "Order", happened: "What happened", where: "Where", required: "What is required", lead: "Lead agency", support: "Supporting agencies", due: "Deadline", noOrder: "No order was issued yet", nobody: "none", noDue: "none stated", fromPlan: "Plan",
    checklist: "Checklist of the scenario", yes: "Yes", no: "No", timeline: "Timeline", evidence: "Evidence", noEvidence: "No evidence yet", addEvidence: "Add evidence", bytes: "{{n}} KB",
    charts: "Readings", setpoint: "Setpoint", noReadings: "There are no readings of that time", place: "Place", placeOf: "Map around {{what}}", toMap: "Show on the map", cameras: "Nearest cameras", noCameras: "The city has no camera near here", farCamera: "No camera within 2 km: the nearest, {{name}}, is {{n}} km away and does not see the place", metres: "{{n}} m", kilometres: "{{n}} km",
    consultation: "Online consultation", addView: "Attach the map's view", dropView: "Leave the map's view out", addMeeting: "Meeting link", meetingLink: "Address of the meeting (https)", addFiles: "Files to send", sentLink: "Invitation to a video meeting", sentView: "Map view", sentFiles: "Files", noMap: "This window's map is not drawn yet", meetingNow: "The case's video meeting", meetingBy: "sent by {{who}} {{at}}", violations: "Missed limits",
    note: "Internal note", waited: "sent {{for}} late for want of a link", clockAhead: "the sender's clock is {{by}} fast", clockBehind: "the sender's clock is {{by}} slow", message: "Consultation with the agencies", write: "Write…", sendNote: "Note", sendMessage: "Send", empty: "Something has to be written", opened: "Case opened", asOf: "Printed {{at}}",
  },
);
