import { panelTexts } from "../../design/panel-text.ts";

/** Texts of a case's plans. */
export const planTexts = panelTexts(
  {
    title: "Phương án", sign: "MÔ PHỎNG", signHint: "Tính toán giả định, không phải số đo; người trực quyết định.",
    noStudy: "Chưa có phương án: chưa có nghiên cứu giả định dùng chung nào về nơi này. Người lập kế hoạch soạn ở Giả định (Shift+F12) và đánh dấu “Cho cả trung tâm xem”.", noPlace: "Chưa xếp được phương án: vụ việc chưa có vị trí.", over: "Vụ việc đã đóng: không chọn phương án được nữa.",
    running: "Đang tính nhanh từ số đo lúc này: {{done}} %", left: "còn khoảng {{span}}", waits: "đang chờ đến lượt", stop: "Dừng tính", cancelled: "Đã dừng tính theo yêu cầu.", failed: "Không tính được phương án. {{why}}", nothing: "Đã tính xong, nhưng không phương án nào ra kết quả.", anew: "Tính lại từ số đo lúc này", again: "Thử lại", unheard: "Không hỏi được phương án: {{why}}",
    from: "Phương án của nghiên cứu “{{study}}”, xếp tốt nhất trước; hiệu quả so với không làm gì.", study: "Xem nghiên cứu", studyOf: "Xem nghiên cứu của phương án {{name}}", more: "Chi tiết",
    choose: "Chọn, điền vào lệnh", chooseOnly: "Chọn phương án này", chooseOf: "Chọn phương án {{name}}", chosen: "ĐÃ CHỌN", chosenBy: "Đã chọn “{{name}}” – {{who}}, {{at}}.", laterToo: "Lệnh sẽ được điền sẵn khi tới bước phát lệnh.", otherUnseen: "Người khác vừa chọn phương án cho vụ việc này. Xem lại rồi chọn.", recomputed: "Phương án này vừa được tính lại hoặc đã sửa. Xem kết quả mới rồi chọn.", closed: "Vụ việc vừa được đóng: không chọn phương án được nữa.", done: "Đã chọn phương án “{{name}}”",
    criterion: "Tiêu chí", without: "Không làm gì", with: "Có phương án", change: "Thay đổi", same: "không đổi", noEffect: "Không khác gì không làm gì", smallEffect: "Không rõ có ích: khác không làm gì ít hơn sai số của mô hình", worse: "TỆ HƠN không làm gì", brief: "{{criterion}} {{change}}",
    needs: "Cần làm", nobody: "Chưa rõ cơ quan", ready: "Xong sau", atOnce: "ngay", cost: "Chi phí", source: "Nguồn", quick: "Tính nhanh từ số đo lúc {{at}} ({{age}})", library: "Tính sẵn trong đêm, lúc {{at}} ({{age}})",
    distance: "cách tình hình hiện tại {{n}} (0 là trùng)",
    confidence: "Độ tin cậy", high: "CAO", middle: "VỪA", low: "THẤP", why: "vì {{list}}", sure: "đủ số đo đầu vào",
    "because.no-level": "không có mực nước sông đo được", "because.no-inflow": "không có lưu lượng đến đo được", "because.no-outlet": "không có mực nước cửa ra đo được", "because.no-rain": "không có số đo mưa", "because.coarse": "lưới tính thô hơn nghiên cứu", "because.precomputed": "tính sẵn, không từ số đo lúc này", "because.far-from-now": "khác xa tình hình hiện tại", "because.no-difference": "không khác gì không làm gì", "because.small-difference": "chỉ khác không làm gì ít hơn sai số của mô hình",
    "need.gate": "Cống {{name}}: {{amount}} m", "need.gate0": "Đóng {{name}}", "need.pump": "Bơm {{amount}} m³/s: {{name}}", "need.dyke": "Đắp {{name}}, {{amount}} m", "need.sandbags": "Bao cát {{name}}, {{amount}} m", "need.closure": "Chốt đường {{name}}, {{amount}} m", "need.release": "Giảm xả {{amount}} m³/s: {{name}}",
    "unit.people": "người", "unit.buildings": "nhà", "unit.schools": "trường", "unit.hospitals": "bệnh viện", "unit.missed": "hạn",
    reference: "Theo phương án “{{name}}” (MÔ PHỎNG, lần chạy {{run}})",
  },
  {
    title: "Plans", sign: "SIMULATED", signHint: "Computed, not measured; the person on duty decides.",
    noStudy: "There is no plan: no shared what-if study is about this place. A planner writes one in What-if (Shift+F12) and ticks “The whole centre may see it”.", noPlace: "Plans cannot be ranked: the case has no place.", over: "The case is closed: no plan can be chosen any more.",
    running: "A quick run from what is measured now: {{done}} %", left: "about {{span}} left", waits: "waits its turn", stop: "Stop", cancelled: "Stopped as asked.", failed: "Plans could not be computed. {{why}}", nothing: "It was computed, but no plan has a result.", anew: "Compute again from what is measured now", again: "Try again", unheard: "Plans could not be asked for: {{why}}",
    from: "Plans of the study “{{study}}”, the best first; effect against doing nothing.", study: "Show the study", studyOf: "Show the study of the plan {{name}}", more: "Details",
    choose: "Choose, fill the order", chooseOnly: "Choose this plan", chooseOf: "Choose the plan {{name}}", chosen: "CHOSEN", chosenBy: "“{{name}}” was chosen – {{who}}, {{at}}.", laterToo: "The order will be filled with it at its step.", otherUnseen: "Somebody just chose a plan for this case. Look again before you choose.", recomputed: "This plan was computed anew or changed. Look at the new result before you choose.", closed: "The case was just closed: no plan can be chosen any more.", done: "The plan “{{name}}” is chosen",
    criterion: "Criterion", without: "Doing nothing", with: "With the plan", change: "Change", same: "no change", noEffect: "No different from doing nothing", smallEffect: "Not known to help: it differs from doing nothing by less than the model can tell", worse: "WORSE than doing nothing", brief: "{{criterion}} {{change}}",
    needs: "What it takes", nobody: "Agency unknown", ready: "Ready after", atOnce: "at once", cost: "Cost", source: "Source", quick: "Quick run from what was measured {{at}} ({{age}})", library: "Computed in the night, {{at}} ({{age}})",
    distance: "distance from now {{n}} (0 is the same)",
    confidence: "Confidence", high: "HIGH", middle: "MIDDLE", low: "LOW", why: "because {{list}}", sure: "its inputs are measured",
    "because.no-level": "no river level is measured", "because.no-inflow": "no inflow is measured", "because.no-outlet": "no level at the outlet is measured", "because.no-rain": "no rain is measured", "because.coarse": "its grid is coarser than the study's", "because.precomputed": "it was computed beforehand, not from now", "because.far-from-now": "it is far from what is now", "because.no-difference": "it is no different from doing nothing", "because.small-difference": "it differs from doing nothing by less than the model can tell",
    "need.gate": "Gate {{name}}: {{amount}} m", "need.gate0": "Close {{name}}", "need.pump": "Pump {{amount}} m³/s: {{name}}", "need.dyke": "Dyke {{name}}, {{amount}} m", "need.sandbags": "Sandbags {{name}}, {{amount}} m", "need.closure": "Close the street {{name}}, {{amount}} m", "need.release": "Release {{amount}} m³/s less: {{name}}",
    "unit.people": "people", "unit.buildings": "houses", "unit.schools": "schools", "unit.hospitals": "hospitals", "unit.missed": "deadlines",
    reference: "By the plan “{{name}}” (SIMULATED, run {{run}})",
  },
);
