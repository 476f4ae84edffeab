import { createServer } from "node:net";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IncidentId } from "#contract/incident";
import { buildStale } from "../../scripts/build.ts";
import { valueOf } from "../kit/backend.ts";
import { openCaseRoom, ordered, PHOTO, type CaseRoom } from "../kit/case-room.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { listen, shoot, type Complaints } from "../kit/person.ts";
import { until } from "../kit/until.ts";

if (CHROMIUM === undefined) console.log("skipped: an officer's phone without a link (no Chromium on this machine)");

/** A port that is free now, to be taken again after a kill. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const place = server.address();
  await new Promise((done) => server.close(done));
  if (place === null || typeof place === "string") throw new Error("no port");
  return place.port;
}

describe.skipIf(CHROMIUM === undefined)("an officer's phone whose link comes and goes", () => {
  const complaints: Complaints = [];
  let room: CaseRoom;
  let browser: Browser;
  let context: BrowserContext;
  let phone: Page;
  let caseId: IncidentId;

  beforeAll(async () => {
    await buildStale();
    [room, browser] = await Promise.all([openCaseRoom({ port: await freePort() }), launchChromium()]);
    const incident = await room.open();
    caseId = incident.id;
    valueOf(await room.act(room.operator, caseId, { is: "verified" }));
    valueOf(await room.act(room.operator, caseId, { is: "proposed", plan: "Bơm, chặn đường" }));
    valueOf(await room.act(room.operator, caseId, ordered()));
    context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", hasTouch: true });
    context.setDefaultTimeout(45_000);
    phone = listen(await context.newPage(), complaints);
    await phone.goto(`${room.backend().address}/agency`);
    await phone.locator("input[name=username]").fill(room.drainage.id);
    await phone.locator("input[name=password]").fill(room.drainage.password);
    await phone.keyboard.press("Enter");
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await room?.stop();
  });

  const card = () => phone.locator(`[data-case="${caseId}"]`);
  const waiting = () => phone.locator("[data-waiting]");
  const events = async (is: string) => (await room.facts()).filter((fact) => fact.kind === "incident:moved" && fact.incidentId === caseId && fact.event.is === is);
  const notes = async () => (await room.facts()).filter((fact) => fact.kind === "incident:noted" && fact.incidentId === caseId);
  const pieces = async () => (await room.facts()).filter((fact) => fact.kind === "evidence:added" && fact.evidence.incidentId === caseId);
  const do_ = async (deed: string, fill?: readonly [label: string, text: string]): Promise<void> => {
    const button = card().getByRole("button", { name: deed, exact: true });
    if (!(await button.isVisible())) await card().getByText("Thao tác khác").tap();
    await button.tap();
    if (fill !== undefined) await card().getByRole("textbox", { name: fill[0] }).fill(fill[1]);
    await card().locator("button[type=submit]").tap();
  };

  test("H-11.4 what is pressed, written and photographed without a link waits on the phone, and is seen to wait", async () => {
    await card().getByRole("button", { name: "Đã nhận lệnh" }).waitFor();
    // The page's own files are kept before the link goes.
    await phone.evaluate(async () => void (await navigator.serviceWorker.ready));
    await until(() => phone.evaluate(async () => (await caches.keys()).length === 1 && (await (await caches.open((await caches.keys())[0]!)).keys()).length > 5), 20_000);
    await context.setOffline(true);
    await do_("Đã nhận lệnh");
    await waiting().filter({ hasText: "Đã nhận lệnh" }).waitFor();
    await card().getByLabel("Viết cho Trung tâm…").fill("Nước lên nhanh, đường bị chia cắt");
    await card().getByLabel("Gửi kèm tệp").setInputFiles({ name: "ngap.png", mimeType: "image/png", buffer: Buffer.from(PHOTO) });
    await card().getByText("✓ ngap.png").waitFor();
    await card().getByRole("button", { name: "Gửi", exact: true }).tap();
    await waiting().filter({ hasText: "Nước lên nhanh" }).waitFor();
    expect(await phone.getByText("2 việc chờ gửi").isVisible()).toBe(true);
    // Pressed once, it is not offered again.
    expect(await card().getByRole("button", { name: "Đã nhận lệnh", exact: true }).count()).toBe(0);
    await shoot(phone, "agency-offline-390");
    expect(await events("received")).toEqual([]);
  });

  test("opened anew without a link the page is there, with its cases and what waits", async () => {
    await phone.reload();
    await card().waitFor();
    await phone.getByText("MẤT KẾT NỐI").waitFor();
    await until(async () => (await waiting().count()) === 2);
    expect(await card().getByText("Nước ngập 46 cm").isVisible()).toBe(true);
    await shoot(phone, "agency-reopened-offline-390");
  });

  test("H-11.4 the backend killed meanwhile and back again: each arrives once, with how long it waited", async () => {
    await room.backend().kill();
    await context.setOffline(false);
    // A link, and nobody at its end.
    await phone.getByRole("button", { name: "Xem lại" }).tap();
    expect(await waiting().count()).toBe(2);
    await room.restart();
    await until(async () => (await waiting().count()) === 0, 60_000);
    const [received, ...again] = await events("received");
    expect(again).toEqual([]);
    expect(received?.kind === "incident:moved" && received.sent?.waited).toBeGreaterThan(0);
    const written = await notes();
    expect(written).toHaveLength(1);
    const photos = await pieces();
    expect(photos).toHaveLength(1);
    expect(written[0]?.kind === "incident:noted" && written[0].note.evidence).toEqual([photos[0]?.kind === "evidence:added" && photos[0].evidence.id]);
  });

  test("done by the backend and its answer lost twice on the way: done once", async () => {
    let swallowed = 0;
    await context.route("**/api/request/agency:act", async (route) => {
      if (swallowed >= 2) return route.continue();
      swallowed++;
      await route.fetch();
      return route.abort("connectionreset");
    });
    await do_("Báo tiến độ", ["Nội dung", "Đã đặt hai máy bơm"]);
    await until(async () => swallowed === 2 && (await waiting().count()) === 0 && (await events("progress")).length > 0, 60_000);
    expect(await events("progress")).toHaveLength(1);
    await context.unroute("**/api/request/agency:act");
  });

  test("what the centre refuses stays on the phone with its reason until the officer gives it up", async () => {
    await context.setOffline(true);
    await do_("Tiếp nhận xử lý");
    await waiting().first().waitFor();
    // Meanwhile a colleague has done the same.
    valueOf(await room.drainage.ask("agency:act", { incidentId: caseId, event: { is: "accepted" } }));
    await context.setOffline(false);
    await phone.locator("[data-waiting=refused]").waitFor();
    await shoot(phone, "agency-refused-390");
    await phone.getByRole("button", { name: "Bỏ", exact: true }).tap();
    await until(async () => (await waiting().count()) === 0);
    expect(await events("accepted")).toHaveLength(1);
  });

  test("leaving takes everything of the officer off the phone, and asks where something would be lost", async () => {
    await context.setOffline(true);
    await do_("Báo tiến độ", ["Nội dung", "Sắp xong"]);
    await waiting().first().waitFor();
    await phone.getByRole("button", { name: "Thoát", exact: true }).tap();
    await phone.getByText("Còn 1 việc chưa gửi").waitFor();
    await shoot(phone, "agency-leave-390");
    await phone.getByRole("button", { name: "Xoá và thoát" }).tap();
    await phone.getByRole("heading", { name: "Đăng nhập" }).waitFor();
    const left = await phone.evaluate(() => new Promise<number>((done) => {
      const opening = indexedDB.open("kydai-agency");
      opening.addEventListener("success", () => {
        const tables = opening.result.transaction(["cases", "waiting", "files"]);
        const counts = ["cases", "waiting", "files"].map((name) => tables.objectStore(name).count());
        tables.addEventListener("complete", () => done(counts.reduce((sum, { result }) => sum + result, 0)));
      });
    }));
    expect(left).toBe(0);
    // Without a link nobody could end the session: with one it is ended before anything is shown.
    await context.setOffline(false);
    await phone.reload();
    await phone.getByRole("heading", { name: "Đăng nhập" }).waitFor();
    await phone.reload();
    await phone.getByRole("heading", { name: "Đăng nhập" }).waitFor();
  });

  test("no window complained on its console", () => expect(complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION|409 \(Conflict\) .*agency:act/.test(one))).toEqual([]));
});
