import { panelTexts } from "../design/panel-text.ts";

/** What tiles say, wherever they stand. */
export const tileTexts = panelTexts(
  {
    link: "mất nối máy chủ", player: "bộ giải mã khởi động lại", nothing: "chưa có hình",
    opening: "ĐANG MỞ", rationed: "GIẢM HÌNH {{age}}", late: "TRỄ {{age}}", frozen: "HÌNH ĐỨNG {{age}}", lost: "MẤT TÍN HIỆU", again: "đang nối lại", pictureOf: "hình {{age}} trước",
    undated: "KHÔNG RÕ TUỔI HÌNH", ahead: "giờ của hình đi trước đồng hồ phòng",
    unplayable: "KHÔNG GIẢI MÃ ĐƯỢC", codec: "máy này không có bộ giải mã {{codec}}, máy chủ không có ffmpeg", insecure: "mở trang này qua https:// hoặc bằng ứng dụng Kỳ Đài: trình duyệt không giải mã hình qua http", seconds: "{{n}} s", fresh: "< 1 s",
    madeBy: "Ảnh camera tự chụp, {{age}} trước", covered: "RIÊNG TƯ: camera đang được che", age: "Hình {{age}} trước", whole: "Về toàn cảnh", tile: "Hình {{name}}", zoomed: "{{n}}×",
    delay: "Trễ", rate: "Hình/giây", bits: "Tốc độ", stream: "Luồng", decoded: "Giải mã", dropped: "Bỏ", restarts: "Làm lại", clock: "Lệch giờ camera", main: "chính", sub: "phụ", remote: "giải mã trên máy chủ",
  },
  {
    link: "link to the server is down", player: "decoder restarts", nothing: "no picture yet",
    opening: "OPENING", rationed: "FEWER PICTURES {{age}}", late: "LATE {{age}}", frozen: "FROZEN {{age}}", lost: "NO SIGNAL", again: "reconnecting", pictureOf: "picture of {{age}} ago",
    undated: "AGE UNKNOWN", ahead: "the picture's time is ahead of the room's clock",
    unplayable: "CANNOT BE DECODED", codec: "no decoder for {{codec}} on this machine, no ffmpeg on the server", insecure: "open this page over https:// or in the Kỳ Đài application: browsers decode no pictures over http", seconds: "{{n}} s", fresh: "< 1 s",
    madeBy: "Picture the camera made {{age}} ago", covered: "PRIVACY: this camera is covered", age: "Picture of {{age}} ago", whole: "Whole picture", tile: "Camera {{name}}", zoomed: "{{n}}×",
    delay: "Delay", rate: "Pictures/s", bits: "Bit rate", stream: "Stream", decoded: "Decoded", dropped: "Dropped", restarts: "Restarts", clock: "Camera's clock off", main: "main", sub: "sub", remote: "decoded on the server",
  },
);
