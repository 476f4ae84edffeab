/** What the public page says, Vietnamese first. */
const vi = {
  title: "Thông tin cảnh báo sớm", from: "Nguồn tin", other: "English", otherPath: "/public/en", demo: "DỮ LIỆU MẪU – không phải cảnh báo thật. Hệ thống đang chạy trình diễn.",
  now: "Đang có hiệu lực", none: "Hiện không có cảnh báo nào đang có hiệu lực.", noneOf: "Hiện không có cảnh báo nào đang có hiệu lực thuộc loại này.", all: "Tất cả", choose: "Chọn loại cảnh báo",
  where: "Nơi áp dụng", doThis: "Việc cần làm", sent: "Phát lúc", until: "Hiệu lực đến", updated: "Bản cập nhật", cap: "Bản tin CAP",
  map: "Bản đồ", mapHint: "Vòng tô màu là vùng đang có cảnh báo.", zoomIn: "Phóng to", zoomOut: "Thu nhỏ", whole: "Toàn thành phố",
  ended: "Đã kết thúc trong 24 giờ qua", expired: "Hết hiệu lực lúc", cancelled: "Đã hủy lúc", superseded: "Đã thay bằng bản mới lúc",
  figures: "Số liệu tổng hợp 30 ngày qua", figuresHint: "Số vụ việc thành phố đã xử lý và tỷ lệ thời hạn theo quy chế được giữ đúng. Không có dữ liệu cá nhân.", service: "Loại", cases: "Vụ việc", over: "Đã xong", met: "Đúng hạn", noCases: "Chưa có vụ việc nào trong 30 ngày qua.", asOf: "Tính đến",
  subscribe: "Nhận cảnh báo", byMail: "Nhận qua thư điện tử", mail: "Địa chỉ thư điện tử", which: "Loại cảnh báo muốn nhận", areas: "Khu vực (không chọn: toàn thành phố)", send: "Đăng ký", mailHint: "Chúng tôi gửi thư xác nhận; chỉ khi bạn bấm xác nhận trong thư thì đăng ký mới có hiệu lực. Có thể thôi nhận bất cứ lúc nào bằng liên kết trong mỗi thư.",
  mailOff: "Đăng ký qua thư điện tử chưa được mở ở hệ thống này.", full: "Danh sách đăng ký đã đầy, xin dùng luồng tin.", feed: "Luồng tin Atom/CAP", feedHint: "Dành cho trình đọc tin và phần mềm của doanh nghiệp; không cần đăng ký.",
  rescue: "Cần cứu giúp khẩn cấp: gọi 112 (cứu nạn), 113 (công an), 114 (cứu hỏa), 115 (cấp cứu).", changed: "Thông tin vừa được cập nhật.",
  askedTitle: "Xin xem hộp thư của bạn", asked: "Nếu địa chỉ dùng được, một thư xác nhận đang trên đường. Hãy bấm liên kết trong thư trong vòng 24 giờ.", badMail: "Địa chỉ thư điện tử không hợp lệ.", badWish: "Chọn ít nhất một loại cảnh báo.", wait: "Có quá nhiều yêu cầu. Xin thử lại sau ít phút.", closed: "Hiện chưa nhận đăng ký. Xin thử lại sau.", home: "Về trang cảnh báo",
  byPush: "Trên máy này", pushHint: "Trình duyệt hiện cảnh báo cả khi đã đóng trang này. Không cần địa chỉ hay số điện thoại; thôi nhận bằng một lần bấm.", pushDo: "Nhận trên máy này", pushLeave: "Thôi nhận trên máy này", pushOn: "Máy này đang nhận cảnh báo.", pushWait: "Đang gửi tin thử đến máy này…", pushCame: "Tin thử đã đến. Máy này sẽ nhận cảnh báo.", pushDenied: "Trình duyệt không cho phép thông báo. Có thể bật lại trong cài đặt của trang.", pushFailed: "Không đăng ký được lúc này. Xin thử lại sau.", pushLeft: "Đã thôi nhận. Máy này đã được xóa khỏi hệ thống.",
  places: "Xếp hạng đơn vị tháng", placesHint: "Theo tỷ lệ thời hạn của chính đơn vị được giữ đúng trong các vụ việc xuất hiện trong tháng; không tính hạn lỡ do bất khả kháng, đơn vị có dưới 5 thời hạn không xếp hạng.", noPlaces: "Tháng này chưa đơn vị nào đủ số liệu để xếp hạng.", agency: "Đơn vị", rank: "Hạng", orders: "Lệnh", services: "Dịch vụ cảnh báo đã phê duyệt", noServices: "Chưa có dịch vụ cảnh báo nào được phê duyệt.", approvedOn: "phê duyệt",
  confirmTitle: "Xác nhận đăng ký", confirmAsk: "Bấm nút dưới đây để bắt đầu nhận cảnh báo sớm qua thư điện tử.", confirmDo: "Xác nhận", confirmed: "Đã xác nhận. Bạn sẽ nhận cảnh báo qua thư điện tử.",
  leaveTitle: "Thôi nhận cảnh báo", leaveAsk: "Bấm nút dưới đây để thôi nhận và xóa địa chỉ của bạn khỏi hệ thống.", leaveDo: "Thôi nhận", left: "Đã thôi nhận. Địa chỉ của bạn đã được xóa.", linkExpired: "Liên kết này đã hết hạn hoặc đăng ký không còn.", linkForged: "Liên kết này không đúng.",
};
export type PublicTexts = typeof vi;

const en: PublicTexts = {
  title: "Early warnings", from: "Issued by", other: "Tiếng Việt", otherPath: "/public", demo: "SAMPLE DATA – no real warnings. This system runs a demonstration.",
  now: "In force", none: "No warning is in force.", noneOf: "No warning of this kind is in force.", all: "All", choose: "Choose a kind of warning",
  where: "Where", doThis: "What to do", sent: "Issued", until: "In force until", updated: "Update", cap: "CAP message",
  map: "Map", mapHint: "Shaded circles are places with a warning in force.", zoomIn: "Zoom in", zoomOut: "Zoom out", whole: "Whole city",
  ended: "Ended in the last 24 hours", expired: "Ended at", cancelled: "Withdrawn at", superseded: "Replaced at",
  figures: "Figures of the last 30 days", figuresHint: "Cases the city handled, and how many of the regulations' limits were met. No personal data.", service: "Kind", cases: "Cases", over: "Done", met: "In time", noCases: "No case in the last 30 days.", asOf: "As of",
  subscribe: "Get warnings", byMail: "By e-mail", mail: "E-mail address", which: "Kinds of warning", areas: "Areas (none chosen: the whole city)", send: "Subscribe", mailHint: "We send you a mail; the subscription counts only once you confirm it there. Each mail has a link to leave at any time.",
  mailOff: "Subscription by e-mail is not open on this system.", full: "The list of subscribers is full; please use the feed.", feed: "Atom/CAP feed", feedHint: "For feed readers and businesses' software; no registration needed.",
  rescue: "In an emergency call 112 (rescue), 113 (police), 114 (fire), 115 (ambulance).", changed: "The information has just been updated.",
  askedTitle: "Please look into your mailbox", asked: "If the address works, a mail is on its way. Follow the link in it within 24 hours.", badMail: "This is not an e-mail address.", badWish: "Choose one kind of warning at least.", wait: "Too many requests. Please try again in some minutes.", closed: "Subscription is not possible now. Please try again later.", home: "To the warnings",
  byPush: "On this device", pushHint: "The browser shows warnings even with this page closed. No address or number is needed; one press ends it.", pushDo: "Get them on this device", pushLeave: "Stop on this device", pushOn: "This device gets warnings.", pushWait: "Sending a test to this device…", pushCame: "The test has come. This device gets warnings.", pushDenied: "The browser does not allow notifications. They can be allowed in the page's settings.", pushFailed: "This did not work now. Please try again later.", pushLeft: "You have left. This device is deleted here.",
  places: "Agencies in", placesHint: "By the share of their own limits kept in cases that appeared in the month; limits missed by force majeure do not count, and whoever had fewer than 5 has no place.", noPlaces: "No agency had enough limits for a place in this month.", agency: "Agency", rank: "Place", orders: "Orders", services: "Approved services of early warning", noServices: "No service of early warning is approved yet.", approvedOn: "approved",
  confirmTitle: "Confirm your subscription", confirmAsk: "Press the button to begin to get early warnings by e-mail.", confirmDo: "Confirm", confirmed: "Confirmed. You will get warnings by e-mail.",
  leaveTitle: "Leave", leaveAsk: "Press the button to get no more warnings and have your address deleted here.", leaveDo: "Leave", left: "You have left. Your address is deleted.", linkExpired: "This link has expired, or the subscription is gone.", linkForged: "This is not one of our links.",
};
export type Tongue = "vi" | "en";
export const PUBLIC_TEXTS: Readonly<Record<Tongue, PublicTexts>> = { vi, en };

const format = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Ho_Chi_Minh", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
/** An instant as people in the city write it: 14:05 22/11/2026. */
export function localTime(instant: number): string {
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part["hour"]}:${part["minute"]} ${part["day"]}/${part["month"]}/${part["year"]}`;
}
