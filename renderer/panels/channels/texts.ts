import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the desk of channels. */
export const channelTexts = panelTexts(
  {
    label: "Kênh gửi", channel: "Kênh", state: "Trạng thái", up: "Hoạt động", down: "KHÔNG DÙNG ĐƯỢC từ {{at}}", untried: "Chưa dùng từ lúc khởi động", waiting: "Chờ gửi", unconfirmed: "{{n}} chờ báo nhận", sent: "Đã gửi", delivered: "Có báo nhận", failed: "Lần hỏng", receipts: "có báo nhận", noReceipts: "không có báo nhận", rate: "{{n}} tin/giây",
    test: "Gửi thử", testTo: "Gửi thử qua {{channel}}", testHint: "Chỉ gửi cho đầu mối của một cơ quan. Tin nói rõ là tin thử.", agency: "Cơ quan", contact: "Người nhận", whole: "Cả cơ quan (cổng kết nối, điện thoại cán bộ)", send: "Gửi", cancel: "Thôi", tested: "Đã xếp tin thử vào hàng gửi",
    none: "Chưa cấu hình kênh gửi nào: lệnh chỉ hiện trên trang của cơ quan.", chains: "Thứ tự kênh", emergency: "Khẩn cấp", routine: "Thường", public: "Công chúng", quiet: "Giờ yên tĩnh {{from}}–{{to}}: chỉ gửi tin khẩn cấp",
    outbox: "Tin gửi đi", underway: "{{n}} tin đang trên đường", empty: "Chưa có tin nào", at: "Lúc", what: "Nội dung", whom: "Người nhận", order: "Lệnh: {{title}}", testMessage: "Tin thử của {{by}}", people: "{{n}} người nhận", toCase: "Mở vụ việc", bulk: "gửi hàng loạt", choose: "Chọn một tin để xem đường đi của nó", since: "từ {{at}}",
    stats: "Thống kê theo ngày", days: "{{n}} ngày", day: "Ngày", unknown: "Không rõ", p50: "Báo nhận p50", p95: "Báo nhận p95", seconds: "{{n}} giây", noStats: "Chưa gửi gì trong thời gian này", cut: "Quá nhiều tin: chỉ đếm những tin mới nhất.", countAgain: "Đếm lại",
  },
  {
    label: "Channels", channel: "Channel", state: "State", up: "Works", down: "DOWN since {{at}}", untried: "Not used since the start", waiting: "Wait", unconfirmed: "{{n}} unconfirmed", sent: "Sent", delivered: "Receipts", failed: "Failed tries", receipts: "receipts", noReceipts: "no receipts", rate: "{{n}} a second",
    test: "Send a test", testTo: "A test over {{channel}}", testHint: "Goes to a contact of an agency alone, and says that it is a test.", agency: "Agency", contact: "Recipient", whole: "The whole agency (gateway, officers' phones)", send: "Send", cancel: "Cancel", tested: "The test is queued",
    none: "No channel is configured: orders are shown on the agency's page alone.", chains: "Order of channels", emergency: "Emergency", routine: "Routine", public: "Public", quiet: "Quiet hours {{from}}–{{to}}: emergencies alone are sent",
    outbox: "Messages out", underway: "{{n}} {{n|message|messages}} under way", empty: "No message yet", at: "At", what: "Message", whom: "To", order: "Order: {{title}}", testMessage: "Test by {{by}}", people: "{{n}} recipients", toCase: "Open the case", bulk: "to many", choose: "Choose a message to see its way", since: "since {{at}}",
    stats: "By day", days: "{{n}} {{n|day|days}}", day: "Day", unknown: "Unknown", p50: "Receipt p50", p95: "Receipt p95", seconds: "{{n}} s", noStats: "Nothing was sent in this time", cut: "Too many messages: the newest alone are counted.", countAgain: "Count again",
  },
);
