import { describe, expect, test } from "vitest";
import { CameraDraft, CameraId, type CameraLogin } from "#contract/camera";
import type { Fact, NewFact } from "#contract/fact";
import { AccountId, SessionId, ThingId } from "#contract/ids";
import { fail, ok } from "#contract/result";
import { Thing } from "#contract/things";
import { accountOf } from "../../test/kit/fake-room.ts";
import { fold } from "../core/fold.ts";
import { emptyState } from "../core/state.ts";
import type { SecretWrite, VideoDesk } from "../ports.ts";
import { cameraAnswers } from "./camera-answers.ts";

const technician = { kind: "person" as const, account: accountOf(["technician"], "ky-thuat"), sessionId: SessionId.parse("s") };
const lead = { ...technician, account: accountOf(["shift-lead", "technician"], "truong-ca") };
const draft = (more: object = {}): CameraDraft => CameraDraft.parse({ id: "c1", name: "Cầu", thingId: "t", streams: { main: { url: "rtsp://10.0.0.9/main" } }, ...more });
const LOGIN: CameraLogin = { user: "admin", password: "bi-mat-123" };

const DESK: VideoDesk = { awaySince: () => undefined, health: () => ({ main: { watched: 1000, up: 1, outages: 0 }, sub: { watched: 0, outages: 0 } }), states: () => ({ main: { is: "live", since: 1 } }), ticket: () => ok({ ticket: "t", until: 5 }), seal: (_, { user }) => `sealed ${user}`, clip: async () => fail({ code: "unavailable", detail: "" }), discover: async () => [], profiles: async () => ({ ok: false, fault: "unauthorized" }), listening: () => undefined, picture: async () => fail("timeout"), snapshot: async () => fail("timeout"), presets: async () => fail("unsupported"), turn: async () => ok(undefined), halt: async () => ok(undefined), goTo: async () => ok(undefined) };

function room(desk: () => VideoDesk | undefined = () => DESK) {
  const state = emptyState();
  state.things.set("t", Thing.parse({ id: "t", name: "Trạm", position: [107.5, 16.4], area: "a", kind: "camera" }));
  const facts: NewFact[] = [];
  const secrets: SecretWrite[] = [];
  const answers = cameraAnswers({
    state, now: () => ({ wall: 7, steady: 0 }), video: desk,
    ledger: {
      commit: async (news, writes = []) => {
        for (const fact of news) fold(state, fact);
        facts.push(...news);
        secrets.push(...writes);
        return ok(news.map((fact, i): Fact => ({ ...fact, seq: i + 1 })));
      },
    },
  });
  const save = (camera: CameraDraft, version: number, login?: CameraLogin | null) => answers["camera:save"]({ camera, version, ...(login !== undefined && { login }) }, technician);
  return { state, facts, secrets, answers, save };
}

describe("a camera", () => {
  test("is saved by its version, with who saved it, and told with how it does", async () => {
    const { save, facts, answers } = room();
    expect(await save(draft(), 0)).toMatchObject({ ok: true, value: { version: 1, secured: false } });
    expect(await save(draft({ name: "Cầu mới" }), 0)).toMatchObject({ ok: false, fault: { code: "conflict" } });
    expect(await save(draft({ name: "Cầu mới" }), 1)).toMatchObject({ ok: true, value: { version: 2 } });
    expect(facts.map((fact) => fact.kind === "camera:saved" && fact.by)).toEqual([AccountId.parse("ky-thuat"), AccountId.parse("ky-thuat")]);
    expect(answers["camera:list"]({}, technician)).toMatchObject({ value: { cameras: [{ camera: { name: "Cầu mới" }, states: { main: { is: "live" } } }] } });
  });
  test("at no station there is is refused", async () => expect(await room().save(draft({ thingId: ThingId.parse("x") }), 0)).toEqual({ ok: false, fault: { code: "unknown-id", kind: "thing", id: "x" } }));
  test("that is removed takes its login along", async () => {
    const { save, answers, state, secrets } = room();
    await save(draft(), 0, LOGIN);
    expect(await answers["camera:remove"]({ cameraId: CameraId.parse("c1") }, technician)).toEqual({ ok: true, value: {} });
    expect(state.cameras.size).toBe(0);
    expect(secrets.at(-1)).toEqual({ owner: "camera", id: "c1", hash: undefined });
    expect(await answers["camera:remove"]({ cameraId: CameraId.parse("c1") }, technician)).toMatchObject({ ok: false, fault: { code: "unknown-id" } });
  });
});

test.each<[string, { privacy: boolean; sensitive: [boolean, boolean]; by: typeof technician }, boolean]>([
  ["taken off by a technician with the privacy key on: refused, its picture would go to every window", { privacy: true, sensitive: [true, false], by: technician }, false],
  ["taken off by who may lift the key", { privacy: true, sensitive: [true, false], by: lead }, true],
  ["taken off with the key off", { privacy: false, sensitive: [true, false], by: technician }, true],
  ["set with the key on", { privacy: true, sensitive: [false, true], by: technician }, true],
  ["kept, other things changed with the key on", { privacy: true, sensitive: [true, true], by: technician }, true],
])("a camera's mark %s", async (_how, { privacy, sensitive: [was, is], by }, done) => {
  const { save, state, answers, facts } = room();
  await save(draft({ sensitive: was }), 0);
  state.wall = { ...state.wall, privacy };
  const answer = await answers["camera:save"]({ camera: draft({ name: "Cầu mới", sensitive: is }), version: 1 }, by);
  expect(answer).toMatchObject(done ? { ok: true, value: { sensitive: is } } : { ok: false, fault: { code: "forbidden", permission: "wall:privacy-lift" } });
  expect([state.cameras.get(CameraId.parse("c1"))?.sensitive, facts.length]).toEqual(done ? [is, 2] : [was, 1]);
});

describe("a login", () => {
  test("invariant 12 is sealed beside the fact and stands in none", async () => {
    const { save, facts, secrets } = room();
    expect(await save(draft(), 0, LOGIN)).toMatchObject({ ok: true, value: { secured: true } });
    expect(secrets).toEqual([{ owner: "camera", id: "c1", hash: "sealed admin" }]);
    expect(JSON.stringify(facts)).not.toMatch(/bi-mat|admin/);
    expect(facts).toMatchObject([{ loginChanged: true }]);
  });
  test("stays when the camera is saved without one, and goes on null", async () => {
    const { save, secrets } = room();
    await save(draft(), 0, LOGIN);
    expect(await save(draft({ name: "x" }), 1)).toMatchObject({ value: { secured: true } });
    expect(secrets).toHaveLength(1);
    expect(await save(draft(), 2, null)).toMatchObject({ value: { secured: false } });
    expect(secrets.at(-1)).toEqual({ owner: "camera", id: "c1", hash: undefined });
  });
  test("is forgotten when the camera's address names another machine: it was typed for the former", async () => {
    const { save, secrets } = room();
    await save(draft(), 0, LOGIN);
    expect(await save(draft({ streams: { main: { url: "rtsp://10.0.0.66/main" } } }), 1)).toMatchObject({ value: { secured: false } });
    expect(secrets.at(-1)).toEqual({ owner: "camera", id: "c1", hash: undefined });
  });
  test("is forgotten when the way is not encrypted any more, or another certificate is taken: it could be collected there", async () => {
    const tls = { transport: "tls" as const, certificate: "a".repeat(64), streams: { main: { url: "rtsps://10.0.0.5/main" } } };
    for (const next of [{ transport: "tcp" as const, streams: { main: { url: "rtsp://10.0.0.5/main" } } }, { ...tls, certificate: "b".repeat(64) }]) {
      const { save } = room();
      await save(draft(tls), 0, LOGIN);
      expect(await save(draft({ ...tls, name: "x" }), 1)).toMatchObject({ value: { secured: true } });
      expect(await save(draft(next), 2)).toMatchObject({ value: { secured: false } });
    }
  });
  test("an address that names no machine is refused", async () => {
    expect(await room().save(draft({ streams: { main: { url: "rtsp://[1::2::3]/main" } } }), 0)).toMatchObject({ ok: false, fault: { code: "malformed" } });
  });
});

test("where nothing fetches pictures there is no ticket, and no login is taken", async () => {
  const { answers, save, secrets } = room(() => undefined);
  expect(await answers["video:ticket"]({}, technician)).toMatchObject({ ok: false, fault: { code: "unavailable" } });
  expect(await save(draft(), 0, LOGIN)).toMatchObject({ ok: false, fault: { code: "unavailable" } });
  expect(secrets).toEqual([]);
  expect(await save(draft(), 0)).toMatchObject({ ok: true });
  expect(await answers["camera:list"]({}, technician)).toMatchObject({ value: { cameras: [{ states: { main: { is: "lost", reason: "off" } } }] } });
});
