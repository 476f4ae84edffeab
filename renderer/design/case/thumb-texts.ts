import { panelTexts } from "../panel-text.ts";

/** Texts of a piece of evidence and of what goes with a message. */
export const thumbTexts = panelTexts(
  {
    taken: "Ảnh tự ghi", takenBefore: "chụp {{at}}, trước khi gửi {{by}}", takenAfter: "chụp {{at}}, SAU khi gửi {{by}}", takenAt: "cách vụ việc {{far}}", takenNever: "không ghi giờ", takenNowhere: "không ghi vị trí", takenNot: "Ảnh không ghi giờ và vị trí chụp",
    enlarge: "Xem ảnh lớn: {{name}}", play: "Xem phim: {{name}}", save: "Lưu phim về máy", filmed: "Ghi hình từ {{from}} đến {{to}}", notRead: "Chưa mở được ảnh lớn: cần có mạng", bytes: "{{n}} KB", view: "Khung bản đồ {{at}}", viewPast: "Khung bản đồ {{at}}, lúc {{when}}", openView: "Xem trên bản đồ", meeting: "Họp trực tuyến: {{host}}", join: "Vào họp", outside: "mở bằng trình duyệt ngoài",
    "link.no-address": "Đây không phải địa chỉ cuộc họp", "link.not-https": "Địa chỉ họp phải bắt đầu bằng https://", "link.secret": "Địa chỉ có mật khẩu hoặc mã bí mật: hồ sơ lưu vĩnh viễn, hãy bỏ phần đó ra và báo mật khẩu bằng điện thoại", "link.not-allowed": "Chỉ dùng hệ thống họp của thành phố ({{hosts}})", "link.none": "Quản trị chưa khai báo hệ thống họp trực tuyến (meeting.hosts trong cấu hình)",
  },
  {
    taken: "The photo says", takenBefore: "taken {{at}}, {{by}} before it was sent", takenAfter: "taken {{at}}, {{by}} AFTER it was sent", takenAt: "{{far}} from the case", takenNever: "no time", takenNowhere: "no place", takenNot: "The photo says neither when nor where it was taken",
    enlarge: "Enlarge: {{name}}", play: "Play: {{name}}", save: "Save the film", filmed: "Filmed from {{from}} to {{to}}", notRead: "The picture cannot be opened large: it needs a link", bytes: "{{n}} KB", view: "Map view {{at}}", viewPast: "Map view {{at}}, of {{when}}", openView: "Show on the map", meeting: "Video meeting: {{host}}", join: "Join", outside: "opens in the system's browser",
    "link.no-address": "This is no address of a meeting", "link.not-https": "A meeting's address begins with https://", "link.secret": "The address holds a password or token: cases are kept for ever. Take it out, and tell the password by telephone", "link.not-allowed": "Only the city's meeting system may be used ({{hosts}})", "link.none": "No meeting system is configured (meeting.hosts)",
  },
);
