import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the agency's page. */
export const agencyTexts = panelTexts(
  {
    cases: "Lệnh của cơ quan ({{n}})", none: "Không có lệnh nào đang chờ cơ quan bạn", over: "Đã xong gần đây", order: "Nội dung lệnh", happened: "Sự việc", where: "Địa điểm", required: "Yêu cầu", lead: "Chủ trì", support: "Phối hợp", due: "Thời hạn", noDue: "không ghi",
    deeds: "Thao tác", more: "Thao tác khác", messages: "Trao đổi với Trung tâm IOC", noMessages: "Chưa có trao đổi nào", write: "Viết cho Trung tâm…", send: "Gửi", evidence: "Minh chứng đã gửi", done: "Đã ghi nhận: {{what}}", centre: "Trung tâm IOC",
    noLink: "MẤT KẾT NỐI – đang hiện số liệu lúc {{at}}", noAgency: "Tài khoản này chưa gắn với cơ quan nào. Hãy nhờ quản trị của Trung tâm IOC gắn cơ quan cho tài khoản.", notOfficer: "Trang này dành cho cán bộ đầu mối của các cơ quan. Người trực của Trung tâm dùng bàn trực.", console: "Sang bàn trực",
    closed: "đã đóng {{at}}", left: "cơ quan bạn không còn trong vụ việc này", received: "đã nhận lệnh {{at}}", accepted: "đã tiếp nhận {{at}}", deployed: "đã triển khai {{at}}", answered: "đã báo cáo kết quả {{at}}", asked: "đang chờ trả lời đề nghị gia hạn", waiting: "chờ Trung tâm hậu kiểm",
    logout: "Thoát", reload: "Xem lại", explanations: "Giải trình phải nộp", explain: "{{n}} lần quá hạn trong tháng {{month}}: giải trình trước {{at}} (theo {{clause}})", explanation: "Nguyên nhân và biện pháp khắc phục", tooShort: "Cần ít nhất 10 ký tự", give: "Nộp giải trình", given: "Đã nộp giải trình", empty: "Cần có nội dung",
  },
  {
    cases: "Your agency's orders ({{n}})", none: "No order waits for your agency", over: "Lately done", order: "The order", happened: "What happened", where: "Where", required: "Required", lead: "Lead", support: "Support", due: "Due", noDue: "none stated",
    deeds: "What you can do", more: "More", messages: "Consultation with the operations centre", noMessages: "Nothing was written yet", write: "Write to the centre…", send: "Send", evidence: "Evidence sent", done: "Recorded: {{what}}", centre: "Operations centre",
    noLink: "NO LINK – showing what was read {{at}}", noAgency: "This account belongs to no agency yet. Ask the operations centre's administrator to set it.", notOfficer: "This page is for the agencies' focal officers. Duty operators use the console.", console: "Go to the console",
    closed: "closed {{at}}", left: "your agency is no longer in this case", received: "receipt confirmed {{at}}", accepted: "accepted {{at}}", deployed: "forces deployed {{at}}", answered: "result reported {{at}}", asked: "your request for more time waits for an answer", waiting: "the centre checks the result",
    logout: "Log out", reload: "Look again", explanations: "Explanations owed", explain: "{{n}} missed {{n|limit|limits}} in {{month}}: to be explained before {{at}} (under {{clause}})", explanation: "Causes and remedies", tooShort: "At least 10 characters", give: "Hand in", given: "Explanation handed in", empty: "Something has to be written",
  },
);
