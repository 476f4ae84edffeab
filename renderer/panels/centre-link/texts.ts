import type { ReplicationWhy } from "#contract/replication";
import { panelTexts } from "../../design/panel-text.ts";

export const centreTexts = panelTexts<"centre" | "connecting" | "down" | "all" | "left" | "unknown" | "rate" | "ahead" | "oldest" | "waiting" | "apart" | "bar" | "since" | "repaired" | "different" | "files" | "files.wait" | "lacking" | "compared" | `issued.${"open" | "refused" | "old" | "old.unknown" | "inForce" | "asked"}` | `why.${ReplicationWhy}`>(
  {
    centre: "Trung tâm", connecting: "đang nối", down: "MẤT NỐI", all: "đã nhận đủ", left: "còn {{n}}", unknown: "chưa rõ còn bao nhiêu",
    rate: "{{n}}/giây", ahead: "khoảng {{span}} nữa", oldest: "cảnh báo chưa tới: {{span}}", waiting: "mọi việc vẫn làm được ở đây", apart: "{{n}} để riêng", bar: "Đã gửi về trung tâm",
    since: "từ {{at}}", repaired: "đã gửi lại {{n}} bản ghi bị mất ở trung tâm", different: "{{n}} bị sửa ở trung tâm", files: "chứng cứ: còn {{n}} tệp", "files.wait": "trung tâm chưa nhận tệp chứng cứ: {{why}}", lacking: "{{n}} tệp chứng cứ không đọc được ở đây", compared: "đối chiếu hai bên lúc {{at}}",
    "issued.open": "{{n}} bản trung tâm ban hành XUNG ĐỘT với bản ở đây, chờ quyết định", "issued.refused": "{{n}} bản trung tâm ban hành không nhận được", "issued.old": "dùng bản trung tâm đã duyệt, hỏi lần cuối {{span}} trước", "issued.old.unknown": "dùng bản trung tâm đã duyệt, chưa rõ hỏi lần cuối khi nào", "issued.inForce": "{{n}} mục đang theo bản trung tâm duyệt, mới nhất {{at}}", "issued.asked": "hỏi trung tâm về bản mới lúc {{at}}",
    "why.unreachable": "không tới được máy chủ của trung tâm", "why.login": "trung tâm không nhận tài khoản hoặc chứng thư", "why.full": "đĩa của trung tâm đầy", "why.schema": "cơ sở dữ liệu của trung tâm không đúng mẫu",
    "why.newer": "trung tâm dùng phiên bản mới hơn: cần nâng cấp phòng này", "why.busy": "trung tâm quá tải", "why.other": "lỗi khác, xem nhật ký của máy chủ",
  },
  {
    centre: "Centre", connecting: "connecting", down: "NO LINK", all: "has all", left: "{{n}} left", unknown: "not known what is left",
    rate: "{{n}}/s", ahead: "about {{span}} more", oldest: "alarm not there: {{span}}", waiting: "everything works here all the same", apart: "{{n}} set apart", bar: "Sent to the centre",
    since: "since {{at}}", repaired: "{{n}} records lost at the centre were sent again", different: "{{n}} altered at the centre", files: "evidence: {{n}} files left", "files.wait": "the centre takes no evidence files: {{why}}", lacking: "{{n}} evidence files cannot be read here", compared: "both sides compared at {{at}}",
    "issued.open": "{{n}} issued by the centre IN CONFLICT with what stands here, a person decides", "issued.refused": "{{n}} issued by the centre could not be taken", "issued.old": "as the centre approved it, last asked {{span}} ago", "issued.old.unknown": "as the centre approved it, not known when it was last asked", "issued.inForce": "{{n}} things stand as the centre approved them, the newest {{at}}", "issued.asked": "the centre was asked for newer ones at {{at}}",
    "why.unreachable": "the centre's server cannot be reached", "why.login": "the centre refuses the account or the certificate", "why.full": "the centre's disk is full", "why.schema": "the centre's database is not as it should be",
    "why.newer": "the centre is of a newer version: this room has to be upgraded", "why.busy": "the centre is overloaded", "why.other": "another error, see the server's log",
  },
);
