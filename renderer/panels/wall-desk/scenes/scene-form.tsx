import { useState } from "react";
import type { Fault } from "#contract/fault";
import type { Monitor, Scene } from "#contract/wall";
import { Button, Checkbox, Field, Select } from "../../../design/controls.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { explainWall } from "../../explain-wall.ts";
import { useText } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { request } from "../../../live/socket.ts";
import form from "../form.module.css";
import { sceneTexts } from "./texts.ts";

interface Props {
  /** To be renamed; undefined: a new one of what the wall shows. */
  scene: Scene | undefined;
  scenes: ReadonlyMap<string, Scene>;
  monitors: readonly Monitor[];
  onClose: () => void;
  onSaved: (scene: Scene) => void;
}

/** Name, key and monitors of a scene. */
export function SceneForm({ scene, scenes, monitors, onClose, onSaved }: Props) {
  const t = useText();
  const say = usePanelText(sceneTexts);
  const [name, setName] = useState(scene?.name ?? "");
  const [which, setWhich] = useState<readonly Monitor["id"][]>(scene?.monitors ?? monitors.map((one) => one.id));
  const [key, setKey] = useState(scene?.key);
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const others = [...scenes.values()].filter((one) => one.id !== scene?.id);
  const taken = others.some((one) => one.name === name.trim());
  const keys = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((digit) => !others.some((one) => one.key === digit));

  const save = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === "" || taken || which.length === 0) return;
    setSending(true);
    const answer = await request("wall:scene-save", { name: name.trim(), monitors: [...which], version: scene?.version ?? 0, ...(scene !== undefined && { sceneId: scene.id, keep: true }), ...(key !== undefined && { key }) });
    setSending(false);
    if (answer.ok) onSaved(answer.value);
    else setFault(answer.fault);
  };
  return (
    <Dialog title={say(scene === undefined ? "saveTitle" : "renameTitle")} open onClose={onClose}
      actions={<><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" isDisabled={sending} onPress={() => void save()}>{t("shell.save")}</Button></>}>
      <form className={form.form} onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Field label={say("name")} value={name} onChange={setName} autoFocus error={tried && name.trim() === "" ? say("nameNeeded") : taken ? say("nameTaken") : undefined} />
        <Select label={say("key")} value={key === undefined ? "none" : String(key)} choices={[{ value: "none", text: say("noKey") }, ...keys.map((digit) => ({ value: String(digit), text: `Alt+${digit}` }))]} onChange={(value) => setKey(value === "none" ? undefined : Number(value))} />
        {scene === undefined && (
          <fieldset className={form.group} data-columns=""><legend>{say("which")}</legend>
            {monitors.map((one) => <Checkbox key={one.id} label={`${one.number} ${one.name}`} checked={which.includes(one.id)} onChange={(on) => setWhich(on ? [...which, one.id] : which.filter((id) => id !== one.id))} />)}
            {tried && which.length === 0 && <p role="alert" className={form.error}>{say("whichNeeded")}</p>}
          </fieldset>
        )}
        {fault !== undefined && <p role="alert" className={form.error}>{explainWall(fault, t)}</p>}
        <button type="submit" hidden aria-label={t("shell.save")} />
      </form>
    </Dialog>
  );
}
