import { useState } from "react";
import type { Scenario, ScenarioDraft } from "#contract/scenario";
import { Button } from "../../../design/controls.tsx";
import { local, useLanguage } from "../../../design/i18n.ts";
import { notify } from "../../../design/notice.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../../design/states.tsx";
import { useFacts, useRequest } from "../../../live/hooks.ts";
import { useMay } from "../../../live/session.ts";
import css from "../law.module.css";
import { SideList } from "../side-list.tsx";
import { lawTexts } from "../texts.ts";
import { ScenarioForm } from "./scenario-form.tsx";

interface Editing {
  turn: number;
  base: number;
  start: ScenarioDraft;
}

const draftOf = ({ version: _version, ...scenario }: Scenario): ScenarioDraft => scenario;
/** Nothing of it is known yet: its id is no id until somebody writes one. */
const NEW: ScenarioDraft = { id: "" as ScenarioDraft["id"], name: "", templateId: "", urgency: "routine", match: {}, title: "", happened: "{message}", where: "{thing}, {area}", required: "", leadFields: [], supportFields: [], checklist: [] };

/** Plans made beforehand: which alarms they are for, what the order says, who is needed, what to check. */
export function ScenarioTab() {
  const say = usePanelText(lawTexts);
  const language = useLanguage();
  const may = useMay("scenario:save");
  const { result, again } = useRequest("scenario:list", {});
  const processes = useRequest("process:list", {});
  const [editing, setEditing] = useState<Editing>();
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind === "scenario:saved")) again();
  });
  if (result === undefined || processes.result === undefined) return <LoadingState />;
  if (!result.ok) return <ErrorState fault={result.fault} onRetry={again} />;
  if (!processes.result.ok) return <ErrorState fault={processes.result.fault} onRetry={processes.again} />;
  const { scenarios } = result.value;
  const newest = new Map(processes.result.value.templates.toSorted((a, b) => a.version - b.version).map((template) => [template.id, template]));
  const edit = (start: ScenarioDraft, base: number): void => setEditing({ turn: (editing?.turn ?? 0) + 1, base, start });
  const present = scenarios.find(({ id }) => id === editing?.start.id);
  const nameOf = (id: string): string => {
    const template = newest.get(id);
    return template === undefined ? id : local(language, template.name, template.nameEn);
  };
  return (
    <div className={css.tab}>
      <SideList label={say("scenarios")} chosen={editing?.start.id} onChoose={(id) => {
        const scenario = scenarios.find((one) => one.id === id);
        if (scenario !== undefined) edit(draftOf(scenario), scenario.version);
      }} items={scenarios.map((scenario) => ({ id: scenario.id, name: local(language, scenario.name, scenario.nameEn), note: `${say(scenario.urgency)} · ${nameOf(scenario.templateId)} · ${say("version", { n: scenario.version })}` }))}>
        {may && <Button onPress={() => edit({ ...NEW, templateId: [...newest.keys()][0] ?? "" }, 0)}>+ {say("add")}</Button>}
      </SideList>
      {editing === undefined ? <EmptyState text={say("choose")} /> : (
        <ScenarioForm key={editing.turn} start={editing.start} base={editing.base} present={present} may={may} taken={(id) => scenarios.some((one) => one.id === id)}
          processes={[...newest.values()].filter(({ withdrawn }) => withdrawn !== true).map(({ id }) => ({ value: id, text: nameOf(id) }))}
          onReload={() => (present === undefined || editing.base === 0 ? setEditing(undefined) : edit(draftOf(present), present.version))}
          onSaved={(saved) => {
            notify(say("saved", { name: local(language, saved.name, saved.nameEn), n: saved.version }));
            again();
            edit(draftOf(saved), saved.version);
          }} />
      )}
    </div>
  );
}
