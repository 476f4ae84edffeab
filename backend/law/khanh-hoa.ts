import { ALWAYS } from "#contract/calendar";
import { Template } from "#contract/process";
import { WORKING_TIME } from "./vietnam-calendar.ts";

const REGULATION = "Quyết định 2421/QĐ-UBND ngày 09/12/2025 của UBND tỉnh Khánh Hòa";

/** Phụ lục II: alarms handled within a stated time. */
export const timed = Template.parse({
  id: "khanh-hoa-timed", version: 2, name: "Xử lý cảnh báo có thời hạn", nameEn: "Timed handling", regulation: `${REGULATION}, Phụ lục II`,
  steps: [
    { id: "1", name: "Kiểm tra cảnh báo", nameEn: "Check the alarm", actor: "centre", clause: "K-II.1" },
    { id: "2", name: "Chuyển xử lý", nameEn: "Forward", actor: "centre", clause: "K-II.2" },
    { id: "3", name: "Kiểm tra thẩm quyền", nameEn: "Check authority", actor: "lead", clause: "K-II.3" },
    { id: "4", name: "Xử lý và phản hồi kết quả", nameEn: "Handle and answer", actor: "lead", clause: "K-II.4" },
    { id: "5", name: "Xác nhận kết quả", nameEn: "Confirm the result", actor: "centre", clause: "K-II.5" },
    { id: "ended", name: "Kết thúc", nameEn: "Ended", actor: "centre", clause: "K-II.5", final: true },
    { id: "dismissed", name: "Từ chối (cảnh báo sai)", nameEn: "Refused (false alarm)", actor: "centre", clause: "K-II.1", final: true },
  ],
  moves: [
    { on: "verified", from: ["1"], to: "2", by: ["centre"], clause: "K-II.1" },
    { on: "dismissed", from: ["1"], to: "dismissed", by: ["centre"], needs: ["reason"], clause: "K-II.1" },
    { on: "ordered", from: ["2"], to: "3", by: ["centre", "leadership"], needs: ["six-contents"], clause: "K-II.2" },
    { on: "accepted", from: ["3"], to: "4", by: ["lead"], clause: "K-II.3" },
    { on: "refused", from: ["3"], to: "2", by: ["lead"], needs: ["reason"], clause: "K-II.3" },
    { on: "answered", from: ["4"], to: "5", by: ["lead"], needs: ["evidence"], clause: "K-II.4" },
    { on: "returned", from: ["5"], to: "4", by: ["centre"], needs: ["reason", "due"], clause: "K-II.5" },
    { on: "confirmed", from: ["5"], to: "ended", by: ["centre"], needs: ["check"], clause: "K-II.5" },
    { on: "reopened", from: ["ended", "dismissed"], to: "2", by: ["centre", "leadership"], needs: ["reason"], clause: "K-II.5" },
  ],
  limits: [
    { id: "check", name: "Kiểm tra cảnh báo", nameEn: "Check", from: "appeared", until: ["verified", "dismissed"], of: "case", span: { minutes: 60 }, calendar: ALWAYS, owner: "centre", clause: "K-II.1" },
    { id: "forward", name: "Chuyển xử lý", nameEn: "Forward", from: "appeared", until: ["ordered"], of: "case", span: { minutes: 60 }, calendar: ALWAYS, owner: "centre", clause: "K-II.2" },
    { id: "authority", name: "Kiểm tra thẩm quyền", nameEn: "Authority", from: "ordered", until: ["accepted", "refused"], of: "agency", span: { minutes: 240 }, calendar: ALWAYS, owner: "agency", clause: "K-II.3" },
    { id: "answer", name: "Phản hồi kết quả", nameEn: "Answer", from: "ordered", until: ["answered"], of: "agency", span: { workingDays: 5 }, calendar: WORKING_TIME, owner: "agency", clause: "K-II.4", extendable: true },
    { id: "confirm", name: "Xác nhận kết quả", nameEn: "Confirm", from: "answered", until: ["confirmed", "returned"], of: "case", span: { minutes: 60 }, calendar: ALWAYS, owner: "centre", clause: "K-II.5" },
  ],
  reminders: [{ id: "at-deadline", limit: "answer", to: "agency", clause: "K-8.3" }],
});

/** Phụ lục III: alarms handled at once. */
export const immediate = Template.parse({
  id: "khanh-hoa-immediate", version: 2, name: "Xử lý cảnh báo tức thời", nameEn: "Immediate handling", regulation: `${REGULATION}, Phụ lục III`,
  steps: [
    { id: "1", name: "Kiểm tra cảnh báo", nameEn: "Check the alarm", actor: "centre", clause: "K-III.1" },
    { id: "2", name: "Chuyển xử lý", nameEn: "Forward", actor: "centre", clause: "K-III.2" },
    { id: "3", name: "Kiểm tra thẩm quyền", nameEn: "Check authority", actor: "lead", clause: "K-III.3" },
    { id: "4", name: "Xử lý và phản hồi kết quả", nameEn: "Handle and answer", actor: "lead", clause: "K-III.4" },
    { id: "5", name: "Xác nhận kết quả", nameEn: "Confirm the result", actor: "centre", clause: "K-III.5" },
    { id: "ended", name: "Kết thúc", nameEn: "Ended", actor: "centre", clause: "K-III.5", final: true },
    { id: "dismissed", name: "Từ chối (cảnh báo sai)", nameEn: "Refused (false alarm)", actor: "centre", clause: "K-III.1", final: true },
  ],
  moves: [
    { on: "verified", from: ["1"], to: "2", by: ["centre"], clause: "K-III.1" },
    { on: "dismissed", from: ["1"], to: "dismissed", by: ["centre"], needs: ["reason"], clause: "K-III.1" },
    { on: "ordered", from: ["2"], to: "3", by: ["centre", "leadership"], needs: ["six-contents"], clause: "K-III.2" },
    { on: "accepted", from: ["3"], to: "4", by: ["lead"], clause: "K-III.3" },
    { on: "refused", from: ["3"], to: "2", by: ["lead"], needs: ["reason"], clause: "K-III.3" },
    { on: "answered", from: ["4"], to: "5", by: ["lead"], needs: ["evidence"], clause: "K-III.4" },
    { on: "returned", from: ["5"], to: "4", by: ["centre"], needs: ["reason"], clause: "K-III.5" },
    { on: "confirmed", from: ["5"], to: "ended", by: ["centre"], needs: ["check"], clause: "K-III.5" },
    { on: "reopened", from: ["ended", "dismissed"], to: "2", by: ["centre", "leadership"], needs: ["reason"], clause: "K-III.5" },
  ],
  limits: [
    { id: "check", name: "Kiểm tra cảnh báo", nameEn: "Check", from: "appeared", until: ["verified", "dismissed"], of: "case", span: { minutes: 30 }, calendar: ALWAYS, owner: "centre", clause: "K-III.1" },
    { id: "forward", name: "Chuyển xử lý", nameEn: "Forward", from: "appeared", until: ["ordered"], of: "case", span: { minutes: 30 }, calendar: ALWAYS, owner: "centre", clause: "K-III.2" },
  ],
  reminders: [{ id: "every-hour", from: "ordered", until: ["accepted", "answered", "refused"], of: "agency", every: { minutes: 60 }, to: "agency", clause: "K-III.2" }],
  flashes: [
    { id: "flash-forwarded", on: "ordered", to: "leadership", clause: "K-III.2", name: "Báo cáo nhanh UBND khi chuyển xử lý", nameEn: "Flash report on forwarding" },
    { id: "flash-confirmed", on: "confirmed", to: "leadership", clause: "K-III.5", name: "Báo cáo nhanh UBND khi xác nhận kết quả", nameEn: "Flash report on the result" },
  ],
});
