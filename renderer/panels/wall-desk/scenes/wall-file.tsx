import { useRef, useState } from "react";
import { WallFile } from "#contract/wall-edit";
import { Button } from "../../../design/controls.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { explainWall } from "../../explain-wall.ts";
import { formatTime } from "../../../design/format.ts";
import { useText } from "../../../design/i18n.ts";
import { notify } from "../../../design/notice.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { request } from "../../../live/socket.ts";
import css from "./scenes.module.css";
import { noteKey, sceneTexts } from "./texts.ts";

/** The wall as a file, out and in; before anything is changed the backend says what would not fit. */
export function WallFiles() {
  const t = useText();
  const say = usePanelText(sceneTexts);
  const chooser = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<{ name: string; file: WallFile; notes: readonly string[]; seq?: number }>();

  const save = async (): Promise<void> => {
    const answer = await request("wall:export", {});
    if (!answer.ok) return notify(explainWall(answer.fault, t), "bad");
    const name = `tuong-${formatTime(answer.value.savedAt, "full", "en").replace(/\D+/g, "-")}.json`;
    const url = URL.createObjectURL(new Blob([JSON.stringify(answer.value, undefined, 1)], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    notify(say("exported", { name }));
  };
  const choose = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return;
    const file = await readWallFile(chosen);
    if (file === undefined) return notify(say("notAFile"), "bad");
    const answer = await request("wall:import", { file, dryRun: true });
    if (answer.ok) setFound({ name: chosen.name, file, notes: answer.value.notes, seq: answer.value.seq });
    else notify(explainWall(answer.fault, t), "bad");
  };
  const bring = async ({ file, seq }: { file: WallFile; seq?: number }): Promise<void> => {
    setFound(undefined);
    const answer = await request("wall:import", { file, dryRun: false, seq });
    notify(answer.ok ? say("imported") : explainWall(answer.fault, t), answer.ok ? "good" : "bad");
  };
  return (
    <>
      <Button onPress={() => void save()}>{say("export")}</Button>
      <Button onPress={() => chooser.current?.click()}>{say("import")}</Button>
      <input ref={chooser} type="file" hidden accept="application/json,.json" aria-label={say("import")} onChange={(event) => {
        void choose(event.target.files?.[0]);
        event.target.value = ""; // the same file, mended, may be chosen again
      }} />
      {found !== undefined && (
        <Dialog title={say("importTitle", { name: found.name })} open onClose={() => setFound(undefined)}
          actions={<><Button onPress={() => setFound(undefined)}>{t("shell.cancel")}</Button><Button look="main" onPress={() => void bring(found)}>{say("importGo")}</Button></>}>
          <p>{say("importWarning")}</p>
          {found.notes.length === 0 ? <p>{say("importClean")}</p> : (
            <ul className={css.notes}>
              {found.notes.map((line, at) => {
                const { key, about } = noteKey(line);
                return <li key={at}>{key === undefined ? line : `${say(key)}: ${about}`}</li>;
              })}
            </ul>
          )}
        </Dialog>
      )}
    </>
  );
}

/** @returns undefined when it is no wall's file */
export async function readWallFile(file: Blob): Promise<WallFile | undefined> {
  try {
    const parsed = WallFile.safeParse(JSON.parse(await file.text()));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
