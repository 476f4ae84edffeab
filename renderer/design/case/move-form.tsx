import { useState, type FormEvent } from "react";
import type { IncidentEvent } from "#contract/incident";
import type { Instant } from "#contract/ids";
import type { EventKind } from "#contract/process";
import { Button, Field } from "../button-field.tsx";
import { useLanguage, useText } from "../i18n.ts";
import { usePanelText } from "../panel-text.ts";
import css from "./form.module.css";
import { ctrlEnter } from "./ctrl-enter.ts";
import { deedWords } from "./event-words.ts";
import { FilesField, type SentFile } from "./files-field.tsx";
import { formTexts } from "./form-texts.ts";
import { InstantField } from "./instant-field.tsx";
import { eventOf, fieldsOf, type MoveField } from "./move-fields.ts";
import type { PossibleMove } from "./moves.ts";

/** Another person's word for a deed. */
export interface SecondPerson {
  name: string;
  password: string;
}

interface Props {
  move: PossibleMove;
  /** Agencies a part can be forwarded to; absent where nothing is. */
  agencies?: readonly { id: string; name: string }[];
  /** Whose part it is about, by name. */
  who?: string | undefined;
  /** What the fields hold at first, by name. */
  first?: Readonly<Record<string, string>>;
  /** Told of what the fields hold, at each stroke. */
  onTyped?: (texts: Readonly<Record<string, string>>) => void;
  now: Instant;
  upload: (file: File) => Promise<{ ok: true; file: SentFile } | { ok: false; why: string }>;
  /** @returns why it was refused; undefined: done */
  onSend: (event: IncidentEvent, second?: SecondPerson) => Promise<string | undefined>;
  onClose: () => void;
}

const TOLD: ReadonlySet<EventKind> = new Set<EventKind>(["received", "deployed", "progress", "beyond-scenario"]);
const ROWS: Partial<Record<MoveField["name"], number>> = { plan: 4, result: 4, check: 3, reason: 3 };

/** Asks for exactly what a move needs, and sends it; a refusal is said in place. Ctrl+Enter sends. */
export function MoveForm({ move, agencies = [], who, first = {}, onTyped, now, upload, onSend, onClose }: Props) {
  const t = useText();
  const say = usePanelText(formTexts);
  const language = useLanguage();
  const [texts, setTexts] = useState(first);
  const [files, setFiles] = useState<readonly SentFile[]>([]);
  const [second, setSecond] = useState<SecondPerson>({ name: "", password: "" });
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string>();
  const fields = fieldsOf(move);
  const two = move.needs.includes("second-person");
  const made = eventOf(move, { texts, evidence: files.map(({ id }) => id) }, now);
  const wrong = "wrong" in made ? made.wrong : [];
  const error = ({ name, kind }: MoveField): string | undefined => (!tried || !wrong.includes(name) ? undefined : say(kind === "instant" ? "instantNeeded" : kind === "files" ? "filesNeeded" : kind === "agency" ? "agencyNeeded" : name === "reason" ? "reasonNeeded" : "needed"));
  const secondWrong = two && (second.name.trim() === "" || second.password === "");

  const send = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    setTried(true);
    if (!("event" in made) || secondWrong || sending) return;
    setSending(true);
    setRefused(undefined);
    const why = await onSend(made.event, two ? second : undefined);
    setSending(false);
    if (why === undefined) onClose();
    else setRefused(why);
  };
  const label = (field: MoveField): string => `${say(`field.${field.name}`)}${field.optional === true ? ` (${say("optional")})` : ""}`;
  const put = (name: string) => (value: string): void => {
    const next = { ...texts, [name]: value };
    setTexts(next);
    onTyped?.(next);
  };
  return (
    <form className={css.form} noValidate onSubmit={(event) => void send(event)} {...ctrlEnter(() => void send())}>
      {who !== undefined && <p className={css.note}>{say("about", { who })}{agencies.length > 0 && TOLD.has(move.is) ? `. ${say("told")}` : ""}</p>}
      {move.clause !== undefined && <p className={css.note}>{say("byClause", { clause: move.clause })}</p>}
      {fields.map((field, i) => {
        const { name, kind } = field;
        if (kind === "files") return <FilesField key={name} label={label(field)} files={files} onFiles={setFiles} upload={upload} error={error(field)} />;
        if (kind === "text") return <Field key={name} label={label(field)} rows={ROWS[name] ?? 2} autoFocus={i === 0} value={texts[name] ?? ""} onChange={put(name)} onConfirm={() => void send()} error={error(field)} />;
        if (kind === "instant") return <InstantField key={name} label={label(field)} value={texts[name] ?? ""} onChange={put(name)} now={now} error={error(field)} />;
        return (
          <label key={name} className={css.native} data-wrong={error(field) !== undefined || undefined}>
            <span>{label(field)}</span>
            <select value={texts[name] ?? ""} onChange={(event) => put(name)(event.target.value)}><option value="">—</option>{agencies.map((agency) => <option key={agency.id} value={agency.id}>{agency.name}</option>)}</select>
            {error(field) !== undefined && <strong>{error(field)}</strong>}
          </label>
        );
      })}
      {two && (
        <fieldset className={css.second}>
          <legend>{say("second")}</legend>
          <p className={css.note}>{say("secondHint", { clause: move.clause ?? "" })}</p>
          <Field label={say("secondName")} value={second.name} autoComplete="off" onChange={(name) => setSecond({ ...second, name })} error={tried && second.name.trim() === "" ? say("needed") : undefined} />
          <Field label={say("secondPassword")} type="password" autoComplete="off" value={second.password} onChange={(password) => setSecond({ ...second, password })} error={tried && second.password === "" ? say("needed") : undefined} />
        </fieldset>
      )}
      {refused !== undefined && <p role="alert" className={css.refused}>✕ {refused}</p>}
      <div className={css.foot}>
        <Button onPress={onClose}>{t("shell.cancel")}</Button>
        <Button look="main" type="submit" keyHint="Ctrl+Enter" autoFocus={fields.length === 0} isDisabled={sending}>{sending ? say("sending") : deedWords(move.is, language)}</Button>
      </div>
    </form>
  );
}
