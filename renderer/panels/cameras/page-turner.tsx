import { useEffect } from "react";
import { Button } from "../../design/controls.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import css from "./cameras.module.css";
import { cameraTexts } from "./texts.ts";

/** Each page is shown for so long, ms. */
const DWELL = 15_000;

interface Props {
  count: number;
  at: number;
  turning: boolean;
  /** Nothing turns for now: one tile fills the window. */
  rests: boolean;
  onTurn: (by: 1 | -1) => void;
  onTurning: (on: boolean) => void;
}

/** Where there are more cameras than tiles: to the next page and back, and whether they turn by themselves. */
export function PageTurner({ count, at, turning, rests, onTurn, onTurning }: Props) {
  const say = usePanelText(cameraTexts);
  const runs = turning && !rests && count > 1;
  useEffect(() => {
    if (!runs) return undefined;
    // From the last turn on, by hand or not.
    const timer = setTimeout(() => onTurn(1), DWELL);
    return () => clearTimeout(timer);
  }, [runs, at, onTurn]);
  if (count < 2) return null;
  return (
    <span className={css.pages}>
      <Button look="quiet" aria-label={say("before")} onPress={() => onTurn(-1)}>‹</Button>
      <span>{say("page", { n: at + 1, of: count })}</span>
      <Button look="quiet" aria-label={say("after")} onPress={() => onTurn(1)}>›</Button>
      <Button look={turning ? "plain" : "quiet"} aria-pressed={turning} onPress={() => onTurning(!turning)}>{say("turning")}</Button>
    </span>
  );
}
