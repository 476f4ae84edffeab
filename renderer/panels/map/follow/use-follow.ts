import { useEffect, useRef } from "react";
import { seen } from "../../../live/seen.ts";
import type { MapHandle } from "../map-handle.ts";
import { createFollower } from "./follow.ts";

/** How near an alarm is flown to. */
const ZOOM = 15;

/**
 * While on, flies to every new emergency; any key or press stops the flight. Not while looking back, nor while somebody works on
 * the map or with one of its tools.
 *
 * @param working a tool is in use: Escape is then the tool's
 * @param onEnd somebody pressed Escape: no more following
 */
export function useFollow(handle: MapHandle, on: boolean, working: boolean, onEnd: () => void): void {
  const busy = useRef(working);
  const end = useRef(onEnd);
  useEffect(() => {
    busy.current = working;
    end.current = onEnd;
  });
  useEffect(() => {
    if (!on) return undefined;
    const { scene, place } = handle;
    let worked: number | undefined;
    const work = (): void => void (worked = performance.now());
    const works = ["pointerdown", "wheel", "keydown"] as const;
    for (const event of works) place.addEventListener(event, work, { capture: true, passive: true });
    const halt = (): void => scene.stopFlight();
    addEventListener("pointerdown", halt, true);
    // Heard wherever the focus is, and left to whoever else knows Escape: the flight itself stops at any key (gl-camera).
    const escape = ({ key, isComposing }: KeyboardEvent): void => {
      if (key === "Escape" && !isComposing && !busy.current && document.querySelector("[role=dialog], [data-trigger]") === null) end.current();
    };
    addEventListener("keydown", escape, true);
    let follower = createFollower(seen.alarms().values());
    const look = (): void => {
      if (seen.past()) return;
      const now = performance.now();
      const alarm = follower.look(seen.alarms().values(), now, busy.current ? now : worked);
      if (alarm === undefined) return;
      const [lon, lat] = alarm.position;
      scene.flyTo({ centre: [lon, lat], zoom: Math.max(ZOOM, scene.view()?.zoom ?? 0) });
      scene.select(alarm.thingId);
    };
    // Coming back to the present, what stands there is known.
    const turn = (): void => void (follower = createFollower(seen.alarms().values()));
    const stops = [seen.subscribe("alarms", look), seen.subscribe("time", turn)];
    return () => {
      for (const stop of stops) stop();
      for (const event of works) place.removeEventListener(event, work, true);
      removeEventListener("pointerdown", halt, true);
      removeEventListener("keydown", escape, true);
    };
  }, [handle, on]);
}
