import type { CameraId, StreamName } from "#contract/camera";
import type { CameraService } from "#contract/camera-service";
import type { Fact } from "#contract/fact";
import type { Instant } from "#contract/ids";

/** All that is asked of the journal for it. */
export const SERVICE_KINDS = ["backend:started", "backend:stopped", "video:gateway-died", "video:gateway-back", "camera:saved", "camera:removed", "camera:lost", "camera:back", "camera:watched", "camera:unwatched"] as const satisfies readonly Fact["kind"][];

type Tally = Omit<CameraService, "cameraId">;
type Class = Exclude<keyof Tally, "losses">;
interface One {
  is: "gone" | "on" | "off";
  watched: Set<StreamName>;
  lost: Map<StreamName, Instant>;
  /** Counted up to here. */
  till: Instant;
  tally: Tally;
}
/** Something that changed at an instant, which may lie before the fact that tells it. */
interface Edge {
  at: Instant;
  turn: () => void;
  /** Absent: of all cameras. */
  cameraId?: CameraId;
}

/**
 * What cameras' time was, from the journal alone. In doubt the camera is not blamed: while the backend or the gateway was away nobody
 * could know, and where nobody asked for a picture none was missed. A camera that a person switched off is out of service by plan.
 *
 * @param facts of SERVICE_KINDS, ascending: those of the period, those before it from the last start of the backend on, and every `camera:saved` and `camera:removed` there was
 * @param running the backend ran before the first of the facts: those that tell of its start are not all there
 * @returns of each camera there was in the period, ms
 */
export function cameraService(facts: readonly Fact[], { from, to, running: ran = false }: { from: Instant; to: Instant; running?: boolean }): Map<CameraId, Tally> {
  const cameras = new Map<CameraId, One>();
  let [running, gateway] = [ran, true];
  const one = (id: CameraId): One => {
    const known = cameras.get(id) ?? { is: "gone" as const, watched: new Set(), lost: new Map(), till: from, tally: { up: 0, fault: 0, off: 0, centre: 0, unwatched: 0, losses: 0 } };
    cameras.set(id, known);
    return known;
  };
  const classOf = ({ is, watched, lost }: One): Class | undefined =>
    is === "gone" ? undefined : is === "off" ? "off" : !running || !gateway ? "centre" : [...watched].some((stream) => lost.has(stream)) ? "fault" : watched.size > 0 ? "up" : "unwatched";
  const count = (of: One, at: Instant): void => {
    const upTo = Math.min(Math.max(at, of.till), to);
    const is = classOf(of);
    if (is !== undefined) of.tally[is] += upTo - of.till;
    of.till = upTo;
  };
  const removed = (id: CameraId): One => Object.assign(one(id), { is: "gone" as const });
  const forgetWhatWas = (all: Iterable<One>): void => {
    for (const { watched, lost } of all) {
      watched.clear();
      lost.clear();
    }
  };

  const edges: Edge[] = [];
  const lostSince = new Map<string, Instant>();
  let before: Instant | undefined;
  for (const fact of facts) {
    const { at } = fact;
    switch (fact.kind) {
      case "backend:started":
        // A run that was killed ended when it last did anything.
        if (!fact.clean) edges.push({ at: Math.min(fact.aliveAt ?? before ?? at, at), turn: () => void (running = false) });
        edges.push({ at, turn: () => {
          [running, gateway] = [true, true];
          forgetWhatWas(cameras.values());
        } });
        break;
      case "backend:stopped": edges.push({ at, turn: () => void (running = false) }); break;
      case "video:gateway-died": edges.push({ at, turn: () => void (gateway = false) }); break;
      case "video:gateway-back": edges.push({ at, turn: () => void (gateway = true) }); break;
      case "camera:saved": {
        const { id, enabled } = fact.camera;
        edges.push({ at, cameraId: id, turn: () => void (one(id).is = enabled ? "on" : "off") });
        break;
      }
      case "camera:removed": edges.push({ at, cameraId: fact.cameraId, turn: () => forgetWhatWas([removed(fact.cameraId)]) }); break;
      case "camera:lost": {
        const { cameraId, stream, since } = fact;
        lostSince.set(`${cameraId} ${stream}`, since);
        edges.push({ at: since, cameraId, turn: () => {
          const of = one(cameraId);
          of.lost.set(stream, since);
          if (since >= from && since < to) of.tally.losses++;
        } });
        break;
      }
      case "camera:back": {
        const { cameraId, stream, lostFor } = fact;
        const since = lostSince.get(`${cameraId} ${stream}`);
        edges.push({ at: since === undefined ? at : Math.min(since + lostFor, at), cameraId, turn: () => void one(cameraId).lost.delete(stream) });
        break;
      }
      case "camera:watched":
        for (const { cameraId, stream, since } of fact.streams) edges.push({ at: since, cameraId, turn: () => void one(cameraId).watched.add(stream) });
        break;
      case "camera:unwatched":
        for (const { cameraId, stream, since } of fact.streams) {
          edges.push({ at: since, cameraId, turn: () => {
            one(cameraId).watched.delete(stream);
            one(cameraId).lost.delete(stream);
          } });
        }
        break;
      default: break;
    }
    before = at;
  }
  // Alike instants stay in the journal's order.
  for (const { at, turn, cameraId } of edges.toSorted((a, b) => a.at - b.at)) {
    for (const of of cameraId === undefined ? cameras.values() : [one(cameraId)]) count(of, at);
    turn();
  }
  const counted = new Map<CameraId, Tally>();
  for (const [id, of] of cameras) {
    count(of, to);
    const { up, fault, off, centre, unwatched } = of.tally;
    if (up + fault + off + centre + unwatched > 0) counted.set(id, of.tally);
  }
  return counted;
}
