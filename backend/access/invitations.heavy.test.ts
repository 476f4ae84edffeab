import { afterEach, beforeEach, expect, test } from "vitest";
import { AccountId } from "#contract/ids";
import { AgencyId } from "#contract/incident";
import { INVITATION_LIFE } from "#contract/invitation";
import { accountOf, fakeRoom, type FakeRoom } from "../../test/kit/fake-room.ts";
import { handClock, type HandClock } from "../../test/kit/hand-clock.ts";
import { keptLog, tempFolder } from "../../test/kit/journal.ts";
import { openAccess } from "./desk.ts";

const FROM = { address: "10.0.0.7", agent: "a phone" };
const agencyId = AgencyId.parse("thoat-nuoc");
const password = "mật khẩu của riêng tôi";
let clock: HandClock;
let room: FakeRoom;
let temp: ReturnType<typeof tempFolder>;
let desk: ReturnType<typeof openAccess>;
const open = (): ReturnType<typeof openAccess> => openAccess({ journal: room.journal, state: () => room.state(), commit: room.commit, clock, log: keptLog(), folder: temp.folder });

beforeEach(async () => {
  clock = handClock();
  room = fakeRoom(clock);
  temp = tempFolder();
  desk = open();
  await room.commit([{ kind: "agency:saved", at: clock.wall(), agency: { id: agencyId, name: "Công ty Thoát nước", areaIds: [], fields: [], version: 1 } }]);
  await desk.saveAccount({ account: accountOf(["administrator"], "quan-tri"), password }, undefined);
});
afterEach(() => {
  desk.close();
  temp.remove();
});

async function invited(id: string): Promise<string> {
  const made = await desk.invite({ id: AccountId.parse(id), name: "Lan", agencyId }, AccountId.parse("quan-tri"));
  if (!made.ok) throw new Error(made.fault.code);
  return made.value.token;
}

test("K-16.2 an invitation opens the door until its last instant, and not after it", async () => {
  const [early, late] = [await invited("lan"), await invited("minh")];
  clock.pass(INVITATION_LIFE - 1);
  expect(await desk.acceptInvitation({ token: early, password }, FROM)).toMatchObject({ ok: true, value: { account: { id: "lan", agencyId, roles: ["focal-officer"] } } });
  clock.pass(1);
  expect(await desk.acceptInvitation({ token: late, password }, FROM)).toEqual({ ok: false, fault: { code: "conflict", detail: "the invitation is over" } });
});

test("K-16.2 an invitation that was revoked opens nothing, and is told apart from one that was used or ran out", async () => {
  const tokens = { used: await invited("lan"), revoked: await invited("minh"), over: await invited("ha") };
  const idOf = (account: string): string => [...room.state().invitations.values()].find(({ accountId }) => accountId === account)?.id ?? "";
  const by = AccountId.parse("quan-tri");
  expect(await desk.revokeInvitation({ invitationId: idOf("minh") }, by)).toMatchObject({ ok: true });
  expect(await desk.acceptInvitation({ token: tokens.revoked, password }, FROM)).toEqual({ ok: false, fault: { code: "conflict", detail: "the invitation was revoked" } });
  expect(await desk.acceptInvitation({ token: tokens.used, password }, FROM)).toMatchObject({ ok: true });
  expect(await desk.acceptInvitation({ token: tokens.used, password }, FROM)).toEqual({ ok: false, fault: { code: "conflict", detail: "the invitation was used" } });
  clock.pass(INVITATION_LIFE);
  expect(await desk.acceptInvitation({ token: tokens.over, password }, FROM)).toEqual({ ok: false, fault: { code: "conflict", detail: "the invitation is over" } });
  const answers = await Promise.all(["minh", "lan", "ha"].map((who) => desk.revokeInvitation({ invitationId: idOf(who) }, by)));
  expect(answers.map((answer) => !answer.ok && answer.fault.code === "conflict" && answer.fault.detail)).toEqual(["the invitation was revoked", "the invitation was used", "the invitation is over"]);
  const listed = desk.listInvitations();
  expect(Object.fromEntries(listed.ok ? listed.value.invitations.map(({ accountId, state, revokedBy }) => [accountId, [state, revokedBy]]) : [])).toEqual({ ha: ["open", undefined], lan: ["used", undefined], minh: ["revoked", "quan-tri"] });
  expect(JSON.stringify(room.facts)).not.toContain(tokens.over.split(".")[1]);
});

test("another room's invitation is none, and guessing is slowed down", async () => {
  const token = await invited("lan");
  const elsewhere = tempFolder();
  const other = openAccess({ journal: room.journal, state: () => room.state(), commit: room.commit, clock, log: keptLog(), folder: elsewhere.folder });
  expect(await other.acceptInvitation({ token, password }, FROM)).toMatchObject({ ok: false, fault: { code: "malformed" } });
  other.close();
  elsewhere.remove();
  const codes: string[] = [];
  for (let i = 0; i < 22; i++) {
    const answer = await desk.acceptInvitation({ token: `${token.slice(0, -4)}AAA${i % 10}`, password }, FROM);
    codes.push(answer.ok ? "ok" : answer.fault.code);
  }
  expect(codes).not.toContain("ok");
  expect(codes.at(-1)).toBe("too-many");
});
