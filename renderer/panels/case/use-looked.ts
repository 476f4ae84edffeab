import { useCallback, useRef } from "react";
import type { CameraId } from "#contract/camera";
import { MOST_LOOKED, type Looked } from "#contract/filmed";
import { serverNow } from "../../live/socket.ts";

/** Cameras whose pictures came before the person's eyes in this dialogue, each with its first instant: goes with what they decide (H-11.2). */
export function useLooked(): { onLooked: (camera: CameraId) => void; looked: () => { looked?: Looked[] } } {
  const seen = useRef(new Map<CameraId, Looked>());
  const onLooked = useCallback((cameraId: CameraId): void => {
    if (!seen.current.has(cameraId) && seen.current.size < MOST_LOOKED) seen.current.set(cameraId, { cameraId, at: serverNow() });
  }, []);
  const looked = useCallback(() => (seen.current.size === 0 ? {} : { looked: [...seen.current.values()] }), []);
  return { onLooked, looked };
}
