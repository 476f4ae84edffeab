import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DutyTurn } from "#contract/duty";
import { AccountId } from "#contract/ids";
import type { RequestInput, RequestName } from "#contract/request";
import { request, valueOf } from "../kit/backend.ts";
import { DRAINAGE, HOUR, openCaseRoom, ordered, TRAFFIC, writeFacts, type CaseRoom } from "../kit/case-room.ts";
import { staleProjections } from "../kit/stale-projections.ts";
import { until } from "../kit/until.ts";

let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
}, 60_000);
afterAll(() => room.stop());

const admin = <N extends RequestName>(name: N, input: RequestInput<N>) => request(room.backend(), room.admin(), name, input);
/** Round the clock, week after week. */
const always = (accountId: DutyTurn["accountId"]): DutyTurn[] => [1, 2, 3, 4, 5, 6, 7].map((on) => ({ accountId, on, from: 0, to: 1440 }));
const lead = async (leads: boolean): Promise<void> => void valueOf(await admin("account:save", { account: { id: room.drainage.id, name: room.drainage.id, roles: ["focal-officer"], agencyId: DRAINAGE, ...(leads && { leads }) } }));

describe("K-16.2 the roster of an agency's officers", () => {
  test("is kept by its leader and the administrator, and by nobody else", async () => {
    const input = { agencyId: DRAINAGE, turns: always(room.drainage.id), version: 0 };
    expect(await room.drainage.ask("agency:roster-save", input)).toMatchObject({ ok: false, fault: { code: "forbidden" } });
    for (const stranger of [room.traffic, room.power]) expect(await stranger.ask("agency:roster-save", input)).toMatchObject({ ok: false, fault: { code: "unknown-id", kind: "agency" } });
    for (const staff of [room.operator, room.leader]) expect(await staff.ask("agency:roster-save", input)).toMatchObject({ ok: false, fault: { code: "forbidden" } });
    await lead(true);
    expect(valueOf(await room.drainage.ask("agency:roster-save", input))).toMatchObject({ version: 1, by: room.drainage.id });
    expect(await admin("agency:roster-save", input)).toMatchObject({ ok: false, fault: { code: "conflict" } });
    expect(valueOf(await admin("agency:roster-save", { ...input, version: 1 }))).toMatchObject({ version: 2, by: "quan-tri" });
    expect(await room.drainage.ask("agency:roster-save", { agencyId: DRAINAGE, turns: always(room.traffic.id), version: 2 })).toMatchObject({ ok: false, fault: { code: "unknown-id", kind: "account" } });
  });

  test("is read by the own agency alone; the console knows who is on duty, also after a kill, and a locked account stands for nobody", async () => {
    expect(valueOf(await room.drainage.ask("agency:roster", { agencyId: DRAINAGE })).roster?.version).toBe(2);
    expect(await room.traffic.ask("agency:roster", { agencyId: DRAINAGE })).toMatchObject({ ok: false, fault: { code: "unknown-id" } });
    expect(await room.traffic.ask("agency:duty", {})).toMatchObject({ ok: false, fault: { code: "forbidden" } });
    const duty = async () => valueOf(await room.operator.ask("agency:duty", {})).agencies;
    await room.restart();
    const told = await duty();
    expect(told.find(({ agencyId }) => agencyId === DRAINAGE)).toMatchObject({ kept: true, on: [{ accountId: room.drainage.id }] });
    expect(told.find(({ agencyId }) => agencyId === TRAFFIC)).toEqual({ agencyId: TRAFFIC, kept: false, on: [] });
    expect(valueOf(await room.drainage.ask("agency:cases", {})).duty).toMatchObject([{ accountId: room.drainage.id }]);
    expect(valueOf(await room.traffic.ask("agency:cases", {})).duty).toBeUndefined();
    valueOf(await admin("account:save", { account: { id: room.drainage.id, name: room.drainage.id, roles: ["focal-officer"], agencyId: DRAINAGE, enabled: false } }));
    expect((await duty()).find(({ agencyId }) => agencyId === DRAINAGE)).toEqual({ agencyId: DRAINAGE, kept: true, on: [] });
    await lead(true);
  });
});

describe("K-16.2 changes of an agency's persons within seven working days", () => {
  const tasks = async () => valueOf(await room.lead.ask("agency:staffing", {})).tasks;
  const own = async (cause: "lacks" | "reported") => (await tasks()).filter((one) => one.agencyId === DRAINAGE && one.cause === cause && one.doneAt === undefined);

  test("an agency that loses its last focal officer opens a task of its own clock, which closes when it has one again", async () => {
    await until(async () => (await tasks()).length > 0);
    // The leader is an account that leads; without it the agency lacks both.
    expect(await own("lacks")).toEqual([]);
    valueOf(await admin("account:save", { account: { id: room.drainage.id, name: room.drainage.id, roles: ["focal-officer"], agencyId: DRAINAGE, enabled: false } }));
    await until(async () => (await own("lacks")).length === 1);
    const [open] = await own("lacks");
    expect(open).toMatchObject({ lacks: ["leader", "officer"], clause: "K-16.2", owner: "agency" });
    // Seven working days are nine days at least.
    expect((open?.due ?? 0) - (open?.openedAt ?? 0)).toBeGreaterThan(8 * 24 * HOUR);
    await lead(true);
    await until(async () => (await own("lacks")).length === 0);
    expect((await tasks()).find(({ id }) => id === open?.id)?.doneAt).toBeGreaterThan(0);
  });

  test("an officer reports a change once; the centre closes it when the accounts are right, and not while somebody lacks", async () => {
    // Locked and let in again, the officer has to log in anew.
    await room.restart();
    const reported = valueOf(await room.drainage.ask("agency:staffing-report", { text: "Chị Lan thay anh Minh từ thứ Hai" }));
    expect(reported).toMatchObject({ cause: "reported", owner: "centre", clause: "K-16.2" });
    expect(await room.drainage.ask("agency:staffing-report", { text: "Lại thay" })).toMatchObject({ ok: false, fault: { code: "conflict" } });
    expect(valueOf(await room.drainage.ask("agency:cases", {})).staffing).toMatchObject([{ id: reported.id }]);
    expect(valueOf(await room.traffic.ask("agency:cases", {})).staffing?.some(({ id }) => id === reported.id)).toBe(false);
    for (const seat of [room.drainage, room.operator]) expect(await seat.ask("agency:staffing-done", { staffingId: reported.id })).toMatchObject({ ok: false, fault: { code: "forbidden" } });
    await lead(false);
    expect(await room.lead.ask("agency:staffing-done", { staffingId: reported.id })).toMatchObject({ ok: false, fault: { code: "conflict", detail: "the agency still lacks a leader or a focal officer" } });
    await lead(true);
    valueOf(await room.lead.ask("agency:staffing-done", { staffingId: reported.id }));
    expect(await own("reported")).toEqual([]);
    expect(await room.lead.ask("agency:staffing-done", { staffingId: reported.id })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  });

  test("invariant 4 a task that ran out while the backend was down is late once, with its owner and clause", async () => {
    const now = Date.now();
    const id = "ns-tre";
    await room.restart((folder) => writeFacts(folder, [{ kind: "agency:staffing-opened", at: now - 20 * 24 * HOUR, staffing: { id, agencyId: TRAFFIC, cause: "reported", lacks: [], text: "Thay đầu mối", openedAt: now - 20 * 24 * HOUR, due: now - 5 * 24 * HOUR, clause: "K-16.2", owner: "centre" } }]));
    const missed = async () => (await room.facts()).filter((fact) => fact.kind === "agency:staffing-missed" && fact.staffingId === id);
    await until(async () => (await missed()).length > 0);
    await room.restart();
    expect(await missed()).toHaveLength(1);
    const late = (await tasks()).find((one) => one.id === id);
    expect(late).toMatchObject({ owner: "centre", clause: "K-16.2" });
    expect(late?.lateBy).toBeGreaterThan(4 * 24 * HOUR);
  });
});

test("invariant 3 rosters, tasks, invitations and consents rebuilt from the facts are what they were", async () => {
  const { id } = await room.open();
  for (const event of [{ is: "verified" } as const, { is: "proposed", plan: "Bơm" } as const, ordered({ lead: DRAINAGE, support: [] })]) valueOf(await room.act(room.operator, id, event));
  valueOf(await room.drainage.ask("agency:share", { incidentId: id, hours: 1 }));
  valueOf(await admin("officer:invite", { id: AccountId.parse("moi"), name: "Người mới", agencyId: DRAINAGE }));
  const look = async () => [valueOf(await room.lead.ask("agency:staffing", {})), valueOf(await admin("agency:roster", { agencyId: DRAINAGE })), valueOf(await admin("officer:invitations", {})), valueOf(await room.operator.ask("agency:positions", {}))];
  const before = await look();
  expect(JSON.stringify(before)).toContain("Người mới");
  await room.restart((folder) => staleProjections(folder), "stop");
  expect(await look()).toEqual(before);
});
