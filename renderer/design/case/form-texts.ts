import { panelTexts } from "../panel-text.ts";
import type { MoveField } from "./move-fields.ts";

const fieldsVi = {
  "field.note": "Nội dung", "field.reason": "Lý do", "field.plan": "Phương án đề xuất", "field.forces": "Lực lượng, phương tiện đã triển khai", "field.state": "Hiện trạng", "field.obstacles": "Vướng mắc",
  "field.result": "Kết quả xử lý", "field.check": "Đã đối chiếu với cảm biến, camera nào, thấy gì", "field.expectedEnd": "Dự kiến hoàn thành", "field.due": "Hạn mới", "field.to": "Chuyển cho cơ quan", "field.evidence": "Minh chứng (ảnh, PDF, MP4)",
} as const satisfies Record<`field.${MoveField["name"]}`, string>;
const fieldsEn: Record<keyof typeof fieldsVi, string> = {
  "field.note": "What is the case", "field.reason": "Reason", "field.plan": "Proposed plan", "field.forces": "Forces and equipment deployed", "field.state": "State of the work", "field.obstacles": "Obstacles",
  "field.result": "Result", "field.check": "Which sensors and cameras were looked at, and what they show", "field.expectedEnd": "Expected end", "field.due": "New deadline", "field.to": "To agency", "field.evidence": "Evidence (photo, PDF, MP4)",
};

/** Texts of the forms that moves ask with. */
export const formTexts = panelTexts(
  {
    ...fieldsVi,
    needed: "Cần ghi", reasonNeeded: "Cần ít nhất 3 ký tự", instantNeeded: "Cần ngày giờ", filesNeeded: "Cần ít nhất một tệp minh chứng", agencyNeeded: "Cần chọn cơ quan", optional: "không bắt buộc",
    instantForm: "giờ:phút ngày/tháng/năm, ví dụ 17:20 22/11/2026", inSpan: "sau {{span}} nữa", minutes: "phút",
    send: "Ghi nhận", sending: "đang gửi…", uploading: "đang tải lên {{name}}…", addFile: "Thêm tệp", remove: "Bỏ {{name}}", byClause: "Theo {{clause}}",
    second: "Người thứ hai xác nhận", secondHint: "Bước này cần hai người (theo {{clause}})", secondName: "Tên đăng nhập người thứ hai", secondPassword: "Mật khẩu người thứ hai", about: "Về phần việc của {{who}}",
    told: "Ghi lại theo điện thoại hoặc báo cáo của cơ quan",
  },
  {
    ...fieldsEn,
    needed: "Needed", reasonNeeded: "At least 3 characters", instantNeeded: "A date and time is needed", filesNeeded: "At least one piece of evidence is needed", agencyNeeded: "Choose an agency", optional: "optional",
    instantForm: "hour:minute day/month/year, e.g. 17:20 22/11/2026", inSpan: "{{span}} from now", minutes: "min",
    send: "Record", sending: "sending…", uploading: "uploading {{name}}…", addFile: "Add file", remove: "Remove {{name}}", byClause: "Under {{clause}}",
    second: "Second person", secondHint: "This step takes two persons (under {{clause}})", secondName: "Log-in name of the second person", secondPassword: "Password of the second person", about: "About the part of {{who}}",
    told: "Recorded as told by telephone or report of the agency",
  },
);
