import { MOST_CAMERAS, type Camera, type StreamState } from "#contract/camera";
import type { Fault } from "#contract/fault";
import { fail, ok } from "#contract/result";
import { VIDEO_PATH } from "#contract/video-wire";
import type { RoomState } from "../core/state.ts";
import type { Now, SecretWrite, VideoDesk } from "../ports.ts";
import { personOf } from "./alarm-answers.ts";
import type { AnswersFor } from "./answers.ts";
import type { Ledger } from "./ledger.ts";
import { COVERED, isBound } from "./privacy.ts";

interface Options {
  state: Pick<RoomState, "cameras" | "things" | "wall">;
  ledger: Pick<Ledger, "commit">;
  now: () => Now;
  /** Undefined: nothing fetches pictures here. */
  video: () => VideoDesk | undefined;
}

const NONE: Fault = { code: "unavailable", detail: "live pictures are not to be had in this room" };
const OFF: StreamState = { is: "lost", since: 0, reason: "off" };

/** Cameras, and the way to their pictures. A login is kept encrypted, in the transaction of the camera's fact and in no fact. */
export function cameraAnswers({ state, ledger, now, video }: Options): AnswersFor<"camera:list" | "camera:save" | "camera:remove" | "camera:discover" | "camera:profiles" | "video:ticket"> {
  const healthOf = ({ id, streams }: Camera) => {
    const health = video()?.health(id);
    const listening = video()?.listening(id);
    return health === undefined ? {} : { ...(listening !== undefined && { listening }), health: { main: health.main, ...(streams.sub !== undefined && { sub: health.sub }) } };
  };
  return {
    "camera:list": () => ok({
      cameras: [...state.cameras.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
        .map((camera) => ({ camera, ...healthOf(camera), states: video()?.states(camera.id) ?? { main: OFF, ...(camera.streams.sub !== undefined && { sub: OFF }) } })),
    }),
    "camera:save": async ({ camera: draft, login, version }, party) => {
      const odd = [draft.streams.main, draft.streams.sub].find((stream) => stream !== undefined && !URL.canParse(stream.url));
      if (odd !== undefined) return fail({ code: "malformed", path: "camera.streams", detail: "no such address" });
      const former = state.cameras.get(draft.id);
      if ((former?.version ?? 0) !== version) return fail({ code: "conflict", detail: `version ${former?.version ?? 0} is in force, not ${version}` });
      if (former?.sensitive === true && !draft.sensitive && isBound(state, party)) return COVERED;
      if (former === undefined && state.cameras.size >= MOST_CAMERAS) return fail({ code: "too-large", limit: MOST_CAMERAS });
      if (draft.thingId !== undefined && !state.things.has(draft.thingId)) return fail({ code: "unknown-id", kind: "thing", id: draft.thingId });
      const desk = video();
      if (desk === undefined && login !== undefined && login !== null) return fail(NONE);
      // What was typed for one machine is not shown to another.
      const kept = former !== undefined && sameMachines(former, draft) ? former.secured : false;
      const changed = login !== undefined || (former?.secured === true && !kept);
      const secrets: SecretWrite[] = changed ? [{ owner: "camera", id: draft.id, hash: login === undefined || login === null ? undefined : desk?.seal(draft.id, login) }] : [];
      const camera: Camera = { ...draft, version: version + 1, secured: login === undefined ? kept : login !== null };
      const written = await ledger.commit([{ kind: "camera:saved", at: now().wall, camera, loginChanged: changed, by: personOf(party) }], secrets);
      return written.ok ? ok(camera) : written;
    },
    "camera:remove": async ({ cameraId }, party) => {
      const by = personOf(party);
      if (by === undefined) return fail({ code: "unauthenticated" });
      if (!state.cameras.has(cameraId)) return fail({ code: "unknown-id", kind: "camera", id: cameraId });
      const written = await ledger.commit([{ kind: "camera:removed", at: now().wall, cameraId, by }], [{ owner: "camera", id: cameraId, hash: undefined }]);
      return written.ok ? ok({}) : written;
    },
    "camera:discover": async ({ from }) => {
      const desk = video();
      return desk === undefined ? fail(NONE) : ok({ found: await desk.discover(from) });
    },
    "camera:profiles": async ({ address, login, cameraId }) => {
      const desk = video();
      if (desk === undefined) return fail(NONE);
      if (!URL.canParse(address)) return fail({ code: "malformed", path: "address", detail: "no such address" });
      const kept = cameraId === undefined ? undefined : state.cameras.get(cameraId);
      // A kept login goes to the machine it was kept for, and to no other that somebody types; never in the clear where it was kept for an encrypted way.
      const keptFor = login === undefined && kept?.secured === true && (kept.transport !== "tls" || address.startsWith("https:")) && hostsOf(kept).some((host) => nameOf(host) === new URL(address).hostname) ? kept.id : undefined;
      const told = await desk.profiles({ address, login, keptFor });
      return told.ok ? told : fail({ code: "unavailable", detail: `camera: ${told.fault}` });
    },
    "video:ticket": (_, party) => {
      const given = video()?.ticket(party);
      if (given === undefined) return fail(NONE);
      return given.ok ? ok({ ...given.value, path: VIDEO_PATH }) : given;
    },
  };
}

/** The same machine, asked in the same way: a login kept for an encrypted way is not sent in the clear, nor to another certificate. */
function sameMachines(former: Camera, draft: Pick<Camera, "streams" | "transport" | "certificate">): boolean {
  const before = new Set(hostsOf(former));
  const [was, is] = [former.transport === "tls", draft.transport === "tls"];
  return was === is && (!is || former.certificate === draft.certificate) && hostsOf(draft).every((host) => before.has(host));
}
const hostsOf = ({ streams }: Pick<Camera, "streams">): string[] => [streams.main, streams.sub].flatMap((stream) => (stream === undefined ? [] : [new URL(stream.url).host]));
const nameOf = (host: string): string => host.replace(/:\d+$/, "");
