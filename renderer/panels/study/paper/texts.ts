import { panelTexts } from "../../../design/panel-text.ts";

/** Texts of what is taken out of a study: briefing and film. */
export const paperTexts = panelTexts(
  {
    pdf: "Tờ trình (PDF)", mp4: "Phim (MP4)", mp4Of: "Phim {{option}}", making: "Đang làm {{what}}: {{done}} %", stop: "Thôi", ready: "Đã lưu {{name}}",
    failed: "Không làm được {{what}}: {{why}}", noEncoder: "cửa sổ này không mã hóa được phim VP9 (cần trang https, máy chủ tại chỗ hoặc phần mềm Kỳ Đài)", noCanvas: "cửa sổ này không vẽ được hình", noFont: "không đọc được kiểu chữ", none: "chưa có phương án nào tính xong", frame: "không lấy được hình mô phỏng ({{why}})",
    sign: "MÔ PHỎNG – không phải số đo", briefing: "Tờ trình phương án giả định: {{name}}", question: "Câu hỏi",
    asked: "Bắt đầu {{start}}, trong {{hours}} giờ, trên vùng {{w}} × {{h}} km: với từng phương án dưới đây, nước ngập tới đâu, ai bị ảnh hưởng, phương án nào tốt hơn phương án gốc A?",
    now: "từ hiện trạng lúc {{at}}", pastAt: "từ {{at}}", design: "từ tình huống thiết kế (mực nước {{level}} m, lưu lượng {{inflow}} m³/s)",
    options: "Các phương án và biện pháp", option: "{{letter}} – {{name}}", base: "{{letter}} (gốc)", best: "{{letter}} – tốt nhất", nothing: "Không có biện pháp nào: để mọi thứ diễn ra.", more: "và {{n}} biện pháp nữa (xem trong nghiên cứu)",
    result: "Phương án tốt nhất", numbers: "Các phương án cạnh nhau", criterion: "Tiêu chí", notDone: "chưa tính", maps: "Độ sâu lớn nhất trong cả {{hours}} giờ", peak: "{{letter}} – {{name}}", legend: "Độ sâu", depth: "Độ sâu của nước",
    assumptions: "Giả thiết", cell: "Ô lưới {{cell}} m, ghi kết quả mỗi {{every}} phút; độ nhám Manning {{n}}; thấm và thoát {{losses}} mm/h.", forcing: "Mưa: {{rain}}; lưu lượng sông: {{inflow}}; mực nước cửa ra: {{outlet}}.", held: "giữ như lúc bắt đầu", recorded: "như đã đo", series: "theo bảng",
    costs: "Chi phí theo đơn giá do người lập đặt; giá trị có sẵn là giả thiết của chương trình, không phải bảng giá.",
    limits: "Giới hạn của mô hình",
    limit1: "Phương trình quán tính cục bộ hai chiều: không đúng ở dòng chảy xiết và bước nhảy thủy lực; sau chỗ vỡ đê nước thật đến sớm hơn hình vẽ. Không tính sóng, bùn cát, vật trôi.",
    limit2: "Đáy sông không được khảo sát mà suy từ mực nước và lưu lượng đo; cống ngầm chỉ là một lượng thấm thoát chung; nhà chỉ cản nước qua độ nhám.",
    limit3: "Người, nhà, đường được đếm trên lớp dữ liệu của gói thành phố. Hai phương án gần nhau hơn độ chắc chắn của mô hình được coi là như nhau.",
    versions: "Phiên bản và mã đầu vào", made: "Nghiên cứu {{id}}, bản {{revision}}, lưu lúc {{at}} bởi {{by}}.", paper: "Tờ trình làm lúc {{at}} bởi {{by}}.", code: "Bộ tính {{version}}.", codeOld: "cũ, không ghi phiên bản", hash: "{{letter}}: mã lần chạy (băm SHA-256 của bộ tính, phiên bản, đầu vào)", ledger: "Sai số khép cân bằng nước: {{list}}.",
    page: "{{name}} · bản {{revision}} · trang {{n}}/{{all}}",
  },
  {
    pdf: "Briefing (PDF)", mp4: "Film (MP4)", mp4Of: "Film {{option}}", making: "Making {{what}}: {{done}} %", stop: "Stop", ready: "Saved {{name}}",
    failed: "{{what}} could not be made: {{why}}", noEncoder: "this window cannot encode a VP9 film (it takes a page of https, of this machine, or the Kỳ Đài program)", noCanvas: "this window draws no pictures", noFont: "the typeface could not be read", none: "no option has been computed yet", frame: "a simulated picture could not be had ({{why}})",
    sign: "MÔ PHỎNG – simulated, no measurement", briefing: "Briefing on a what-if: {{name}}", question: "Question",
    asked: "Beginning {{start}}, for {{hours}} hours, over {{w}} × {{h}} km: with each of the options below, how far does the water come, whom does it reach, and which is better than the base option A?",
    now: "from the state at {{at}}", pastAt: "from {{at}}", design: "from a design situation (level {{level}} m, discharge {{inflow}} m³/s)",
    options: "Options and their measures", option: "{{letter}} – {{name}}", base: "{{letter}} (base)", best: "{{letter}} – best", nothing: "No measure: everything takes its course.", more: "and {{n}} measures more (see the study)",
    result: "The best option", numbers: "Options side by side", criterion: "Criterion", notDone: "not computed", maps: "Greatest depth within the {{hours}} hours", peak: "{{letter}} – {{name}}", legend: "Depth", depth: "Depth of the water",
    assumptions: "Assumptions", cell: "Cells of {{cell}} m, a result each {{every}} min; Manning's n {{n}}; losses {{losses}} mm/h.", forcing: "Rain: {{rain}}; rivers' discharge: {{inflow}}; level at the outlet: {{outlet}}.", held: "as at the start", recorded: "as measured", series: "by table",
    costs: "Costs by the planner's unit costs; the standing values are assumptions of the program, not a price list.",
    limits: "Limits of the model",
    limit1: "Two-dimensional local-inertial equations: not right in rapid flow and hydraulic jumps; behind a breach real water comes sooner than drawn. No waves, sediment or debris.",
    limit2: "River beds are not surveyed but worked out from measured levels and discharges; sewers are one common loss; buildings hold water back by roughness alone.",
    limit3: "People, buildings and roads are counted on the city pack's layers. Options nearer to each other than the model can tell count as the same.",
    versions: "Versions and hash of inputs", made: "Study {{id}}, revision {{revision}}, saved {{at}} by {{by}}.", paper: "Briefing made {{at}} by {{by}}.", code: "Engine {{version}}.", codeOld: "old, its version was not noted", hash: "{{letter}}: run (SHA-256 of engine, version and inputs)", ledger: "Closure of the water balance: {{list}}.",
    page: "{{name}} · revision {{revision}} · page {{n}}/{{all}}",
  },
);
