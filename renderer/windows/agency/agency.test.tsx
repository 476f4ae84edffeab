import { createServer, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import type { AgencyCase } from "#contract/agency";
import { AgencyId, IncidentId } from "#contract/incident";
import { fail, ok, type Result } from "#contract/result";
import { phoneStore } from "../../live/phone/store.ts";
import { findOut } from "../../live/session.ts";
import { until } from "../../../test/kit/until.ts";
import { show, type Shown } from "../../../test/kit/window-room.ts";
import { AgencyWindow } from "./agency.tsx";

const MINE = AgencyId.parse("thoat-nuoc");
const agency = { id: MINE, name: "Công ty Thoát nước", areaIds: [], fields: [], version: 1 };
const caseOf = (more: Partial<AgencyCase> = {}): AgencyCase => ({
  id: IncidentId.parse("i1"), title: "Ngập sâu tại Đập Đá", urgency: "emergency", drill: false, appearedAt: Date.now() - 900_000, version: 4, step: "4", stepName: "Thực thi", stepNameEn: "Act",
  order: { happened: "Ngập 46 cm", where: "Đập Đá", required: "Bơm tiêu", lead: MINE, support: [], due: Date.now() + 7_200_000 },
  part: { agencyId: MINE, role: "lead", orderedAt: Date.now() - 720_000 }, lead: agency.name, support: [], messages: [], evidence: [],
  clocks: [{ key: "receive:thoat-nuoc:1", limitId: "receive", agencyId: MINE, round: 1, from: Date.now() - 720_000, due: Date.now() - 120_000, calendar: "24x7", owner: "agency", clause: "H-11.4", outcome: "running", name: "Xác nhận tiếp nhận lệnh", nameEn: "Receipt" }],
  ...more,
});

/** As a device sends a deed: under a key of its own. */
const SENDING: unknown = { key: expect.stringMatching(/^[0-9a-f]{32}$/), madeAt: expect.any(Number), sentAt: expect.any(Number) };

let server: Server;
let shown: Shown;
/** Every request that came, with its body. */
let asked: { name: string; input: unknown }[];

async function begin(answers: Readonly<Record<string, (input: unknown) => Result<unknown>>>): Promise<void> {
  asked = [];
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const name = decodeURIComponent((request.url ?? "").replace(/^\/api\/request\//, ""));
      const input: unknown = body === "" ? undefined : JSON.parse(body);
      if (request.method === "POST") asked.push({ name, input });
      response.setHeader("content-type", "application/json");
      if (request.url === "/api/session") return void response.end(JSON.stringify(ok({ kind: "person", sessionId: "s1", account: { id: "can-bo", name: "Lê Thị Đầu Mối", roles: ["focal-officer"], enabled: true, agencyId: MINE } })));
      response.end(JSON.stringify(answers[name]?.(input) ?? fail({ code: "unavailable", detail: name })));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const place = server.address();
  const dom: unknown = Reflect.get(globalThis, "happyDOM");
  if (place === null || typeof place === "string" || typeof dom !== "object" || dom === null || !("setURL" in dom) || typeof dom.setURL !== "function") throw new Error("needs happy-dom and a port");
  dom.setURL(`http://127.0.0.1:${place.port}/agency`);
  await findOut("person");
  shown = show(<AgencyWindow />);
}
afterEach(async () => {
  shown.close();
  await (await phoneStore()).wipe("can-bo");
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

test("H-11.4 an order with how late its receipt is; one press and a form's own send it, whose it is the account says", async () => {
  await begin({ "agency:cases": () => ok({ agency, cases: [caseOf()], explanations: [] }), "agency:act": () => ok(caseOf()) });
  await shown.says("QUÁ HẠN 2:0");
  for (const words of ["Công ty Thoát nước", "Ngập 46 cm", "Bơm tiêu", "H-11.4"]) expect(shown.text()).toContain(words);
  await shown.press("Đã nhận lệnh");
  await until(() => document.querySelector("button[type=submit]") !== null);
  document.querySelector<HTMLElement>("button[type=submit]")?.click();
  await until(() => asked.some(({ name }) => name === "agency:act"));
  expect(asked.find(({ name }) => name === "agency:act")?.input).toEqual({ incidentId: "i1", event: { is: "received" }, sending: SENDING });
});

test("H-11.4 an order whose receipt is owed rings, an exercise's with its own sound, until it is silenced or confirmed; a new one rings again", async () => {
  const exercise = caseOf({ drill: true });
  let cases = [exercise];
  await begin({ "agency:cases": () => ok({ agency, cases, explanations: [] }) });
  const ringing = (): string | undefined => document.querySelector<HTMLElement>("[data-ringing]")?.dataset["ringing"];
  Object.defineProperty(document, "visibilityState", { value: "visible", configurable: true });
  await until(() => ringing() === "drill");
  await shown.press("Tắt chuông");
  await until(() => ringing() === undefined);
  cases = [exercise, caseOf({ id: IncidentId.parse("i2") })];
  document.dispatchEvent(new Event("visibilitychange"));
  await until(() => ringing() === "emergency");
  cases = [exercise, caseOf({ id: IncidentId.parse("i2"), part: { agencyId: MINE, role: "lead", orderedAt: 1, receivedAt: 2 } })];
  document.dispatchEvent(new Event("visibilitychange"));
  await until(() => ringing() === undefined);
  expect(shown.text()).toContain("Lệnh của cơ quan (2)");
});

test("the case's place opens on the map, and the way there in the phone's own map app", async () => {
  await begin({ "agency:cases": () => ok({ agency, cases: [caseOf({ position: [107.5994, 16.4711] })], explanations: [] }) });
  await shown.says("Xem nơi xảy ra trên bản đồ");
  expect(shown.find("a", "Chỉ đường bằng ứng dụng bản đồ")?.getAttribute("href")).toBe("geo:16.471100,107.599400");
});

test("K-8.4 once the result is sent nothing is owed: no deed leads, the rest waits under “Thao tác khác”", async () => {
  await begin({ "agency:cases": () => ok({ agency, cases: [caseOf({ clocks: [], part: { agencyId: MINE, role: "lead", orderedAt: 1, receivedAt: 2, deployedAt: 3, answeredAt: Date.now() - 1000 } })], explanations: [] }) });
  await shown.says("đã báo cáo kết quả");
  const beyond = shown.find("button", "Vượt kịch bản");
  expect(beyond?.closest("details")?.open).toBe(false);
});

test("what was typed and not sent is there when the page is opened anew, of this case and form alone, and gone once it is sent", async () => {
  await begin({ "agency:cases": () => ok({ agency, cases: [caseOf()], explanations: [] }), "incident:note": () => ok({ id: "n1", at: 1, by: "can-bo", as: "agency", text: "x", kind: "message" }), "agency:act": () => ok(caseOf()) });
  const field = (label: string): HTMLTextAreaElement | undefined => [...document.querySelectorAll("textarea")].find((one) => one.getAttribute("aria-label") === label || one.labels[0]?.textContent.startsWith(label) === true);
  const anew = (): void => {
    shown.close();
    shown = show(<AgencyWindow />);
  };
  await shown.says("Trao đổi với Trung tâm IOC");
  await shown.type("Viết cho Trung tâm…", "Nước lên nhanh");
  await shown.press("Từ chối tiếp nhận");
  await until(() => field("Lý do") !== undefined);
  await shown.type("Lý do", "Không thuộc địa bàn");
  anew();
  await until(() => field("Viết cho Trung tâm…")?.value === "Nước lên nhanh");
  await shown.press("Từ chối tiếp nhận");
  await until(() => field("Lý do")?.value === "Không thuộc địa bàn");
  document.querySelector<HTMLElement>("button[type=submit]")?.click();
  await until(() => asked.some(({ name }) => name === "agency:act"));
  await until(() => field("Lý do") === undefined);
  await shown.press("Gửi");
  await until(() => asked.some(({ name }) => name === "incident:note"));
  anew();
  await shown.says("Trao đổi với Trung tâm IOC");
  expect(field("Viết cho Trung tâm…")?.value).toBe("");
  await shown.press("Từ chối tiếp nhận");
  await until(() => field("Lý do") !== undefined);
  expect(field("Lý do")?.value).toBe("");
});

test("K-8.4 a refusal needs its reason, and what the process refuses is said in words", async () => {
  await begin({ "agency:cases": () => ok({ agency, cases: [caseOf()], explanations: [] }), "agency:act": () => fail({ code: "conflict", detail: "refused is not possible at step 5" }) });
  await shown.press("Từ chối tiếp nhận");
  await until(() => document.querySelector("button[type=submit]") !== null);
  document.querySelector<HTMLElement>("button[type=submit]")?.click();
  await shown.says("Cần ít nhất 3 ký tự");
  expect(asked.some(({ name }) => name === "agency:act")).toBe(false);
  await shown.type("Lý do", "Không thuộc thẩm quyền");
  document.querySelector<HTMLElement>("button[type=submit]")?.click();
  await shown.says("Ở bước hiện nay không làm được việc này");
  expect(asked.find(({ name }) => name === "agency:act")?.input).toEqual({ incidentId: "i1", event: { is: "refused", reason: "Không thuộc thẩm quyền" }, sending: SENDING });
});

test.each<[string, Result<unknown>, string]>([
  ["nothing to do", ok({ agency, cases: [], explanations: [] }), "Không có lệnh nào đang chờ cơ quan bạn"],
  ["no agency on the account", fail({ code: "conflict", detail: "this account belongs to no agency" }), "Tài khoản này chưa gắn với cơ quan nào"],
  ["no officer", fail({ code: "forbidden", permission: "agency:cases" }), "dành cho cán bộ đầu mối"],
  ["no answer", fail({ code: "unavailable", detail: "journal" }), "Máy chủ chưa đáp ứng được: journal"],
])("%s is said", async (_state, answer, words) => {
  await begin({ "agency:cases": () => answer });
  await shown.says(words);
  expect(shown.text()).toContain(words);
});
