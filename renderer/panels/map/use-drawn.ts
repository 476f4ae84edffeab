import { useCallback, useState } from "react";
import type { Instant } from "#contract/ids";
import { serverNow } from "../../live/socket.ts";
import type { SceneMode } from "../../scene/scene.ts";

/** Whether the map shows a true picture: the city and its marks. `lostAt`: it did, until then. */
export type Drawn = { is: true } | { is: false; lostAt: Instant | undefined };

/** What the scene's words come to; pass its `onMode` and `onPainted` here. @param now server's clock */
export function useDrawn(now: () => Instant = serverNow): { drawn: Drawn; onMode: (mode: SceneMode["is"]) => void; onPainted: (at: Instant) => void } {
  const [drawn, setDrawn] = useState<Drawn>({ is: false, lostAt: undefined });
  const onMode = useCallback((mode: SceneMode["is"]) => {
    // Without WebGL the picture is part of the document: drawn when it is there. A canvas is blank until its first frame with marks.
    setDrawn((was) => (mode === "flat" ? (was.is ? was : { is: true }) : was.is ? { is: false, lostAt: now() } : was));
  }, [now]);
  const onPainted = useCallback((at: Instant) => {
    // 0: a frame without marks yet.
    if (at > 0) setDrawn((was) => (was.is ? was : { is: true }));
  }, []);
  return { drawn, onMode, onPainted };
}
