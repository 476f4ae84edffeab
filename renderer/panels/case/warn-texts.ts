import { panelTexts } from "../../design/panel-text.ts";

/** Texts of warnings to the public at a case. */
export const warnTexts = panelTexts(
  {
    title: "Cảnh báo ra công chúng", publish: "Phát cảnh báo…", update: "Cập nhật…", cancel: "Hủy cảnh báo…", none: "Chưa phát cảnh báo nào.", drill: "Vụ việc diễn tập không phát cảnh báo ra ngoài.",
    "state.in-force": "Đang có hiệu lực đến {{until}}", "state.superseded": "Đã thay bằng bản mới {{at}}", "state.cancelled": "Đã hủy {{at}}", "state.expired": "Hết hiệu lực {{at}}", "state.withdrawal": "Tin hủy, {{at}}",
    dialogNew: "Phát cảnh báo ra công chúng", dialogUpdate: "Cập nhật cảnh báo ra công chúng", loading: "đang lấy bản thảo…", service: "Loại cảnh báo", severity: "Mức độ", urgency: "Tính khẩn", response: "Việc người dân cần làm", until: "Hiệu lực đến", place: "Nơi áp dụng", placeEn: "Nơi áp dụng (tiếng Anh, không bắt buộc)", radius: "Bán kính, km",
    vi: "Tiếng Việt", en: "Tiếng Anh", headline: "Tiêu đề", description: "Chuyện gì", instruction: "Việc cần làm", show: "Xem trước", back: "Sửa lại", send: "Phát cho mọi người", sending: "đang phát…", previewHint: "Người dân sẽ đọc đúng như dưới đây trên trang công khai, trong luồng CAP và trong thư gửi {{n}} người đăng ký. Tin đã phát không xóa được, chỉ cập nhật hoặc hủy.",
    sent: "Đã phát cảnh báo", cancelled: "Đã hủy cảnh báo", until2: "Hiệu lực đến", cancelTitle: "Hủy cảnh báo ra công chúng", cancelHint: "Người dân và những nơi đã nhận tin sẽ nhận tin hủy kèm lý do.", reasonVi: "Lý do (tiếng Việt)", reasonEn: "Lý do (tiếng Anh)", doCancel: "Hủy cảnh báo", wrong: "Cần điền", wrongUntil: "Cần một thời điểm trong vòng bảy ngày tới", wrongRadius: "Từ 0,05 đến 100 km",
    "urgency.Immediate": "Ngay lập tức", "urgency.Expected": "Trong giờ tới", "urgency.Future": "Sắp tới", "response.Avoid": "Tránh xa", "response.Evacuate": "Sơ tán", "response.Shelter": "Trú ẩn tại chỗ", "response.Prepare": "Chuẩn bị", "response.Monitor": "Theo dõi tin", more: "Vùng này vẽ sẵn {{n}} khu vực; giữ nguyên hình, chỉ sửa tên khu vực đầu.",
  },
  {
    title: "Warning to the public", publish: "Publish a warning…", update: "Update…", cancel: "Withdraw…", none: "No warning was published.", drill: "A case of an exercise warns nobody outside.",
    "state.in-force": "In force until {{until}}", "state.superseded": "Replaced {{at}}", "state.cancelled": "Withdrawn {{at}}", "state.expired": "Ended {{at}}", "state.withdrawal": "Withdrawal, {{at}}",
    dialogNew: "Publish a warning", dialogUpdate: "Update the warning", loading: "fetching a draft…", service: "Kind of warning", severity: "Severity", urgency: "Urgency", response: "What people should do", until: "In force until", place: "Where", placeEn: "Where (English, optional)", radius: "Radius, km",
    vi: "Vietnamese", en: "English", headline: "Headline", description: "What", instruction: "What to do", show: "Preview", back: "Change it", send: "Publish to everybody", sending: "publishing…", previewHint: "Citizens will read just this on the public page, in the CAP feed and in the mail to {{n}} subscribers. What is published cannot be deleted, only updated or withdrawn.",
    sent: "The warning is out", cancelled: "The warning was withdrawn", until2: "In force until", cancelTitle: "Withdraw the warning", cancelHint: "Citizens and all who got it are told that it is withdrawn, and why.", reasonVi: "Reason (Vietnamese)", reasonEn: "Reason (English)", doCancel: "Withdraw it", wrong: "This is needed", wrongUntil: "An instant within the next seven days is needed", wrongRadius: "From 0.05 to 100 km",
    "urgency.Immediate": "At once", "urgency.Expected": "Within the hour", "urgency.Future": "Later", "response.Avoid": "Keep away", "response.Evacuate": "Evacuate", "response.Shelter": "Shelter in place", "response.Prepare": "Prepare", "response.Monitor": "Watch for news", more: "{{n}} areas are drawn; their shapes stay, the first one's name can be changed.",
  },
);
