import { useCallback, useEffect } from "react";
import { explainWall } from "../../panels/explain-wall.ts";
import { useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { useMay } from "../../live/session.ts";
import { mirror, request } from "../../live/socket.ts";
import { isTyping } from "../../panels/wall-desk/use-undo-keys.ts";
import { consoleWallTexts } from "./wall-texts.ts";

/** Turns the privacy key: all sensitive cells of all monitors, hidden or shown. */
export function usePrivacyKey(): () => Promise<void> {
  const t = useText();
  return useCallback(async () => {
    const answer = await request("wall:operate", { operations: [{ do: "privacy", on: !mirror.wall.get().wall.privacy }] });
    if (!answer.ok) notify(explainWall(answer.fault, t), "bad");
  }, [t]);
}

/** Keys of the wall on every console: W or G sends to a cell, Alt+1…9 changes the scene, Ctrl+Shift+P hides what is sensitive. */
export function useWallKeys(onCommand: () => void): void {
  const t = useText();
  const say = usePanelText(consoleWallTexts);
  const mayOperate = useMay("wall:operate");
  const mayCut = useMay("wall:cut");
  const turnPrivacy = usePrivacyKey();
  useEffect(() => {
    const cut = async (digit: number): Promise<void> => {
      const scene = [...mirror.wall.get().scenes.values()].find((one) => one.key === digit);
      if (scene === undefined) return notify(say("noScene", { n: digit }));
      const answer = await request("wall:cut", { sceneId: scene.id });
      notify(answer.ok ? say("cut", { name: scene.name }) : explainWall(answer.fault, t), answer.ok ? "good" : "bad");
    };
    const press = (event: KeyboardEvent): void => {
      if (event.repeat || event.isComposing) return;
      const key = event.key.toLowerCase();
      // For safety: works everywhere, also while somebody types and behind a question.
      if (mayOperate && event.ctrlKey && event.shiftKey && !event.altKey && !event.metaKey && key === "p") {
        event.preventDefault();
        return void turnPrivacy();
      }
      if (document.querySelector("[role=dialog]") !== null) return;
      const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
      if (mayCut && digit !== undefined && event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        return void cut(Number(digit));
      }
      if (mayOperate && (key === "w" || key === "g") && !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey && !isTyping(event.target)) {
        event.preventDefault();
        onCommand();
      }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [mayOperate, mayCut, onCommand, turnPrivacy, say, t]);
}
