import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the form an exercise is written with. */
export const formTexts = panelTexts(
  {
    new: "Bài diễn tập mới", edit: "Sửa bài diễn tập", name: "Tên", nameEn: "Tên tiếng Anh", situation: "Bối cảnh (đọc khi bắt đầu)", situationEn: "Bối cảnh tiếng Anh", participants: "Tham gia (mỗi dòng một vị trí hoặc cơ quan)",
    inject: "Tình huống {{n}}", add: "Thêm tình huống", remove: "Bỏ tình huống này", at: "Sau khi bắt đầu (phút:giây)", title: "Tiêu đề", titleEn: "Tiêu đề tiếng Anh", place: "Địa điểm", text: "Nội dung tin báo", textEn: "Nội dung tiếng Anh", priority: "Mức", area: "Khu vực", scenario: "Kịch bản mở vụ việc", noScenario: "không",
    verdict: "Kết luận mong đợi", "true": "ĐÚNG", "false": "SAI", verdictWithin: "Kết luận trong (phút:giây)", orderWithin: "Lệnh trong (phút:giây, để trống: không tính)", lead: "Cơ quan chủ trì mong đợi", anyLead: "không xét", action: "Hành động mong đợi (quan sát viên)",
    save: "Lưu", cancel: "Hủy", saved: "Đã lưu bài diễn tập", badTime: "Viết như 5:30", wrong: "Chưa lưu được: {{where}} – {{what}}", stale: "Có người vừa lưu bài này; mở lại để sửa trên bản mới",
  },
  {
    new: "New exercise", edit: "Edit the exercise", name: "Name", nameEn: "Name in English", situation: "Situation (read at the start)", situationEn: "Situation in English", participants: "Taking part (a post or agency a line)",
    inject: "Inject {{n}}", add: "Add an inject", remove: "Remove this inject", at: "After the start (min:s)", title: "Title", titleEn: "Title in English", place: "Place", text: "Text of the report", textEn: "Text in English", priority: "Priority", area: "Area", scenario: "Scenario its case opens with", noScenario: "none",
    verdict: "Expected verdict", "true": "TRUE", "false": "FALSE", verdictWithin: "Verdict within (min:s)", orderWithin: "Order within (min:s; empty: not counted)", lead: "Expected lead", anyLead: "any", action: "Expected action (for observers)",
    save: "Save", cancel: "Cancel", saved: "Exercise saved", badTime: "Write it as 5:30", wrong: "Not saved: {{where}} – {{what}}", stale: "Somebody has saved this one meanwhile; open it again to edit the new version",
  },
);
