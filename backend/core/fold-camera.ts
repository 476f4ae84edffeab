import type { NewFact } from "#contract/fact";
import type { RoomState, Touch } from "./state.ts";

type CameraFact = Extract<NewFact, { kind: "camera:saved" | "camera:removed" }>;

/** Folds cameras: the newest saving of one stands. How it does at the moment is no state. */
export function foldCamera({ cameras }: Pick<RoomState, "cameras">, fact: CameraFact): Touch[] {
  if (fact.kind === "camera:saved") {
    cameras.set(fact.camera.id, fact.camera);
    return [{ collection: "cameras", id: fact.camera.id, body: fact.camera }];
  }
  return cameras.delete(fact.cameraId) ? [{ collection: "cameras", id: fact.cameraId, body: undefined }] : [];
}
