import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Calendar, CALENDAR_WARNS } from "#contract/calendar";
import { endOf } from "#contract/calendar-check";
import { fail, ok } from "#contract/result";
import type { Template } from "#contract/process";
import { timed } from "../../../backend/law/khanh-hoa.ts";
import { workingCalendar } from "../../../backend/law/vietnam-calendar.ts";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { CalendarSign } from "../../windows/console/calendar-sign.tsx";
import { LawDesk } from "./law-desk.tsx";

let room: WindowRoom;
let shown: Shown;
let templates: Template[];
async function begin(roles: NonNullable<Parameters<typeof openWindowRoom>[0]>["roles"] = ["shift-lead"]): Promise<void> {
  templates = [timed];
  room = await openWindowRoom({
    roles,
    answers: {
      "process:list": () => ok({ templates }), "calendar:list": () => ok({ calendars: [workingCalendar] }), "scenario:list": () => ok({ scenarios: [] }), "agency:list": () => ok({ agencies: [] }), "incident:mirror": () => ok({ incidents: [], seq: 0 }),
      "process:save": ({ template, version }) => {
        const saved: Template = { ...timed, ...template, version: version + 1 } as Template;
        templates = [...templates, saved];
        return ok(saved);
      },
      "calendar:save": ({ calendar, version }) => ok(Calendar.parse({ ...calendar, version: version + 1 })),
    },
  });
  shown = show(<LawDesk />);
}
const asked = (name: string) => room.asked.filter((each) => each.name === name).map((each) => each.input);
const group = (words: string): HTMLElement => [...document.querySelectorAll<HTMLElement>("fieldset")].find((each) => each.querySelector("legend")?.textContent?.startsWith(words) === true)!;
const pressIn = (where: HTMLElement, label: string): void => where.querySelector<HTMLElement>(`[aria-label="${label}"]`)?.click();

describe("the desk of processes and calendars", () => {
  beforeEach(() => begin());
  afterEach(async () => {
    shown.close();
    await room.stop();
  });

  test("K-9.7 the law's process is only read; its copy needs a document, tells each fault at its row, and is saved as a sector's own", async () => {
    await shown.press("Xử lý cảnh báo có thời hạn");
    await shown.says("không sửa được");
    expect(shown.find("button", "Lưu")).toBeUndefined();
    expect(document.querySelector("svg[aria-label*='Cảnh báo giả']")).not.toBeNull();
    await shown.press("Sao chép thành quy trình riêng");
    await until(() => shown.find("button", "Lưu") !== undefined);
    await shown.press("Lưu");
    await shown.says("Còn 1 chỗ chưa đúng");
    await shown.type("Văn bản làm căn cứ", "Quyết định 45");
    await until(() => group("Chuyển bước").querySelectorAll("tbody").length === 9);
    pressIn(group("Chuyển bước"), "Bỏ dòng 2");
    await shown.says("Không có đường nào tới bước “dismissed”");
    pressIn(group("Các bước"), "Bỏ dòng 7");
    await until(() => group("Chuyển bước").textContent?.includes("Không có bước “dismissed”") === true);
    expect(asked("process:save")).toEqual([]);
    // The last move leads out of both ends: the one that is gone is unticked.
    [...group("Chuyển bước").querySelectorAll<HTMLLabelElement>("tbody:last-of-type label")].find((label) => label.textContent?.trim() === "dismissed")?.querySelector("input")?.click();
    await until(() => !shown.text().includes("Không có bước “dismissed”"));
    // A limit that this deed ended is told of too, at its own row.
    expect(group("Thời hạn").querySelector("tbody")?.textContent).toContain("“dismissed” không xảy ra");
    [...group("Thời hạn").querySelectorAll<HTMLLabelElement>("tbody:first-of-type label")].find((label) => label.textContent?.trim() === "Cảnh báo giả")?.querySelector("input")?.click();
    await until(() => !shown.text().includes("không xảy ra"));
    await shown.press("Lưu");
    await until(() => asked("process:save").length === 1);
    expect(asked("process:save")).toMatchObject([{ version: 0, template: { id: "khanh-hoa-timed-1", regulation: "Quyết định 45", sector: { fields: [] } } }]);
    await shown.says("Riêng của ngành · phiên bản 1");
  });

  test("a refusal stands at the foot with its place, and what was written is kept", async () => {
    room.answers["process:save"] = () => fail({ code: "conflict", detail: "version 3 is in force, not 0" });
    await shown.press("Xử lý cảnh báo có thời hạn");
    await shown.press("Sao chép thành quy trình riêng");
    await shown.type("Văn bản làm căn cứ", "Quyết định 45");
    await until(() => shown.find("button", "Lưu") !== undefined);
    await shown.press("Lưu");
    await until(() => asked("process:save").length === 1);
    await until(() => [...document.querySelectorAll("[role=alert]")].some((alert) => alert.textContent?.startsWith("✕") === true));
    expect(document.querySelector<HTMLInputElement>("input[value='Quyết định 45']")).not.toBeNull();
  });

  test("K-II.4 a day pressed is off, pressed again worked instead; a day without its name is not saved", async () => {
    await shown.press("Lịch làm việc");
    await shown.press("Giờ hành chính Việt Nam");
    const day = (): HTMLElement => document.querySelector<HTMLElement>("button[aria-label^='24/11/']")!;
    await until(() => day() !== null);
    day().click();
    await until(() => day().dataset["day"] === "off");
    await shown.press("Lưu");
    await shown.says("Còn 1 chỗ chưa đúng");
    expect(asked("calendar:save")).toEqual([]);
    day().click();
    await until(() => day().dataset["day"] === "work");
  });
});

describe("who may not change anything", () => {
  afterEach(async () => {
    shown.close();
    await room.stop();
  });

  test("reads all the same, with no way to save", async () => {
    await begin(["auditor"]);
    await shown.press("Lịch làm việc");
    await shown.press("Giờ hành chính Việt Nam");
    await shown.says("Bạn chỉ có quyền xem");
    expect(shown.find("button", "Lưu")).toBeUndefined();
    expect(document.querySelector("fieldset:not(:disabled) .cell")).toBeNull();
  });

  test.each<["shift-lead" | "operator", number, number]>([["shift-lead", 0, 1], ["shift-lead", 86_400_000, 0], ["operator", 0, 0]])("K-9.7 the console warns a %s %i ms before 60 days are left (%i)", async (role, off, signs) => {
    room = await openWindowRoom({ roles: [role], answers: { "calendar:list": () => ok({ calendars: [ending(off)] }) } });
    shown = show(<div data-sign=""><CalendarSign /></div>);
    await until(() => document.querySelector("[data-sign]") !== null && (role === "operator" || document.querySelector(`[data-calendars="${signs}"]`) !== null));
    expect(document.querySelectorAll("[data-calendars] li")).toHaveLength(signs);
  });
});

/** A calendar whose end lies 60 days and `off` ms away, on the day that makes it so. */
function ending(off: number): Calendar {
  const at = new Date(Date.now() + CALENDAR_WARNS + off - 86_400_000 + workingCalendar.offset * 60_000);
  const calendar = Calendar.parse({ ...workingCalendar, days: [], to: at.toISOString().slice(0, 10) });
  expect(endOf(calendar) - Date.now()).toBeGreaterThan(0);
  return calendar;
}
