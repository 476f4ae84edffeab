import { ALWAYS } from "#contract/calendar";
import { Template } from "#contract/process";

/** Phụ lục V: five steps with the service-level agreement; each limit has an emergency and a routine figure where the law gives two. */
export const fiveSteps = Template.parse({
  id: "hue-five-steps", version: 2, name: "Quy trình 05 bước và SLA", nameEn: "Five steps with SLA",
  regulation: "Quyết định 1893/QĐ-UBND ngày 09/6/2026 của UBND thành phố Huế, Điều 11 và Phụ lục V",
  steps: [
    { id: "1", name: "Tiếp nhận và xác thực", nameEn: "Receive and verify", actor: "centre", clause: "H-V.1" },
    { id: "2", name: "Phân tích và gợi ý phương án", nameEn: "Analyse and propose", actor: "centre", clause: "H-V.2" },
    { id: "3", name: "Phát lệnh điều hành", nameEn: "Issue the order", actor: "centre", clause: "H-V.3" },
    { id: "4", name: "Thực thi tại hiện trường", nameEn: "Act in the field", actor: "lead", clause: "H-V.4" },
    { id: "5", name: "Hậu kiểm và đóng kịch bản", nameEn: "Check and close", actor: "centre", clause: "H-V.5" },
    { id: "closed", name: "Đã đóng", nameEn: "Closed", actor: "centre", clause: "H-11.5", final: true },
    { id: "dismissed", name: "Cảnh báo giả", nameEn: "False alarm", actor: "centre", clause: "H-11.2", final: true },
  ],
  moves: [
    { on: "verified", from: ["1"], to: "2", by: ["centre"], clause: "H-11.2" },
    { on: "dismissed", from: ["1"], to: "dismissed", by: ["centre"], needs: ["reason"], clause: "H-11.2" },
    { on: "proposed", from: ["2"], to: "3", by: ["centre"], clause: "H-11.3" },
    { on: "ordered", from: ["3"], to: "4", by: ["centre", "leadership"], needs: ["six-contents", "due"], clause: "H-11.3" },
    { on: "refused", from: ["4"], to: "3", by: ["lead"], needs: ["reason"], clause: "K-8.4" },
    { on: "answered", from: ["4"], to: "5", by: ["lead"], needs: ["evidence"], clause: "H-11.4" },
    { on: "returned", from: ["5"], to: "4", by: ["centre"], needs: ["reason", "due"], clause: "H-11.5" },
    { on: "confirmed", from: ["5"], to: "closed", by: ["centre"], needs: ["check"], clause: "H-11.5" },
    { on: "reopened", from: ["closed", "dismissed"], to: "3", by: ["centre", "leadership"], needs: ["reason"], clause: "H-11.5" },
  ],
  limits: [
    { id: "verify", name: "Tiếp nhận và xác thực", nameEn: "Verify", from: "appeared", until: ["verified", "dismissed"], of: "case", span: { minutes: 1 }, calendar: ALWAYS, owner: "centre", clause: "H-V.1" },
    { id: "propose", name: "Gợi ý phương án", nameEn: "Propose", from: "verified", until: ["proposed"], of: "case", span: { emergency: { minutes: 5 }, routine: { minutes: 15 } }, calendar: ALWAYS, owner: "centre", clause: "H-V.2" },
    { id: "order", name: "Phát lệnh", nameEn: "Order", from: "proposed", until: ["ordered"], of: "case", span: { minutes: 2 }, calendar: ALWAYS, owner: "centre", clause: "H-V.3" },
    { id: "receive", name: "Xác nhận tiếp nhận lệnh", nameEn: "Receipt", from: "ordered", until: ["received", "accepted", "refused", "answered"], of: "agency", span: { emergency: { minutes: 10 }, routine: { minutes: 30 } }, calendar: ALWAYS, owner: "agency", clause: "H-11.4" },
    { id: "deploy", name: "Triển khai lực lượng", nameEn: "Forces deployed", from: "ordered", until: ["deployed", "answered"], of: "agency", span: { emergency: { minutes: 30 }, routine: { minutes: 60 } }, calendar: ALWAYS, owner: "agency", clause: "H-V.4" },
    { id: "complete", name: "Hoàn thành xử lý", nameEn: "Completed", from: "ordered", until: ["answered"], of: "agency", span: "order", calendar: ALWAYS, owner: "agency", clause: "H-V.4", extendable: true },
    { id: "close", name: "Hậu kiểm và đóng", nameEn: "Check and close", from: "answered", until: ["confirmed", "returned"], of: "case", span: { minutes: 30 }, calendar: ALWAYS, owner: "centre", clause: "H-V.5" },
  ],
  reminders: [{ id: "overdue", limit: "complete", to: "agency", clause: "K-8.3" }],
});

/** Phụ lục IV: what whoever feeds a service commits to when its data is interrupted. Seconds. */
export const INTERRUPTION = { repairWithin: 2 * 3600, clause: "H-IV", authority: "Quyết định 1893/QĐ-UBND ngày 09/6/2026, Phụ lục IV: khắc phục trong 02 giờ" };
