import { useState } from "react";
import type { Fault } from "#contract/fault";
import { Schedule, type Scene } from "#contract/wall";
import { Button, Checkbox, Field, Select } from "../../../design/controls.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { explainWall } from "../../explain-wall.ts";
import { useText } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { request } from "../../../live/socket.ts";
import form from "../form.module.css";
import css from "./auto.module.css";
import { autoTexts } from "./texts.ts";

/** Monday first, as Vietnamese weeks are written. */
export const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** When, on which days, to which scene. */
export function ScheduleForm({ schedule, scenes, onClose }: { schedule: Schedule | undefined; scenes: readonly Scene[]; onClose: () => void }) {
  const t = useText();
  const say = usePanelText(autoTexts);
  const [name, setName] = useState(schedule?.name ?? "");
  const [enabled, setEnabled] = useState(schedule?.enabled ?? true);
  const [sceneId, setScene] = useState<string | undefined>(schedule?.sceneId ?? scenes[0]?.id);
  const [at, setAt] = useState(schedule?.at ?? "06:00");
  const [days, setDays] = useState<readonly number[]>(schedule?.days ?? DAYS);
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const scene = scenes.find((one) => one.id === sceneId);
  const time = Schedule.shape.at.safeParse(at.trim());

  const save = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === "" || scene === undefined || !time.success || days.length === 0) return;
    setSending(true);
    const answer = await request("wall:schedule-save", { schedule: { name: name.trim(), enabled, sceneId: scene.id, at: time.data, days: [...days].sort((a, b) => a - b), ...(schedule !== undefined && { id: schedule.id }) }, version: schedule?.version ?? 0 });
    setSending(false);
    if (answer.ok) onClose();
    else setFault(answer.fault);
  };
  return (
    <Dialog title={say("scheduleTitle")} open onClose={onClose} actions={<><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" isDisabled={sending} onPress={() => void save()}>{t("shell.save")}</Button></>}>
      <form className={form.form} onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Field label={say("name")} value={name} onChange={setName} autoFocus error={tried && name.trim() === "" ? say("needed") : undefined} />
        <Select label={say("scene")} value={sceneId} choices={scenes.map((one) => ({ value: one.id, text: one.name }))} onChange={setScene} />
        <Field label={say("at")} value={at} onChange={setAt} error={tried && !time.success ? say("wrongTime") : undefined} />
        <fieldset className={form.group}><legend>{say("days")}</legend>
          <div className={css.row}>{DAYS.map((day) => <Checkbox key={day} label={say(`day.${day}`)} checked={days.includes(day)} onChange={(on) => setDays(on ? [...days, day] : days.filter((one) => one !== day))} />)}</div>
          {tried && days.length === 0 && <p role="alert" className={form.error}>{say("needDay")}</p>}
        </fieldset>
        <Checkbox label={say("enabled")} checked={enabled} onChange={setEnabled} />
        {fault !== undefined && <p role="alert" className={form.error}>{explainWall(fault, t)}</p>}
        <button type="submit" hidden aria-label={t("shell.save")} />
      </form>
    </Dialog>
  );
}
