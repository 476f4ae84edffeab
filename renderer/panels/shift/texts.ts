import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the shift panel. */
export const shiftTexts = panelTexts(
  {
    label: "Ca trực", on: "Đang trực", nobody: "Chưa có ai vào ca", name: "Người trực", since: "Từ lúc", load: "Vụ việc đang xử lý", begin: "Vào ca", end: "Hết ca", handOver: "Bàn giao ca", mine: "bạn",
    alarmsEach: "Cảnh báo/10 phút mỗi người", total: "Tải (EEMUA 191: ≤ {{n}})", over: "QUÁ TẢI", room: "còn sức",
    offer: "{{from}} đang quá tải, {{to}} còn sức: nên chuyển {{n}} vụ việc.", move: "Chuyển bớt việc", moveTitle: "Chuyển việc từ {{from}} sang {{to}}", moveHint: "Vụ việc còn nhiều thời gian nhất đứng trước. Người nhận được báo ngay; việc chuyển được ghi vào hồ sơ từng vụ việc.", moveNow: "Chuyển {{n}} vụ việc", moved: "Đã chuyển {{n}} vụ việc cho {{to}}", moveReason: "San tải trong ca trực",
    began: "Đã vào ca", ended: "Đã hết ca", to: "Bàn giao cho", notes: "Ghi chú bàn giao", notesHint: "việc dở dang, thiết bị hỏng, dặn dò", handed: "Đã bàn giao, chờ ký nhận", choose: "Chọn người nhận ca (người đó phải đang trực)", nobodyElse: "Chưa có ai khác vào ca để nhận bàn giao",
    openCases: "{{n}} vụ việc đang mở sẽ được bàn giao", handovers: "Bàn giao ca", none: "Chưa có lần bàn giao nào", waits: "CHỜ KÝ NHẬN đến {{due}}", overdue: "QUÁ HẠN KÝ NHẬN", signed: "đã ký nhận {{at}}", sign: "Ký nhận", signedNow: "Đã ký nhận ca", from: "{{from}} → {{to}}, {{at}}", carried: "{{n}} vụ việc đang mở", noNotes: "không có ghi chú",
  },
  {
    label: "Shift", on: "On duty", nobody: "Nobody is on duty yet", name: "Who", since: "Since", load: "Open cases handled", begin: "Come on duty", end: "Go off duty", handOver: "Hand over", mine: "you",
    alarmsEach: "Alarms per 10 min each", total: "Load (EEMUA 191: ≤ {{n}})", over: "OVERLOADED", room: "has room",
    offer: "{{from}} has too much and {{to}} has room: {{n}} {{n|case|cases}} could move.", move: "Move work", moveTitle: "Move work from {{from}} to {{to}}", moveHint: "Cases with most time left come first. Who gets them is told at once; each case keeps a record of it.", moveNow: "Move {{n}} {{n|case|cases}}", moved: "{{n}} {{n|case|cases}} moved to {{to}}", moveReason: "Load evened out within the shift",
    began: "You are on duty", ended: "You are off duty", to: "To", notes: "Notes", notesHint: "what is half done, what is broken, what to watch", handed: "Handed over; it waits for a signature", choose: "Choose who takes over (that person is to be on duty)", nobodyElse: "Nobody else is on duty to take over",
    openCases: "{{n}} open {{n|case|cases}} will be handed over", handovers: "Handovers", none: "There was no handover yet", waits: "TO BE SIGNED by {{due}}", overdue: "SIGNATURE OVERDUE", signed: "signed {{at}}", sign: "Sign", signedNow: "You signed for the shift", from: "{{from}} → {{to}}, {{at}}", carried: "{{n}} open {{n|case|cases}}", noNotes: "no notes",
  },
);
