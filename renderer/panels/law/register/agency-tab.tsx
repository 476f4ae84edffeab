import { useState } from "react";
import type { AgencyDraft } from "#contract/agency";
import { Button } from "../../../design/controls.tsx";
import { notify } from "../../../design/notice.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../../design/states.tsx";
import { useFacts, useRequest } from "../../../live/hooks.ts";
import { useMay } from "../../../live/session.ts";
import css from "../law.module.css";
import { SideList } from "../side-list.tsx";
import { lawTexts } from "../texts.ts";
import { AgencyForm } from "./agency-form.tsx";

interface Editing {
  turn: number;
  base: number;
  start: AgencyDraft;
}

/** Whom orders go to. */
export function AgencyTab() {
  const say = usePanelText(lawTexts);
  const may = useMay("agency:save");
  const { result, again } = useRequest("agency:list", {});
  const [editing, setEditing] = useState<Editing>();
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind === "agency:saved")) again();
  });
  if (result === undefined) return <LoadingState />;
  if (!result.ok) return <ErrorState fault={result.fault} onRetry={again} />;
  const { agencies } = result.value;
  const edit = (start: AgencyDraft, base: number): void => setEditing({ turn: (editing?.turn ?? 0) + 1, base, start });
  const show = (id: string | undefined): void => {
    const agency = agencies.find((one) => one.id === id);
    if (agency === undefined) return setEditing(undefined);
    const { version, ...draft } = agency;
    edit(draft, version);
  };
  return (
    <div className={css.tab}>
      <SideList label={say("agencies")} chosen={editing?.start.id} onChoose={show} items={agencies.toSorted((a, b) => a.name.localeCompare(b.name, "vi")).map(({ id, name, fields, areaIds }) => ({ id, name, note: [fields.join(", "), areaIds.length === 0 ? say("wholeCity") : `${areaIds.length} ${say("areas").toLowerCase()}`].filter((text) => text !== "").join(" · ") }))}>
        {may && <Button onPress={() => edit(NEW, 0)}>+ {say("add")}</Button>}
      </SideList>
      {editing === undefined ? <EmptyState text={say("choose")} /> : (
        <AgencyForm key={editing.turn} start={editing.start} base={editing.base} may={may} agencies={agencies} onReload={() => show(editing.base === 0 ? undefined : editing.start.id)} onSaved={(saved) => {
          notify(say("saved", { name: saved.name, n: saved.version }));
          again();
          const { version, ...draft } = saved;
          edit(draft, version);
        }} />
      )}
    </div>
  );
}

/** Nothing of it is known yet: its id is no id until somebody writes one. */
const NEW: AgencyDraft = { id: "" as AgencyDraft["id"], name: "", areaIds: [], fields: [] };
