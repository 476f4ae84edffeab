import { expect, test } from "vitest";
import type { Party } from "#contract/account";
import { Camera, CameraId } from "#contract/camera";
import type { Fact, NewFact } from "#contract/fact";
import { SessionId } from "#contract/ids";
import { fail, ok } from "#contract/result";
import { accountOf } from "../../test/kit/fake-room.ts";
import { handClock } from "../../test/kit/hand-clock.ts";
import { emptyState } from "../core/state.ts";
import type { VideoDesk } from "../ports.ts";
import { controlAnswers } from "./control-answers.ts";

const person = (name: string, role: "operator" | "leader" = "operator"): Party => ({ kind: "person", account: accountOf([role], name), sessionId: SessionId.parse(name) });
const CAU = CameraId.parse("cau");

function room(more: object = {}, turn: VideoDesk["turn"] = async () => ok(undefined)) {
  const [clock, state, facts] = [handClock(), emptyState(), [] as NewFact[]];
  state.cameras.set(CAU, Camera.parse({ id: CAU, name: "Cầu", position: [107.5, 16.4], streams: { main: { url: "rtsp://10.0.0.9/x" } }, control: { address: "http://10.0.0.9/onvif" }, version: 1, secured: false, ...more }));
  const none = { watched: 0, outages: 0 };
  const desk: VideoDesk = { turn, halt: async () => ok(undefined), goTo: async () => ok(undefined), picture: async () => ok({ jpeg: "", width: 1, height: 1, at: 0 }), presets: async () => ok([]), states: () => ({ main: { is: "idle", since: 0 } }), awaySince: () => undefined, health: () => ({ main: none, sub: none }), ticket: () => fail({ code: "unavailable", detail: "" }), seal: () => "", clip: async () => fail({ code: "unavailable", detail: "" }), discover: async () => [], profiles: async () => fail("unsupported"), listening: () => undefined, snapshot: async () => fail("unsupported") };
  const answers = controlAnswers({
    state, now: () => clock.now(), video: () => desk,
    ledger: { commit: async (news) => {
      facts.push(...news);
      return ok(news.map((fact, i): Fact => ({ ...fact, seq: i + 1 })));
    } },
  });
  return { clock, facts, answers, turn: (by: string) => answers["camera:turn"]({ cameraId: CAU, pan: 1, tilt: 0, zoom: 0 }, person(by)) };
}

test("two do not turn one camera at a time; who is second is told, and may when the first has let go", async () => {
  const { clock, turn } = room();
  expect(await turn("an")).toEqual(ok({}));
  expect(await turn("binh")).toMatchObject({ ok: false, fault: { code: "conflict" } });
  clock.pass(2900);
  expect(await turn("binh")).toMatchObject({ ok: false });
  clock.pass(200);
  expect(await turn("binh")).toEqual(ok({}));
});
test("each who turns is one fact, and one more after a minute's rest, however many words they said", async () => {
  const { clock, facts, turn } = room();
  for (let n = 0; n < 20; n++) {
    await turn("an");
    clock.pass(500);
  }
  expect(facts).toMatchObject([{ kind: "camera:turned", by: "an", how: "hand" }]);
  clock.pass(70_000);
  await turn("an");
  expect(facts).toHaveLength(2);
});
test("a camera that refuses was not turned", async () => {
  const { facts, turn } = room({}, async () => fail("unauthorized"));
  expect(await turn("an")).toEqual(fail({ code: "unavailable", detail: "camera: unauthorized" }));
  expect(facts).toEqual([]);
});
test.each<[string, object, string]>([["switched off", { enabled: false }, "camera: off"], ["without a control address", { control: undefined }, "camera: cannot"]])("a camera %s is asked nothing", async (_, more, detail) =>
  expect(await room(more).turn("an")).toEqual(fail({ code: "unavailable", detail })));
test("a sensitive camera is not for everybody, nor its picture for a party without the right", async () => {
  const { answers } = room({ sensitive: true });
  expect(await answers["camera:picture"]({ cameraId: CAU }, person("an"))).toMatchObject({ ok: true });
  expect(await answers["camera:picture"]({ cameraId: CAU }, { kind: "person", account: accountOf(["planner"], "kh"), sessionId: SessionId.parse("kh") })).toEqual(fail({ code: "forbidden", permission: "video:sensitive" }));
});
