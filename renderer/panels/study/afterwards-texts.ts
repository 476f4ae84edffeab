import { panelTexts } from "../../design/panel-text.ts";

/** Texts of a study held against what came. */
export const afterwardsTexts = panelTexts(
  {
    title: "Đối chiếu với thực tế: sai số", sign: "MÔ PHỎNG", option: "Phương án", unheard: "Không đối chiếu được: {{why}}",
    design: "Tình huống thiết kế: không có thực tế để đối chiếu.", early: "Đối chiếu với số đo được từ {{at}}, khi thời đoạn mô phỏng đã qua.", paced: "Không đối chiếu: nghiên cứu bắt đầu từ số đo cũ của ngày mô phỏng chạy nhanh ×{{pace}}.", old: "Chưa đối chiếu được: tính từ trước khi phần mềm giữ đường mực nước tại trạm. Chạy lại để có.",
    ahead: "Dự báo: kết quả có lúc {{at}}; chỉ chấm bằng số đo đến sau lúc đó.", known: "KHÔNG phải dự báo: tính khi diễn biến đã biết.", ordered: "đã ra lệnh theo phương án này", caution: "Thực tế chỉ theo một cách ứng phó: phương án không giống việc đã làm thì sai số gồm cả phần khác nhau đó.",
    levels: "Mực nước lệch trung bình (RMSE) {{rmse}} m ở {{n}} trạm; nhiều nhất {{name}}: {{worst}} m", noLevels: "Không trạm mực nước nào có số đo để chấm",
    gauge: "Trạm", bias: "Lệch TB", rmse: "RMSE", peak: "Sai số đỉnh", late: "Đỉnh sớm, muộn", cases: "Lần so", later: "muộn {{span}}", earlier: "sớm {{span}}", onTime: "đúng lúc", noPeak: "không thấy đỉnh", peakHint: "mô phỏng {{s}}, thực đo {{m}}",
    others: "Không chấm được {{n}} trạm", "lack.gone": "trạm đã bỏ hoặc đổi đơn vị", "lack.no-readings": "không có số đo", "lack.nothing-judged": "không có số đo lúc cần chấm",
    reports: "Vụ việc ngập thật trong vùng và thời đoạn: {{n}}. Mô phỏng có nước từ 0,1 m tại {{hit}}/{{n}} nơi.", dry: "Mô phỏng không có nước tại: {{list}}.", noReports: "Không có vụ việc ngập thật nào trong vùng và thời đoạn.", reportsGone: "Bản đồ độ sâu của lần chạy không còn: không đối chiếu được với vụ việc.",
    signs: "Sai số = mô phỏng − thực đo.", measured: "Thực đo", simulated: "MÔ PHỎNG · {{letter}} {{name}}", chart: "Thực đo và mô phỏng tại {{name}}", noPoints: "Không có số đo trong thời đoạn này", minutes: "{{n}} phút",
  },
  {
    title: "Held against what happened: errors", sign: "MÔ PHỎNG", option: "Option", unheard: "It could not be held against what happened: {{why}}",
    design: "A design situation: nothing happened that it could be held against.", early: "Held against measurements from {{at}} on, when its span is past.", paced: "Not held against anything: it begins from the record of a simulated day that runs ×{{pace}}.", old: "Cannot be held against anything: computed before gauges' courses were kept. Run it again.",
    ahead: "A forecast: its result was there {{at}}; judged only by what was measured after that.", known: "NO forecast: computed when what came was known.", ordered: "an order went by this option", caution: "What happened followed one course of action: an option unlike what was done is also wrong by that difference.",
    levels: "Levels are off by {{rmse}} m on average (RMSE) at {{n}} gauges; most at {{name}}: {{worst}} m", noLevels: "No river gauge has measurements to judge by",
    gauge: "Gauge", bias: "Bias", rmse: "RMSE", peak: "Peak error", late: "Peak early, late", cases: "Compared", later: "{{span}} late", earlier: "{{span}} early", onTime: "on time", noPeak: "no peak seen", peakHint: "simulated {{s}}, measured {{m}}",
    others: "{{n}} gauges cannot be judged", "lack.gone": "gauge is gone or has another unit", "lack.no-readings": "nothing was measured", "lack.nothing-judged": "nothing measured when it is judged",
    reports: "Real flooding cases in its area and span: {{n}}. The run has 0.1 m of water and more at {{hit}}/{{n}} of the places.", dry: "The run has no water at: {{list}}.", noReports: "No real flooding case in its area and span.", reportsGone: "The run's depth map is gone: cases cannot be compared.",
    signs: "Error = simulated − measured.", measured: "Measured", simulated: "MÔ PHỎNG · {{letter}} {{name}}", chart: "Measured and simulated at {{name}}", noPoints: "No measurements in this span", minutes: "{{n}} min",
  },
);
