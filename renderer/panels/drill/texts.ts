import { panelTexts } from "../../design/panel-text.ts";

/** Texts of exercises: writing, running, answering. */
export const drillTexts = panelTexts(
  {
    label: "Diễn tập", exercises: "Bài diễn tập", none: "Chưa có bài diễn tập nào", start: "Bắt đầu diễn tập", edit: "Sửa", write: "Soạn bài mới", count: "{{n}} tình huống, dài {{span}}", version: "phiên bản {{n}}", started: "Cuộc diễn tập đã bắt đầu",
    sure: "Bắt đầu “{{name}}”?", sureHint: "Mọi cửa sổ, tường màn hình và trang cơ quan sẽ hiện DIỄN TẬP. Cảnh báo thật vẫn đến như thường và luôn đứng trên.", onDuty: "Trưởng ca phải vào ca trước", cancel: "Hủy",
    reports: "Kết quả đã có", noReports: "Chưa có cuộc diễn tập nào", openReport: "Xem",
    clock: "Đồng hồ diễn tập", paused: "TẠM DỪNG", pause: "Tạm dừng", resume: "Tiếp tục", skip: "Tới tình huống tiếp theo ngay", stop: "Kết thúc diễn tập", stopSure: "Kết thúc cuộc diễn tập?", stopHint: "Các vụ việc diễn tập đang mở sẽ được khép lại và kết quả được chốt.", pauseHint: "Tạm dừng chỉ giữ tình huống mới; đồng hồ của vụ việc diễn tập vẫn chạy theo quy trình.",
    next: "Tình huống tiếp theo sau {{left}}", nothingNext: "Đã đưa ra hết tình huống", given: "{{n}}/{{of}} tình huống đã đưa ra", until: "tự kết thúc lúc {{at}}", situation: "Bối cảnh", participants: "Tham gia",
    injects: "Tình huống diễn tập", noInjects: "Chưa có tình huống nào", place: "Địa điểm", at: "lúc {{at}}", take: "Nhận", taken: "{{who}} đã nhận lúc {{at}}", reason: "Căn cứ (đã xác minh thế nào)", isTrue: "ĐÚNG – mở vụ việc diễn tập", isFalse: "SAI – loại bỏ", judgedTrue: "Kết luận ĐÚNG", judgedFalse: "Kết luận SAI", by: "{{who}}, {{at}}: {{reason}}", openCase: "Vụ việc", needReason: "Cần ít nhất 3 ký tự",
    waiting: "{{n}} tình huống chờ xác minh", answer: "Xử lý", script: "Kịch bản (chỉ người điều khiển thấy)", expected: "Mong đợi: {{verdict}} trong {{within}}", expectedOrder: "lệnh trong {{within}}", picture: "Hình kèm tình huống",
    "true": "đúng", "false": "sai", shown: "đã đưa ra", toCome: "chưa tới",
  },
  {
    label: "Drill", exercises: "Exercises", none: "There is no exercise yet", start: "Start the drill", edit: "Edit", write: "Write a new one", count: "{{n}} {{n|inject|injects}}, {{span}} long", version: "version {{n}}", started: "The drill has begun",
    sure: "Start “{{name}}”?", sureHint: "Every window, the wall and the agencies' pages will show DIỄN TẬP. Real alarms come as always and stand first.", onDuty: "A shift leader comes on duty first", cancel: "Cancel",
    reports: "Results", noReports: "There was no drill yet", openReport: "Read",
    clock: "Exercise clock", paused: "PAUSED", pause: "Pause", resume: "Go on", skip: "Next inject now", stop: "End the drill", stopSure: "End the drill?", stopHint: "Its open cases are closed and the result is fixed.", pauseHint: "A pause holds back new injects only; clocks of the drill's cases go on as the process says.",
    next: "Next inject in {{left}}", nothingNext: "All injects were given", given: "{{n}} of {{of}} injects given", until: "ends by itself at {{at}}", situation: "Situation", participants: "Taking part",
    injects: "Injects", noInjects: "No inject yet", place: "Place", at: "at {{at}}", take: "Take", taken: "taken by {{who}} at {{at}}", reason: "Grounds (how it was verified)", isTrue: "TRUE – open a drill case", isFalse: "FALSE – discard", judgedTrue: "Judged TRUE", judgedFalse: "Judged FALSE", by: "{{who}}, {{at}}: {{reason}}", openCase: "Case", needReason: "At least 3 characters",
    waiting: "{{n}} {{n|inject waits|injects wait}} to be verified", answer: "Answer", script: "Script (seen by who runs it alone)", expected: "Expected: {{verdict}} within {{within}}", expectedOrder: "order within {{within}}", picture: "Picture of the inject",
    "true": "true", "false": "false", shown: "given", toCome: "to come",
  },
);
