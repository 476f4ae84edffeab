import { useMemo, useState } from "react";
import { Priority } from "#contract/alarm";
import type { Fault } from "#contract/fault";
import { AreaId, RuleId } from "#contract/ids";
import type { Binding, Scene } from "#contract/wall";
import { Button, Checkbox, Field, Select } from "../../../design/controls.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { explainWall } from "../../explain-wall.ts";
import { local, useLanguage, useText } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { priorityText } from "../../../design/priority.tsx";
import { NumberInput } from "../../../design/schema/schema-inputs.tsx";
import { useRecords } from "../../../live/hooks.ts";
import { request } from "../../../live/socket.ts";
import form from "../form.module.css";
import css from "./auto.module.css";
import { PickMany } from "./pick-many.tsx";
import { autoTexts } from "./texts.ts";

/** Which alarms change the wall to which scene, how, and whether it goes back. */
export function BindingForm({ binding, scenes, onClose }: { binding: Binding | undefined; scenes: readonly Scene[]; onClose: () => void }) {
  const t = useText();
  const say = usePanelText(autoTexts);
  const language = useLanguage();
  const rules = useRecords("rules");
  const areas = useRecords("areas");
  const [name, setName] = useState(binding?.name ?? "");
  const [enabled, setEnabled] = useState(binding?.enabled ?? true);
  const [sceneId, setScene] = useState<string | undefined>(binding?.sceneId ?? scenes[0]?.id);
  const [mode, setMode] = useState<Binding["mode"]>(binding?.mode ?? "ask");
  const [priorities, setPriorities] = useState<readonly Priority[]>(binding?.priorities ?? ["emergency"]);
  const [ruleIds, setRules] = useState<readonly string[]>(binding?.ruleIds ?? []);
  const [areaIds, setAreas] = useState<readonly string[]>(binding?.areas ?? []);
  const [back, setBack] = useState(binding === undefined || binding.backAfter !== undefined);
  const [backAfter, setBackAfter] = useState<number | string | undefined>(binding?.backAfter ?? 60);
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const scene = scenes.find((one) => one.id === sceneId);
  const seconds = typeof backAfter === "number" && Number.isInteger(backAfter) && backAfter >= 0 && backAfter <= 86_400 ? backAfter : undefined;
  const ruleChoices = useMemo(() => [...rules.values()].map((rule) => ({ value: rule.id, text: local(language, rule.name, rule.nameEn) })), [rules, language]);
  const areaChoices = useMemo(() => [...areas.values()].map((area) => ({ value: area.id, text: area.name })), [areas]);

  const save = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === "" || scene === undefined || (back && seconds === undefined)) return;
    setSending(true);
    const answer = await request("wall:binding-save", {
      binding: { name: name.trim(), enabled, priorities: [...priorities], ruleIds: ruleIds.map((id) => RuleId.parse(id)), areas: areaIds.map((id) => AreaId.parse(id)), sceneId: scene.id, mode, ...(back && { backAfter: seconds }), ...(binding !== undefined && { id: binding.id }) },
      version: binding?.version ?? 0,
    });
    setSending(false);
    if (answer.ok) onClose();
    else setFault(answer.fault);
  };
  return (
    <Dialog title={say("bindingTitle")} open onClose={onClose} actions={<><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" isDisabled={sending} onPress={() => void save()}>{t("shell.save")}</Button></>}>
      <form className={form.form} onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Field label={say("name")} value={name} onChange={setName} autoFocus error={tried && name.trim() === "" ? say("needed") : undefined} />
        <fieldset className={form.group}><legend>{say("prioritiesField")}</legend>
          <div className={css.row}>{Priority.options.map((one) => <Checkbox key={one} label={priorityText(one, t)} checked={priorities.includes(one)} onChange={(on) => setPriorities(on ? [...priorities, one] : priorities.filter((other) => other !== one))} />)}</div>
        </fieldset>
        <PickMany label={say("rulesField")} add={say("addRule")} chosen={ruleIds} choices={ruleChoices} onChange={setRules} />
        <PickMany label={say("areasField")} add={say("addArea")} chosen={areaIds} choices={areaChoices} onChange={setAreas} />
        <Select label={say("scene")} value={sceneId} choices={scenes.map((one) => ({ value: one.id, text: one.name }))} onChange={setScene} />
        <Select label={say("mode")} value={mode} choices={[{ value: "ask", text: say("mode.ask") }, { value: "tell", text: say("mode.tell") }]} onChange={setMode} />
        <Checkbox label={say("back")} checked={back} onChange={setBack} />
        {back && <NumberInput label={say("backAfter")} value={backAfter} disabled={false} onChange={setBackAfter} error={tried && seconds === undefined ? say("wrongNumber") : undefined} />}
        <Checkbox label={say("enabled")} checked={enabled} onChange={setEnabled} />
        {fault !== undefined && <p role="alert" className={form.error}>{explainWall(fault, t)}</p>}
        <button type="submit" hidden aria-label={t("shell.save")} />
      </form>
    </Dialog>
  );
}
