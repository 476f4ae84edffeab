import { useRef, useState } from "react";
import type { Template, TemplateDraft } from "#contract/process";
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
import { copyOf, draftOf, readProcess } from "./process-draft.ts";
import { ProcessForm } from "./process-form.tsx";

interface Editing {
  turn: number;
  base: number;
  start: TemplateDraft;
}

/** Processes: the law's, to read and copy; sectors' own, to write. */
export function ProcessTab() {
  const say = usePanelText(lawTexts);
  const language = useLanguage();
  const may = useMay("process:save");
  const processes = useRequest("process:list", {});
  const calendars = useRequest("calendar:list", {});
  const [chosen, setChosen] = useState<string>();
  const [editing, setEditing] = useState<Editing>();
  const file = useRef<HTMLInputElement>(null);
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind === "process:saved")) processes.again();
    if (facts.some(({ kind }) => kind === "calendar:saved")) calendars.again();
  });
  if (processes.result === undefined || calendars.result === undefined) return <LoadingState />;
  if (!processes.result.ok) return <ErrorState fault={processes.result.fault} onRetry={processes.again} />;
  if (!calendars.result.ok) return <ErrorState fault={calendars.result.fault} onRetry={calendars.again} />;
  const newest = new Map<string, Template>();
  for (const template of processes.result.value.templates) if (template.version > (newest.get(template.id)?.version ?? 0)) newest.set(template.id, template);
  const taken = (id: string): boolean => newest.has(id);
  const edit = (start: TemplateDraft, base: number): void => {
    setChosen(base === 0 ? undefined : start.id);
    setEditing({ turn: (editing?.turn ?? 0) + 1, base, start });
  };
  const show = (id: string): void => {
    const template = newest.get(id);
    if (template !== undefined) edit(draftOf(template), template.version);
  };
  const read = async (picked: File | undefined): Promise<void> => {
    if (picked === undefined) return;
    const made = readProcess(await picked.text());
    if ("why" in made) return notify(say("fileWrong", { what: made.why }), "bad");
    const held = newest.get(made.draft.id);
    // The law's own id: the file becomes a process of its own.
    if (held !== undefined && held.sector === undefined) edit({ ...copyOf(held, taken), ...made.draft, id: copyOf(held, taken).id }, 0);
    else edit(made.draft, held?.version ?? 0);
  };
  const present = chosen === undefined ? undefined : newest.get(chosen);
  return (
    <div className={css.tab}>
      <SideList label={say("processes")} chosen={chosen} onChoose={show} items={[...newest.values()].map((template) => ({
        id: template.id, name: local(language, template.name, template.nameEn), faint: template.withdrawn === true,
        note: `${say(template.sector === undefined ? "law" : "own")} · ${say("version", { n: template.version })}`, mark: template.withdrawn === true ? say("withdrawn") : undefined,
      }))}>
        {may && <Button onPress={() => file.current?.click()}>{say("importFile")}</Button>}
        <input ref={file} type="file" accept="application/json,.json" hidden aria-label={say("importFile")} onChange={(event) => { void read(event.target.files?.[0]); event.target.value = ""; }} />
      </SideList>
      {editing === undefined ? <EmptyState text={say("choose")} /> : (
        <ProcessForm key={editing.turn} start={editing.start} base={editing.base} present={present} calendars={calendars.result.value.calendars} laws={[...newest.values()].filter(({ sector }) => sector === undefined)} isLaws={present !== undefined && present.sector === undefined} may={may} taken={taken}
          onCopy={() => present !== undefined && edit(copyOf(present, taken), 0)}
          onReload={() => (present === undefined ? setEditing(undefined) : edit(draftOf(present), present.version))}
          onSaved={(saved) => {
            notify(say("saved", { name: local(language, saved.name, saved.nameEn), n: saved.version }));
            processes.again();
            edit(draftOf(saved), saved.version);
          }} />
      )}
    </div>
  );
}
