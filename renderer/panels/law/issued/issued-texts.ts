import { panelTexts } from "../../../design/panel-text.ts";

/** Texts of what the centre issued. */
export const issuedTexts = panelTexts(
  {
    list: "Trung tâm ban hành", none: "Trung tâm chưa ban hành gì cho phòng này", choose: "Chọn một mục ở bên trái để xem", "stands.open": "XUNG ĐỘT", "stands.in-force": "đang dùng", "stands.ours": "giữ bản của phòng", refused: "không nhận được", version: "bản {{n}}",
    approved: "{{who}} duyệt {{at}}", came: "đến đây {{at}}", scope: "Ban hành cho", all: "mọi phòng", site: "riêng phòng này",
    both: "Đã sửa ở cả hai nơi. Đang dùng bản của phòng cho tới khi có người quyết định.", field: "Chỗ khác nhau", here: "Ở phòng này", centre: "Trung tâm", absent: "(không có)", more: "… và những chỗ khác nữa",
    reason: "Vì sao", reasonHint: "Được ghi vào nhật ký cùng tên người quyết định", takeCentre: "Dùng bản của trung tâm", keepRoom: "Giữ bản của phòng", settled: "Đã quyết định: {{what}}", decided: "{{who}} quyết định {{at}}: {{reason}}", mayNot: "Trưởng ca hoặc quản trị viên quyết định; về tài khoản thì chỉ quản trị viên.",
    inForce: "Bản {{n}} của trung tâm đang có hiệu lực ở đây.", ours: "Phòng giữ bản của mình, không dùng bản {{n}} của trung tâm.", why: "Không nhận được: {{why}}", yes: "có", no: "không", of: "{{kind}}: {{name}}",
    "field.enabled": "Đang dùng", "field.roles": "Vai trò", "field.agencyId": "Cơ quan", "field.edition": "Bản theo chương trình", "field.week": "Giờ làm việc trong tuần", "field.withdrawn": "Đã thôi dùng",
  },
  {
    list: "Issued by the centre", none: "The centre has issued nothing to this room", choose: "Choose an entry at the left to look at it", "stands.open": "CONFLICT", "stands.in-force": "in force", "stands.ours": "the room's is kept", refused: "not taken", version: "version {{n}}",
    approved: "approved by {{who}} {{at}}", came: "here since {{at}}", scope: "Issued to", all: "all rooms", site: "this room alone",
    both: "Edited in both places. The room's version is in force until a person decides.", field: "Where they differ", here: "In this room", centre: "Centre", absent: "(not there)", more: "… and more",
    reason: "Why", reasonHint: "Goes into the journal with the name of who decides", takeCentre: "Take the centre's", keepRoom: "Keep the room's", settled: "Decided: {{what}}", decided: "{{who}} decided {{at}}: {{reason}}", mayNot: "A shift lead or an administrator decides; on accounts an administrator alone.",
    inForce: "Version {{n}} of the centre is in force here.", ours: "The room keeps its own, not the centre's version {{n}}.", why: "Could not be taken: {{why}}", yes: "yes", no: "no", of: "{{kind}}: {{name}}",
    "field.enabled": "Enabled", "field.roles": "Roles", "field.agencyId": "Agency", "field.edition": "Edition of the program", "field.week": "Working hours of the week", "field.withdrawn": "Withdrawn",
  },
);
