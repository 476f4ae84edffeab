import { useMemo, useState } from "react";
import type { Alarm } from "#contract/alarm";
import type { Rule } from "#contract/rule";
import { Button } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { explain } from "../../design/explain.ts";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { byId } from "../../live/alarm-order.ts";
import { useAlarmView, usePhase, useRecords, useRequest } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import { draftOf, newDraft } from "./rule-draft.ts";
import css from "./rule-editor.module.css";
import { RuleForm } from "./rule-form.tsx";
import { RuleList } from "./rule-list.tsx";
import type { JsonObject } from "../../design/schema/schema-model.ts";
import { ruleTexts } from "./texts.ts";

const OPEN = { accept: () => true, compare: byId };

/** What the form edits: `turn` tells one beginning from the next, so that "begin again" draws the form anew. */
interface Editing {
  turn: number;
  id: string | undefined;
  base: number;
  start: JsonObject;
}

/** Rules and the form their schema draws. Who may not change them sees the same, switched off. */
export function RuleEditor() {
  const t = useText();
  const say = usePanelText(ruleTexts);
  const language = useLanguage();
  const phase = usePhase();
  const rules = useRecords("rules");
  const kinds = useRequest("rule:kinds", {});
  const maySave = useMay("rule:save");
  const mayRemove = useMay("rule:remove");
  const open = useAlarmView(OPEN);
  const alarms = useMemo(() => countByRule(open.list), [open]);
  const [editing, setEditing] = useState<Editing>();
  const [removing, setRemoving] = useState<Rule>();

  if (phase.is === "failed") return <ErrorState fault={phase.fault} />;
  if (phase.is === "loading" || kinds.result === undefined) return <LoadingState />;
  if (!kinds.result.ok) return <ErrorState fault={kinds.result.fault} onRetry={kinds.again} />;
  const list = kinds.result.value.kinds;
  const present = editing?.id === undefined ? undefined : rules.get(editing.id);

  const edit = (rule: Rule): void => setEditing({ turn: (editing?.turn ?? 0) + 1, id: rule.id, base: rule.version, start: draftOf(rule) });
  const add = (): void => {
    const [first] = list;
    if (first !== undefined) setEditing({ turn: (editing?.turn ?? 0) + 1, id: undefined, base: 0, start: newDraft(first) });
  };
  const remove = async (rule: Rule): Promise<void> => {
    setRemoving(undefined);
    const answer = await request("rule:remove", { ruleId: rule.id });
    if (!answer.ok) return notify(explain(answer.fault, t), "bad");
    setEditing(undefined);
    notify(say("removed", { name: rule.name }));
  };

  return (
    <section className={css.frame} aria-label={say("label")}>
      <div className={css.editor}>
      <RuleList rules={rules} kinds={list} alarms={alarms} chosen={editing?.id} onAdd={maySave ? add : undefined} onChoose={(id) => {
        const rule = rules.get(id);
        if (rule !== undefined) edit(rule);
      }} />
      {editing === undefined ? <EmptyState text={say("choose")} /> : (
        <RuleForm key={editing.turn} start={editing.start} base={editing.base} present={present} kinds={list} taken={(id) => rules.has(id)} disabled={!maySave}
          onRemove={mayRemove && present !== undefined ? () => setRemoving(present) : undefined}
          onReload={() => (present === undefined ? setEditing(undefined) : edit(present))}
          onSaved={(rule) => {
            notify(say("saved", { name: rule.name, n: rule.version }));
            edit(rule);
          }} />
      )}
      </div>
      {removing !== undefined && (
        <Dialog title={say("removeTitle", { name: local(language, removing.name, removing.nameEn) })} open onClose={() => setRemoving(undefined)}
          actions={<><Button onPress={() => setRemoving(undefined)}>{t("shell.cancel")}</Button><Button look="main" onPress={() => void remove(removing)}>{t("shell.remove")}</Button></>}>
          <p>{say("removeWarning", { n: alarms.get(removing.id) ?? 0 })}</p>
        </Dialog>
      )}
    </section>
  );
}

function countByRule(list: readonly Alarm[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const alarm of list) counts.set(alarm.ruleId, (counts.get(alarm.ruleId) ?? 0) + 1);
  return counts;
}
