import { useState } from "react";
import { type AlertResponse, AlertSeverity, type AlertDraft, type AlertRecord, type AlertSource } from "#contract/alert";
import { ALERT_SERVICES } from "#contract/alert-service";
import { severityWords } from "#contract/alert-words";
import type { Instant } from "#contract/ids";
import { Button, Field, Select } from "../../design/controls.tsx";
import { explainCase } from "../../design/case/explain-case.ts";
import formCss from "../../design/case/form.module.css";
import { InstantField } from "../../design/case/instant-field.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { useRequest } from "../../live/hooks.ts";
import { request } from "../../live/socket.ts";
import { draftOf, formOf, lacking, type WarnField, type WarnForm } from "./warn-draft.ts";
import { WarnPreview } from "./warn-preview.tsx";
import { warnTexts } from "./warn-texts.ts";
import css from "./warn.module.css";

const URGENCIES = ["Immediate", "Expected", "Future"] as const;
const RESPONSES = ["Avoid", "Evacuate", "Shelter", "Prepare", "Monitor"] as const satisfies readonly (typeof AlertResponse.options)[number][];

interface Props {
  /** The case or alarm it is about. */
  of: AlertSource;
  /** The one in force, to be updated; undefined: a new one. */
  former: AlertRecord | undefined;
  subscribers: number;
  now: Instant;
  onClose: () => void;
  onDone: () => void;
}

/** Writes a warning to the public, shows it as citizens will read it, and only then publishes it. */
export function WarnDialog({ former, ...props }: Props) {
  const say = usePanelText(warnTexts);
  const t = useText();
  const language = useLanguage();
  const { result } = useRequest("alert:draft", former === undefined ? { of: props.of } : undefined);
  const from = former ?? (result?.ok === true ? result.value : undefined);
  return (
    <Dialog title={say(former === undefined ? "dialogNew" : "dialogUpdate")} open onClose={props.onClose} width={1060}>
      {result?.ok === false && <p role="alert" className={formCss.refused}>✕ {explainCase(result.fault, t, language)}</p>}
      {from === undefined && result === undefined && <p>{say("loading")}</p>}
      {from !== undefined && <WarnEditor {...props} former={former} from={from} />}
    </Dialog>
  );
}

function WarnEditor({ of, former, from, subscribers, now, onClose, onDone }: Props & { from: AlertDraft }) {
  const say = usePanelText(warnTexts);
  const t = useText();
  const language = useLanguage();
  const [form, setForm] = useState(() => formOf(from));
  const [tried, setTried] = useState(false);
  const [shown, setShown] = useState<AlertDraft>();
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string>();
  const send = async (draft: AlertDraft): Promise<void> => {
    setSending(true);
    const answer = former === undefined ? await request("alert:publish", { of, draft }) : await request("alert:update", { alertId: former.id, draft });
    setSending(false);
    if (!answer.ok) return setRefused(explainCase(answer.fault, t, language));
    notify(say("sent"));
    onDone();
    onClose();
  };
  if (shown !== undefined) {
    return (
      <div className={formCss.form}>
        <p className={formCss.note}>{say("previewHint", { n: subscribers })}</p>
        <WarnPreview draft={shown} />
        {refused !== undefined && <p role="alert" className={formCss.refused}>✕ {refused}</p>}
        <div className={formCss.foot}><Button onPress={() => { setShown(undefined); setRefused(undefined); }}>{say("back")}</Button><Button look="main" isDisabled={sending} onPress={() => void send(shown)}>{say(sending ? "sending" : "send")}</Button></div>
      </div>
    );
  }
  const wrong = tried ? lacking(form, from, now) : [];
  return (
    <form className={formCss.form} noValidate onSubmit={(event) => { event.preventDefault(); setTried(true); setShown(draftOf(form, from, now)); }}>
      <WarnFields form={form} onChange={setForm} from={from} now={now} wrong={wrong} />
      <div className={formCss.foot}><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" type="submit">{say("show")}</Button></div>
    </form>
  );
}

function WarnFields({ form, onChange, from, now, wrong }: { form: WarnForm; onChange: (form: WarnForm) => void; from: AlertDraft; now: Instant; wrong: readonly WarnField[] }) {
  const say = usePanelText(warnTexts);
  const language = useLanguage();
  const put = (more: Partial<WarnForm>): void => onChange({ ...form, ...more });
  const error = (field: WarnField): string | undefined => (wrong.includes(field) ? say("wrong") : undefined);
  return (
    <>
      <div className={css.two}>
        <Select label={say("service")} value={form.service} choices={ALERT_SERVICES.map(({ id, name, nameEn }) => ({ value: id, text: local(language, name, nameEn) }))} onChange={(service) => put({ service })} />
        <Select label={say("severity")} value={form.severity} choices={AlertSeverity.options.map((value) => ({ value, text: severityWords(value, language) }))} onChange={(severity) => put({ severity })} />
        <Select label={say("urgency")} value={form.urgency} choices={URGENCIES.map((value) => ({ value, text: say(`urgency.${value}`) }))} onChange={(urgency) => put({ urgency })} />
        <Select label={say("response")} value={form.response} choices={RESPONSES.map((value) => ({ value, text: say(`response.${value}`) }))} onChange={(response) => put({ response })} />
      </div>
      <div className={css.two}>
        {(["vi", "en"] as const).map((tongue) => (
          <fieldset key={tongue} className={css.tongue} lang={tongue}>
            <legend>{say(tongue)}</legend>
            <Field label={say("headline")} value={form[tongue].headline} onChange={(headline) => put({ [tongue]: { ...form[tongue], headline } })} error={error(`${tongue}.headline`)} />
            <Field label={say("description")} rows={3} value={form[tongue].description} onChange={(description) => put({ [tongue]: { ...form[tongue], description } })} error={error(`${tongue}.description`)} />
            <Field label={say("instruction")} rows={3} value={form[tongue].instruction} onChange={(instruction) => put({ [tongue]: { ...form[tongue], instruction } })} error={error(`${tongue}.instruction`)} />
          </fieldset>
        ))}
      </div>
      <div className={css.two}>
        <Field label={say("place")} value={form.place} onChange={(place) => put({ place })} error={error("place")} hint={from.areas.length > 1 ? say("more", { n: from.areas.length }) : undefined} />
        <Field label={say("placeEn")} value={form.placeEn} onChange={(placeEn) => put({ placeEn })} />
        {from.areas[0]?.shape.is === "circle" && <Field label={say("radius")} value={form.radius} onChange={(radius) => put({ radius })} inputMode="decimal" error={wrong.includes("radius") ? say("wrongRadius") : undefined} />}
        <InstantField label={say("until")} value={form.until} onChange={(until) => put({ until })} now={now} error={wrong.includes("until") ? say("wrongUntil") : undefined} />
      </div>
    </>
  );
}
