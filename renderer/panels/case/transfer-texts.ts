import { panelTexts } from "../../design/panel-text.ts";

/** Words about a case that goes to another room of the city, and comes back. */
export const transferTexts = panelTexts(
  {
    title: "Chuyển phòng khác", offer: "Chuyển sang phòng khác", to: "Phòng nhận", toHint: "Mã phòng, như “hue”", reason: "Lý do", minutes: "Trả lời trong (phút)", send: "Gửi đề nghị", sending: "Đang gửi…", cancel: "Thôi",
    offerHint: "Phòng này vẫn chủ trì và xử lý tiếp cho đến khi phòng kia nhận.", needReason: "Nêu lý do, ít nhất 3 ký tự", needRoom: "Chọn phòng nhận", needMinutes: "Từ 5 đến 10080 phút",
    withdraw: "Rút đề nghị", accept: "Nhận vụ việc", refuse: "Từ chối", return: "Trả lại", incoming: "Phòng khác đề nghị chuyển đến", show: "Xem nội dung",
    "giver.on-its-way": "Đề nghị chuyển cho phòng {{other}} đang trên đường tới trung tâm. Phòng này chủ trì.", "giver.at-the-centre": "Đề nghị chuyển đã ở trung tâm, phòng {{other}} chưa đọc. Phòng này chủ trì.", "giver.seen": "Phòng {{other}} đã thấy đề nghị, chờ trả lời. Phòng này chủ trì.",
    "giver.accepted": "Phòng {{other}} đã nhận; đang bàn giao. Phòng này chủ trì.", "giver.refused": "Phòng {{other}} từ chối: {{reason}}. Phòng này chủ trì.", "giver.withdrawn": "Đã rút đề nghị chuyển cho phòng {{other}}: {{reason}}. Phòng này chủ trì.",
    "giver.given": "Đã giao cho phòng {{other}}. Phòng {{other}} chủ trì; ở đây chỉ xem.", "giver.return-asked": "Phòng {{other}} đang trả lại: {{reason}}", "giver.returned": "Phòng {{other}} đã trả lại; vụ việc tiếp tục ở đây, số {{id}}.", "giver.returning": "Phòng {{other}} đã trả lại; đang mở tiếp ở đây.", "giver.done": "Đã giao cho phòng {{other}}; vụ việc ở đó đã kết thúc. Ở đây chỉ xem.", "receiver.done": "Nhận từ phòng {{other}}; vụ việc ở đây đã kết thúc.",
    "cause.case-over": "vụ việc đã kết thúc trước khi được nhận", "cause.open-children": "vụ việc còn vụ việc con đang mở",
    "receiver.seen": "Phòng {{other}} đề nghị chuyển; phòng {{other}} đang chủ trì.", "receiver.accepted": "Đã nhận; chờ phòng {{other}} bàn giao. Phòng {{other}} còn chủ trì.", "receiver.refused": "Đã từ chối: {{reason}}", "receiver.withdrawn": "Phòng {{other}} đã rút đề nghị: {{reason}}.",
    "receiver.given": "Phòng {{other}} đã giao. Phòng này chủ trì.", "receiver.return-asked": "Đang trả lại phòng {{other}}: {{reason}}", "receiver.returned": "Đã trả lại phòng {{other}}. Phòng {{other}} chủ trì; ở đây chỉ xem.",
    "did.opened": "Mở vụ việc", "did.noted": "Ghi chép", "did.assigned": "Giao người xử lý", "did.merged": "Gộp vào vụ việc khác", "did.took-in": "Nhận gộp vụ việc khác", "did.split": "Tách vụ việc", "did.linked": "Đặt quan hệ với vụ việc khác", "did.child-linked": "Đặt quan hệ với vụ việc con", "did.given": "Chuyển phòng khác", "did.received-on-paper": "Ký nhận trên giấy",
    since: "từ {{at}}", due: "trả lời trước {{at}}", late: "QUÁ HẠN trả lời ({{at}})", doubt: "Phòng vừa được khôi phục từ bản sao lưu: chưa đối chiếu với trung tâm, có thể có vụ việc đã chuyển đi.",
    before: "Đã làm ở phòng {{other}}", evidence: "Chứng cứ (theo mã băm)", step: "Bước ở đó: {{step}}", appeared: "Xuất hiện {{at}}", done: "Đã gửi",
  },
  {
    title: "To another room", offer: "Hand to another room", to: "Room", toHint: "The room's id, such as “hue”", reason: "Reason", minutes: "Answer within (minutes)", send: "Send the offer", sending: "Sending…", cancel: "Cancel",
    offerHint: "This room owns the case and goes on with it until the other one has accepted.", needReason: "Give a reason of at least 3 characters", needRoom: "Choose the room", needMinutes: "5 to 10080 minutes",
    withdraw: "Withdraw the offer", accept: "Accept the case", refuse: "Refuse", return: "Return it", incoming: "Offered by other rooms", show: "Show the content",
    "giver.on-its-way": "The offer to room {{other}} is on its way to the centre. This room owns the case.", "giver.at-the-centre": "The offer is at the centre; room {{other}} has not read it. This room owns the case.", "giver.seen": "Room {{other}} has seen the offer; its answer is awaited. This room owns the case.",
    "giver.accepted": "Room {{other}} accepted; the case is being handed over. This room owns it.", "giver.refused": "Room {{other}} refused: {{reason}}. This room owns the case.", "giver.withdrawn": "The offer to room {{other}} was withdrawn: {{reason}}. This room owns the case.",
    "giver.given": "Given to room {{other}}. Room {{other}} owns the case; here it is only read.", "giver.return-asked": "Room {{other}} is returning it: {{reason}}", "giver.returned": "Room {{other}} returned it; it goes on here as number {{id}}.", "giver.returning": "Room {{other}} returned it; it is being opened again here.", "giver.done": "Given to room {{other}}; the case is over there. Here it is only read.", "receiver.done": "Came from room {{other}}; the case is over here.",
    "cause.case-over": "the case was over before it was accepted", "cause.open-children": "the case has open cases under it",
    "receiver.seen": "Offered by room {{other}}, which owns the case.", "receiver.accepted": "Accepted; room {{other}} has yet to hand it over, and owns it until then.", "receiver.refused": "Refused: {{reason}}", "receiver.withdrawn": "Room {{other}} withdrew the offer: {{reason}}.",
    "receiver.given": "Given by room {{other}}. This room owns the case.", "receiver.return-asked": "Being returned to room {{other}}: {{reason}}", "receiver.returned": "Returned to room {{other}}, which owns it; here it is only read.",
    "did.opened": "Case opened", "did.noted": "Note", "did.assigned": "Given to a person", "did.merged": "Merged into another case", "did.took-in": "Took in another case", "did.split": "Split", "did.linked": "Tie to another case", "did.child-linked": "Tie to a case under it", "did.given": "Given to another room", "did.received-on-paper": "Receipt signed on paper",
    since: "since {{at}}", due: "answer by {{at}}", late: "OVERDUE: no answer ({{at}})", doubt: "This room was put back to a backup and has not heard from the centre since: cases may have been given away.",
    before: "Done in room {{other}}", evidence: "Evidence (by hash)", step: "Step there: {{step}}", appeared: "Appeared {{at}}", done: "Sent",
  },
);
