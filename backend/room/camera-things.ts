import type { Camera } from "#contract/camera";
import type { Position } from "#contract/ids";
import { ThingId } from "#contract/ids";
import { Thing } from "#contract/things";
import { hash53 } from "../core/alarm-id.ts";
import type { RoomState } from "../core/state.ts";

/** Of an id; of that so much stands before a datastream's kind. */
export const LONGEST = 64;
const PREFIX = 44;

/** What is cut has its hash at the end: two that begin alike stay two. */
export const within = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 9)}-${hash53(text).toString(36).padStart(11, "0").slice(-8)}`);
/** Before the kind, in the ids of a camera's datastreams. */
export const prefixOf = ({ id }: Pick<Camera, "id">): string => within(id, PREFIX);
/** The station that a camera is: the one it names, or one of its own. */
export const thingIdOf = (camera: Pick<Camera, "id" | "thingId">): ThingId => camera.thingId ?? ThingId.parse(within(`camera.${camera.id}`, LONGEST));

/** @returns undefined where it has no place of its own, or the room no area */
export function thingOf(state: Pick<RoomState, "areas">, camera: Camera): Thing | undefined {
  const area = camera.position && nearest(state, camera.position);
  return area === undefined ? undefined : Thing.parse({ id: thingIdOf(camera), name: camera.name, ...(camera.nameEn !== undefined && camera.nameEn !== "" && { nameEn: camera.nameEn }), position: camera.position, area: area.id, kind: "camera", ...(camera.view !== undefined && { view: camera.view }) });
}

const nearest = ({ areas }: Pick<RoomState, "areas">, [lon, lat]: Position): ReturnType<RoomState["areas"]["get"]> =>
  [...areas.values()].toSorted((a, b) => Math.hypot(a.position[0] - lon, a.position[1] - lat) - Math.hypot(b.position[0] - lon, b.position[1] - lat))[0];
