import { act } from "react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { SiteId } from "#contract/ids";
import type { Snapshot, Status } from "#contract/request";
import { openAlarm } from "../../test/kit/open-alarms.ts";
import { nextFrame, render, type } from "../../test/kit/render.ts";
import { setLanguage } from "../design/i18n.ts";
import { Value } from "../design/value.tsx";
import { link, mirror, status, type Link } from "../live/socket.ts";
import { AlarmBoard } from "../panels/alarm-board/alarm-board.tsx";
import { KeyFiguresCell } from "../panels/key-figures/key-figures-cell.tsx";
import { LinkState } from "../panels/link-state/link-state.tsx";
import { FirstRunForm } from "./door/first-run-form.tsx";
import { LoginForm } from "./door/login-form.tsx";
import { Banners } from "./frame/banners.tsx";
import { LinkFrame } from "./frame/link-frame.tsx";
import { TopBar } from "./console/top-bar.tsx";

const NOW = Date.now();
const LIVE: Link = { state: "connected", heardAt: NOW, goodbye: undefined, refused: undefined };
const SITE: Snapshot["site"] = { id: SiteId.parse("hue"), name: "Huế", demo: false, centre: [107.5, 16.4], webPages: [] };
const pulse = (changes: Partial<Status> = {}): Status => ({ now: NOW, seq: 0, disk: "ok", held: 0, heldAlarms: [], readingsPerSecond: 12, sources: [], windows: 1, centre: "none", flood: { active: false, count: 0, peak: 0 }, ...changes });

beforeEach(() => {
  setLanguage("vi");
  link.set(LIVE);
  status.set(undefined);
  mirror.phase.set({ is: "ready" });
  mirror.site.set(SITE);
  mirror.flood.set({ active: false, count: 0, peak: 0 });
  mirror.alarms.reset([]);
  mirror.alarmVersion.set(mirror.alarmVersion.get() + 1);
});

const ANY = { thingIds: [] };

describe("a lost link is unmistakable on every window (invariant 7)", () => {
  test("while the link stands there is no sign of it", () => {
    const box = render(<LinkFrame><p>nội dung</p></LinkFrame>);
    expect(box.querySelector("[role=alert]")).toBeNull();
    expect(box.textContent).toBe("nội dung");
  });
  test("a broken one says so, and how old the figures are", async () => {
    const box = render(<LinkFrame><p>nội dung</p></LinkFrame>);
    link.set({ ...LIVE, state: "connecting", heardAt: NOW - 65_000 });
    await nextFrame();
    expect(box.querySelector("[data-link]")?.getAttribute("data-link")).toBe("connecting");
    expect(box.querySelector("[role=alert]")?.textContent).toMatch(/MẤT KẾT NỐI.*lần cuối 1 phút trước/);
  });
  test("a silent one is told apart from a broken one", async () => {
    const box = render(<><LinkFrame><p /></LinkFrame><LinkState /></>);
    link.set({ ...LIVE, state: "stale" });
    await nextFrame();
    expect(box.querySelector("[role=alert]")?.textContent).toContain("Tín hiệu chậm");
    expect(box.textContent).not.toContain("MẤT KẾT NỐI");
  });
  test("the backend's reason is told", async () => {
    const box = render(<LinkFrame><p /></LinkFrame>);
    link.set({ ...LIVE, state: "connecting", goodbye: { reason: "stopping", again: true, at: NOW } });
    await nextFrame();
    expect(box.textContent).toContain("Máy chủ đang dừng");
  });
});

describe("a value knows its age and source (invariant 7)", () => {
  const at = NOW - 12_000;
  test("live: figure, unit, age and source", () => {
    const box = render(<Value value={3.5} unit="m" at={at} now={NOW} staleAfter={60} source="Đài Huế" />);
    expect(box.textContent).toBe("3,50m12 giây trước · Đài Huế");
    expect(box.querySelector("[data-state]")?.getAttribute("data-state")).toBe("live");
  });
  test.each([["older than its limit", 5, false], ["behind a broken link", 60, true]])("%s: stale, in words as well", (_, staleAfter, cut) => {
    const box = render(<Value value={3.5} unit="m" at={at} now={NOW} staleAfter={staleAfter} cut={cut} />);
    expect(box.querySelector("[data-state]")?.getAttribute("data-state")).toBe("stale");
    expect(box.textContent).toContain("cũ");
  });
  test("zero is a measurement; missing is not zero", () => {
    expect(render(<Value value={0} unit="mm" at={at} now={NOW} />).textContent).toContain("0,00");
    expect(render(<Value value={undefined} unit="mm" at={undefined} now={NOW} />).textContent).toBe("chưa có số liệu");
  });
  test("bad quality is told in words", () => expect(render(<Value value={1} unit="m" at={at} now={NOW} quality="bad" />).textContent).toContain("xấu"));
});

describe("the alarm board", () => {
  test("loading, empty and failed are three different things", async () => {
    mirror.phase.set({ is: "loading" });
    const box = render(<AlarmBoard />);
    expect(box.querySelector("[data-state=loading]")).not.toBeNull();
    mirror.phase.set({ is: "failed", fault: { code: "disk-full" } });
    await nextFrame();
    expect(box.querySelector("[data-state=error]")?.textContent).toContain("Đĩa của máy chủ đã đầy");
    mirror.phase.set({ is: "ready" });
    await nextFrame();
    expect(box.querySelector("[data-state=empty]")?.textContent).toBe("Không có cảnh báo");
  });
  test("shows the most urgent first and counts those that do not fit; priority is a shape with a name, not a colour alone", async () => {
    const box = render(<AlarmBoard />);
    mirror.alarms.reset([openAlarm(1, { priority: "routine" }), openAlarm(2, { priority: "emergency" }), openAlarm(3, { state: "shelved" })]);
    mirror.alarmVersion.set(mirror.alarmVersion.get() + 1);
    await nextFrame();
    expect(box.querySelector("li")?.textContent).toContain("Mực nước 2");
    expect(box.querySelector("li svg")?.getAttribute("aria-label")).toBe("Khẩn cấp");
    expect(box.querySelector("li svg text")?.textContent).toBe("K");
    expect(box.textContent).toContain("và 1 cảnh báo khác");
  });
  test("only an unacknowledged emergency flashes", async () => {
    mirror.alarms.reset([openAlarm(1, { priority: "emergency", state: "ack" })]);
    const box = render(<AlarmBoard />);
    await nextFrame();
    expect(box.querySelector("[data-flash]")).toBeNull();
    mirror.alarms.reset([openAlarm(1, { priority: "emergency", state: "unack" })]);
    mirror.alarmVersion.set(mirror.alarmVersion.get() + 1);
    await nextFrame();
    expect(box.querySelector("[data-flash]")).not.toBeNull();
  });
});

describe("the queue's order, on the wall and in the ticker", () => {
  const show = async (...alarms: Parameters<typeof mirror.alarms.reset>[0] extends Iterable<infer A> ? A[] : never): Promise<void> => {
    mirror.alarms.reset(alarms);
    mirror.alarmVersion.set(mirror.alarmVersion.get() + 1);
    await nextFrame();
  };
  test("an acknowledged emergency that goes on leads the board; one that is over stands behind it, above lesser ones, and says so", async () => {
    await show(openAlarm(1, { priority: "emergency", state: "rtn-unack", inAlarm: false }), openAlarm(2, { priority: "routine" }));
    const box = render(<AlarmBoard />);
    expect(box.querySelector("li")?.textContent).toContain("Đã hết · Mực nước 1");
    await show(openAlarm(1, { priority: "emergency", state: "rtn-unack", inAlarm: false }), openAlarm(2, { priority: "routine" }), openAlarm(3, { priority: "emergency", state: "ack" }));
    expect(box.querySelector("li")?.textContent).toContain("Mực nước 3");
    expect(box.textContent).toContain("và 2 cảnh báo khác, gồm 1 khẩn cấp");
    await show(openAlarm(1, { priority: "emergency", state: "rtn-unack", inAlarm: false }));
    expect(box.querySelector("li")?.textContent).toContain("Đã hết · Mực nước 1");
    expect([box.querySelector("[data-in-alarm]"), box.querySelector("[data-flash]")]).toEqual([null, null]);
  });
  test("emergencies on the board and beyond its end are those of the key figures", async () => {
    const box = render(<><AlarmBoard /><KeyFiguresCell settings={ANY} title={undefined} followed={undefined} onFresh={() => undefined} /></>);
    await show(...Array.from({ length: 7 }, (_, n) => openAlarm(n, { priority: "emergency", state: n % 2 === 0 ? "ack" : "unack" })), openAlarm(9), openAlarm(10, { priority: "emergency", state: "shelved" }));
    const rows = box.querySelectorAll("li[data-priority=emergency]").length;
    const beyond = Number(/gồm (\d+) khẩn cấp/.exec(box.textContent)?.[1]);
    expect(String(rows + beyond)).toBe(box.querySelector("dd")?.textContent);
  });
  test("the ticker names the queue's first line that is owed, and says in so many words when it is over", async () => {
    await show(openAlarm(1, { priority: "emergency", state: "rtn-unack", inAlarm: false }), openAlarm(2, { priority: "routine" }));
    const box = render(<TopBar onAlarm={() => undefined} />);
    const ticker = () => box.querySelector("button[data-top-alarm]");
    expect(ticker()?.textContent).toContain("Đã hết · Mực nước 1");
    expect(ticker()?.hasAttribute("data-over")).toBe(true);
    await show(openAlarm(1, { priority: "emergency", state: "rtn-unack", inAlarm: false }), openAlarm(3, { priority: "emergency" }));
    expect(ticker()?.textContent).toContain("Mực nước 3");
    await show(openAlarm(1, { priority: "emergency", state: "rtn-unack", inAlarm: false }));
    expect(ticker()?.textContent).toContain("Đã hết · Mực nước 1");
    expect(ticker()?.hasAttribute("data-over")).toBe(true);
  });
  test("what flashes is a ring around the sign, never the sign", async () => {
    await show(openAlarm(1, { priority: "emergency" }));
    const paths = [...render(<AlarmBoard />).querySelectorAll("[data-flash] path")];
    expect(paths.map((path) => path.getAttribute("fill"))).toEqual([null, "currentColor"]);
  });
});

test("key figures count what is annunciated, by priority", async () => {
  const box = render(<KeyFiguresCell settings={ANY} title={undefined} followed={undefined} onFresh={() => undefined} />);
  mirror.alarms.reset([openAlarm(1), openAlarm(2, { state: "ack" }), openAlarm(3, { state: "shelved" })]);
  mirror.alarmVersion.set(mirror.alarmVersion.get() + 1);
  await nextFrame();
  expect([...box.querySelectorAll("dd")].map((each) => each.textContent)).toEqual(["0", "2", "0", "0", "1"]);
});

describe("banners", () => {
  test("demo data, a full disk and a flood of alarms each say so", async () => {
    const box = render(<Banners />);
    expect(box.textContent).toBe("");
    mirror.site.set({ ...SITE, demo: true });
    status.set(pulse({ disk: "disk-full", flood: { active: true, count: 23, peak: 23 } }));
    mirror.flood.set({ active: true, since: NOW, count: 11, peak: 11 });
    await nextFrame();
    expect(box.textContent).toContain("DỮ LIỆU MẪU");
    expect(box.textContent).toContain("ĐĨA ĐẦY");
    expect(box.textContent).toContain("DỒN DẬP 23/10′");
  });

  test("a simulated day says which it is, its hour, its speed, and that faults are on", async () => {
    const box = render(<Banners />);
    mirror.site.set({ ...SITE, demo: true });
    status.set(pulse({ feed: { day: "flood", at: 27_600, speed: 60, vehicles: 200, faults: [] } }));
    await nextFrame();
    expect(box.textContent).toBe("Dữ liệu mô phỏng ngày lũ, 07:40, 60×");
    status.set(pulse({ feed: { day: "fire", at: 86_399, speed: 1, vehicles: 0, faults: [{ kind: "stuck", target: "feed" }] } }));
    await nextFrame();
    expect(box.textContent).toBe("Dữ liệu mô phỏng ngày cháy, 23:59, 1× · 1 lỗi thử");
    // A recording of one's own has no day.
    status.set(pulse({ feed: { at: 5, speed: 1, vehicles: 0, faults: [] } }));
    await nextFrame();
    expect(box.textContent).toBe("DỮ LIỆU MẪU");
  });
});

describe("the door", () => {
  test("a refused log-in says so and forgets the password", async () => {
    vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ ok: false, fault: { code: "unauthenticated" } }), { status: 401 }));
    const box = render(<LoginForm />);
    type(box.querySelector("input[name=username]"), "an");
    type(box.querySelector("input[name=password]"), "sai-mat-khau");
    act(() => box.querySelector("form")?.requestSubmit());
    await vi.waitFor(async () => {
      await nextFrame();
      expect(box.querySelector("[role=alert]")?.textContent).toBe("Tên đăng nhập hoặc mật khẩu không đúng");
    });
    expect(box.querySelector<HTMLInputElement>("input[name=password]")?.value).toBe("");
    vi.unstubAllGlobals();
  });
  test("the first administrator needs two equal passwords of 10 characters and a plain id", () => {
    const box = render(<FirstRunForm />);
    const ready = (): boolean => box.querySelector("button[type=submit]")?.hasAttribute("disabled") === false;
    type(box.querySelector("input[name=code]"), "ABCD");
    type(box.querySelector("input[name=name]"), "Nguyễn Thị An");
    type(box.querySelector("input[name=username]"), "an");
    type(box.querySelector("input[name=password]"), "mat-khau-dai");
    type(box.querySelector("input[name=password-again]"), "mat-khau-khac");
    expect(box.textContent).toContain("không giống nhau");
    expect(ready()).toBe(false);
    type(box.querySelector("input[name=password-again]"), "mat-khau-dai");
    expect(ready()).toBe(true);
    type(box.querySelector("input[name=username]"), "có dấu");
    expect(ready()).toBe(false);
  });
});
