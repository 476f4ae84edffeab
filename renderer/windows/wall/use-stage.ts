import { useMemo, useSyncExternalStore } from "react";
import { serverNow } from "../../live/socket.ts";
import { afterMs, openWallShow } from "../../live/wall-live.ts";
import { openStage, type Stage } from "./open-stage.ts";
import type { Slot } from "./stage.ts";

const NONE: readonly Slot[] = [];

/** The slots of a monitor as they are to be drawn, and where to say that one is painted. */
export function useStage(monitorId: string): { slots: readonly Slot[]; ready: (key: string) => void } {
  const { subscribe, get, ready } = useMemo(() => stageOnceSeen(monitorId), [monitorId]);
  return { slots: useSyncExternalStore(subscribe, get), ready };
}

/** Opens with the first reader and stops with the last: a rendering that React throws away leaves no timer behind. */
function stageOnceSeen(monitorId: string): Pick<Stage, "get" | "subscribe" | "ready"> {
  let stage: Stage | undefined;
  let readers = 0;
  let stop = (): void => undefined;
  const open = (): Stage => {
    const show = openWallShow();
    const opened = openStage(monitorId, show, serverNow, afterMs);
    stop = () => {
      opened.stop();
      show.stop();
    };
    return opened;
  };
  return {
    get: () => stage?.get() ?? NONE,
    ready: (key) => stage?.ready(key),
    subscribe(listener) {
      stage ??= open();
      readers += 1;
      const leave = stage.subscribe(listener);
      return () => {
        leave();
        readers -= 1;
        if (readers > 0) return;
        stop();
        stage = undefined;
      };
    },
  };
}
