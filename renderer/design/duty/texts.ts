import { panelTexts } from "../panel-text.ts";

/** Words about who is on duty and which persons an agency must have. */
export const dutyTexts = panelTexts(
  {
    roster: "Lịch trực", rosterOf: "Lịch trực: {{who}}", officer: "Cán bộ", choose: "chọn…", days: "Các ngày", weekday: "Hằng tuần", oneDay: "Một ngày", day: "Ngày", from: "Từ", to: "Đến", untilNext: "(hôm sau)",
    d1: "T2", d2: "T3", d3: "T4", d4: "T5", d5: "T6", d6: "T7", d7: "CN", remove: "Bỏ ca này", add: "Thêm ca", save: "Lưu lịch trực", cancel: "Thôi", wrongRow: "Chọn cán bộ, ngày và giờ", tooMany: "Nhiều quá {{n}} lượt trực", saved: "Đã lưu lịch trực", noOfficers: "Cơ quan chưa có cán bộ đầu mối nào để xếp lịch", empty: "Chưa có ca nào",
    ownDays: "Ngày có lịch riêng thì lịch hằng tuần không áp dụng cho ngày đó.",
    formUnread: "Chưa đọc được mẫu lịch trực: cần có mạng",
    on: "Đang trực: {{who}}", until: "{{name}} (đến {{at}})", nobody: "Không có cán bộ trực", nobodyHint: "lệnh gửi cho tất cả cán bộ đầu mối", noRoster: "Chưa có lịch trực",
    staffing: "Nhân sự đầu mối (K-16.2)", lacks: "thiếu {{what}}", leader: "lãnh đạo phụ trách", officerLack: "cán bộ đầu mối", and: " và ", reported: "báo thay đổi: {{text}}", due: "phải xong trước {{at}}", late: "QUÁ HẠN {{span}}", done: "đã xong {{at}}", doneLate: "xong muộn {{span}}", owner: "Bên chậm: {{who}}", finish: "Đã cập nhật tài khoản", finished: "Đã ghi nhận thay đổi nhân sự",
    report: "Báo thay đổi nhân sự", reportHint: "Ai thôi, ai thay, số điện thoại. Trung tâm cập nhật trong 7 ngày làm việc (K-16.2).", send: "Gửi báo cáo", sent: "Đã báo thay đổi nhân sự", tooShort: "Cần ít nhất 3 ký tự",
  },
  {
    roster: "Roster", rosterOf: "Roster: {{who}}", officer: "Officer", choose: "choose…", days: "Days", weekday: "Every week", oneDay: "One day", day: "Day", from: "From", to: "To", untilNext: "(next day)",
    d1: "Mon", d2: "Tue", d3: "Wed", d4: "Thu", d5: "Fri", d6: "Sat", d7: "Sun", remove: "Remove this turn", add: "Add a turn", save: "Save the roster", cancel: "Cancel", wrongRow: "Choose officer, day and hours", tooMany: "More than {{n}} turns", saved: "Roster saved", noOfficers: "The agency has no focal officer yet to put on the roster", empty: "No turns yet",
    ownDays: "On a day with turns of its own the weekly ones do not count.",
    formUnread: "The roster's form could not be read: it needs a link",
    on: "On duty: {{who}}", until: "{{name}} (until {{at}})", nobody: "No officer on duty", nobodyHint: "orders go to all focal officers", noRoster: "No roster yet",
    staffing: "Agencies' persons (K-16.2)", lacks: "lacks {{what}}", leader: "a leader", officerLack: "a focal officer", and: " and ", reported: "reported a change: {{text}}", due: "due {{at}}", late: "LATE by {{span}}", done: "done {{at}}", doneLate: "{{span}} late", owner: "Owed by: {{who}}", finish: "The accounts are right now", finished: "Change of persons recorded",
    report: "Report a change of persons", reportHint: "Who leaves, who comes, telephone. The centre changes the accounts within 7 working days (K-16.2).", send: "Send", sent: "Change of persons reported", tooShort: "At least 3 characters",
  },
);
