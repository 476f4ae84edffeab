import { useEffect, useState } from "react";
import type { CameraId } from "#contract/camera";
import { usePanelText } from "../design/panel-text.ts";
import { useLanguage } from "../design/i18n.ts";
import { useRealNow } from "../live/hooks.ts";
import { request } from "../live/socket.ts";
import css from "./camera-tile.module.css";
import { tileTexts } from "./texts.ts";
import { ageWords } from "./tile-words.ts";
import { openTurns } from "./turns.ts";

/** The camera is asked for another picture so long after the one before came, or did not, ms. */
const AGAIN = 5000;
/** Of this window's tiles one asks at a time. */
const turns = openTurns();

/** Single pictures that the camera makes, in place of a stream this window cannot decode; each with its age. Nothing while it makes none. */
export function CameraMade({ camera }: { camera: CameraId }) {
  const say = usePanelText(tileTexts);
  const language = useLanguage();
  const now = useRealNow(500);
  const [made, setMade] = useState<{ jpeg: string; at: number }>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const ask = async (): Promise<void> => {
      const told = await request("camera:picture", { cameraId: camera });
      if (gone) return;
      // What was shown stays, and its age says how old it is.
      if (told.ok) setMade(told.value);
      timer = setTimeout(() => (giveUp = turns.take(ask)), AGAIN);
    };
    let giveUp = turns.take(ask);
    return () => {
      gone = true;
      giveUp();
      clearTimeout(timer);
    };
  }, [camera]);
  if (made === undefined) return null;
  const age = say("madeBy", { age: ageWords(Math.max(0, now - made.at), say, language) });
  return <><img className={css.made} src={`data:image/jpeg;base64,${made.jpeg}`} alt={age} data-made-at={made.at} /><p className={css.madeAge}>{age}</p></>;
}
