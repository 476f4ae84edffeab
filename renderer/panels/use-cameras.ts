import { useMemo } from "react";
import type { Fault } from "#contract/fault";
import type { RequestOutput } from "#contract/request";
import { useFacts, useRequest } from "../live/hooks.ts";

export type ListedCamera = RequestOutput<"camera:list">["cameras"][number];

/** The room's cameras and how each stream did when they were asked for; asked again when one is changed or the gateway begins anew. */
export function useCameras(): { cameras: readonly ListedCamera[] | undefined; fault: Fault | undefined; again: () => void } {
  const { result, again } = useRequest("camera:list", {});
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind.startsWith("camera:") || kind === "backend:started")) again();
  });
  const cameras = useMemo(() => (result?.ok === true ? result.value.cameras : undefined), [result]);
  return { cameras, fault: result?.ok === false ? result.fault : undefined, again };
}
