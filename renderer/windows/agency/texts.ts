import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the agency's page. */
export const agencyTexts = panelTexts(
  {
    cases: "Lệnh của cơ quan ({{n}})", none: "Không có lệnh nào đang chờ cơ quan bạn", over: "Đã xong gần đây", order: "Nội dung lệnh", happened: "Sự việc", where: "Địa điểm", required: "Yêu cầu", lead: "Chủ trì", support: "Phối hợp", due: "Thời hạn", noDue: "không ghi", merged: "Lệnh trước, nay gộp vào đây", before: "Lệnh của vụ việc đã gộp: {{title}}",
    deeds: "Thao tác", more: "Thao tác khác", messages: "Trao đổi với Trung tâm IOC", noMessages: "Chưa có trao đổi nào", write: "Viết cho Trung tâm…", send: "Gửi", evidence: "Minh chứng đã gửi", done: "Đã ghi nhận: {{what}}", centre: "Trung tâm IOC",
    noLink: "MẤT KẾT NỐI – đang hiện số liệu lúc {{at}}", noAgency: "Tài khoản này chưa gắn với cơ quan nào. Hãy nhờ quản trị của Trung tâm IOC gắn cơ quan cho tài khoản.", notOfficer: "Trang này dành cho cán bộ đầu mối của các cơ quan. Người trực của Trung tâm dùng bàn trực.", console: "Sang bàn trực",
    closed: "đã đóng {{at}}", left: "cơ quan bạn không còn trong vụ việc này", received: "đã nhận lệnh {{at}}", accepted: "đã tiếp nhận {{at}}", deployed: "đã triển khai {{at}}", answered: "đã báo cáo kết quả {{at}}", asked: "đang chờ trả lời đề nghị gia hạn", waiting: "chờ Trung tâm hậu kiểm",
    addFiles: "Gửi kèm tệp", sentFiles: "Tệp kèm theo", showView: "Xem khung bản đồ", viewOf: "Khung bản đồ được gửi", elsewhere: "Mở bằng ứng dụng bản đồ",
    waits: "{{n}} việc chờ gửi – máy tự gửi khi có mạng", notKept: "Trình duyệt này không giữ được khi đóng trang: đừng đóng trang.", toSend: "Chờ gửi", aMessage: "Tin nhắn cho Trung tâm", files: "{{n}} tệp", stillWaits: "chờ có mạng", sendingNow: "đang gửi", notTaken: "Trung tâm chưa nhận", sendAgain: "Gửi lại", giveUp: "Bỏ",
    dryWay: "Lối đi tránh chỗ ngập", noMapNow: "Chưa đọc được bản đồ: cần có mạng, hãy đóng rồi mở lại", noFormNow: "Chưa đọc được biểu mẫu: cần có mạng", again: "Thử lại",
    showPlace: "Xem nơi xảy ra trên bản đồ", placeOf: "Nơi xảy ra: {{title}}", wayThere: "Chỉ đường bằng ứng dụng bản đồ",
    pushOffer: "Nhận lệnh cả khi đã đóng trang này.", pushTake: "Bật thông báo", pushOn: "Điện thoại này sẽ báo khi có lệnh", pushDenied: "Trình duyệt không cho phép thông báo",
    newOrders: "{{n}} lệnh chờ xác nhận", soundBlocked: "Chạm màn hình để nghe chuông", silence: "Tắt chuông",
    leaveAsk: "Còn {{n}} việc chưa gửi. Thoát bây giờ sẽ xoá chúng khỏi máy này.", stay: "Ở lại", leaveAll: "Xoá và thoát",
    logout: "Thoát", reload: "Xem lại", explanations: "Giải trình phải nộp", explain: "{{n}} lần quá hạn trong tháng {{month}}: giải trình trước {{at}} (theo {{clause}})", explanation: "Nguyên nhân và biện pháp khắc phục", tooShort: "Cần ít nhất 10 ký tự", give: "Nộp giải trình", given: "Đã nộp giải trình", empty: "Cần có nội dung",
  },
  {
    cases: "Your agency's orders ({{n}})", none: "No order waits for your agency", over: "Lately done", order: "The order", happened: "What happened", where: "Where", required: "Required", lead: "Lead", support: "Support", due: "Due", noDue: "none stated", merged: "An order before, merged into this case", before: "Order of a merged case: {{title}}",
    deeds: "What you can do", more: "More", messages: "Consultation with the operations centre", noMessages: "Nothing was written yet", write: "Write to the centre…", send: "Send", evidence: "Evidence sent", done: "Recorded: {{what}}", centre: "Operations centre",
    noLink: "NO LINK – showing what was read {{at}}", noAgency: "This account belongs to no agency yet. Ask the operations centre's administrator to set it.", notOfficer: "This page is for the agencies' focal officers. Duty operators use the console.", console: "Go to the console",
    closed: "closed {{at}}", left: "your agency is no longer in this case", received: "receipt confirmed {{at}}", accepted: "accepted {{at}}", deployed: "forces deployed {{at}}", answered: "result reported {{at}}", asked: "your request for more time waits for an answer", waiting: "the centre checks the result",
    addFiles: "Send files too", sentFiles: "Files", showView: "Show the map view", viewOf: "The map view that was sent", elsewhere: "Open in a map app",
    waits: "{{n}} {{n|thing waits|things wait}} to be sent – sent by itself when there is a link", notKept: "This browser keeps nothing when the page is closed: do not close it.", toSend: "Waiting to be sent", aMessage: "Message to the centre", files: "{{n}} {{n|file|files}}", stillWaits: "waits for a link", sendingNow: "being sent", notTaken: "The centre did not take it", sendAgain: "Send again", giveUp: "Give up",
    dryWay: "The way round flooded streets", noMapNow: "The map could not be read: it needs a link; close and open again", noFormNow: "The form could not be read: it needs a link", again: "Try again",
    showPlace: "Show the place on the map", placeOf: "The place: {{title}}", wayThere: "The way there, in a map app",
    pushOffer: "Get orders with this page closed, too.", pushTake: "Turn on notices", pushOn: "This phone tells you of orders now", pushDenied: "The browser does not allow notices",
    newOrders: "{{n}} {{n|order waits|orders wait}} to be confirmed", soundBlocked: "Touch the screen to hear the bell", silence: "Silence",
    leaveAsk: "{{n}} {{n|thing has|things have}} not been sent. Logging out now deletes {{n|it|them}} from this phone.", stay: "Stay", leaveAll: "Delete and log out",
    logout: "Log out", reload: "Look again", explanations: "Explanations owed", explain: "{{n}} missed {{n|limit|limits}} in {{month}}: to be explained before {{at}} (under {{clause}})", explanation: "Causes and remedies", tooShort: "At least 10 characters", give: "Hand in", given: "Explanation handed in", empty: "Something has to be written",
  },
);
