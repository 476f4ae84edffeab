import { afterAll, beforeAll, expect, test } from "vitest";
import type { Fact } from "#contract/fact";
import { BindingId, RuleId, SceneId } from "#contract/ids";
import type { RequestOutput } from "#contract/request";
import type { Result } from "#contract/result";
import { addSource, administrator, hurriedWall, openWindow, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { addGauges } from "../kit/catalogue.ts";
import { mosquittoPub } from "../kit/mosquitto.ts";
import { jpegOf, pngOf } from "../kit/pictures.ts";
import { until } from "../kit/until.ts";
import { addWall, asDisplay, screensOf, textsOf, wallOf } from "../kit/wall-display.ts";

/** An alarm's scene stays so long at least here, ms (hurriedWall). */
const STAYS = 4000;
const args = hurriedWall();
let backend: TestBackend;
let cookie: string;
let secret: string;
let display: string;
let scene: SceneId;
let binding: RequestOutput<"wall:binding-save">;

const wall = () => wallOf(backend, cookie);
const shown = () => textsOf(backend, cookie);
const publish = (value: number) => mosquittoPub({ port: backend.mqttPort, user: "tram", secret, topic: "v1.1/Datastreams(g0.level)/Observations", message: JSON.stringify({ result: value }) });
const factsOf = async (...kinds: string[]): Promise<Fact[]> => (valueOf(await request(backend, cookie, "fact:recent", { kinds, limit: 500 })).facts as Fact[]).toReversed();
beforeAll(async () => {
  backend = await startBackend({ args });
  cookie = await administrator(backend);
  secret = await addSource(backend, cookie, "tram");
  await addGauges(backend, cookie, 1);
  const made = await addWall(backend, cookie, 2);
  display = made.display;
  scene = made.scene.id;
  binding = valueOf(await request(backend, cookie, "wall:binding-save", { version: 0, binding: { name: "Báo động", sceneId: scene, mode: "tell", priorities: ["emergency"], ruleIds: [RuleId.parse("high")], backAfter: 0 } }));
});
afterAll(async () => {
  await backend.stop();
  removeFolder(backend.folder);
});

test("an alarm by MQTT proposes the scene, cuts after five seconds, and the wall goes back when it clears", async () => {
  const window = await openWindow(backend, cookie);
  const before = await shown();
  const of = <K extends Fact["kind"]>(kind: K) => window.facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);
  await publish(3);
  await until(() => of("wall:proposed").length === 1);
  const { proposal } = of("wall:proposed")[0]!;
  expect(proposal).toMatchObject({ sceneId: scene, bindingId: binding.id, mode: "tell", due: proposal.at + 5000, priority: "emergency" });
  expect(await shown()).toEqual(before);
  await until(() => of("wall:edited").some((fact) => fact.deed === "cut"));
  const cut = of("wall:edited").find((fact) => fact.deed === "cut")!;
  expect([cut.bindingId, cut.due, cut.at >= proposal.due, (cut.cutAt ?? 0) > cut.at, cut.by]).toEqual([binding.id, proposal.due, true, true, undefined]);
  expect(await shown()).toEqual(["lũ", "lũ"]);
  await publish(1);
  await until(() => of("wall:edited").some((fact) => fact.deed === "back"), 60_000);
  expect([await shown(), (await wall()).settings.back]).toEqual([before, undefined]);
  // The alarm was over at once; its scene stayed all the same.
  expect(of("wall:edited").find((fact) => fact.deed === "back")!.at - cut.at).toBeGreaterThanOrEqual(STAYS);
  window.close();
}, 120_000);

test("invariant 4: kill -9 between the proposal and its instant: it goes late after the restart, exactly once, and finds its way back", async () => {
  const cutsOf = async () => (await factsOf("wall:edited")).filter((fact) => fact.kind === "wall:edited" && fact.deed === "cut");
  const cutsBefore = (await cutsOf()).length;
  const window = await openWindow(backend, cookie);
  await publish(3);
  await until(() => window.facts.some((fact) => fact.kind === "wall:proposed"));
  const { due } = (await wall()).proposals[0]!;
  await backend.kill();
  await until(() => Date.now() > due + 1000);
  backend = await startBackend({ folder: backend.folder, args });
  cookie = await administrator(backend);
  // By the one timer, before the first window is answered.
  expect((await wall()).proposals).toEqual([]);
  const cuts = await cutsOf();
  expect(cuts).toHaveLength(cutsBefore + 1);
  expect(cuts.at(-1)).toMatchObject({ bindingId: binding.id, due });
  expect((cuts.at(-1) as { lateBy?: number }).lateBy).toBeGreaterThan(1000);
  expect(await shown()).toEqual(["lũ", "lũ"]);
  // Again, with the scene on: nothing goes twice, and what to go back to is read from the journal.
  await backend.kill();
  backend = await startBackend({ folder: backend.folder, args });
  cookie = await administrator(backend);
  const after = await openWindow(backend, cookie);
  await publish(1);
  await until(() => after.facts.some((fact) => fact.kind === "wall:edited" && fact.deed === "back"), 60_000);
  expect([await shown(), (await wall()).settings.back]).toEqual([["thường ngày", "thường ngày"], undefined]);
  expect(await cutsOf()).toHaveLength(cutsBefore + 1);
  after.close();
}, 120_000);

test("an operator says no: nothing changes; the answer of somebody later is told that it is over", async () => {
  const window = await openWindow(backend, cookie);
  await publish(3);
  await until(() => window.facts.some((fact) => fact.kind === "wall:proposed"));
  const [proposal] = (await wall()).proposals;
  expect(valueOf(await window.ask("wall:answer", { proposalId: proposal!.id, accept: false }))).toEqual({});
  expect(await window.ask("wall:answer", { proposalId: proposal!.id, accept: true })).toMatchObject({ ok: false, fault: { code: "unknown-id", kind: "proposal" } });
  await publish(1);
  await until(() => window.facts.some((fact) => fact.kind === "wall:calmed"));
  expect([await shown(), window.facts.filter((fact) => fact.kind === "wall:edited")]).toEqual([["thường ngày", "thường ngày"], []]);
  window.close();
});

test("a schedule begins with its next instant, and a stale edit of it is refused", async () => {
  const before = Date.now();
  const schedule = { name: "Ca", sceneId: scene, at: "22:00", days: [7, 1, 7] };
  const saved = valueOf(await request(backend, cookie, "wall:schedule-save", { schedule, version: 0 }));
  expect([saved.version, saved.days, (saved.doneUntil ?? 0) >= before]).toEqual([1, [1, 7], true]);
  expect(await request(backend, cookie, "wall:schedule-save", { schedule: { ...schedule, id: saved.id, at: "00:00" }, version: 0 })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  expect(await request(backend, cookie, "wall:schedule-save", { schedule: { ...schedule, name: "Ca hai", at: "25:00" }, version: 0 })).toMatchObject({ ok: false, fault: { code: "malformed" } });
  valueOf(await request(backend, cookie, "wall:schedule-remove", { scheduleId: saved.id }));
  expect((await wall()).schedules).toEqual([]);
});

test("faults of bindings are typed: an unknown scene, a stale version, an unknown binding", async () => {
  const draft = { name: "Khác", sceneId: scene, mode: "ask" as const };
  expect(await request(backend, cookie, "wall:binding-save", { version: 0, binding: { ...draft, sceneId: SceneId.parse("nowhere") } })).toMatchObject({ ok: false, fault: { code: "unknown-id", kind: "scene" } });
  expect(await request(backend, cookie, "wall:binding-save", { version: 0, binding: { ...draft, id: binding.id } })).toMatchObject({ ok: false, fault: { code: "conflict" } });
  expect(await request(backend, cookie, "wall:binding-remove", { bindingId: BindingId.parse("nowhere") })).toMatchObject({ ok: false, fault: { code: "unknown-id" } });
});

test("a small picture of an attended monitor is kept, also over a restart, and a file is answered inert", async () => {
  const { places } = valueOf(await asDisplay(backend, display, "wall:screens", { screens: screensOf(2), wallOnly: true }));
  const { io } = await import("socket.io-client");
  const socket = io(backend.address, { transports: ["websocket"], auth: { protocol: 1, as: "display" }, extraHeaders: { cookie: display, origin: backend.address }, reconnection: false });
  await new Promise<void>((done, refused) => void socket.once("connect", done).once("connect_error", refused));
  const attended: Result<{ monitorId: string }> = await socket.emitWithAck("wall:attend", { screen: screensOf(2)[0] });
  expect(valueOf(attended).monitorId).toBe(places[0]?.monitorId);
  const path = `/api/wall/picture/${places[0]!.monitorId}`;
  const put = await fetch(backend.address + path, { method: "PUT", headers: { cookie: display, "content-type": "image/jpeg" }, body: new Uint8Array(jpegOf(480, 270)) });
  expect(await put.json()).toMatchObject({ ok: true });
  const at = Number((await fetch(backend.address + path, { headers: { cookie } })).headers.get("x-taken-at"));
  socket.close();
  const kept: Result<{ id: string }> = await (await fetch(`${backend.address}/api/wall/file`, { method: "POST", headers: { cookie, "content-type": "image/png" }, body: new Uint8Array(pngOf()) })).json();
  await backend.kill();
  backend = await startBackend({ folder: backend.folder, args });
  cookie = await administrator(backend);
  const then = valueOf(await request(backend, cookie, "wall:at", { at }));
  expect(then.pictures).toMatchObject([{ monitorId: places[0]?.monitorId, at }]);
  expect(Buffer.from(await (await fetch(`${backend.address}${path}/${at}`, { headers: { cookie } })).arrayBuffer())).toEqual(jpegOf(480, 270));
  const file = await fetch(`${backend.address}/api/wall/file/${valueOf(kept).id}`, { headers: { cookie } });
  expect([file.status, file.headers.get("content-security-policy")?.startsWith("sandbox")]).toEqual([200, true]);
});
