import { afterAll, beforeAll, expect, test } from "vitest";
import type { IncidentId } from "#contract/incident";
import { may } from "#contract/permission";
import { DUTY_REQUESTS } from "#contract/duty";
import { openWindow, request, valueOf } from "../kit/backend.ts";
import { DRAINAGE, HOUR, openCaseRoom, ordered, POWER, TRAFFIC, writeFacts, type CaseRoom } from "../kit/case-room.ts";
import { GOOD_INPUT, REQUEST_NAMES } from "../kit/fake-room.ts";
import { until } from "../kit/until.ts";

/** Digits that stand nowhere else. */
const AT: [number, number] = [107.5912345, 16.4698765];
const MARKS = ["107.5912345", "16.4698765"];

let room: CaseRoom;
let id: IncidentId;
beforeAll(async () => {
  room = await openCaseRoom();
  ({ id } = await room.open());
  for (const event of [{ is: "verified" } as const, { is: "proposed", plan: "Bơm" } as const, ordered({ lead: DRAINAGE, support: [TRAFFIC] })]) valueOf(await room.act(room.operator, id, event));
}, 60_000);
afterAll(() => room.stop());

const seen = async () => valueOf(await room.operator.ask("agency:positions", {})).officers;
const tell = () => room.drainage.ask("agency:position", { at: AT, accuracy: 8 });
const NOT_SHARED = { ok: false, fault: { code: "conflict", detail: "you do not share your position" } };

test("a place is taken by consent alone, for a case of the own agency, and the centre sees it with the room's own instant", async () => {
  expect(await tell()).toEqual(NOT_SHARED);
  expect(await room.power.ask("agency:share", { incidentId: id, hours: 1 })).toMatchObject({ ok: false, fault: { code: "unknown-id" } });
  for (const hours of [0, 9]) expect(await room.drainage.ask("agency:share", { incidentId: id, hours })).toMatchObject({ ok: false, fault: { code: "malformed" } });
  const sharing = valueOf(await room.drainage.ask("agency:share", { incidentId: id, hours: 4 }));
  expect(sharing.until - sharing.from).toBe(4 * HOUR);
  expect(await seen()).toEqual([{ accountId: room.drainage.id, name: room.drainage.id, agencyId: DRAINAGE, incidentId: id, until: sharing.until }]);
  valueOf(await tell());
  const [one] = await seen();
  expect(one?.seen).toMatchObject({ at: AT, accuracy: 8 });
  expect(Math.abs((one?.seen?.heard ?? 0) - Date.now())).toBeLessThan(60_000);
  expect(valueOf(await room.drainage.ask("agency:cases", {})).sharing?.incidentId).toBe(id);
});

test("invariant 12 no route and no event tells another agency, or the wall, where an officer is; nor does the journal", async () => {
  const others = await Promise.all([room.traffic, room.power].map(async (seat) => ({ seat, window: await openWindow(room.backend(), seat.cookie) })));
  const heard: string[] = [];
  for (const { window } of others) window.socket.onAny((...event: unknown[]) => void heard.push(JSON.stringify(event)));
  let answered = 0;
  for (const { seat } of others) {
    for (const name of REQUEST_NAMES.filter((one) => may(["focal-officer"], one) && !one.startsWith("push:") && one !== "agency:share" && one !== "account:password")) {
      const given = JSON.stringify(GOOD_INPUT[name]).replace('"incidentId":"i"', `"incidentId":"${id}"`);
      const said = await (await fetch(`${room.backend().address}/api/request/${name}`, { method: "POST", headers: { "content-type": "application/json", origin: room.backend().address, cookie: seat.cookie }, body: given })).text();
      for (const mark of [...MARKS, room.drainage.id]) expect(said, name).not.toContain(mark);
      answered++;
    }
    expect(await seat.ask("agency:positions", {})).toMatchObject({ ok: false, fault: { code: "forbidden" } });
  }
  expect(answered).toBeGreaterThan(2 * Object.keys(DUTY_REQUESTS).length);
  valueOf(await tell());
  valueOf(await room.drainage.ask("incident:note", { incidentId: id, text: "đang đến", kind: "message" }));
  // The supporting agency is nudged by the message: what came with it is all that came.
  await until(() => heard.some((event) => event.startsWith('["cases"')));
  expect(heard.filter((event) => MARKS.some((mark) => event.includes(mark)))).toEqual([]);
  for (const { window } of others) window.socket.disconnect();
  expect(may(["display"], "agency:positions")).toBe(false);
  expect((await room.facts()).filter((fact) => MARKS.some((mark) => JSON.stringify(fact).includes(mark)))).toEqual([]);
});

test("it ends by one tap, and a second sharing begins without the place of the first", async () => {
  valueOf(await room.drainage.ask("agency:share-end", {}));
  expect(await seen()).toEqual([]);
  expect(await tell()).toEqual(NOT_SHARED);
  valueOf(await room.drainage.ask("agency:share", { incidentId: id, hours: 1 }));
  expect((await seen())[0]?.seen).toBeUndefined();
});

test("a kill loses the place and not the consent", async () => {
  valueOf(await tell());
  await room.restart();
  const [one] = await seen();
  expect(one?.accountId).toBe(room.drainage.id);
  expect(one?.seen).toBeUndefined();
});

test("it ends with the agency's part in the case, with who stops being its officer, and with its time, each with its cause", async () => {
  const ends = async () => (await room.facts()).flatMap((fact) => (fact.kind === "agency:sharing-ended" ? [`${fact.accountId} ${fact.cause}`] : []));
  valueOf(await room.traffic.ask("agency:share", { incidentId: id, hours: 1 }));
  valueOf(await room.traffic.ask("agency:act", { incidentId: id, event: { is: "refused", reason: "không thuộc thẩm quyền" } }));
  expect((await seen()).map(({ agencyId }) => agencyId)).toEqual([DRAINAGE]);
  await until(async () => (await ends()).includes(`${room.traffic.id} case`));
  valueOf(await request(room.backend(), room.admin(), "account:save", { account: { id: room.drainage.id, name: room.drainage.id, roles: ["focal-officer"], agencyId: POWER } }));
  expect(await seen()).toEqual([]);
  await until(async () => (await ends()).includes(`${room.drainage.id} account`));
  valueOf(await request(room.backend(), room.admin(), "account:save", { account: { id: room.drainage.id, name: room.drainage.id, roles: ["focal-officer"], agencyId: DRAINAGE } }));
  const now = Date.now();
  await room.restart((folder) => writeFacts(folder, [{ kind: "agency:sharing-began", at: now - 2 * HOUR, sharing: { id: room.drainage.id, agencyId: DRAINAGE, incidentId: id, from: now - 2 * HOUR, until: now - HOUR } }]));
  expect(await seen()).toEqual([]);
  await until(async () => (await ends()).includes(`${room.drainage.id} expired`));
  expect(await tell()).toEqual(NOT_SHARED);
});
