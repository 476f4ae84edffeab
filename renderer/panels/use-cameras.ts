import { useState, useSyncExternalStore } from "react";
import type { Fault } from "#contract/fault";
import type { RequestOutput } from "#contract/request";
import { useHeld } from "../live/held.ts";
import { createSharedRequest } from "../live/shared-request.ts";

export type ListedCamera = RequestOutput<"camera:list">["cameras"][number];

/** Asked again when a camera is changed, lost or back, or the gateway dies or begins anew. */
const list = createSharedRequest("camera:list", {}, ({ kind }) => kind.startsWith("camera:") || kind.startsWith("video:") || kind === "backend:started");

/** The room's cameras and how each stream did when they were asked for; asked once for all of this window. */
export function useCameras(): { cameras: readonly ListedCamera[] | undefined; fault: Fault | undefined; again: () => void } {
  const live = useSyncExternalStore(list.subscribe, list.get);
  const held = useHeld();
  const [kept, keep] = useState(live);
  if (!held && kept !== live) keep(live);
  const { value, fault } = held ? kept : live;
  return { cameras: value?.cameras, fault, again: list.again };
}
