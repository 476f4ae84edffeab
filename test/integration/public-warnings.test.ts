import { XMLParser } from "fast-xml-parser";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AlertDraft, AlertRecord } from "#contract/alert";
import { AlarmId } from "#contract/ids";
import type { IncidentId } from "#contract/incident";
import { valueOf } from "../kit/backend.ts";
import { capFaults } from "../kit/cap/validate.ts";
import { HOUR, openCaseRoom, type CaseRoom } from "../kit/case-room.ts";
import { until } from "../kit/until.ts";

let room: CaseRoom;
let incidentId: IncidentId;
let alert: AlertRecord;

beforeAll(async () => {
  room = await openCaseRoom();
  const alarmId = await room.flood();
  incidentId = (await room.open({ alarmIds: [alarmId] })).id;
}, 120_000);
afterAll(() => room?.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(room.backend().address + path, { headers });
const text = async (path: string): Promise<string> => (await get(path)).text();
const draft = async (): Promise<AlertDraft> => valueOf(await room.lead.ask("alert:draft", { of: { incidentId } }));

test("H-10.4 a shift lead's warning about a case is on the page, in the feed and as a CAP document, in both languages, without a login", async () => {
  expect(await text("/public")).toContain("Hiện không có cảnh báo nào đang có hiệu lực.");
  const made = await draft();
  expect(made).toMatchObject({ service: "flood", areas: [{ name: expect.stringContaining("Đập Đá") }] });
  alert = valueOf(await room.lead.ask("alert:publish", { of: { incidentId }, draft: made }));
  const page = await get("/public");
  expect(page.headers.getSetCookie()).toEqual([]);
  expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self';(?!.*unsafe)/);
  expect(await page.text()).toContain(alert.texts.vi.headline);
  expect(await text("/public/en")).toContain(alert.texts.en.headline);
  expect(await text("/public?service=fire")).not.toContain(alert.texts.vi.headline);
  const feed: { feed: { entry: { title: string; link: { "@_href": string } } } } = new XMLParser({ ignoreAttributes: false }).parse(await text("/cap/feed.atom"));
  expect(feed.feed.entry.title).toBe(alert.texts.vi.headline);
  const document = await text(feed.feed.entry.link["@_href"]);
  expect(capFaults(document)).toBe("");
  expect(document).toContain(`<identifier>${alert.id}</identifier>`);
});

test("what it was published from, and who did it, is told to nobody outside", async () => {
  for (const path of ["/public", "/public/en", "/cap/feed.atom", `/cap/${alert.id}.xml`]) expect(await text(path), path).not.toMatch(new RegExp(`${incidentId}|${room.lead.id}|${alert.alarmId ?? "no-alarm"}`));
});

test("a reader who has it already is sent nothing; a change makes it new", async () => {
  for (const path of ["/public", "/cap/feed.atom", "/public/map.svg", `/cap/${alert.id}.xml`]) {
    const first = await get(path);
    expect(first.headers.get("cache-control")).toMatch(/^public, max-age=\d+$/);
    expect((await get(path, { "if-none-match": first.headers.get("etag") ?? "" })).status, path).toBe(304);
  }
  const before = (await get("/public")).headers.get("etag") ?? "";
  const updated = valueOf(await room.lead.ask("alert:update", { alertId: alert.id, draft: { ...(await draft()), severity: "Extreme" } }));
  expect((await get("/public", { "if-none-match": before })).status).toBe(200);
  const document = await text(`/cap/${updated.id}.xml`);
  expect(capFaults(document)).toBe("");
  expect(document).toMatch(new RegExp(`<msgType>Update</msgType>[\\s\\S]*<references>[^<]*,${alert.id},`));
  // The one it took the place of is still to be had by who was told of it.
  expect((await get(`/cap/${alert.id}.xml`)).status).toBe(200);
  alert = updated;
});

test("K-7.1 withdrawn: gone from the page, and a Cancel that names all before it is in the feed", async () => {
  const cancel = valueOf(await room.lead.ask("alert:cancel", { alertId: alert.id, reason: { vi: "Nước đã rút", en: "The water is gone" } }));
  expect(await text("/public")).toContain("Hiện không có cảnh báo nào đang có hiệu lực.");
  const document = await text(`/cap/${cancel.id}.xml`);
  expect(capFaults(document)).toBe("");
  expect(document).toContain("<msgType>Cancel</msgType>");
  expect(cancel.references).toHaveLength(2);
});

test("H-10.4 an alarm of which nobody made a case yet can warn as well; one nobody knows cannot", async () => {
  const alarmId = await room.flood("street-da-le");
  const of = { alarmId };
  const made = valueOf(await room.lead.ask("alert:draft", { of }));
  expect(made).toMatchObject({ service: "flood", certainty: "Observed" });
  const published = valueOf(await room.lead.ask("alert:publish", { of, draft: made }));
  expect(await room.lead.ask("alert:publish", { of, draft: made })).toMatchObject({ ok: false, fault: { code: "conflict", detail: `alert ${published.id} is in force already: update it` } });
  expect(await text("/public")).toContain(made.texts.vi.headline);
  valueOf(await room.lead.ask("alert:cancel", { alertId: published.id, reason: { vi: "Nước đã rút", en: "The water is gone" } }));
  expect(await room.lead.ask("alert:draft", { of: { alarmId: AlarmId.parse("none") } })).toMatchObject({ ok: false, fault: { code: "unknown-id" } });
});

test("invariant 6: a case of an exercise warns nobody", async () => {
  const drill = await room.open({ drill: true });
  for (const answer of [await room.lead.ask("alert:draft", { of: { incidentId: drill.id } }), await room.lead.ask("alert:publish", { of: { incidentId: drill.id }, draft: await draft() })]) expect(answer).toMatchObject({ ok: false, fault: { code: "conflict", detail: "an exercise warns nobody outside" } });
});

test("an operator, a leader and an agency's officer publish nothing", async () => {
  const made = await draft();
  for (const seat of [room.operator, room.leader, room.drainage]) expect(await seat.ask("alert:publish", { of: { incidentId }, draft: made })).toMatchObject({ ok: false, fault: { code: "forbidden" } });
});

test("invariant 4: a warning whose time ran out while the room was down is over at the start, once, and still readable", async () => {
  const brief = valueOf(await room.lead.ask("alert:publish", { of: { incidentId }, draft: { ...(await draft()), expiresAt: Date.now() + 1500 } }));
  await room.restart();
  await until(async () => valueOf(await room.lead.ask("alert:list", {})).alerts.find(({ id }) => id === brief.id)?.state === "expired");
  expect((await room.facts()).filter((fact) => fact.kind === "alert:expired")).toHaveLength(1);
  expect((await get(`/cap/${brief.id}.xml`)).status).toBe(200);
});

test("H-13.4 figures by service stand on the page: how many cases, none of a person or a place", async () => {
  await until(async () => (await text("/public")).includes("<th scope=\"row\">Mưa lũ, ngập, sạt lở</th><td>1</td>"));
  expect(await text("/public")).not.toContain("Ngập sâu tại Đập Đá</th>");
});

test("readers behind one proxy use up nothing of what its address may ask of the room's own windows", async () => {
  for (const path of ["/public", "/public/en", "/public/map.svg", "/cap/feed.atom", `/cap/${alert.id}.xml`, "/public/page.css"]) expect((await get(path)).headers.get("x-ratelimit-remaining"), path).toBeNull();
  expect((await get("/api/first-run")).headers.get("x-ratelimit-remaining")).not.toBeNull();
});

test.each([["/cap/none.xml", 404], ["/cap/..%2f..%2fops.db", 400], ["/cap/x", 400], [`/cap/${"a".repeat(190)}.xml`, 400], ["/public/map.svg/x", 404]])("%s: %i", async (path, status) => {
  expect((await get(path)).status).toBe(status);
});

test("hostile words of a warning stay words on the page", async () => {
  const evil = "<img src=x onerror=alert(1)> & \"quoted\"";
  const made = await draft();
  valueOf(await room.lead.ask("alert:publish", { of: { incidentId }, draft: { ...made, expiresAt: Date.now() + HOUR, areas: [{ ...made.areas[0]!, name: evil }], texts: { ...made.texts, vi: { headline: evil, description: evil, instruction: evil } } } }));
  const page = await text("/public");
  expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;");
  expect(page).not.toContain("<img");
  expect(capFaults(await text("/cap/feed.atom"))).not.toContain("parser error");
});
