import type { CameraId } from "#contract/camera";
import { Evidence, type IncidentId } from "#contract/incident";
import type { Result } from "#contract/result";
import { sendFile } from "./http.ts";

/** A still may take so long to be kept, ms. */
const STILL_MS = 30_000;

/** Keeps a picture of a camera, as this window decoded it, in a case. @param still.at arrival of the picture, ms of the room's clock */
export function sendStill({ incidentId, cameraId, name, blob, at }: { incidentId: IncidentId; cameraId: CameraId; name: string; blob: Blob; at: number }): Promise<Result<Evidence>> {
  const query = new URLSearchParams({ incidentId, name: `${name}.${blob.type === "image/png" ? "png" : "jpg"}`, camera: cameraId, pictureAt: String(Math.round(at)) });
  return sendFile(`/api/evidence?${query}`, blob, Evidence, STILL_MS);
}
