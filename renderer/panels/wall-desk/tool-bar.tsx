import type { WallMaps } from "#contract/wall-fold";
import { Button } from "../../design/controls.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { useMay } from "../../live/session.ts";
import type { Deeds } from "./deeds.ts";
import { plainly } from "./edits.ts";
import css from "./wall-desk.module.css";
import { deskTexts } from "./texts.ts";

/** Every monitor shows its number for so many seconds. */
const IDENTIFY_S = 10;

/** What is done to the whole wall, and what holds for it. */
export function ToolBar({ wall, deeds }: { wall: WallMaps; deeds: Deeds }) {
  const say = usePanelText(deskTexts);
  const mayOperate = useMay("wall:operate");
  const mayLift = useMay("wall:privacy-lift");
  const mayUndo = useMay("wall:undo");
  const { privacy, follow, scene, back } = wall.wall;
  const named = scene === undefined ? undefined : wall.scenes.get(scene.id)?.name;
  return (
    <div className={css.bar}>
      {mayUndo && <>
        <Button keyHint="Ctrl+Z" onPress={() => void deeds.undo()}>↶ {say("undo")}</Button>
        <Button keyHint="Ctrl+Shift+Z" onPress={() => void deeds.redo()}>↷ {say("redo")}</Button>
      </>}
      {mayOperate && <>
        <Button keyHint="Ctrl+Shift+P" isDisabled={privacy && !mayLift} onPress={() => void deeds.run(plainly({ operations: [{ do: "privacy", on: !privacy }] }))}>◐ {say(privacy ? "privacyOff" : "privacyOn")}</Button>
        <span className={css.toggle} data-on={follow || undefined}><Button aria-label={say("follow")} onPress={() => void deeds.run(plainly({ operations: [{ do: "follow", on: !follow }] }))}>{follow ? "☑" : "☐"} {say("follow")}</Button></span>
        <Button onPress={() => void deeds.run(plainly({ operations: [{ do: "identify", seconds: IDENTIFY_S }] }))}>{say("identify")}</Button>
      </>}
      {named !== undefined && <span className={css.chip}>{say("scene", { name: named })}</span>}
      {back !== undefined && <span className={css.chip}>{say("back")}</span>}
      {!mayOperate && !mayUndo && <span className={css.chip}>{say("readOnly")}</span>}
    </div>
  );
}
