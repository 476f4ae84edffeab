import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IncidentId } from "#contract/incident";
import { buildStale } from "../../scripts/build.ts";
import { valueOf } from "../kit/backend.ts";
import { openCaseRoom, ordered, type CaseRoom } from "../kit/case-room.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { logIn, openPage, shoot, type Complaints } from "../kit/person.ts";
import { until } from "../kit/until.ts";

if (CHROMIUM === undefined) console.log("skipped: all that a case's page shows (no Chromium on this machine)");

const MEETING = "https://hop.hue.gov.vn/phong/ngap-dap-da";

describe.skipIf(CHROMIUM === undefined)("all that a case's page shows", () => {
  const complaints: Complaints = [];
  let folder: string;
  let room: CaseRoom;
  let browser: Browser;
  let desk: Page;
  let phone: Page;
  let id: IncidentId;

  beforeAll(async () => {
    await buildStale();
    folder = mkdtempSync(join(tmpdir(), "kydai-case-page-"));
    const config = join(folder, "kydai.yaml");
    writeFileSync(config, "meeting: { hosts: [hop.hue.gov.vn] }\n");
    [room, browser] = await Promise.all([openCaseRoom({ env: { ...process.env, KYDAI_CONFIG: config } }), launchChromium()]);
    const alarm = await room.flood("street-dap-da");
    ({ id } = await room.open({ alarmIds: [alarm] }));
    for (const event of [{ is: "verified" as const }, { is: "proposed" as const, plan: "Chặn đường, bơm nước" }, ordered({ due: Date.now() + 4000 })]) valueOf(await room.act(room.operator, id, event));
    desk = await openPage(browser, room.backend(), "/", complaints);
    await logIn(desk, room.operator.id, room.operator.password);
    await desk.keyboard.press("Shift+F3");
    await desk.locator(`[data-case="${id}"] b`).first().click();
    await page().waitFor();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await room?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const page = () => desk.locator(`[data-case-page="${id}"]`);

  test("H-11.5 readings around the case with what was done when, and where it is with its stations and cameras", async () => {
    const charts = page().getByRole("region", { name: "Diễn biến số đo" });
    await charts.locator("svg").first().waitFor();
    await charts.getByText("Phát lệnh").first().waitFor();
    expect(await charts.innerText()).toContain("Xuất hiện");
    const place = page().getByRole("region", { name: "Địa điểm" });
    await until(async () => (await place.locator("[data-layer=river], [data-layer=road]").count()) > 3, 20_000);
    expect(await place.locator("[data-kind=case]").count()).toBe(1);
    expect(await place.locator("[data-kind=station]").count()).toBe(1);
    await expect.poll(() => place.innerText()).toMatch(/Camera gần nhất: Camera .+ \(\d+ m\)/);
    await place.scrollIntoViewIfNeeded();
    await shoot(desk, "case-page-place-1920");
    await charts.scrollIntoViewIfNeeded();
    await shoot(desk, "case-page-charts-1920");
  });

  test("H-11.3 the consultation: a meeting without a password, a picture and a view of the map reach the agency", async () => {
    const writer = page().getByRole("group", { name: "Hội ý trực tuyến" });
    await writer.getByRole("button", { name: "Link họp" }).click();
    await writer.getByLabel("Địa chỉ cuộc họp (https)").fill(`${MEETING}?pwd=bimat`);
    await writer.getByRole("button", { name: "Gửi trao đổi" }).click();
    await writer.getByText("Địa chỉ có mật khẩu hoặc mã bí mật").waitFor();
    await writer.getByLabel("Địa chỉ cuộc họp (https)").fill(MEETING);
    await writer.getByRole("button", { name: "Gửi trao đổi" }).click();
    await page().getByRole("region", { name: "Họp trực tuyến của vụ việc" }).getByRole("link", { name: "Vào họp" }).waitFor();
    await writer.locator("input[type=file]").setInputFiles({ name: "camera-3.png", mimeType: "image/png", buffer: await desk.screenshot({ clip: { x: 0, y: 0, width: 320, height: 240 } }) });
    await writer.getByText("✓ camera-3.png").waitFor();
    await until(async () => {
      if (await writer.getByText("Khung bản đồ").count() > 1) return true;
      await writer.getByRole("button", { name: "Đính khung bản đồ" }).click();
      return (await writer.getByText(/Khung bản đồ \d/).count()) > 0;
    }, 30_000);
    await writer.locator("textarea").fill("Nước còn dâng, xem ảnh và khu vực cần chặn");
    await writer.getByRole("button", { name: "Gửi trao đổi" }).click();
    const timeline = page().getByRole("region", { name: "Diễn biến", exact: true });
    await timeline.locator("figure[data-evidence]").first().waitFor();
    expect(await timeline.locator("figure[data-evidence]").first().innerText()).toMatch(/camera-3\.png[\s\S]*SHA-256 [0-9a-f]{12}/);
    phone = await openPage(browser, room.backend(), "/agency", complaints, { width: 390, height: 844 });
    await phone.locator("input[name=username]").fill(room.drainage.id);
    await phone.locator("input[name=password]").fill(room.drainage.password);
    await phone.keyboard.press("Enter");
    await phone.getByText("xem ảnh và khu vực cần chặn").waitFor();
    expect(await phone.locator("a[data-meeting]").first().getAttribute("href")).toBe(MEETING);
    // A small picture is read when it comes into view.
    await phone.locator("figure[data-evidence] img").first().scrollIntoViewIfNeeded();
    await until(() => phone.locator("figure[data-evidence] img").first().evaluate((image) => image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0), 20_000);
    await phone.locator("details summary", { hasText: "Xem khung bản đồ" }).click();
    await until(async () => (await phone.locator("[data-layer]").count()) > 2, 20_000);
    await shoot(phone, "agency-consultation-390");
    await shoot(desk, "case-page-consultation-1920");
  });

  test("a view that came is shown on the window's own map, with its place marked", async () => {
    await page().getByRole("button", { name: "Xem trên bản đồ" }).last().click();
    await desk.locator("[data-pin]").waitFor();
    expect(await desk.locator("[data-pin]").getAttribute("data-pin")).toBe("Ngập sâu tại Đập Đá");
    await shoot(desk, "case-on-map-1920");
    await desk.keyboard.press("Shift+F4");
    await page().waitFor();
  });

  test("H-11.4 printed, the case says who was late, by how much, under which clause, with its order, timeline, readings and place", async () => {
    await page().getByText("theo H-V.4").first().waitFor({ timeout: 60_000 });
    const bytes = await desk.pdf({ format: "A4", margin: { top: "12mm", bottom: "12mm", left: "12mm", right: "12mm" } });
    const shots = process.env["KYDAI_SHOTS"];
    if (shots !== undefined) {
      mkdirSync(shots, { recursive: true });
      writeFileSync(join(shots, "case.pdf"), bytes);
    }
    const text = await textOf(bytes);
    for (const words of ["Ngập sâu tại Đập Đá", "QUÁ HẠN", "Hoàn thành xử lý", "theo H-V.4", "Lệnh điều hành", "Chặn đường, bơm nước", "Diễn biến số đo", "Địa điểm", "Xác thực cảnh báo đúng", "camera-3.png", "SHA-256", "In lúc"]) expect(text).toContain(bare(words));
    // Nothing to press, and nothing of the window around it.
    for (const words of ["Gửi trao đổi", "Lên tường", "Đính khung bản đồ", "Thêm minh chứng"]) expect(text).not.toContain(bare(words));
  });

  test("no window complained on its console", () => expect(complaints).toEqual([]));
});

/** Letters of one word may come from two files of the typeface: spaces in a PDF mean nothing. */
const bare = (text: string): string => text.normalize("NFC").replace(/\s+/g, "");

async function textOf(bytes: Uint8Array): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false }).promise;
  const pages: string[] = [];
  for (let n = 1; n <= document.numPages; n++) {
    const content = await (await document.getPage(n)).getTextContent();
    pages.push(content.items.map((item) => ("str" in item ? item.str : "")).join(" "));
  }
  await document.destroy();
  return bare(pages.join(""));
}
