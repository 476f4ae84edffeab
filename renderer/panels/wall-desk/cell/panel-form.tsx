import { useState } from "react";
import { z } from "zod";
import type { WallPanel } from "#contract/wall";
import { isPanelKind, PANEL_SETTINGS } from "#contract/wall-panels";
import { Button, Checkbox, Field } from "../../../design/controls.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { useText } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { RawInput } from "../../../design/schema/schema-inputs.tsx";
import { fieldOf, isObject, type Json, type JsonObject } from "../../../design/schema/schema-model.ts";
import { useSite } from "../../../live/hooks.ts";
import { useMarksStay } from "../../../live/use-privacy.ts";
import { wallPanelOf } from "../../wall.ts";
import form from "../form.module.css";
import css from "./cell.module.css";
import { useChoices } from "./choices.ts";
import { SettingField } from "./setting-field.tsx";
import { cellTexts } from "./texts.ts";

interface Props {
  panel: WallPanel;
  /** The cell it goes into ("2.3"). */
  cell: string;
  /** It is in there already. */
  edit: boolean;
  onClose: () => void;
  onDone: (panel: WallPanel) => void;
}

/** A panel's settings as the form its schema draws: a new kind of panel gets its form without a line here. */
export function PanelForm({ panel, cell, edit, onClose, onDone }: Props) {
  const t = useText();
  const say = usePanelText(cellTexts);
  const site = useSite();
  const marksStay = useMarksStay();
  const [title, setTitle] = useState(panel.title ?? "");
  const [sensitive, setSensitive] = useState(panel.sensitive);
  const [settings, setSettings] = useState<JsonObject>(panel.settings);
  const [tried, setTried] = useState(false);
  const choices = useChoices({ kind: panel.kind, settings });
  const schema = schemaOf(panel.kind);
  const field = schema === undefined ? undefined : fieldOf(schema, schema);
  const pages = site?.webPages ?? [];
  const wrong = new Map(problems(panel.kind, settings, pages).map(({ name, why }) => [name, why === "required" ? say("required") : why === "not-allowed" ? say("notAllowed") : say("wrong", { why })]));
  const kindName = (() => {
    const entry = wallPanelOf(panel.kind);
    return entry === undefined ? panel.kind : t(entry.title);
  })();

  const done = (): void => {
    setTried(true);
    if (wrong.size > 0) return;
    const own = title.trim().slice(0, 80);
    onDone({ kind: panel.kind, settings, sensitive, ...(own !== "" && { title: own }) });
  };
  return (
    <Dialog title={say(edit ? "formEdit" : "formTitle", { panel: kindName, name: cell })} open onClose={onClose}
      actions={<><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" onPress={done}>{edit ? t("shell.save") : say("put")}</Button></>}>
      <form className={form.form} onSubmit={(event) => { event.preventDefault(); done(); }}>
        {schema === undefined || field?.type !== "object" ? <RawInput label={panel.kind} value={settings} disabled={false} error={undefined} onChange={(next) => setSettings(isObject(next) ? next : {})} />
          : field.properties.length === 0 ? <p className={css.hint}>{say("noSettings")}</p>
          : field.properties.map(({ name, schema: part, required }) => (
            <SettingField key={name} kind={panel.kind} name={name} schema={part} root={schema} required={required} value={settings[name]} choices={choices(name)} error={tried ? wrong.get(name) : undefined}
              hint={name === "studyId" ? say("sharedStudies") : name === "url" ? (pages.length === 0 ? say("noPages") : say("pages", { list: pages.join(", ") })) : undefined} onChange={(value) => setSettings(withSetting(settings, name, value))} />
          ))}
        <Field label={say("panelTitle")} value={title} onChange={setTitle} />
        <Checkbox label={say("isSensitive")} checked={sensitive} disabled={panel.sensitive && marksStay} onChange={setSensitive} />
        <button type="submit" hidden aria-label={say("put")} />
      </form>
    </Dialog>
  );
}

function schemaOf(kind: string): JsonObject | undefined {
  if (!isPanelKind(kind)) return undefined;
  const parsed = z.json().safeParse(z.toJSONSchema(PANEL_SETTINGS[kind], { io: "input" }));
  return parsed.success && isObject(parsed.data) ? parsed.data : undefined;
}

function withSetting(settings: JsonObject, name: string, value: Json | undefined): JsonObject {
  const { [name]: _, ...rest } = settings;
  // An option is of its study.
  if (name === "studyId") delete rest["optionId"];
  return value === undefined ? rest : { ...rest, [name]: value };
}

/** What is wrong, by the setting's name; "required" where nothing was chosen. A page must be of an allowed origin. */
export function problems(kind: string, settings: JsonObject, pages: readonly string[]): { name: string; why: string }[] {
  if (!isPanelKind(kind)) return [];
  const parsed = PANEL_SETTINGS[kind].safeParse(settings);
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => {
      const name = String(issue.path[0] ?? "");
      const value = settings[name];
      return { name, why: value === undefined || (Array.isArray(value) && value.length === 0) ? "required" : issue.message };
    });
  }
  const { url } = settings;
  return kind === "web" && typeof url === "string" && !pages.includes(new URL(url).origin) ? [{ name: "url", why: "not-allowed" }] : [];
}
