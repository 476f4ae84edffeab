import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AccountId, SiteId } from "#contract/ids";
import { IncidentId } from "#contract/incident";
import type { RequestInput, RequestName, RequestOutput } from "#contract/request";
import type { Result } from "#contract/result";
import type { Transfer } from "#contract/transfer";
import { administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { openCable, type Cable } from "../kit/cable.ts";
import { NO_POSTGRES, startPostgres, type Postgres } from "../kit/postgres.ts";
import { until } from "../kit/until.ts";

if (NO_POSTGRES !== undefined) console.log(`skipped: a case from room to room (${NO_POSTGRES})`);

const LEAD = { id: AccountId.parse("truong-ca"), name: "Trưởng ca", password: "một mật khẩu đủ dài" };

/** A real backend with a centre, over a line that can be cut, and its shift leader. */
interface Room {
  cable: Cable;
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Result<RequestOutput<N>>>;
  transfer(): Promise<Transfer | undefined>;
  kill(): Promise<void>;
  start(): Promise<void>;
  log(): string;
}

describe.skipIf(NO_POSTGRES !== undefined)("a case from room to room", { timeout: 900_000 }, () => {
  let centre: Postgres;
  const folder = mkdtempSync(join(tmpdir(), "kydai-transfer-"));
  let ward: Room;
  let city: Room;

  async function openRoom(site: string): Promise<Room> {
    const cable = await openCable(centre.port);
    const config = join(folder, `${site}.yaml`);
    writeFileSync(config, JSON.stringify({ pack: "city/hue", site: { id: site, name: site, centre: [107.585, 16.465] }, centre: centre.settings({ port: cable.port, patience: { connect: 5, answer: 10 } }) }));
    const start = () => startBackend({ folder: join(folder, site), args: ["--config", config] });
    let backend: TestBackend = await start();
    const admin = await administrator(backend);
    valueOf(await request(backend, admin, "account:save", { account: { id: LEAD.id, name: LEAD.name, roles: ["shift-lead"] }, password: LEAD.password }));
    const login = async (): Promise<string> => {
      const answer = await fetch(`${backend.address}/api/session`, { method: "POST", headers: { "content-type": "application/json", origin: backend.address }, body: JSON.stringify({ name: LEAD.id, password: LEAD.password }) });
      return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    };
    let cookie = await login();
    const ask: Room["ask"] = (name, input) => request(backend, cookie, name, input);
    return {
      cable, ask, log: () => backend.log(),
      transfer: async () => valueOf(await ask("transfer:list", {})).transfers[0],
      kill: () => backend.kill(),
      async start() {
        backend = await start();
        cookie = await login();
      },
    };
  }
  /** Asked now and then: a room refuses who asks too often. */
  const seen = (is: () => Promise<boolean>): Promise<void> => until(async () => (await is()) || (await pause(400, false)), 240_000, () => `${ward.log().slice(-3000)}\n${city.log().slice(-3000)}`);
  const isOpen = async (room: Room, id: string | undefined): Promise<boolean> => {
    if (id === undefined) return false;
    const got = await room.ask("incident:get", { incidentId: IncidentId.parse(id) });
    return got.ok && got.value.incident.closedAt === undefined;
  };
  const opened = async (title: string) => valueOf(await ward.ask("incident:open", { alarmIds: [], title, urgency: "routine", templateId: valueOf(await ward.ask("process:list", {})).templates[0]!.id, drill: false }));
  const offer = async (title: string): Promise<{ caseId: IncidentId; transfer: Transfer }> => {
    const { id: caseId, version } = await opened(title);
    return { caseId, transfer: valueOf(await ward.ask("transfer:offer", { incidentId: caseId, version, to: SiteId.parse("thanh-pho"), reason: "Vượt khả năng của phường", minutes: 60 })) };
  };

  beforeAll(async () => {
    centre = await startPostgres();
    ward = await openRoom("phuong");
    city = await openRoom("thanh-pho");
    await seen(async () => valueOf(await ward.ask("transfer:list", {})).rooms?.includes(SiteId.parse("thanh-pho")) === true);
  }, 600_000);
  afterAll(async () => {
    for (const room of [ward, city]) {
      await room?.kill();
      await room?.cable.close();
    }
    await centre?.close();
    removeFolder(folder);
  });

  test("H-6.2c offered over a cut line, accepted while the giver is cut off and killed: the giver owns it until it hears, then the other one does; returned, it goes on where it began", async () => {
    ward.cable.cut();
    const { caseId, transfer } = await offer("Kè sông sạt lở");
    valueOf(await ward.ask("incident:note", { incidentId: caseId, text: "Đã căng dây cấm người qua lại", kind: "note" }));
    expect(await ward.transfer()).toMatchObject({ id: transfer.id, side: "giver", onItsWay: ["transfer:offered"] });
    expect(await ward.ask("transfer:offer", { incidentId: caseId, version: 1, to: SiteId.parse("phuong"), reason: "Cho chính mình", minutes: 60 })).toMatchObject({ fault: { code: "unknown-id" } });
    expect(await city.transfer()).toBeUndefined();
    ward.cable.mend();
    await seen(async () => (await city.transfer())?.answerBy !== undefined && (await ward.transfer())?.arrivedAt !== undefined);
    expect(await city.transfer()).toMatchObject({ side: "receiver", other: "phuong", summary: { title: "Kè sông sạt lở", timeline: [{ is: "opened" }] } });
    expect(await city.ask("transfer:withdraw", { transferId: transfer.id, reason: "Không phải của mình" })).toMatchObject({ fault: { code: "conflict" } });

    // Accepted while the giver hears nothing: it works on, and nobody else owns the case.
    ward.cable.cut();
    valueOf(await city.ask("transfer:accept", { transferId: transfer.id }));
    await seen(async () => (await city.transfer())?.answer?.heard === true);
    await city.kill();
    valueOf(await ward.ask("incident:note", { incidentId: caseId, text: "Đã chuyển hai hộ dân", kind: "note" }));
    expect(await isOpen(ward, caseId)).toBe(true);
    await ward.kill();
    await ward.start();
    await city.start();
    expect((await city.transfer())?.takenAs).toBeUndefined();
    ward.cable.mend();
    await seen(async () => (await city.transfer())?.takenAs !== undefined);
    const taken = (await city.transfer())?.takenAs;
    expect([await isOpen(ward, caseId), await isOpen(city, taken)]).toEqual([false, true]);
    const got = valueOf(await city.ask("incident:get", { incidentId: taken! }));
    expect(got.incident).toMatchObject({ title: "Kè sông sạt lở", origin: { site: "phuong", caseId, transferId: transfer.id } });
    expect((await city.transfer())?.summary.timeline.map(({ text }) => text)).toEqual(expect.arrayContaining(["Đã căng dây cấm người qua lại", "Đã chuyển hai hộ dân"]));
    const over = valueOf(await ward.ask("incident:get", { incidentId: caseId })).incident;
    expect(over).toMatchObject({ givenTo: "thanh-pho", closedAt: expect.any(Number) });
    expect(await ward.ask("incident:act", { incidentId: caseId, version: over.version, event: { is: "verified" } })).toMatchObject({ fault: { code: "conflict" } });

    expect(await ward.ask("incident:note", { incidentId: caseId, text: "Ghi thêm ở phường", kind: "note" })).toMatchObject({ fault: { code: "conflict" } });

    valueOf(await city.ask("incident:note", { incidentId: taken!, text: "Đã thả rọ đá", kind: "note" }));
    valueOf(await city.ask("transfer:return", { transferId: transfer.id, reason: "Đã gia cố xong" }));
    await seen(async () => (await ward.transfer())?.retakenAs !== undefined);
    const back = (await ward.transfer())?.retakenAs;
    expect([await isOpen(city, taken), await isOpen(ward, back)]).toEqual([false, true]);
    expect((await ward.transfer())?.summary.timeline.map(({ text }) => text)).toContain("Đã thả rọ đá");
  });

  test("H-6.2c refused, or withdrawn before it was accepted: the giver's case goes on, and the other room has none", async () => {
    const { caseId, transfer } = await offer("Đèn đường hỏng");
    await seen(async () => (await city.transfer())?.id === transfer.id);
    valueOf(await city.ask("transfer:refuse", { transferId: transfer.id, reason: "Thuộc phường" }));
    await seen(async () => (await ward.transfer())?.answer?.is === "refused");
    expect(await isOpen(ward, caseId)).toBe(true);
    const { version } = valueOf(await ward.ask("incident:get", { incidentId: caseId })).incident;
    const again = valueOf(await ward.ask("transfer:offer", { incidentId: caseId, version, to: SiteId.parse("thanh-pho"), reason: "Hỏng cả tuyến", minutes: 60 }));
    await seen(async () => (await city.transfer())?.id === again.id);
    // Both at once, each before it hears of the other.
    ward.cable.cut();
    valueOf(await ward.ask("transfer:withdraw", { transferId: again.id, reason: "Đã tự sửa được" }));
    valueOf(await city.ask("transfer:accept", { transferId: again.id }));
    ward.cable.mend();
    await seen(async () => (await city.transfer())?.end?.is === "withdrawn" && (await ward.transfer())?.answer?.is === "accepted");
    expect([await isOpen(ward, caseId), (await city.transfer())?.takenAs]).toEqual([true, undefined]);
  });
});
