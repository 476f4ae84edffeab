import { panelTexts } from "../../design/panel-text.ts";

/** Texts of simulated pictures, their time and their legend. */
export const playTexts = panelTexts(
  {
    sign: "MÔ PHỎNG", slider: "Thời gian: quá khứ, lúc bắt đầu, tương lai mô phỏng", past: "Quá khứ (số đo thật)", start: "Bắt đầu", future: "Tương lai mô phỏng", play: "Phát", pause: "Dừng phát", first: "Về lúc bắt đầu",
    keys: "← → từng bước, Home/End đầu và cuối",
    "telling.depth": "Độ sâu", "telling.peak": "Sâu nhất", "telling.arrival": "Lúc nước đến", "telling.difference": "Chênh lệch với {{base}}", telling: "Xem",
    none: "Chưa có phương án nào tính xong. Bấm “Chạy tất cả”.", loading: "Đang lấy hình mô phỏng…", failed: "Không lấy được hình mô phỏng: {{why}}",
    real: "Thời điểm đã qua: bản đồ là số đo thật, không phải mô phỏng.", at: "{{clock}} ({{offset}})",
    legend: "Chú giải", metres: "m", hours: "giờ", more: "+ sâu hơn", less: "− nông hơn", same: "không khác quá 5 cm: để trống", before: "trước {{n}} giờ", after: "sau {{n}} giờ", dry: "dưới 0,1 m: để trống", arrows: "mũi tên: nước chảy về đâu, từ {{least}} m/s; dài hơn: nhanh hơn",
    zoomIn: "Phóng to", zoomOut: "Thu nhỏ", whole: "Cả vùng", mapOf: "Mô phỏng {{option}}, {{telling}}, {{time}}", maps: "Các phương án cạnh nhau", large: "Xem {{option}} trên bản đồ lớn",
  },
  {
    sign: "MÔ PHỎNG", slider: "Time: past, start, simulated future", past: "Past (measured)", start: "Start", future: "Simulated future", play: "Play", pause: "Pause", first: "To the start",
    keys: "← → one step, Home/End first and last",
    "telling.depth": "Depth", "telling.peak": "Greatest depth", "telling.arrival": "When water came", "telling.difference": "Difference from {{base}}", telling: "Show",
    none: "No option has been computed yet. Press “Run all”.", loading: "The simulated picture is on its way…", failed: "The simulated picture could not be had: {{why}}",
    real: "A past moment: the map shows what was measured, nothing simulated.", at: "{{clock}} ({{offset}})",
    legend: "Legend", metres: "m", hours: "h", more: "+ deeper", less: "− shallower", same: "within 5 cm: left out", before: "before {{n}} h", after: "after {{n}} h", dry: "below 0.1 m: left out", arrows: "arrows: where the water goes, from {{least}} m/s; longer: faster",
    zoomIn: "Nearer", zoomOut: "Farther", whole: "Whole area", mapOf: "Simulated {{option}}, {{telling}}, {{time}}", maps: "Options side by side", large: "{{option}} on the large map",
  },
);
