import { useState } from "react";
import { AgencyDraft, type Agency } from "#contract/agency";
import type { AreaId } from "#contract/ids";
import { AgencyId } from "#contract/incident";
import { Field } from "../../../design/controls.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { useRecords } from "../../../live/hooks.ts";
import { request } from "../../../live/socket.ts";
import { useEdited } from "../edited.ts";
import { FormFoot } from "../form-foot.tsx";
import css from "../law.module.css";
import { ManyCell } from "../cells.tsx";
import { lawTexts } from "../texts.ts";
import { ContactRows } from "./contact-rows.tsx";
import { fieldsIn } from "./fields-in.ts";

interface Props {
  start: AgencyDraft;
  base: number;
  may: boolean;
  agencies: readonly Agency[];
  onReload: () => void;
  onSaved: (saved: Agency) => void;
}

/** One agency: name, areas, fields, telephone, leader, and whom messages go to. */
export function AgencyForm({ start, base, may, agencies, onReload, onSaved }: Props) {
  const say = usePanelText(lawTexts);
  const areas = useRecords("areas");
  const edited = useEdited(start, base, { fresh: base === 0 });
  const [id, setId] = useState<string>(start.id);
  const [fields, setFields] = useState(start.fields.join(", "));
  const { draft } = edited;
  const put = (change: Partial<AgencyDraft>): void => edited.put({ ...draft, ...change });
  /** An empty text is no text at all. */
  const putText = (key: "kind" | "phone" | "leader", value: string): void => {
    const { [key]: _, ...rest } = draft;
    edited.put(value === "" ? rest : { ...rest, [key]: value });
  };
  const parsed = AgencyDraft.safeParse({ ...draft, id });
  const taken = base === 0 && agencies.some((agency) => agency.id === id);
  const issues = parsed.success ? [] : parsed.error.issues;
  const wrong = (at: string): string | undefined => {
    const issue = edited.tried ? issues.find(({ path }) => path[0] === at) : undefined;
    return issue === undefined ? undefined : say(issue.code === "too_small" || id === "" ? "needed" : "malformed");
  };
  const present = agencies.find((agency) => agency.id === start.id);
  const save = (): void => void edited.save(async (_draft, version) => {
    if (!parsed.success) return { ok: false, fault: { code: "malformed", path: "agency", detail: "" } };
    const answer = await request("agency:save", { agency: parsed.data, version });
    if (answer.ok) onSaved(answer.value);
    return answer;
  }, parsed.success && !taken);
  const choices = [...areas.values()].toSorted((a, b) => a.name.localeCompare(b.name, "vi")).map((area) => ({ value: area.id, text: area.name }));
  return (
    <div className={css.form}>
      {!may && <p className={css.notice}>{say("readOnly")}</p>}
      <div className={css.fields}>
        <Field label={say("name")} value={draft.name} disabled={!may} onChange={(name) => put({ name })} error={wrong("name")} />
        <Field label={say("id")} value={id} disabled={!may || base > 0} hint={base > 0 ? undefined : say("idCaseHint")} error={taken ? say("taken") : wrong("id")} onChange={(next) => {
          setId(next);
          const read = AgencyId.safeParse(next);
          if (read.success) put({ id: read.data });
        }} />
        <Field label={say("kind")} value={draft.kind ?? ""} disabled={!may} onChange={(kind) => putText("kind", kind)} error={wrong("kind")} />
        <Field label={say("fields")} value={fields} disabled={!may} hint={say("fieldsHint")} error={wrong("fields")} onChange={(text) => {
          setFields(text);
          put({ fields: fieldsIn(text) });
        }} />
        <Field label={say("leader")} value={draft.leader ?? ""} disabled={!may} onChange={(leader) => putText("leader", leader)} error={wrong("leader")} />
        <Field label={say("phone")} value={draft.phone ?? ""} disabled={!may} onChange={(phone) => putText("phone", phone)} error={wrong("phone")} />
        <div className={css.choice}><span>{say("areas")} ({draft.areaIds.length === 0 ? say("wholeCity") : draft.areaIds.length})</span><ManyCell<AreaId> label={say("areas")} values={draft.areaIds} choices={choices} disabled={!may} onChange={(areaIds) => put({ areaIds })} /></div>
      </div>
      <ContactRows contacts={draft.contacts ?? []} disabled={!may} onContacts={(contacts) => put({ contacts })}
        problems={!edited.tried ? [] : issues.filter(({ path }) => path[0] === "contacts").map(({ path, code }) => ({ row: Number(path[1] ?? 0), at: String(path[2] ?? ""), text: say(code === "too_small" ? "needed" : "malformed") }))} />
      {may && <FormFoot edited={edited} wrong={issues.length + Number(taken)} moved={base > 0 && present !== undefined && present.version !== base ? present.version : undefined} onReload={onReload} onSave={save} />}
    </div>
  );
}
