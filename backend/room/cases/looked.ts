import type { IncidentEvent } from "#contract/incident";
import type { Camera } from "#contract/camera";
import type { Instant } from "#contract/ids";

/**
 * The event with the cameras that were looked at (H-11.2) as the room knows them: each once, by its name, seen before now. One that
 * is gone meanwhile is left out; nobody's verification waits for it.
 */
export function withLooked(event: IncidentEvent, cameras: ReadonlyMap<string, Camera>, now: Instant): IncidentEvent {
  if (!("looked" in event) || event.looked === undefined) return event;
  const { looked, ...rest } = event;
  const first = new Map<string, (typeof looked)[number]>();
  for (const { cameraId, at } of looked) {
    const name = cameras.get(cameraId)?.name;
    if (name !== undefined && !first.has(cameraId)) first.set(cameraId, { cameraId, at: Math.min(at, now), name });
  }
  return first.size === 0 ? rest : { ...rest, looked: [...first.values()] };
}
