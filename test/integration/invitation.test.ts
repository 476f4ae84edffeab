import { afterAll, beforeAll, expect, test } from "vitest";
import { AccountId } from "#contract/ids";
import { Invitation } from "#contract/invitation";
import { valueOf, request } from "../kit/backend.ts";
import { DRAINAGE, openCaseRoom, ordered, TRAFFIC, type CaseRoom } from "../kit/case-room.ts";

let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
}, 60_000);
afterAll(() => room.stop());

const invite = async (id: string, agencyId = DRAINAGE): Promise<string> => valueOf(await request(room.backend(), room.admin(), "officer:invite", { id: AccountId.parse(id), name: "Nguyễn Văn Mới", agencyId })).token;
const accept = (token: string, password = "mật khẩu của riêng tôi"): Promise<Response> => fetch(`${room.backend().address}/api/invitation`, { method: "POST", headers: { "content-type": "application/json", origin: room.backend().address }, body: JSON.stringify({ token, password }) });
const cookieOf = (response: Response): string => response.headers.getSetCookie()[0]?.split(";")[0] ?? "";

test("K-16.2 by the link a person makes their own account, once, also after a kill; it is the agency's and sees its cases alone", async () => {
  const token = await invite("moi-1");
  await room.restart();
  const [one, two] = await Promise.all([accept(token), accept(token)]);
  expect([one.status, two.status].toSorted((a, b) => a - b)).toEqual([200, 409]);
  const cookie = cookieOf(one.status === 200 ? one : two);
  expect((await accept(token)).status).toBe(409);
  const mine = await room.open();
  for (const event of [{ is: "verified" } as const, { is: "proposed", plan: "Bơm" } as const, ordered()]) valueOf(await room.act(room.operator, mine.id, event));
  const others = await room.open({ title: "Kẹt xe" });
  for (const event of [{ is: "verified" } as const, { is: "proposed", plan: "Phân luồng" } as const, ordered({ lead: TRAFFIC, support: [] })]) valueOf(await room.act(room.operator, others.id, event));
  expect(valueOf(await request(room.backend(), cookie, "agency:cases", {})).cases.map(({ id }) => id)).toEqual([mine.id]);
  expect(await request(room.backend(), cookie, "agency:act", { incidentId: others.id, event: { is: "received" } })).toMatchObject({ ok: false, fault: { code: "unknown-id" } });
  const saved = (await room.facts()).findLast((fact) => fact.kind === "account:saved");
  expect(saved).toMatchObject({ account: { id: "moi-1", roles: ["focal-officer"], agencyId: DRAINAGE }, by: "quan-tri" });
});

test("K-16.2 an administrator lists invitations and revokes one, also after a kill; nobody else may", async () => {
  const token = await invite("moi-9");
  const list = async () => valueOf(await request(room.backend(), room.admin(), "officer:invitations", {})).invitations;
  const [made] = await list();
  if (made === undefined) throw new Error("no invitation");
  expect(made).toMatchObject({ accountId: "moi-9", by: "quan-tri", state: "open" });
  for (const seat of [room.operator, room.lead, room.drainage]) {
    expect(await seat.ask("officer:invitations", {})).toMatchObject({ ok: false, fault: { code: "forbidden" } });
    expect(await seat.ask("officer:revoke", { invitationId: made.id })).toMatchObject({ ok: false, fault: { code: "forbidden" } });
  }
  valueOf(await request(room.backend(), room.admin(), "officer:revoke", { invitationId: made.id }));
  await room.restart();
  expect((await accept(token)).status).toBe(409);
  expect((await list()).find(({ id }) => id === made.id)).toMatchObject({ state: "revoked", revokedBy: "quan-tri" });
  // Whoever may read the room's facts and no accounts is not told who was invited.
  expect(valueOf(await room.operator.ask("fact:recent", { limit: 500 })).facts.some((fact) => JSON.stringify(fact).includes("moi-9"))).toBe(false);
});

test("invariant 12 a link that was forged, altered, or of somebody who rules no more, opens nothing", async () => {
  const token = await invite("moi-2");
  const [text = "", proof = ""] = token.split(".");
  const said = Invitation.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  const altered = (change: Partial<Record<keyof Invitation, unknown>>): string => `${Buffer.from(JSON.stringify({ ...said, ...change })).toString("base64url")}.${proof}`;
  for (const forged of [altered({ agencyId: TRAFFIC }), altered({ id: "quan-tri" }), altered({ until: said.until + 1 }), `${text}.${"A".repeat(43)}`, text, "", `${token}.x`, "e30.e30"]) expect((await accept(forged)).status).toBe(400);
  expect((await accept(token, "ngắn")).status).toBe(400);
  for (const asker of [room.operator, room.lead, room.drainage]) expect(await asker.ask("officer:invite", { id: AccountId.parse("x"), name: "x", agencyId: DRAINAGE })).toMatchObject({ ok: false, fault: { code: "forbidden" } });
  valueOf(await request(room.backend(), room.admin(), "account:save", { account: { id: AccountId.parse("quan-tri-2"), name: "Hai", roles: ["administrator"] }, password: "một mật khẩu đủ dài" }));
  const second = await fetch(`${room.backend().address}/api/session`, { method: "POST", headers: { "content-type": "application/json", origin: room.backend().address }, body: JSON.stringify({ name: "quan-tri-2", password: "một mật khẩu đủ dài" }) });
  const { token: theirs } = valueOf(await request(room.backend(), cookieOf(second), "officer:invite", { id: AccountId.parse("moi-3"), name: "Ba", agencyId: DRAINAGE }));
  valueOf(await request(room.backend(), room.admin(), "account:save", { account: { id: AccountId.parse("quan-tri-2"), name: "Hai", roles: ["operator"] } }));
  expect((await accept(theirs)).status).toBe(409);
});
