import { panelTexts } from "../../design/panel-text.ts";

/** Texts of what finds and reads cameras. */
export const onvifTexts = panelTexts(
  {
    title: "Điền từ camera (ONVIF)", address: "Địa chỉ ONVIF", addressHint: "Ví dụ http://10.0.0.9/onvif/device_service, cùng máy với luồng chính; cần tài khoản thì nhập tài khoản camera ở dưới trước. Lưu cùng camera thì xoay được, chụp được khi không giải mã được.", events: "Nghe camera tự báo: chuyển động, bị che, vượt vạch, tín hiệu vào", look: "Tìm camera", looking: "Đang tìm…", read: "Đọc từ camera", reading: "Đang đọc…",
    nobody: "Không camera nào trả lời trong mạng của máy chủ", found: "{{n}} camera trả lời", filled: "Đã điền luồng chính và luồng phụ ở dưới: xem lại rồi lưu.", fast: "Đồng hồ camera nhanh {{span}}.", slow: "Đồng hồ camera chậm {{span}}.",
    asMain: "Lấy làm luồng chính", asSub: "Lấy làm luồng phụ", noSub: "Không dùng luồng phụ",
  },
  {
    title: "Fill in from the camera (ONVIF)", address: "ONVIF address", addressHint: "Such as http://10.0.0.9/onvif/device_service, at the machine of the main stream; where it wants a login, fill in the camera's login below first. Saved with the camera it can be turned, and gives single pictures where its stream cannot be decoded.", events: "Listen to what the camera notices: motion, tampering, lines crossed, inputs", look: "Find cameras", looking: "Looking…", read: "Read from camera", reading: "Reading…",
    nobody: "No camera answered in the server's network", found: "{{n}} {{n|camera answers|cameras answer}}", filled: "Main and sub-stream are filled in below: look them over and save.", fast: "The camera's clock is {{span}} fast.", slow: "The camera's clock is {{span}} slow.",
    asMain: "Take as main stream", asSub: "Take as sub-stream", noSub: "No sub-stream",
  },
);
