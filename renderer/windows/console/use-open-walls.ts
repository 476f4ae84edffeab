import { useCallback } from "react";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { openWallWindows } from "../wall/screens.ts";
import { consoleWallTexts } from "./wall-texts.ts";

/** Opens windows of the wall on this PC's other monitors and says what came of it. Call it from a press. */
export function useOpenWalls(): () => void {
  const say = usePanelText(consoleWallTexts);
  return useCallback(() => {
    void openWallWindows().then(({ opened, blocked, placed }) => {
      if (blocked > 0) notify(say("blocked", { n: blocked }), "bad");
      if (opened > 0) notify(placed ? say("opened", { n: opened }) : say("openedOne"));
    });
  }, [say]);
}
