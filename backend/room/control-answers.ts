import type { Party } from "#contract/account";
import type { Camera, CameraId, LostReason } from "#contract/camera";
import type { NewFact } from "#contract/fact";
import type { AccountId } from "#contract/ids";
import { TURN_MS } from "#contract/onvif";
import { may } from "#contract/permission";
import { fail, ok, type Result } from "#contract/result";
import type { RoomState } from "../core/state.ts";
import type { Now, VideoDesk } from "../ports.ts";
import { personOf } from "./alarm-answers.ts";
import type { AnswersFor } from "./answers.ts";
import type { Ledger } from "./ledger.ts";

/** A camera is its turner's so long after their last word, ms. */
const HELD = TURN_MS * 2;
/** Turning by one person is told anew after so long without a word, ms: not every key. */
const ANEW = 60_000;

interface Options {
  state: Pick<RoomState, "cameras">;
  ledger: Pick<Ledger, "commit">;
  now: () => Now;
  video: () => VideoDesk | undefined;
}
type Requests = "camera:picture" | "camera:presets" | "camera:turn" | "camera:halt" | "camera:preset";

/** Cameras that are turned and asked for single pictures. Who turned one stands in the journal; two do not turn one at a time. */
export function controlAnswers({ state, ledger, now, video }: Options): AnswersFor<Requests> {
  /** Who turns, or turned, which camera; at most one entry a camera. */
  const turners = new Map<CameraId, { by: AccountId; at: number; toldAt: number }>();

  function deskFor(cameraId: CameraId, party: Party): Result<VideoDesk> {
    const camera = cameraFor(state, cameraId, party);
    if (!camera.ok) return camera;
    if (!camera.value.enabled) return cannot("off");
    if (camera.value.control === undefined) return cannot("unsupported");
    const desk = video();
    return desk === undefined ? fail({ code: "unavailable", detail: "live pictures are not to be had in this room" }) : ok(desk);
  }
  /** Takes the camera for a person, or says who has it. */
  function take(cameraId: CameraId, by: AccountId): Result<undefined> {
    const at = now().steady;
    const had = turners.get(cameraId);
    if (had !== undefined && had.by !== by && at - had.at < HELD) return fail({ code: "conflict", detail: "somebody else is turning this camera" });
    for (const id of turners.keys()) if (!state.cameras.has(id)) turners.delete(id);
    turners.set(cameraId, { by, at, toldAt: had?.by === by ? had.toldAt : Number.NEGATIVE_INFINITY });
    return ok(undefined);
  }
  async function tell(fact: Extract<NewFact, { kind: "camera:turned" }>): Promise<Result<Record<string, never>>> {
    const written = await ledger.commit([fact]);
    return written.ok ? ok({}) : written;
  }

  return {
    "camera:picture": async ({ cameraId }, party) => {
      const desk = deskFor(cameraId, party);
      if (!desk.ok) return desk;
      const taken = await desk.value.picture(cameraId);
      return taken.ok ? ok(taken.value) : cannot(taken.fault);
    },
    "camera:presets": async ({ cameraId }, party) => {
      const desk = deskFor(cameraId, party);
      if (!desk.ok) return desk;
      const told = await desk.value.presets(cameraId);
      return told.ok ? ok({ presets: told.value }) : cannot(told.fault);
    },
    "camera:turn": async ({ cameraId, pan, tilt, zoom }, party) => {
      const [by, desk] = [personOf(party), deskFor(cameraId, party)];
      if (by === undefined) return fail({ code: "unauthenticated" });
      if (!desk.ok) return desk;
      const taken = take(cameraId, by);
      if (!taken.ok) return taken;
      const turned = await desk.value.turn(cameraId, { pan, tilt, zoom });
      if (!turned.ok) return cannot(turned.fault);
      const held = turners.get(cameraId);
      if (held === undefined || held.by !== by) return ok({});
      const anew = now().steady - held.toldAt >= ANEW;
      // Before the journal has it: the next word comes within its time.
      held.toldAt = now().steady;
      return anew ? tell({ kind: "camera:turned", at: now().wall, cameraId, by, how: "hand" }) : ok({});
    },
    "camera:halt": async ({ cameraId }, party) => {
      const desk = deskFor(cameraId, party);
      if (!desk.ok) return desk;
      // Whoever sees it turn where it must not may stop it.
      const halted = await desk.value.halt(cameraId);
      return halted.ok ? ok({}) : cannot(halted.fault);
    },
    "camera:preset": async ({ cameraId, preset }, party) => {
      const [by, desk] = [personOf(party), deskFor(cameraId, party)];
      if (by === undefined) return fail({ code: "unauthenticated" });
      if (!desk.ok) return desk;
      const taken = take(cameraId, by);
      if (!taken.ok) return taken;
      const sent = await desk.value.goTo(cameraId, preset.token);
      return sent.ok ? tell({ kind: "camera:turned", at: now().wall, cameraId, by, how: "preset", preset: preset.name }) : cannot(sent.fault);
    },
  };
}

/** Why a camera does not do what it is asked, as people read it. */
export const cannot = (reason: LostReason): Result<never> => fail({ code: "unavailable", detail: `camera: ${reason === "unsupported" ? "cannot" : reason}` });

/** A camera whose pictures the party may see. */
export function cameraFor(state: Pick<RoomState, "cameras">, cameraId: CameraId, party: Party): Result<Camera> {
  const camera = state.cameras.get(cameraId);
  if (camera === undefined) return fail({ code: "unknown-id", kind: "camera", id: cameraId });
  return camera.sensitive && !may(party.kind === "person" ? party.account.roles : [party.kind], "video:sensitive") ? fail({ code: "forbidden", permission: "video:sensitive" }) : ok(camera);
}
