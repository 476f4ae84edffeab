import { afterEach, describe, expect, test } from "vitest";
import { CameraId, type Listening } from "#contract/camera";
import { startOnvifDevice, type OnvifDevice } from "../../../test/kit/onvif-device.ts";
import { handClock } from "../../../test/kit/hand-clock.ts";
import { systemClock } from "../../clock.ts";
import { openAnswers } from "../gateway/answer.ts";
import type { Devices } from "../gateway/devices.ts";
import { openListener } from "../gateway/listener.ts";
import { get } from "../http/get.ts";
import { openDevice } from "./device.ts";

const clean: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of clean.splice(0).reverse()) await end();
});
async function device(options: Parameters<typeof startOnvifDevice>[0]): Promise<OnvifDevice> {
  const made = await startOnvifDevice(options);
  clean.push(() => made.close());
  return made;
}
const asking = { clock: systemClock(), random: () => "ab".repeat(8) };
const VIETNAMESE = { user: "quản-trị", password: "mật khẩu" };

describe("invariant 12 one device does not end the process of all cameras", () => {
  test.each<[string, [year: number, month: number, day: number]]>([
    ["at the end of all time", [275_760, 9, 13]],
    ["before all time", [-271_821, 4, 20]],
    ["in 1969", [1969, 12, 31]],
    ["in 2100", [2100, 1, 1]],
    ["in words", [Number.NaN, 1, 1]],
  ])("a clock %s is none: it is asked by ours", async (_, [year, month, day]) => {
    const { address } = await device({ login: VIETNAMESE, instead: (action, answer) => action === "GetSystemDateAndTime" && Boolean(answer.end(`<Envelope><Body><GetSystemDateAndTimeResponse><SystemDateAndTime><UTCDateTime><Time><Hour>0</Hour><Minute>0</Minute><Second>0</Second></Time><Date><Year>${year}</Year><Month>${month}</Month><Day>${day}</Day></Date></UTCDateTime></SystemDateAndTime></GetSystemDateAndTimeResponse></Body></Envelope>`)) });
    expect(await openDevice({ address, login: VIETNAMESE, ...asking })).toMatchObject({ ok: true, value: { clockOff: undefined } });
  });
  test("a Vietnamese user name is told in UTF-8 where the proof of HTTP is wanted, in a question and for a picture", async () => {
    const proofs: string[] = [];
    const { address } = await device({ login: VIETNAMESE, instead(action, answer, request) {
      const proof = request.headers.authorization;
      if (action === "GetSystemDateAndTime" || proof !== undefined) {
        if (proof !== undefined) proofs.push(Buffer.from(proof, "latin1").toString("utf8"));
        return action === "GET" && Boolean(answer.end("x"));
      }
      return Boolean(answer.writeHead(401, { "WWW-Authenticate": Buffer.from('Digest realm="Cầu Mới", nonce="n", qop="auth"').toString("latin1") }).end());
    } });
    expect(await openDevice({ address, login: VIETNAMESE, ...asking })).toMatchObject({ ok: true });
    const got = await get({ url: address, login: VIETNAMESE, ...asking });
    if (got.ok) got.value.destroy();
    expect(got).toMatchObject({ ok: true });
    expect(proofs).toEqual([expect.stringContaining('username="quản-trị", realm="Cầu Mới"'), expect.stringContaining('username="quản-trị", realm="Cầu Mới"')]);
  });
  test("what trips us in a question is a fault of that camera", async () => {
    const trips = (): Promise<never> => Promise.reject(new RangeError("Invalid time value"));
    const devices: Devices = { open: trips, picture: trips, presets: trips, goTo: trips, turn: trips, halt: trips, close: () => Promise.resolve() };
    expect(await openAnswers({ devices, ...asking })({ is: "halt", camera: CameraId.parse("c") })).toEqual({ is: "fault", reason: "malformed" });
  });
  test("what trips us while we listen is lost, waited for and tried again", async () => {
    const clock = handClock();
    const heard: Listening[] = [];
    let asked = 0;
    const open = (): Promise<never> => {
      asked++;
      return Promise.reject(new RangeError("Invalid time value"));
    };
    clean.push(openListener({ id: CameraId.parse("c"), open, clock, chance: () => 0.5, onListening: (listening) => void heard.push(listening), onNoticed: () => undefined }));
    for (const times of [1, 2]) {
      await expect.poll(() => {
        clock.pass(1000);
        return asked;
      }, { timeout: 15_000 }).toBeGreaterThanOrEqual(times);
    }
    expect(heard.at(-1)).toMatchObject({ is: "lost", reason: "malformed" });
  });
});
