import { act } from "react";
import { beforeEach, expect, test } from "vitest";
import type { Replication } from "#contract/replication";
import type { Status } from "#contract/request";
import { nextFrame, render } from "../../../test/kit/render.ts";
import { setLanguage } from "../../design/i18n.ts";
import { status } from "../../live/socket.ts";
import { CentreLink } from "./centre-link.tsx";

const NOW = Date.now();
const up: Replication = { link: "up", since: NOW - 60_000, left: 0, leftFirst: 0, perSecond: 0, sent: 10, repaired: 0 };
const pulse = (replication?: Replication): Status => ({ now: NOW, seq: 0, disk: "ok", held: 0, heldAlarms: [], readingsPerSecond: 0, sources: [], windows: 1, centre: replication === undefined ? "none" : replication.link === "up" ? "up" : "down", flood: { active: false, count: 0, peak: 0 }, ...(replication && { replication }) });

beforeEach(() => {
  setLanguage("vi");
  status.set(undefined);
});

test("a room without a centre speaks of none", async () => {
  const box = render(<><CentreLink /><CentreLink wall /></>);
  status.set(pulse());
  await nextFrame();
  expect(box.textContent).toBe("");
});

test("H-6.2c what is left, how fast it goes and when it will be done; the bar goes from what was left at most", async () => {
  const box = render(<CentreLink />);
  const bar = () => box.querySelector("[role=progressbar]");
  status.set(pulse(up));
  await nextFrame();
  expect(box.textContent).toContain("Trung tâm: đã nhận đủ");
  expect(bar()?.hasAttribute("data-idle")).toBe(true);
  status.set(pulse({ ...up, left: 12_000, perSecond: 100 }));
  await nextFrame();
  expect(box.textContent).toContain("Trung tâm: còn 12.000");
  expect(box.textContent).toContain("100/giây · khoảng 2 phút nữa");
  status.set(pulse({ ...up, left: 3000, perSecond: 100 }));
  await nextFrame();
  expect(bar()?.getAttribute("aria-valuenow")).toBe("75");
  status.set(pulse({ ...up, quarantined: 2 }));
  await nextFrame();
  expect(box.textContent).toContain("2 để riêng");
  status.set(pulse({ ...up, filesLeft: 3, filesLacking: 1, filesWhy: "full" }));
  await nextFrame();
  for (const words of ["chứng cứ: còn 3 tệp", "1 tệp chứng cứ không đọc được ở đây"]) expect(box.textContent).toContain(words);
  expect(box.querySelector("[data-centre]")?.getAttribute("title")).toContain("chưa nhận tệp chứng cứ: đĩa của trung tâm đầy");
  status.set(pulse({ ...up, different: 1 }));
  await nextFrame();
  expect(box.textContent).toContain("1 bị sửa ở trung tâm");
  act(() => setLanguage("en"));
  await nextFrame();
  expect(box.textContent).toContain("Centre: has all");
});

test("H-6.2c what the centre issued is told with its age while nobody can ask, what waits for a decision and what could not be taken always", async () => {
  const box = render(<CentreLink />);
  const issued = { inForce: 3, newestAt: NOW - 86_400_000, open: 0, refused: 0 };
  status.set(pulse({ ...up, askedAt: NOW - 1000, issued }));
  await nextFrame();
  expect(box.textContent).not.toContain("trung tâm đã duyệt");
  expect(box.querySelector("[data-centre]")?.getAttribute("title")).toContain("3 mục đang theo bản trung tâm duyệt");
  // The link stands and the centre answers nothing about it: as old as without a link.
  for (const link of ["up", "down"] as const) {
    status.set(pulse({ ...up, link, askedAt: NOW - 3 * 3_600_000, issued: { ...issued, open: 1, refused: 2 } }));
    await nextFrame();
    for (const words of ["dùng bản trung tâm đã duyệt, hỏi lần cuối 3 giờ", "1 bản trung tâm ban hành XUNG ĐỘT", "2 bản trung tâm ban hành không nhận được"]) expect(box.textContent).toContain(words);
  }
  status.set(pulse({ ...up, link: "down", issued }));
  await nextFrame();
  expect(box.textContent).toContain("chưa rõ hỏi lần cuối khi nào");
});

test("without a link it says since when and why, what is left and how old the oldest alarm is that is not there; nothing is guessed", async () => {
  const box = render(<CentreLink />);
  status.set(pulse({ ...up, link: "down", why: "full", left: 340, oldestAlarm: NOW - 245_000 }));
  await nextFrame();
  expect(box.querySelector("[data-centre]")?.getAttribute("data-centre")).toBe("down");
  for (const words of ["MẤT NỐI", "còn 340", "cảnh báo chưa tới: 4 phút"]) expect(box.textContent).toContain(words);
  expect(box.querySelector("[data-centre]")?.getAttribute("title")).toContain("đĩa của trung tâm đầy");
  const { left: _, ...unknown } = up;
  status.set(pulse({ ...unknown, link: "down", why: "unreachable" }));
  await nextFrame();
  expect(box.textContent).toContain("chưa rõ còn bao nhiêu");
});

test("a wall has the sign, the word and what is left without a link", async () => {
  const box = render(<CentreLink wall />);
  status.set(pulse(up));
  await nextFrame();
  expect(box.textContent).toBe("● Trung tâmđã nhận đủ");
  status.set(pulse({ ...up, link: "down", why: "unreachable", left: 340 }));
  await nextFrame();
  expect(box.textContent).toBe("✕ Trung tâmcòn 340");
  status.set(pulse({ ...up, link: "down", why: "unreachable", left: 0 }));
  await nextFrame();
  expect(box.textContent).toBe("✕ Trung tâmMẤT NỐI");
});
