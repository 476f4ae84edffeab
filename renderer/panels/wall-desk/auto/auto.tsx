import { useState } from "react";
import type { Binding, Schedule } from "#contract/wall";
import type { WallMaps } from "#contract/wall-fold";
import { Button } from "../../../design/controls.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { explainWall } from "../../explain-wall.ts";
import { formatTime } from "../../../design/format.ts";
import { useLanguage, useText } from "../../../design/i18n.ts";
import { notify } from "../../../design/notice.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { priorityText } from "../../../design/priority.tsx";
import { Chip } from "../../../design/states.tsx";
import { useMay } from "../../../live/session.ts";
import { request } from "../../../live/socket.ts";
import type { Deeds } from "../deeds.ts";
import css from "./auto.module.css";
import { BindingForm } from "./binding-form.tsx";
import { Dim } from "./dim.tsx";
import { ScheduleForm } from "./schedule-form.tsx";
import { autoTexts } from "./texts.ts";

type Form = { is: "binding"; binding: Binding | undefined } | { is: "schedule"; schedule: Schedule | undefined };
type Removing = { is: "binding"; binding: Binding } | { is: "schedule"; schedule: Schedule };

/** What changes the wall without a person beginning it: alarms, the clock, the night. */
export function Auto({ wall, deeds }: { wall: WallMaps; deeds: Deeds }) {
  const t = useText();
  const say = usePanelText(autoTexts);
  const language = useLanguage();
  const mayBind = useMay("wall:binding-save");
  const maySchedule = useMay("wall:schedule-save");
  const mayDesign = useMay("wall:design");
  const [form, setForm] = useState<Form>();
  const [removing, setRemoving] = useState<Removing>();
  const scenes = [...wall.scenes.values()].sort((a, b) => a.name.localeCompare(b.name, "vi"));
  const sceneName = (id: string): string => wall.scenes.get(id)?.name ?? say("gone");
  const remove = async (what: Removing): Promise<void> => {
    setRemoving(undefined);
    const answer = what.is === "binding" ? await request("wall:binding-remove", { bindingId: what.binding.id }) : await request("wall:schedule-remove", { scheduleId: what.schedule.id });
    if (!answer.ok) notify(explainWall(answer.fault, t), "bad");
  };
  const about = (binding: Binding): string => [
    ...(binding.priorities.length === 0 && binding.ruleIds.length === 0 && binding.areas.length === 0 ? [say("any")] : []),
    ...(binding.priorities.length > 0 ? [say("priorities", { list: binding.priorities.map((one) => priorityText(one, t)).join(", ") })] : []),
    ...(binding.ruleIds.length > 0 ? [say("rules", { n: binding.ruleIds.length })] : []),
    ...(binding.areas.length > 0 ? [say("areas", { n: binding.areas.length })] : []),
    say(`short.${binding.mode}`),
    binding.backAfter === undefined ? say("stays") : say("backAt", { n: binding.backAfter }),
    ...(binding.last === undefined ? [] : [say("last", { time: formatTime(binding.last.at, "short", language), outcome: say(`outcome.${binding.last.outcome}`) })]),
  ].join(" · ");
  return (
    <div className={css.auto}>
      {scenes.length === 0 && <p className={css.faint}>{say("noScenes")}</p>}
      <section aria-label={say("bindings")}>
        <h3>{say("bindings")} {mayBind && <Button isDisabled={scenes.length === 0} onPress={() => setForm({ is: "binding", binding: undefined })}>{say("addBinding")}</Button>}</h3>
        {wall.bindings.size === 0 && <p className={css.faint}>{say("bindingsNone")}</p>}
        <ul className={css.list}>
          {[...wall.bindings.values()].map((binding) => (
            <li key={binding.id} data-off={!binding.enabled || undefined}>
              <span className={css.main}><b>{binding.name}</b> → {sceneName(binding.sceneId)} {!binding.enabled && <Chip look="faint">{say("off")}</Chip>}<br /><span className={css.faint}>{about(binding)}</span></span>
              {mayBind && <><Button look="quiet" aria-label={say("edit", { name: binding.name })} onPress={() => setForm({ is: "binding", binding })}>✎</Button><Button look="quiet" aria-label={say("remove", { name: binding.name })} onPress={() => setRemoving({ is: "binding", binding })}>×</Button></>}
            </li>
          ))}
        </ul>
      </section>
      <section aria-label={say("schedules")}>
        <h3>{say("schedules")} {maySchedule && <Button isDisabled={scenes.length === 0} onPress={() => setForm({ is: "schedule", schedule: undefined })}>{say("addSchedule")}</Button>}</h3>
        {wall.schedules.size === 0 && <p className={css.faint}>{say("schedulesNone")}</p>}
        <ul className={css.list}>
          {[...wall.schedules.values()].sort((a, b) => (a.at < b.at ? -1 : 1)).map((schedule) => (
            <li key={schedule.id} data-off={!schedule.enabled || undefined}>
              <span className={css.main}><b>{schedule.at}</b> {[...schedule.days].sort((a, b) => a - b).map((day) => dayShort(day, say)).join(" ")} → {sceneName(schedule.sceneId)} {!schedule.enabled && <Chip look="faint">{say("off")}</Chip>}<br /><span className={css.faint}>{schedule.name}</span></span>
              {maySchedule && <><Button look="quiet" aria-label={say("edit", { name: schedule.name })} onPress={() => setForm({ is: "schedule", schedule })}>✎</Button><Button look="quiet" aria-label={say("remove", { name: schedule.name })} onPress={() => setRemoving({ is: "schedule", schedule })}>×</Button></>}
            </li>
          ))}
        </ul>
      </section>
      <Dim key={wall.wall.rev} settings={wall.wall} disabled={!mayDesign} deeds={deeds} />
      {form?.is === "binding" && <BindingForm binding={form.binding} scenes={scenes} onClose={() => setForm(undefined)} />}
      {form?.is === "schedule" && <ScheduleForm schedule={form.schedule} scenes={scenes} onClose={() => setForm(undefined)} />}
      {removing !== undefined && (
        <Dialog title={say("removeTitle", { name: removing.is === "binding" ? removing.binding.name : removing.schedule.name })} open onClose={() => setRemoving(undefined)}
          actions={<><Button onPress={() => setRemoving(undefined)}>{t("shell.cancel")}</Button><Button look="main" onPress={() => void remove(removing)}>{say("removeGo")}</Button></>}>{null}</Dialog>
      )}
    </div>
  );
}

function dayShort(day: number, say: (key: "d.1" | "d.2" | "d.3" | "d.4" | "d.5" | "d.6" | "d.7") => string): string {
  const keys = ["d.1", "d.2", "d.3", "d.4", "d.5", "d.6", "d.7"] as const;
  const key = keys[day - 1];
  return key === undefined ? "" : say(key);
}
