import { panelTexts } from "../../design/panel-text.ts";
import { criterionTexts } from "../../design/study/criteria.ts";

/** Texts of options side by side. */
export const compareTexts = panelTexts(
  {
    none: "Chưa có kết quả nào. Bấm “Chạy tất cả”.", sign: "MÔ PHỎNG", title: "So sánh các phương án", criterion: "Tiêu chí", base: "gốc", missing: "chưa có kết quả", winnerMark: "tốt nhất",
    ...criterionTexts.vi,
    winner: "{{letter}} – {{name}} là phương án tốt nhất", decides: "Quyết định – {{criterion}}: {{value}}, so với {{next}} của {{nextLetter}}.", also: "Ngoài ra: {{list}}.", against: "Đổi lại: {{list}}.", sameAs: "Như nhau: {{list}}.", one: "{{criterion}}: {{value}} (so với {{next}})",
    noWinner: "Không phương án nào hơn hẳn: các con số gần nhau hơn độ chắc chắn của mô hình.", notYet: "Cần ít nhất hai phương án đã tính xong để so sánh.", order: "Xét theo thứ tự: người gặp nguy hiểm trước, tiền sau cùng.",
    byDepth: "Ngập theo độ sâu", "class.0": "0,1–0,3 m", "class.1": "0,3–0,5 m", "class.2": "0,5–1 m", "class.3": "1–2 m", "class.4": "> 2 m", areaBy: "Diện tích (ha)", peopleBy: "Người", buildingsBy: "Nhà", roadBy: "Đường (km)",
    places: "Nước đến lúc nào", place: "Nơi", never: "không ngập", gauges: "Mực nước cao nhất tại trạm", at: "lúc {{at}}", roadOpen: "Đường ngập ≥ 0,3 m chưa chốt", fire: "Đám cháy “{{name}}”", fireWithin: "{{people}} người, {{n}} nhà", fireDry: "· xe tới được lúc nước cao nhất", fireCut: "· ✕ đường tới bị ngập lúc nước cao nhất", cases: "Vụ việc sẽ mở", alarms: "Cảnh báo sẽ phát",
    ledger: "Cân bằng nước", ledgerIs: "Sai số khép {{closure}} · mưa {{rain}} · sông vào {{inflow}} · ra {{outflow}} · bơm {{pumped}} · trữ thêm {{stored}} nghìn m³",
    sensitivity: "Điều gì ảnh hưởng nhiều nhất", sensitivityHint: "Thay từng đầu vào một, lưới thô {{cell}} m; tính theo “{{criterion}}”.", begin: "Tính độ nhạy của {{name}}", busy: "Đang tính độ nhạy: {{done}} %", waiting: "Đang chờ tính độ nhạy", input: "Đầu vào", swing: "Chênh lệch",
    "input.rain": "Mưa", "input.inflow": "Lưu lượng sông", "input.outlet": "Mực nước cửa ra", "input.roughness": "Độ nhám", "input.losses": "Thấm và thoát", "input.bed": "Đáy sông", from: "{{low}} → {{high}}: {{atLow}} → {{atHigh}}",
    wall: "Đưa lên tường", wallTitle: "Đưa “{{name}}” lên tường màn hình", cell: "Ô", showing: "đang hiện: {{what}}", empty: "trống", put: "Đưa lên", put_done: "Đã đưa lên ô {{cell}}", mayNotWall: "Trực ban hoặc trưởng ca đưa lên tường.", gone: "Không mở được phương án này", shareFirst: "Tường chỉ hiện nghiên cứu dùng chung: đánh dấu “Cho cả trung tâm xem”, lưu, rồi đưa lên.", noCells: "Tường chưa có ô nào.", whole: "So sánh tất cả phương án",
    exports: "Xuất", csv: "Bảng số (CSV)", outline: "Ranh ngập (GeoJSON)", tif: "Độ sâu (GeoTIFF)", exportHint: "Mọi tệp ghi MÔ PHỎNG và mã lần chạy.",
  },
  {
    none: "There is no result yet. Press “Run all”.", sign: "MÔ PHỎNG", title: "Options side by side", criterion: "Criterion", base: "base", missing: "no result yet", winnerMark: "best",
    ...criterionTexts.en,
    winner: "{{letter}} – {{name}} is best", decides: "What decides – {{criterion}}: {{value}}, against {{next}} of {{nextLetter}}.", also: "Besides: {{list}}.", against: "In return: {{list}}.", sameAs: "The same: {{list}}.", one: "{{criterion}}: {{value}} (against {{next}})",
    noWinner: "No option stands out: the figures are nearer to each other than the model can tell.", notYet: "Two computed options are needed to compare.", order: "In this order: who is in danger first, money last.",
    byDepth: "Flooded by depth", "class.0": "0.1–0.3 m", "class.1": "0.3–0.5 m", "class.2": "0.5–1 m", "class.3": "1–2 m", "class.4": "> 2 m", areaBy: "Area (ha)", peopleBy: "People", buildingsBy: "Buildings", roadBy: "Road (km)",
    places: "When water comes", place: "Place", never: "stays dry", gauges: "Highest level at gauges", at: "at {{at}}", roadOpen: "Road ≥ 0.3 m deep, not closed", fire: "Fire “{{name}}”", fireWithin: "{{people}} people, {{n}} buildings", fireDry: "· engines get there at the highest water", fireCut: "· ✕ cut off at the highest water", cases: "Cases it would open", alarms: "Alarms it would raise",
    ledger: "Water balance", ledgerIs: "Closure {{closure}} · rain {{rain}} · rivers in {{inflow}} · out {{outflow}} · pumped {{pumped}} · stored {{stored}} thousand m³",
    sensitivity: "What matters most", sensitivityHint: "One input changed at a time, on a coarse grid of {{cell}} m; by “{{criterion}}”.", begin: "Compute the sensitivity of {{name}}", busy: "Sensitivity: {{done}} %", waiting: "Sensitivity waits", input: "Input", swing: "Swing",
    "input.rain": "Rain", "input.inflow": "Rivers' discharge", "input.outlet": "Level at the outlet", "input.roughness": "Roughness", "input.losses": "Losses", "input.bed": "River beds", from: "{{low}} → {{high}}: {{atLow}} → {{atHigh}}",
    wall: "Show on the wall", wallTitle: "Show “{{name}}” on the wall", cell: "Cell", showing: "shows {{what}}", empty: "empty", put: "Show", put_done: "It is in cell {{cell}}", mayNotWall: "The duty or the shift leader puts it on the wall.", gone: "This study cannot be opened", shareFirst: "The wall shows shared studies alone: tick “The whole centre may see it”, save, then show it.", noCells: "The wall has no cell.", whole: "All options compared",
    exports: "Export", csv: "Figures (CSV)", outline: "Flooded outline (GeoJSON)", tif: "Depth (GeoTIFF)", exportHint: "Every file says MÔ PHỎNG and the run's id.",
  },
);
