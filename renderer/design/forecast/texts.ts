import { panelTexts } from "../panel-text.ts";

/** Words of forecasts, wherever they stand. */
export const forecastTexts = panelTexts(
  {
    pastErrors: "Sai số đã qua (xem trước khi tin)", lead: "Trước", heldBack: "Trên các trận lũ mô hình chưa từng thấy", kept: "Đã dự báo tại phòng này, so với thực đo", cases: "Số lần", meanError: "Sai số trung bình",
    better: "Hơn “giữ nguyên”", nse: "NSE", coverage: "Thực đo nằm trong khoảng", hits: "Báo trúng", falseAlarms: "Báo nhầm", right: "Đúng", rightOf: "{{right}}/{{judged}} ({{share}} %)", notYet: "Chưa có dự báo nào tới hạn để so",
    hours: "{{n}} giờ", ahead: "Dự báo, khoảng 90 %", forecast: "dự báo", now: "Hiện tại", forecastBefore: "Đã dự báo trước {{n}} giờ",
    none: "Không dự báo", training: "đang học", by: "Dự báo theo", drivers: "mưa, trạm trên, hồ", own: "chính trạm này", stays: "giữ nguyên",
    lackHistory: "Chưa đủ lịch sử: có {{steps}} bước, cần ít nhất {{needed}}", lackShort: "Lịch sử còn ngắn ({{steps}} bước): chỉ nói được nước giữ nguyên, với khoảng sai số của nó", lackBetter: "Mô hình chưa hơn “giữ nguyên” trên các trận để thử",
    lackDrivers: "Thiếu số đo mưa, trạm trên hoặc hồ trong mấy giờ qua: dự báo theo chính trạm này, kém chắc hơn", lackTrained: "Mô hình chưa học xong", lackGap: "Thiếu số đo mấy giờ qua", lackStuck: "Trạm nghi kẹt: một trị số từ {{since}}", lackFailed: "Học không xong: {{detail}}",
    trained: "Học lúc {{at}} từ {{steps}} bước", fromTelemetry: "số đo đã lưu", fromMade: "các trận mưa lũ MÔ PHỎNG do dự án tạo",
    passing: "{{level}} lúc {{at}}", earliest: "{{level}} sớm nhất {{at}}", between: "{{from}}–{{to}}", orNot: "có thể không", chance: "{{n}} %", noPassing: "không mức nào",
  },
  {
    pastErrors: "Past errors (look before you trust)", lead: "Ahead", heldBack: "On floods the model never saw", kept: "Forecast in this room, against what was measured", cases: "Cases", meanError: "Mean error",
    better: "Better than “stays”", nse: "NSE", coverage: "Measured within the band", hits: "Warned rightly", falseAlarms: "Warned wrongly", right: "Right", rightOf: "{{right}}/{{judged}} ({{share}} %)", notYet: "No forecast has come due yet",
    hours: "{{n}} h", ahead: "Forecast, 90 % band", forecast: "forecast", now: "Now", forecastBefore: "Forecast {{n}} h before",
    none: "No forecast", training: "learning", by: "Forecast by", drivers: "rain, gauges above, dams", own: "this gauge alone", stays: "stays as it is",
    lackHistory: "Too little history: {{steps}} steps, {{needed}} needed at least", lackShort: "History is short ({{steps}} steps): only “stays as it is” can be said, with its errors", lackBetter: "No model was better than “stays as it is” on events held back",
    lackDrivers: "Rain, gauges above or dams lack readings of the last hours: forecast by this gauge alone, less sure", lackTrained: "The model has not learnt yet", lackGap: "Readings of the last hours are missing", lackStuck: "The gauge looks stuck: one value since {{since}}", lackFailed: "Learning failed: {{detail}}",
    trained: "Learnt at {{at}} from {{steps}} steps", fromTelemetry: "stored readings", fromMade: "SIMULATED storms made by the project",
    passing: "{{level}} at {{at}}", earliest: "{{level}} at {{at}} at the earliest", between: "{{from}}–{{to}}", orNot: "or not at all", chance: "{{n}} %", noPassing: "no level",
  },
);
