import { panelTexts } from "../../design/panel-text.ts";

/** Texts of what a case has on paper, for when no digital channel reaches anybody (H-12.2). */
export const paperTexts = panelTexts(
  {
    open: "Giấy dự phòng", hint: "Khi mọi kênh điện tử đều mất: gọi điện theo danh sách, giao lệnh bằng phiếu, rồi nhập biên nhận giấy với giờ thật (H-12.2).", reading: "Đang đọc người trực…", dutyUnread: "Không đọc được người trực: danh sách in ra không có mục này",
    printList: "In danh sách gọi điện", printSheets: "In phiếu lệnh ({{n}})", noOrder: "Chưa phát lệnh: chưa có phiếu để in", close: "Đóng",
    listTitle: "Danh sách gọi điện", sheetTitle: "PHIẾU LỆNH ĐIỀU HÀNH", drill: "DIỄN TẬP", printedAt: "In lúc {{at}}", number: "Mã vụ việc", involved: "Cơ quan trong vụ việc", others: "Các cơ quan khác", shift: "Trực ban trung tâm", nobodyOn: "không có ai trong ca",
    agency: "Cơ quan", phones: "Điện thoại", onDuty: "Đang trực", called: "Gọi lúc · ai nghe máy", noPhone: "chưa có số", leader: "Phụ trách: {{name}}", noDuty: "không rõ", area: "Khu vực", place: "Tọa độ", stations: "Trạm đo của cảnh báo", to: "Gửi", role: "Vai trò", limits: "Thời hạn theo quy chế", limit: "{{name}}: trước {{at}} (theo {{clause}})", clause: "Căn cứ",
    receiptTitle: "Biên nhận của cơ quan", signName: "Họ tên, chức vụ", signTime: "Giờ nhận (giờ:phút ngày/tháng/năm)", signature: "Chữ ký", bringBack: "Giao lại phiếu này cho trung tâm: giờ ghi tại đây là giờ nhận lệnh.", issuedBy: "Người phát lệnh của trung tâm",
    typeIn: "Nhập biên nhận giấy", typeTitle: "Nhập biên nhận giấy · {{who}}", typeHint: "Thời hạn sẽ tính theo giờ ghi trên giấy. Lệnh phát lúc {{at}}. Diễn biến ghi rõ “nhập từ giấy”, người nhập là bạn.", at: "Giờ ghi trên giấy", signedBy: "Người ký nhận", cancel: "Thôi", save: "Ghi nhận", sending: "đang gửi…",
    needTime: "Cần giờ ghi trên giấy, ví dụ 08:12 23/11/2026", future: "Không được ở tương lai", early: "Không được trước lúc phát lệnh ({{at}})", needName: "Cần tên người ký", fromPaper: "nhập từ giấy",
  },
  {
    open: "Paper", hint: "When every digital channel is down: telephone by the list, hand the orders out as sheets, then type the signed receipts in with their real times (H-12.2).", reading: "Reading who is on duty…", dutyUnread: "Who is on duty cannot be read: the list is printed without it",
    printList: "Print the call list", printSheets: "Print order sheets ({{n}})", noOrder: "No order was issued yet: there is no sheet to print", close: "Close",
    listTitle: "Call list", sheetTitle: "ORDER", drill: "EXERCISE", printedAt: "Printed {{at}}", number: "Case number", involved: "Agencies in the case", others: "Other agencies", shift: "On duty at the centre", nobodyOn: "nobody is on shift",
    agency: "Agency", phones: "Telephone", onDuty: "On duty", called: "Called at · who answered", noPhone: "no number yet", leader: "In charge: {{name}}", noDuty: "not known", area: "Area", place: "Coordinates", stations: "Stations of its alarms", to: "To", role: "Role", limits: "Limits of the regulation", limit: "{{name}}: before {{at}} (under {{clause}})", clause: "Under",
    receiptTitle: "Receipt of the agency", signName: "Name and post", signTime: "Time of receipt (hour:minute day/month/year)", signature: "Signature", bringBack: "Bring this sheet back to the centre: the time written here is the time of receipt.", issuedBy: "Issued for the centre by",
    typeIn: "Type in a paper receipt", typeTitle: "Type in a paper receipt · {{who}}", typeHint: "The limit will count by the time on the paper. The order was issued {{at}}. The timeline says “typed in from paper”, and that you typed it.", at: "Time on the paper", signedBy: "Who signed", cancel: "Cancel", save: "Record", sending: "sending…",
    needTime: "The time on the paper is needed, e.g. 08:12 23/11/2026", future: "It must not lie in the future", early: "It must not lie before the order was issued ({{at}})", needName: "Who signed is needed", fromPaper: "typed in from paper",
  },
);
