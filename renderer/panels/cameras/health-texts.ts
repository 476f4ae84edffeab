import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the table that says how cameras did. */
export const healthTexts = panelTexts(
  {
    health: "Tình trạng camera", pictures: "Xem hình", period: "Kỳ", shift: "Ca này", shiftBefore: "Ca trước", day: "Hôm nay", dayBefore: "Hôm qua", month: "Tháng này", monthBefore: "Tháng trước",
    name: "Camera", now: "Hiện giờ", share: "Có hình", fault: "Lỗi camera", losses: "Số lần mất", off: "Ngừng theo kế hoạch", centre: "Trung tâm ngừng", unwatched: "Không ai xem", behind: "Trễ", fps: "Hình/s", clock: "Đồng hồ lệch",
    perHour: "{{n}} s/giờ", sick: "cần sửa", never: "chưa có hình", of: "{{from}} – {{to}}", noShift: "Chưa có ca trực nào trong kỳ này", cut: "Quá nhiều sự kiện: thiếu phần đầu kỳ.", counting: "đang tính…",
    hint: "Có hình: phần thời gian có người xem (hoặc luôn kết nối) mà mọi luồng được gọi đều có hình. Không tính lúc camera bị tắt “Đang dùng” (theo kế hoạch), lúc trung tâm hoặc tiến trình lấy hình ngừng, lúc không ai xem.",
  },
  {
    health: "How cameras do", pictures: "Pictures", period: "Period", shift: "This shift", shiftBefore: "Last shift", day: "Today", dayBefore: "Yesterday", month: "This month", monthBefore: "Last month",
    name: "Camera", now: "Now", share: "Picture", fault: "At fault", losses: "Times lost", off: "Off by plan", centre: "Centre away", unwatched: "Nobody looked", behind: "Late by", fps: "Pictures/s", clock: "Clock off",
    perHour: "{{n}} s/h", sick: "needs repair", never: "no picture yet", of: "{{from}} – {{to}}", noShift: "No shift in this period", cut: "Too much happened: the beginning is missing.", counting: "counting…",
    hint: "Picture: of the time somebody looked (or it was always connected) the part in which every stream asked for had a picture. Time that it was switched off by a person (by plan), that the centre or the process that fetches pictures was away, and that nobody looked does not count.",
  },
);
