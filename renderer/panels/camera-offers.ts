import type { Position } from "#contract/ids";
import type { LostReason, StreamState } from "#contract/camera";
import type { Thing } from "#contract/things";
import { rankCameras, type Candidate, type Ranked } from "../geo/best-cameras.ts";
import { heightAt, type HeightGrid } from "../geo/heights.ts";
import type { ListedCamera } from "./use-cameras.ts";

/** A camera offered for a place: what it has of it, how far it is, and why no picture comes where none does. */
export interface CameraOffer extends Omit<Ranked, "id"> {
  camera: ListedCamera["camera"];
  why: LostReason | "frozen" | undefined;
}

/** The room's cameras for a place, the best first. Houses are not looked at: the ground alone is known everywhere. @param heights undefined: flat */
export function offersFor(place: Position, cameras: readonly ListedCamera[], things: ReadonlyMap<string, Thing>, heights: HeightGrid | undefined): CameraOffer[] {
  const byId = new Map<string, ListedCamera>(cameras.map((listed) => [listed.camera.id, listed]));
  const candidates = cameras.flatMap((listed): Candidate[] => {
    const { camera } = listed;
    const thing = things.get(camera.thingId ?? "");
    const stands = camera.position ?? thing?.position;
    if (stands === undefined) return [];
    const at = [stands[0], stands[1]] as const;
    const view = camera.view ?? thing?.view;
    return [{ id: camera.id, at, eye: view === undefined ? undefined : { at, ...view }, dead: whyDead(listed) !== undefined }];
  });
  const ranked = rankCameras({ ground: (at) => (heights === undefined ? undefined : heightAt(heights, at)), obstacles: [] }, [place[0], place[1]], candidates);
  return ranked.flatMap(({ id, ...rank }) => {
    const listed = byId.get(id);
    return listed === undefined ? [] : [{ ...rank, camera: listed.camera, why: whyDead(listed) }];
  });
}

/** Why no picture of now comes from it; undefined: one comes, or nobody has looked yet. A gateway that begins anew is no camera's fault. */
function whyDead({ camera, states: { main, sub } }: ListedCamera): CameraOffer["why"] {
  if (!camera.enabled) return "off";
  const dead = [main, ...(sub === undefined ? [] : [sub])].map(reasonOf);
  return dead.every((why) => why !== undefined) ? dead[0] : undefined;
}

function reasonOf({ is, reason, picture }: StreamState): CameraOffer["why"] {
  if (is === "frozen" || picture === "still") return "frozen";
  return is === "lost" && reason !== "gateway" ? (reason ?? "closed") : undefined;
}
