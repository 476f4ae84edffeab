import type { Filmed } from "#contract/filmed";
import { formatNumber, formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useClipWords } from "../clip-words.ts";
import css from "./case.module.css";
import { filmedTexts } from "./filmed-texts.ts";

/** Whose pictures a piece is and of when, by the room's own record; what may be wrong with it is said. */
export function FilmedWords({ filmed }: { filmed: Filmed }) {
  const say = usePanelText(filmedTexts);
  const language = useLanguage();
  const at = (instant: number): string => formatTime(instant, "full", language);
  const { clockOff } = filmed;
  const clipWords = useClipWords();
  const off = clockOff === undefined ? say("clockUnknown") : say("clock", { n: `${clockOff > 0 ? "+" : ""}${formatNumber(clockOff / 1000, 2, language)}` });
  // Many a camera is called one.
  const name = /^camera\b/i.test(filmed.cameraName) ? filmed.cameraName : `Camera ${filmed.cameraName}`;
  const clip = filmed.is === "clip" ? filmed : undefined;
  const kept = clip && clipWords(clip);
  return (
    <p className={css.faint} data-filmed={filmed.is}>
      {clip === undefined ? say(filmed.is === "snapshot" ? "snapshot" : "still", { name, at: at(filmed.at) }) : say("clip", { name, from: at(clip.from), to: at(clip.to) })} · {kept !== undefined && <>{kept.picture} · </>}{off}
      {kept?.missing !== undefined && <> · ⚠ {kept.missing}</>}
      {clip !== undefined && clip.broken > 0 && <> · ⚠ {say("broken", { n: clip.broken })}</>}
      {clip !== undefined && clip.gaps.length > 0 && <> · ⚠ {say("gaps", { n: clip.gaps.length })}</>}
    </p>
  );
}
