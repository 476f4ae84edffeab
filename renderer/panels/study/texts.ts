import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the list of studies and of a study's frame. */
export const studyTexts = panelTexts(
  {
    label: "Phương án giả định", sign: "MÔ PHỎNG", signHint: "Mọi con số và hình ở đây là tính toán giả định, không phải số đo.",
    none: "Chưa có phương án giả định nào", new: "Lập mới từ mẫu", open: "Mở", by: "{{who}}, {{at}}", options: "{{n}} phương án, {{done}} đã tính", shared: "dùng chung", own: "riêng", remove: "Xóa", removeSure: "Xóa “{{name}}”?", removeHint: "Kết quả đã tính của nó cũng không còn xem được từ danh sách này.", cancel: "Hủy", removed: "Đã xóa",
    goOn: "Tiếp tục sửa: {{name}}", unsaved: "chưa lưu", back: "Danh sách", save: "Lưu", saved: "Đã lưu", undo: "Hoàn tác", redo: "Làm lại", name: "Tên nghiên cứu", share: "Cho cả trung tâm xem",
    mayNot: "Bạn xem được, nhưng không sửa và không chạy.",
    conflict: "Người khác đã lưu một bản mới", conflictHint: "{{who}} vừa lưu bản {{n}} trong lúc bạn sửa. Bản của bạn vẫn còn nguyên ở đây và chưa được lưu.", asCopy: "Lưu bản của tôi thành nghiên cứu mới", takeTheirs: "Bỏ bản của tôi, mở bản mới", stay: "Để tôi xem lại", copyName: "{{name}} (bản của {{who}})",
    wantedGone: "Nghiên cứu của phương án “{{name}}” đã bị xóa; lệnh và diễn biến vẫn giữ lời của phương án.", wantedLater: "Phương án được chọn từ bản {{was}}; nghiên cứu đã sửa sang bản {{is}} sau đó.",
    leave: "Rời nghiên cứu này?", leaveHint: "Có thay đổi chưa lưu. Chúng sẽ mất.", leaveSure: "Rời, không lưu",
    edit: "Soạn", compare: "So sánh", play: "Xem trên bản đồ",
    run: "Chạy tất cả", runOne: "Chạy phương án này", stopAll: "Dừng", running: "Đang tính", saveFirst: "Lưu rồi chạy",
    estimate: "{{cells}} ô · khoảng {{seconds}} cho tất cả", estimateFor: "Ước tính", tooMany: "Không chạy được: {{why}}",
    start: "Trạng thái ban đầu",
  },
  {
    label: "What-if studies", sign: "MÔ PHỎNG", signHint: "Every figure and picture here is simulated; none was measured.",
    none: "There is no study yet", new: "New from a template", open: "Open", by: "{{who}}, {{at}}", options: "{{n}} {{n|option|options}}, {{done}} computed", shared: "shared", own: "private", remove: "Remove", removeSure: "Remove “{{name}}”?", removeHint: "Its computed results cannot be opened from this list any more.", cancel: "Cancel", removed: "Removed",
    goOn: "Go on editing: {{name}}", unsaved: "not saved", back: "List", save: "Save", saved: "Saved", undo: "Undo", redo: "Redo", name: "Study's name", share: "The whole centre may see it",
    mayNot: "You can read it, but neither change nor run it.",
    conflict: "Somebody else saved a newer version", conflictHint: "{{who}} saved version {{n}} while you were editing. Yours stands here as it was and is not saved.", asCopy: "Save mine as a new study", takeTheirs: "Drop mine, open the newer", stay: "Let me look again", copyName: "{{name}} ({{who}}'s)",
    wantedGone: "The study of the plan “{{name}}” was removed; the order and the timeline keep the plan's words.", wantedLater: "The plan was chosen from revision {{was}}; the study has been changed to revision {{is}} since.",
    leave: "Leave this study?", leaveHint: "There are changes that are not saved. They will be lost.", leaveSure: "Leave without saving",
    edit: "Edit", compare: "Compare", play: "On the map",
    run: "Run all", runOne: "Run this option", stopAll: "Stop", running: "Computing", saveFirst: "Save and run",
    estimate: "{{cells}} cells · about {{seconds}} for all", estimateFor: "Estimate", tooMany: "It cannot run: {{why}}",
    start: "State at the start",
  },
);
