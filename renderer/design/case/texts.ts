import type { IncidentDeed } from "#contract/incident";
import type { EventKind, Party } from "#contract/process";
import { panelTexts } from "../panel-text.ts";

const deedsVi = {
  "do.appeared": "Xuất hiện", "do.verified": "Xác thực: đúng", "do.dismissed": "Cảnh báo giả", "do.proposed": "Trình phương án", "do.ordered": "Phát lệnh",
  "do.received": "Đã nhận lệnh", "do.accepted": "Tiếp nhận xử lý", "do.refused": "Từ chối tiếp nhận", "do.forwarded": "Chuyển cơ quan khác", "do.deployed": "Đã triển khai lực lượng",
  "do.progress": "Báo tiến độ", "do.beyond-scenario": "Vượt kịch bản", "do.extension-asked": "Xin gia hạn", "do.extension-granted": "Cho gia hạn", "do.extension-denied": "Không cho gia hạn",
  "do.answered": "Báo cáo kết quả", "do.returned": "Trả lại xử lý tiếp", "do.confirmed": "Hậu kiểm đạt, đóng", "do.reopened": "Mở lại", "do.flash-reported": "Đã báo cáo nhanh", "do.decided": "Quyết định chủ trì, phối hợp",
  "do.paused": "Tạm dừng đồng hồ", "do.resumed": "Chạy tiếp đồng hồ",
} as const satisfies Record<`do.${EventKind}`, string>;

const saidVi = {
  "said.appeared": "Sự việc xuất hiện", "said.verified": "Xác thực cảnh báo đúng{{more}}", "said.dismissed": "Loại bỏ vì cảnh báo giả: {{reason}}", "said.proposed": "Trình phương án: {{plan}}",
  "said.ordered": "Phát lệnh cho {{who}}: {{required}}{{due}}{{otherwise}}", "said.received": "{{who}} xác nhận đã nhận lệnh", "said.received-on-paper": "{{who}} đã nhận lệnh lúc {{at}} (nhập từ giấy, người ký: {{name}})", "said.accepted": "{{who}} tiếp nhận xử lý", "said.refused": "{{who}} từ chối tiếp nhận: {{reason}}",
  "said.forwarded": "Chuyển từ {{who}} sang {{to}}: {{reason}}{{due}}", "said.deployed": "{{who}} đã triển khai lực lượng: {{text}}", "said.progress": "{{who}} báo tiến độ: {{text}}", "said.beyond-scenario": "{{who}} báo tình huống vượt kịch bản: {{text}}",
  "said.extension-asked": "{{who}} xin gia hạn đến {{due}}. Hiện trạng: {{state}}. Vướng mắc: {{obstacles}}", "said.extension-granted": "Cho {{who}} gia hạn đến {{due}}{{more}}", "said.extension-denied": "Không cho {{who}} gia hạn: {{reason}}",
  "said.answered": "{{who}} báo cáo kết quả: {{text}} ({{n}} minh chứng)", "said.returned": "Kết quả chưa đạt, trả lại xử lý tiếp: {{reason}}{{due}}", "said.confirmed": "Hậu kiểm đạt, đóng vụ việc: {{text}}",
  "said.reopened": "Mở lại vụ việc: {{reason}}", "said.flash-reported": "Đã báo cáo nhanh “{{what}}”: {{text}}",
  "said.paused": "Tạm dừng đồng hồ “{{what}}”: {{reason}}", "said.resumed": "Đồng hồ “{{what}}” chạy tiếp{{more}}",
  "said.decided": "Quyết định {{who}} chủ trì{{support}}: {{reason}}{{due}}", "said.merged": "Gộp vào vụ việc {{what}} và kết thúc tại đây: {{reason}}", "said.took-in": "Nhận gộp vụ việc {{what}}{{joined}}: {{reason}}",
  "said.split": "Tách {{n}} cảnh báo thành vụ việc {{what}}: {{reason}}", "said.linked": "Đặt làm vụ việc con của {{what}}: {{reason}}", "said.unlinked": "Không còn là vụ việc con: {{reason}}",
  "said.child-linked": "Có vụ việc con {{what}}: {{reason}}", "said.child-unlinked": "Vụ việc {{what}} không còn là vụ việc con: {{reason}}", "said.assigned": "Giao cho {{to}} theo dõi{{from}}: {{reason}}", "said.given": "Chuyển cho phòng {{to}} và kết thúc tại đây: {{reason}}",
} as const satisfies Record<`said.${EventKind | IncidentDeed["is"] | "unlinked" | "child-unlinked"}`, string>;

const deedsEn: Record<keyof typeof deedsVi, string> = {
  "do.appeared": "Appeared", "do.verified": "Verified: true", "do.dismissed": "False alarm", "do.proposed": "Propose the plan", "do.ordered": "Issue the order",
  "do.received": "Confirm receipt", "do.accepted": "Accept", "do.refused": "Refuse authority", "do.forwarded": "Forward to another agency", "do.deployed": "Forces deployed",
  "do.progress": "Report progress", "do.beyond-scenario": "Beyond the scenario", "do.extension-asked": "Ask for more time", "do.extension-granted": "Grant more time", "do.extension-denied": "Deny more time",
  "do.answered": "Report the result", "do.returned": "Return: handle again", "do.confirmed": "Checked, close", "do.reopened": "Reopen", "do.flash-reported": "Flash report made", "do.decided": "Decide lead and support",
  "do.paused": "Stop the clock", "do.resumed": "Let the clock go on",
};

const saidEn: Record<keyof typeof saidVi, string> = {
  "said.appeared": "It appeared", "said.verified": "Alarm verified as true{{more}}", "said.dismissed": "Dismissed as a false alarm: {{reason}}", "said.proposed": "Plan proposed: {{plan}}",
  "said.ordered": "Order to {{who}}: {{required}}{{due}}{{otherwise}}", "said.received": "{{who}} confirmed receipt", "said.received-on-paper": "{{who}} received the order at {{at}} (typed in from paper, signed by {{name}})", "said.accepted": "{{who}} accepted", "said.refused": "{{who}} refused authority: {{reason}}",
  "said.forwarded": "Forwarded from {{who}} to {{to}}: {{reason}}{{due}}", "said.deployed": "{{who}} deployed forces: {{text}}", "said.progress": "{{who}} reported progress: {{text}}", "said.beyond-scenario": "{{who}} reported a situation beyond the scenario: {{text}}",
  "said.extension-asked": "{{who}} asked for time until {{due}}. State: {{state}}. Obstacles: {{obstacles}}", "said.extension-granted": "{{who}} was given time until {{due}}{{more}}", "said.extension-denied": "{{who}} was denied more time: {{reason}}",
  "said.answered": "{{who}} reported the result: {{text}} ({{n}} {{n|piece|pieces}} of evidence)", "said.returned": "Result not satisfactory, to be handled again: {{reason}}{{due}}", "said.confirmed": "Checked and closed: {{text}}",
  "said.reopened": "Case reopened: {{reason}}", "said.flash-reported": "Flash report “{{what}}” made: {{text}}",
  "said.paused": "Clock “{{what}}” stopped: {{reason}}", "said.resumed": "Clock “{{what}}” goes on{{more}}",
  "said.decided": "Decided that {{who}} leads{{support}}: {{reason}}{{due}}", "said.merged": "Merged into case {{what}} and ended here: {{reason}}", "said.took-in": "Took in case {{what}}{{joined}}: {{reason}}",
  "said.split": "{{n}} {{n|alarm|alarms}} split off as case {{what}}: {{reason}}", "said.linked": "Put under the parent case {{what}}: {{reason}}", "said.unlinked": "Taken from under its parent case: {{reason}}",
  "said.child-linked": "Case {{what}} was put under this one: {{reason}}", "said.child-unlinked": "Case {{what}} is no longer under this one: {{reason}}", "said.assigned": "Given to {{to}} to handle{{from}}: {{reason}}", "said.given": "Given to room {{to}} and ended here: {{reason}}",
};

const partiesVi = { "party.centre": "Trung tâm IOC", "party.lead": "Cơ quan chủ trì", "party.agency": "Cơ quan xử lý", "party.leadership": "Lãnh đạo" } as const satisfies Record<`party.${Party}`, string>;
const partiesEn: Record<keyof typeof partiesVi, string> = { "party.centre": "Operations centre", "party.lead": "Lead agency", "party.agency": "Agency", "party.leadership": "Leadership" };

/** Words of the process, for every window that shows cases. */
export const caseTexts = panelTexts(
  {
    ...deedsVi, ...saidVi, ...partiesVi,
    lookedAt: " (đã xem hình camera: {{cameras}})", dueAt: ", hạn {{at}}", withSupport: ", {{who}} phối hợp", joinedBy: ", thêm {{who}} phối hợp", wasWith: ", trước do {{who}}", otherwise: " (khác quyết định: {{reason}})",
    mergedInto: "Đã gộp vào {{what}}", mergedStep: "Đã gộp", givenTo: "Phòng {{what}} chủ trì tiếp", splitFrom: "Tách từ {{what}}", childOf: "Vụ việc con của {{what}}", children: "{{n}} vụ việc con", tookIn: "Đã nhận gộp {{n}}", related: "Vụ việc liên quan",
    left: "còn {{span}}", late: "QUÁ HẠN {{span}}", met: "đúng hạn", missed: "quá hạn", void: "không tính", paused: "tạm dừng, còn {{span}}", pause: "Tạm dừng", pausedFrom: "{{from}} đến {{to}}: {{reason}} ({{who}})", stillPaused: "nay", pausable: "Được tạm dừng khi có lý do",
    provisional: "Tạm tính: lịch chưa có năm {{year}} (từ ngày {{day}}), chỉ trừ thứ bảy, chủ nhật", lateDone: "xong chậm {{span}}", fromPaper: "(nhập từ giấy)", paper: "Biên nhận giấy", paperBy: "{{name}} ký; {{who}} nhập lúc {{at}}. Thời hạn tính theo giờ ghi trên giấy.",
    due: "hạn {{at}}", clause: "Điều khoản", from: "Tính từ", until: "Kết thúc khi", deadline: "Hạn", owner: "Người chịu trách nhiệm", calendar: "Cách tính giờ", always: "24/7, không dừng", working: "Giờ làm việc ({{id}})",
    took: "Đã mất", tookWorking: "trong đó giờ làm việc {{span}}", missedAt: "Phát hiện quá hạn", regulation: "Văn bản", extendable: "Được gia hạn khi có đề nghị", or: " hoặc ", openClause: "Xem điều khoản: {{name}}",
    steps: "Các bước của quy trình", round: "lần {{n}}",
    emergency: "Khẩn cấp", routine: "Thường xuyên", drill: "DIỄN TẬP", lead: "Chủ trì", support: "Phối hợp", noDue: "không có hạn nào đang chạy", clocks: "Đồng hồ thời hạn",
  },
  {
    ...deedsEn, ...saidEn, ...partiesEn,
    lookedAt: " (cameras looked at: {{cameras}})", dueAt: ", due {{at}}", withSupport: ", {{who}} supports", joinedBy: ", adding {{who}} in support", wasWith: ", before with {{who}}", otherwise: " (not as decided: {{reason}})",
    mergedInto: "Merged into {{what}}", mergedStep: "Merged", givenTo: "Room {{what}} goes on with it", splitFrom: "Split from {{what}}", childOf: "Under {{what}}", children: "{{n}} {{n|case|cases}} under it", tookIn: "Took in {{n}}", related: "Related cases",
    left: "{{span}} left", late: "LATE {{span}}", met: "on time", missed: "missed", void: "not counted", paused: "stopped, {{span}} left", pause: "Stood still", pausedFrom: "{{from}} to {{to}}: {{reason}} ({{who}})", stillPaused: "now", pausable: "May be stopped with a reason",
    provisional: "Provisional: the calendar has no holidays of {{year}} yet (from {{day}} on); only its plain week was counted", lateDone: "done {{span}} late", fromPaper: "(typed in from paper)", paper: "Paper receipt", paperBy: "signed by {{name}}; typed in by {{who}} {{at}}. The limit counts by the time on the paper.",
    due: "due {{at}}", clause: "Clause", from: "Counted from", until: "Ends with", deadline: "Deadline", owner: "Who answers for it", calendar: "Hours", always: "around the clock", working: "working time ({{id}})",
    took: "Took", tookWorking: "of it working time {{span}}", missedAt: "Found missed", regulation: "Regulation", extendable: "May be extended on request", or: " or ", openClause: "See the clause: {{name}}",
    steps: "Steps of the process", round: "round {{n}}",
    emergency: "Emergency", routine: "Routine", drill: "DRILL", lead: "Lead", support: "Support", noDue: "no limit is running", clocks: "Clocks",
  },
);
