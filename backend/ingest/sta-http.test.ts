import { describe, expect, test } from "vitest";
import { Source } from "#contract/source";
import { lost, machineClock, recordingIntake } from "../../test/kit/ingest.ts";
import type { Clock, Delivery, IngestRoute } from "../ports.ts";
import { staRoutes } from "./sta-http.ts";

const NOW = Date.UTC(2026, 10, 21, 10);
/** Time stands at NOW; pauses wait to be let go by hand. */
function handMoved(): Clock & { fire(): void } {
  const waiting = new Set<() => void>();
  return {
    wall: () => NOW, steady: () => 0,
    after(_ms, act) {
      waiting.add(act);
      return () => void waiting.delete(act);
    },
    fire() {
      for (const act of waiting) act();
    },
  };
}
const source = Source.parse({ id: "gauge", name: "gauge", grants: ["s*"] });

function open(clock: Clock = handMoved(), maxBody?: number) {
  const kit = recordingIntake();
  const routes = staRoutes({ intake: kit.intake, clock, maxBody });
  const post = (path: string, body: unknown): ReturnType<IngestRoute["handle"]> => {
    const entity = path.split("/").at(-2) ?? "";
    const route = routes.find((one) => one.path === path) ?? routes.find((one) => one.path.includes(":entity"))!;
    return route.handle({ source, params: { entity }, body: new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body)) });
  };
  return { kit, post };
}
const ONE = "/sta/v1.1/Datastreams(s1)/Observations";
const MANY = "/sta/v1.1/CreateObservations";
const rejecting = (...rejected: { index: number; reason: "future" | "unknown-unit" | "unknown-datastream" | "rate-limited"; detail: string }[]) => (delivery: Delivery): void =>
  delivery.settle?.({ ok: true, value: { stored: 0, superseded: 0, rejected } });

describe("one Observation", () => {
  test("201 with its address, after the commit (invariant 1)", async () => {
    const { kit, post } = open();
    let answered = false;
    kit.settle = () => {};
    const answer = Promise.resolve(post(ONE, { result: 1.5 })).then((value) => {
      answered = true;
      return value;
    });
    await new Promise((next) => setImmediate(next));
    expect(answered).toBe(false);
    expect(kit.deliveries).toMatchObject([{ sourceId: "gauge", readings: [{ datastreamId: "s1", result: 1.5, phenomenonTime: NOW }] }]);
    kit.deliveries[0]!.settle?.({ ok: true, value: { stored: 1, superseded: 0, rejected: [] } });
    const link = `/sta/v1.1/Observations('s1%40${NOW}')`;
    expect(await answer).toEqual({
      status: 201, headers: { location: link },
      body: { "@iot.id": `s1@${NOW}`, "@iot.selfLink": link, phenomenonTime: "2026-11-21T10:00:00.000Z", result: 1.5 },
    });
  });

  test.each<[string, string, unknown, number]>([
    ["not JSON", ONE, "{", 400],
    ["no result", ONE, {}, 400],
    ["result is text", ONE, { result: "1" }, 400],
    ["no datastream named", "/sta/v1.1/Observations", { result: 1 }, 400],
    ["no grant", "/sta/v1.1/Datastreams(x1)/Observations", { result: 1 }, 403],
  ])("%s is refused, and the refusal counted", async (_title, path, body, status) => {
    const { kit, post } = open();
    expect(await post(path, body)).toMatchObject({ status, body: { code: status, type: "error", message: expect.any(String), reason: expect.any(String) } });
    expect(kit.refused()).toHaveLength(1);
  });

  test("another collection is not found", async () => {
    const { kit, post } = open();
    expect(await post("/sta/v1.1/Sensors(1)/Observations", { result: 1 })).toMatchObject({ status: 404 });
    expect(kit.deliveries).toEqual([]);
  });

  test.each([["unknown-datastream", 404], ["unknown-unit", 422], ["future", 422], ["rate-limited", 429]] as const)("judged %s answers %i", async (reason, status) => {
    const { kit, post } = open();
    kit.settle = rejecting({ index: 0, reason, detail: "why" });
    expect(await post(ONE, { result: 1 })).toMatchObject({ status, body: { message: "why", reason } });
  });
});

describe("CreateObservations", () => {
  const group = (dataArray: unknown): unknown => [{ Datastream: { "@iot.id": "s1" }, components: ["phenomenonTime", "result"], dataArray }];

  test("one line per item, in its order, refused at parsing or in judgement", async () => {
    const { kit, post } = open();
    kit.settle = rejecting({ index: 1, reason: "future", detail: "a day ahead" });
    const at = "2026-11-21T10:00:00Z";
    expect(await post(MANY, group([[at, "x"], [at, 1], [at, 2], ["noon", 3], [at, 4]]))).toEqual({
      status: 201,
      body: [
        "error: not-a-number: [0].dataArray[0].result: expected a number",
        `/sta/v1.1/Observations('s1%40${NOW}')`,
        "error: future: a day ahead",
        expect.stringContaining("error: malformed: [0].dataArray[3].phenomenonTime"),
        `/sta/v1.1/Observations('s1%40${NOW}')`,
      ],
    });
  });

  test.each<[unknown, number]>([["{", 400], [{}, 400], [group(Array.from({ length: 10_001 }, () => 1)), 413]])("a message refused as a whole", async (body, status) => {
    expect(await open().post(MANY, body)).toMatchObject({ status });
  });

  test("nothing in it: nothing created", async () => {
    expect(await open().post(MANY, [])).toEqual({ status: 201, body: [] });
  });
});

describe("bounds", () => {
  test("a body too large: 413, counted", async () => {
    const { kit, post } = open(handMoved(), 1024);
    expect(await post(ONE, { result: 1, pad: "x".repeat(1024) })).toMatchObject({ status: 413 });
    expect(kit.refused()).toMatchObject([{ reason: "oversized" }]);
  });

  test("the store is full: 503 with Retry-After, nothing claimed", async () => {
    const { kit, post } = open();
    kit.settle = lost;
    expect(await post(ONE, { result: 1 })).toMatchObject({ status: 503, headers: { "retry-after": "10" }, body: { reason: "disk-full" } });
  });

  test("the pipeline is full: 503 until there is room", async () => {
    const { kit, post } = open();
    kit.full = true;
    expect(await post(ONE, { result: 1 })).toMatchObject({ status: 201 });
    expect(await post(ONE, { result: 2 })).toMatchObject({ status: 503, headers: { "retry-after": "1" } });
    kit.room();
    expect(await post(ONE, { result: 3 })).toMatchObject({ status: 201 });
    expect(kit.readings().map(({ result }) => result)).toEqual([1, 3]);
  });

  test("no commit in time: 503; a commit that comes later changes nothing", async () => {
    const clock = handMoved();
    const { kit, post } = open(clock);
    kit.settle = () => {};
    const answer = post(ONE, { result: 1 });
    clock.fire();
    expect(await answer).toMatchObject({ status: 503 });
    kit.deliveries[0]!.settle?.({ ok: true, value: { stored: 1, superseded: 0, rejected: [] } });
  });

  test("many posts wait at once, each for its own commit", async () => {
    const { kit, post } = open(machineClock);
    kit.settle = (delivery) => setImmediate(() => delivery.settle?.({ ok: true, value: { stored: 1, superseded: 0, rejected: [] } }));
    const answers = await Promise.all(Array.from({ length: 2001 }, (_, i) => post(ONE, { result: i })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2000);
    expect(answers.at(-1)).toMatchObject({ status: 503 });
  });
});
