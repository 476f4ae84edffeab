import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the forecast panel. */
export const panelForecastTexts = panelTexts(
  {
    label: "Dự báo mực nước", empty: "Chưa chuỗi đo nào được khai báo dự báo: sửa chuỗi ở bảng Chuỗi số liệu (F5)", gauge: "Trạm", error: "Sai số TB 1 · 3 · 6 giờ", within: "Trong khoảng", now: "Hiện tại", passes: "Sẽ vượt", by: "Theo", choose: "Chọn một trạm để xem sai số đã qua và đường dự báo",
    accuracy: "Tỷ lệ dự báo chính xác", ofKpi: "{{share}} % ({{right}}/{{judged}})", passed: "đạt", failed: "chưa đạt", notYet: "chưa có dự báo nào trong lũ tới hạn để so",
    rule: "Mục tiêu ≥ 80 % (QĐ 1893, H-VI: phân tích và quy hoạch, đối chiếu thực tế sau sự kiện). Đúng: sai không quá 0,674 độ lệch chuẩn của mức thay đổi trong thời gian dự kiến (TT 42/2017/TT-BTNMT, Điều 11); chỉ tính khi nước ở, hoặc được dự báo tới, mức báo động thấp nhất.",
    pace: "Ngày mô phỏng chạy nhanh ×{{pace}}: 1 giờ của sông là {{seconds}} giây trên đồng hồ phòng.", made: "Mô hình học từ các trận mưa lũ MÔ PHỎNG do dự án tạo, không phải số đo.", train: "Học lại", trainAll: "Học lại tất cả", none: "–", chart: "Thực đo và dự báo của {{name}}", noPoints: "Chưa có số đo trong khoảng này",
  },
  {
    label: "Water-level forecasts", empty: "No datastream is set up to be forecast: edit one in Datastreams (F5)", gauge: "Gauge", error: "Mean error 1 · 3 · 6 h", within: "Within band", now: "Now", passes: "Will pass", by: "By", choose: "Choose a gauge to see past errors and the forecast",
    accuracy: "Share of right forecasts", ofKpi: "{{share}} % ({{right}}/{{judged}})", passed: "passes", failed: "does not pass", notYet: "no forecast of a flood has come due yet",
    rule: "Aim ≥ 80 % (Decision 1893, H-VI: analysis and planning, compared with what happened). Right: wrong by no more than 0.674 standard deviations of changes over the lead (Circular 42/2017/TT-BTNMT, article 11); counted only while the water stands at, or is forecast to reach, its lowest alarm level.",
    pace: "The simulated day runs ×{{pace}}: an hour of the river is {{seconds}} s of the room's clock.", made: "Models learnt from SIMULATED storms made by the project, not from measurements.", train: "Learn anew", trainAll: "Learn all anew", none: "–", chart: "Measured and forecast, {{name}}", noPoints: "No readings in this span",
  },
);
