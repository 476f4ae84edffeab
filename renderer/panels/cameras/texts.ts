import type { StreamState } from "#contract/camera";
import { panelTexts } from "../../design/panel-text.ts";

const statesVi = { idle: "không ai xem", connecting: "đang nối", live: "có hình", late: "trễ", frozen: "hình đứng", lost: "mất tín hiệu" } as const satisfies Record<StreamState["is"], string>;
const statesEn: Record<StreamState["is"], string> = { idle: "nobody looks", connecting: "connecting", live: "live", late: "late", frozen: "frozen", lost: "no signal" };

/** Texts of the console's panel of cameras, and of the desk that sets them up. */
export const cameraTexts = panelTexts(
  {
    ...statesVi,
    still: "HÌNH KHÔNG ĐỔI", plain: "TỐI HOẶC BỊ CHE", up: "có hình {{n}} % / {{span}}", losses: "mất {{n}} lần", drift: "giờ lệch thêm {{n}} s mỗi giờ", clock: "giờ camera lệch {{n}} s", listening: "đang nghe camera", unheard: "không nghe được: {{why}}",
    label: "Camera", list: "Danh sách camera", search: "Tìm camera", none: "Chưa có camera nào", noMatch: "Không có camera nào khớp", layout: "Số ô", tiles: "{{n}} ô", before: "Trang trước", after: "Trang sau", page: "{{n}}/{{of}}", turning: "Tự chuyển", all: "Tất cả camera", toSpot: "Vào ô lớn: {{name}}", tilesKey: "Camera đang xem",
    figures: "Thông số", large: "Phóng to", small: "Thu lại", off: "đã tắt", sensitive: "nhạy cảm", show: "Xem {{name}}", hints: "K lưu đoạn ghi · H chụp · I thông số · cuộn chuột thu phóng · nhấp đúp: kín cửa sổ (mũi tên, + −, 1–9 xoay camera), Esc trở lại",
    add: "Thêm camera", edit: "Sửa {{name}}", addTitle: "Camera mới", editTitle: "Sửa camera {{name}}", remove: "Xóa camera", removeSure: "Xóa hẳn {{name}}?", saved: "Đã lưu {{name}}", fewer: "{{n}} camera: vẽ {{of}} ô cho to", removed: "Đã xóa {{name}}",
    id: "Mã", idHint: "Không đổi được; chữ không dấu, số, . _ : -", name: "Tên", nameEn: "Tên tiếng Anh", station: "Trạm trên bản đồ", noStation: "Không gắn với trạm", lon: "Kinh độ", lat: "Vĩ độ",
    main: "Luồng chính (địa chỉ rtsp, http hoặc film)", sub: "Luồng phụ (không bắt buộc)", urlHint: "rtsp://máy:cổng/đường-dẫn, http://… (MJPEG; HLS nếu kết thúc bằng .m3u8) hoặc film:tên.mp4; không kèm tên và mật khẩu", transport: "Cách truyền", tcp: "TCP (trong kết nối)", udp: "UDP", tls: "TLS (rtsps, https)", certificate: "Dấu chứng thư SHA-256 (TLS, không bắt buộc)",
    user: "Tên đăng nhập camera", password: "Mật khẩu camera", passwordHint: "Chỉ ghi, không xem lại được", secured: "Đang giữ một tài khoản; bỏ trống để giữ nguyên", dropLogin: "Bỏ tài khoản đang giữ", always: "Luôn kết nối, kể cả khi không ai xem", isSensitive: "Nhạy cảm: bị che khi bật riêng tư", enabled: "Đang dùng", wrong: "chưa đúng", lonWrong: "Số từ −180 đến 180, ví dụ 107,59", latWrong: "Số từ −90 đến 90, ví dụ 16,468",
  },
  {
    ...statesEn,
    still: "PICTURE DOES NOT CHANGE", plain: "DARK OR COVERED", up: "picture {{n}} % of {{span}}", losses: "lost {{n}} {{n|time|times}}", drift: "clock runs {{n}} s an hour away", clock: "clock off by {{n}} s", listening: "listened to", unheard: "not heard: {{why}}",
    label: "Cameras", list: "List of cameras", search: "Find a camera", none: "No camera yet", noMatch: "No camera fits", layout: "Tiles", tiles: "{{n}} tiles", before: "Page before", after: "Next page", page: "{{n}}/{{of}}", turning: "Turn pages", all: "All cameras", toSpot: "Into the large tile: {{name}}", tilesKey: "Cameras on show",
    figures: "Figures", large: "Enlarge", small: "Restore", off: "switched off", sensitive: "sensitive", show: "Show {{name}}", hints: "K clip · H still · I figures · wheel zooms · double click fills the window (arrows, + −, 1–9 turn the camera), Esc leads back",
    add: "Add camera", edit: "Edit {{name}}", addTitle: "New camera", editTitle: "Edit camera {{name}}", remove: "Remove camera", removeSure: "Remove {{name}} for good?", saved: "{{name}} saved", fewer: "{{n}} {{n|camera|cameras}}: {{of}} {{of|tile|tiles}} drawn, larger", removed: "{{name}} removed",
    id: "Id", idHint: "Cannot be changed; letters without marks, digits, . _ : -", name: "Name", nameEn: "English name", station: "Station on the map", noStation: "No station", lon: "Longitude", lat: "Latitude",
    main: "Main stream (rtsp, http or film address)", sub: "Sub-stream (optional)", urlHint: "rtsp://host:port/path, http://… (MJPEG; HLS where it ends in .m3u8) or film:name.mp4; without user name and password", transport: "Transport", tcp: "TCP (interleaved)", udp: "UDP", tls: "TLS (rtsps, https)", certificate: "SHA-256 of its certificate (TLS, optional)",
    user: "Camera's user name", password: "Camera's password", passwordHint: "Written, never read back", secured: "A login is kept; leave empty to keep it", dropLogin: "Forget the login that is kept", always: "Always connected, though nobody looks", isSensitive: "Sensitive: covered while privacy is on", enabled: "In use", wrong: "not right", lonWrong: "A number from −180 to 180, such as 107.59", latWrong: "A number from −90 to 90, such as 16.468",
  },
);
