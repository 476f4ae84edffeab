import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SiteId } from "#contract/ids";
import { IncidentId } from "#contract/incident";
import type { MessageContent, Notice } from "#contract/message";
import { html, oneLine, withoutAddresses } from "./clean.ts";
import { spoken } from "./words.ts";

type OrderContent = Extract<MessageContent, { is: "order" }>;
const order = (more: Partial<OrderContent["order"]> = {}, title = "Ngập sâu tại Đập Đá"): OrderContent => ({
  is: "order", incidentId: IncidentId.parse("sv-261122-7"), title, lead: "Công ty Thoát nước", support: ["CSGT", "Phường Vỹ Dạ"], role: "lead",
  order: { happened: "Nước ngập 46 cm", where: "Đập Đá", required: "Chặn đường, bơm nước", due: Date.UTC(2026, 10, 22, 16, 30), ...more },
});
const setting = { language: "vi", urgency: "emergency", site: "Trung tâm IOC thành phố Huế" } as const;

describe("H-11.3 an order says all six, in every language and on every channel", () => {
  test.each<["vi" | "en", string[]]>([
    ["vi", ["Sự việc: Nước ngập 46 cm", "Nơi: Đập Đá", "Yêu cầu: Chặn đường", "Chủ trì: Công ty Thoát nước", "Phối hợp: CSGT, Phường Vỹ Dạ", "Hạn: 23:30 22/11/2026"]],
    ["en", ["What happened: Nước ngập 46 cm", "Where: Đập Đá", "Required: Chặn đường", "Lead: Công ty Thoát nước", "Support: CSGT, Phường Vỹ Dạ", "Due: 23:30 22/11/2026"]],
  ])("%s", (language, parts) => {
    const { text, short, subject } = spoken(order(), { ...setting, language });
    for (const part of parts) {
      expect(text).toContain(part);
      expect(short).toContain(part.slice(0, 40));
    }
    expect(subject).toMatch(language === "vi" ? /^\[KHẨN CẤP\] Lệnh xử lý: Ngập/ : /^\[EMERGENCY\] Order: Ngập/);
  });

  test("however long its parts, an SMS still says by when and who leads", () => {
    const long = "nước dâng ".repeat(400);
    const { short } = spoken(order({ happened: long, where: long, required: long }), setting);
    expect(short).toContain("Hạn: 23:30 22/11/2026");
    expect(short).toContain("Chủ trì: Công ty Thoát nước");
    expect(short.length).toBeLessThan(600);
  });
});

describe("H-11.3 K-8.3 what an agency is told after its order", () => {
  const DUE = Date.UTC(2026, 10, 22, 16, 30);
  const notice = (of: Notice): MessageContent => ({ is: "notice", incidentId: IncidentId.parse("sv-261122-7"), title: "Ngập sâu tại Đập Đá", notice: of });
  test.each<[Notice, string, string]>([
    [{ what: "reminded", clause: "K-8.3", limit: { name: "Xử lý, trả lời", nameEn: "Handle and answer", due: DUE }, orderedAt: DUE }, "Nhắc việc sv-261122-7. Ngập sâu tại Đập Đá. Hạn “Xử lý, trả lời” là 23:30 22/11/2026, chưa có kết quả.", "Reminder: Ngập"],
    [{ what: "reminded", clause: "K-III.2", orderedAt: DUE }, "Lệnh giao lúc 23:30 22/11/2026 đến nay chưa được tiếp nhận", "Reminder: Ngập"],
    [{ what: "said", as: "agency", from: "Công an", text: "Cần <b>2</b>\r\nmáy" }, "Công an: Cần <b>2</b> máy", "Consultation: Ngập"],
    [{ what: "extension-granted", due: DUE }, "Hạn mới: 23:30 22/11/2026.", "More time granted: Ngập"],
    [{ what: "extension-denied", reason: "Không đủ căn cứ" }, "Lý do: Không đủ căn cứ", "More time denied: Ngập"],
    [{ what: "left", reason: "Giao đơn vị khác" }, "không còn xử lý vụ việc này", "No longer yours: Ngập"],
    [{ what: "closed", text: "Thông xe" }, "Vụ việc đã kết thúc, không cần làm gì thêm. Kết luận: Thông xe", "Case closed: Ngập"],
    [{ what: "closed", toRoom: SiteId.parse("hue"), text: "Vượt khả năng" }, "Vụ việc do phòng hue chủ trì tiếp; đơn vị làm theo lệnh đang có cho đến khi có lệnh mới. Lý do: Vượt khả năng", "Another room leads: Ngập"],
    [{ what: "closed", into: IncidentId.parse("sv-261122-9"), text: "Trùng" }, "xử lý tiếp trong vụ việc sv-261122-9", "Case merged: Ngập"],
  ])("%o", (of, short, subject) => {
    const routine = { ...setting, urgency: "routine" } as const;
    const vi = spoken(notice(of), routine);
    expect(vi.short).toContain(short);
    expect(vi.short).not.toMatch(/[\p{Cc}]/u);
    expect(vi.text).toContain("sv-261122-7");
    expect(html(vi.text)).not.toContain("<b>");
    expect(spoken(notice(of), { ...routine, language: "en" }).subject).toContain(subject);
  });
});

const HOSTILE = ["\r\nBcc: moi@nguoi.example\r\n\r\n<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\u202egnp.exe", "a\u0000b\u001b[31m", "{confirm}{leave}{{by}}", "=?utf-8?Q?=0D=0ABcc:?=", "'\"&;`$(reboot)", "😀".repeat(300)];

describe("fields that attack", () => {
  test.each(HOSTILE)("%j stays words: no header, no element, no turned text", (attack) => {
    const { subject, text, short } = spoken(order({ happened: `x ${attack}`, where: attack === "" ? "x" : attack }, `T ${attack}`), setting);
    for (const line of [subject, short]) expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(subject.length).toBeLessThanOrEqual(180);
    expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    expect(html(text)).not.toMatch(/[<>"']/);
  });

  test("marks for links in an order's fields are words; in a warning they become the recipient's own links", () => {
    expect(spoken(order({ happened: "{confirm} {leave}" }), { ...setting, confirm: "https://a/1", leave: "https://a/2" }).text).toContain("Sự việc: {confirm} {leave}");
    const words: MessageContent = { is: "words", vi: { title: "Xác nhận", text: "Bấm {confirm}, thôi nhận {leave}" } };
    expect(spoken(words, { ...setting, urgency: "routine", confirm: "https://a/1", leave: "https://a/2" }).text).toContain("Bấm https://a/1, thôi nhận https://a/2");
  });

  test("property: a subject is one line whatever the title, and nothing is cut through a letter", () =>
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 400 }), fc.integer({ min: 2, max: 60 }), (text, most) => {
      const line = oneLine(text, most);
      expect(line.length).toBeLessThanOrEqual(most);
      expect(line).not.toMatch(/[\p{Cc}]/u);
      if (text.isWellFormed()) expect(line.isWellFormed()).toBe(true);
    })));
});

test("what another side says of a fault is kept without anybody's address", () => {
  expect(withoutAddresses("550 5.1.1 <trung.nguyen@phuong.example>: no such user, +84905123456")).toBe("550 5.1.1 <…@…>: no such user, …");
});
