import { useState } from "react";
import type { Scene } from "#contract/wall";
import type { WallMaps } from "#contract/wall-fold";
import { Button } from "../../../design/controls.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { explainWall } from "../../explain-wall.ts";
import { formatTime } from "../../../design/format.ts";
import { useLanguage, useText } from "../../../design/i18n.ts";
import { notify } from "../../../design/notice.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { Chip, EmptyState } from "../../../design/states.tsx";
import { useMay } from "../../../live/session.ts";
import { request } from "../../../live/socket.ts";
import { SceneSketch } from "../scene-sketch.tsx";
import { SceneForm } from "./scene-form.tsx";
import css from "./scenes.module.css";
import { sceneTexts } from "./texts.ts";
import { Versions } from "./versions.tsx";
import { WallFiles } from "./wall-file.tsx";

/** Scenes by their keys, then by name. */
export function scenesInOrder(scenes: ReadonlyMap<string, Scene>): Scene[] {
  return [...scenes.values()].sort((a, b) => (a.key ?? 10) - (b.key ?? 10) || a.name.localeCompare(b.name, "vi"));
}

/** Named pictures of the wall: changed to with one press, saved from what the wall shows. */
export function Scenes({ wall }: { wall: WallMaps }) {
  const t = useText();
  const say = usePanelText(sceneTexts);
  const language = useLanguage();
  const mayCut = useMay("wall:cut");
  const maySave = useMay("wall:scene-save");
  const mayRemove = useMay("wall:scene-remove");
  const mayFile = useMay("wall:import");
  const [form, setForm] = useState<{ scene: Scene | undefined }>();
  const [removing, setRemoving] = useState<Scene>();
  const monitors = [...wall.monitors.values()].filter((one) => one.role === "wall").sort((a, b) => a.number - b.number);
  const scenes = scenesInOrder(wall.scenes);

  const cut = async (scene: Scene): Promise<void> => {
    const answer = await request("wall:cut", { sceneId: scene.id });
    notify(answer.ok ? say("changed", { name: scene.name }) : explainWall(answer.fault, t), answer.ok ? "good" : "bad");
  };
  const overwrite = async (scene: Scene): Promise<void> => {
    const answer = await request("wall:scene-save", { sceneId: scene.id, name: scene.name, monitors: scene.monitors, version: scene.version, ...(scene.key !== undefined && { key: scene.key }) });
    notify(answer.ok ? say("saved", { name: scene.name, n: answer.value.version }) : explainWall(answer.fault, t), answer.ok ? "good" : "bad");
  };
  const remove = async (scene: Scene): Promise<void> => {
    setRemoving(undefined);
    const answer = await request("wall:scene-remove", { sceneId: scene.id });
    notify(answer.ok ? say("removed", { name: scene.name }) : explainWall(answer.fault, t), answer.ok ? "good" : "bad");
  };
  return (
    <section className={css.scenes} aria-label={say("label")}>
      <div className={css.head}>
        {maySave && <Button look="main" isDisabled={monitors.length === 0} onPress={() => setForm({ scene: undefined })}>{say("save")}</Button>}
        {mayFile && <WallFiles />}
      </div>
      {scenes.length === 0 ? <EmptyState text={say("none")} /> : (
        <ul className={css.list}>
          {scenes.map((scene) => {
            const on = wall.wall.scene?.id === scene.id;
            return (
              <li key={scene.id} className={css.scene} data-on={on || undefined} data-scene={scene.id}>
                <button type="button" className={css.cut} disabled={!mayCut} aria-label={say("cutTo", { name: scene.name })} onClick={() => void cut(scene)}>
                  <SceneSketch monitors={monitors} cells={scene.cells} privacy={wall.wall.privacy} />
                  <span className={css.cutWord}>{say("cut")} {scene.key !== undefined && <kbd>Alt+{scene.key}</kbd>}</span>
                </button>
                <div className={css.about}>
                  <h3>{scene.name} {on && <Chip look="strong">{say("on")}</Chip>}</h3>
                  <p className={css.faint}>{say("version", { n: scene.version })} · {say("monitors", { list: scene.monitors.map((id) => wall.monitors.get(id)?.number ?? "?").join(", ") })} · {say("savedBy", { who: scene.savedBy ?? say("machine"), time: formatTime(scene.savedAt, "short", language) })}</p>
                  <div className={css.head}>
                    {maySave && <Button look="quiet" aria-label={say("overwriteOf", { name: scene.name })} onPress={() => void overwrite(scene)}>{say("overwrite")}</Button>}
                    {maySave && <Button look="quiet" aria-label={say("renameOf", { name: scene.name })} onPress={() => setForm({ scene })}>{say("rename")}</Button>}
                    {mayRemove && <Button look="quiet" aria-label={say("removeOf", { name: scene.name })} onPress={() => setRemoving(scene)}>{say("remove")}…</Button>}
                  </div>
                  <Versions sceneId={scene.id} version={scene.version} />
                </div>
              </li>
            );
          })}
        </ul>
      )}
      {form !== undefined && <SceneForm scene={form.scene} scenes={wall.scenes} monitors={monitors} onClose={() => setForm(undefined)} onSaved={(scene) => { setForm(undefined); notify(say("saved", { name: scene.name, n: scene.version })); }} />}
      {removing !== undefined && (
        <Dialog title={say("removeTitle", { name: removing.name })} open onClose={() => setRemoving(undefined)} actions={<><Button onPress={() => setRemoving(undefined)}>{t("shell.cancel")}</Button><Button look="main" onPress={() => void remove(removing)}>{say("remove")}</Button></>}>
          <p>{say("removeWarning")}</p>
        </Dialog>
      )}
    </section>
  );
}
