import { useMemo, useState } from "react";
import type { Camera } from "#contract/camera";
import type { Fault } from "#contract/fault";
import { Button, Checkbox, Field, Select } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { explain } from "../../design/explain.ts";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { SearchSelect } from "../../design/search-select.tsx";
import { useRecords } from "../../live/hooks.ts";
import { request } from "../../live/socket.ts";
import { useMarksStay } from "../../live/use-privacy.ts";
import css from "./cameras.module.css";
import { draftOf, typedOf, type Typed, type WrongField } from "./draft.ts";
import { OnvifFinder } from "./onvif-finder.tsx";
import { cameraTexts } from "./texts.ts";

interface Props {
  /** undefined: a new one. */
  camera: Camera | undefined;
  taken: (id: string) => boolean;
  onClose: () => void;
  /** undefined: it was removed. */
  onSaved: (camera: Camera | undefined) => void;
}

/** Adds or edits a camera. Its login is written and never read back: the fields begin empty, and empty they keep what is kept. */
export function CameraForm({ camera, taken, onClose, onSaved }: Props) {
  const t = useText();
  const say = usePanelText(cameraTexts);
  const language = useLanguage();
  const things = useRecords("things");
  const marksStay = useMarksStay();
  const [typed, setTyped] = useState(() => typedOf(camera));
  const [tried, setTried] = useState(false);
  const [sure, setSure] = useState(false);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const draft = draftOf(typed, camera);
  const idTaken = camera === undefined && taken(typed.id.trim());
  const stations = useMemo(() => [{ value: "", text: say("noStation") }, ...[...things.values()].filter(({ kind }) => kind === "camera").map(({ id, name, nameEn }) => ({ value: String(id), text: local(language, name, nameEn) }))], [things, language, say]);
  const set = <K extends keyof Typed>(key: K) => (value: Typed[K]): void => setTyped((before) => ({ ...before, [key]: value }));
  const error = (field: WrongField): string | undefined => (tried && !draft.ok && draft.wrong.includes(field) ? say("wrong") : undefined);

  const save = async (): Promise<void> => {
    setTried(true);
    if (!draft.ok || idTaken) return;
    setSending(true);
    const answer = await request("camera:save", { camera: draft.camera, ...(draft.login === undefined ? {} : { login: draft.login }), version: camera?.version ?? 0 });
    setSending(false);
    if (!answer.ok) return setFault(answer.fault);
    notify(say("saved", { name: answer.value.name }));
    onSaved(answer.value);
  };
  const remove = async (): Promise<void> => {
    if (camera === undefined) return;
    if (!sure) return setSure(true);
    const answer = await request("camera:remove", { cameraId: camera.id });
    if (!answer.ok) return setFault(answer.fault);
    notify(say("removed", { name: camera.name }));
    onSaved(undefined);
  };

  return (
    <Dialog title={camera === undefined ? say("addTitle") : say("editTitle", { name: camera.name })} open onClose={onClose} width={680}
      actions={<>{camera !== undefined && <Button look="quiet" onPress={() => void remove()}>{sure ? say("removeSure", { name: camera.name }) : say("remove")}</Button>}<Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" isDisabled={sending} onPress={() => void save()}>{t("shell.save")}</Button></>}>
      <form className={css.form} autoComplete="off" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <div className={css.pair}>
          <Field label={say("id")} value={typed.id} onChange={set("id")} disabled={camera !== undefined} required autoFocus={camera === undefined} hint={say("idHint")} error={idTaken ? say("wrong") : error("id")} />
          <Field label={say("name")} value={typed.name} onChange={set("name")} required error={error("name")} />
        </div>
        <Field label={say("nameEn")} value={typed.nameEn} onChange={set("nameEn")} />
        <OnvifFinder typed={typed} cameraId={camera?.id} error={error("onvif")} onFill={(fields) => setTyped((before) => ({ ...before, ...fields }))} />
        <SearchSelect label={say("station")} value={typed.thingId} choices={stations} onChange={set("thingId")} error={error("thingId")} />
        {typed.thingId === "" && (
          <div className={css.pair}>
            <Field label={say("lon")} value={typed.lon} onChange={set("lon")} inputMode="decimal" error={error("lon") && say("lonWrong")} />
            <Field label={say("lat")} value={typed.lat} onChange={set("lat")} inputMode="decimal" error={error("lat") && say("latWrong")} />
          </div>
        )}
        <Field label={say("main")} value={typed.main} onChange={set("main")} required hint={say("urlHint")} error={error("main")} />
        <Field label={say("sub")} value={typed.sub} onChange={set("sub")} error={error("sub")} />
        <Select label={say("transport")} value={typed.transport} choices={(["tcp", "udp", "tls"] as const).map((value) => ({ value, text: say(value) }))} onChange={set("transport")} hint={error("transport")} />
        {typed.transport === "tls" && <Field label={say("certificate")} value={typed.certificate} onChange={set("certificate")} error={error("certificate")} />}
        <div className={css.pair}>
          <Field label={say("user")} value={typed.user} onChange={set("user")} autoComplete="off" hint={camera?.secured === true ? say("secured") : undefined} error={error("user")} />
          <Field label={say("password")} type="password" value={typed.password} onChange={set("password")} autoComplete="new-password" hint={say("passwordHint")} error={error("password")} />
        </div>
        {camera?.secured === true && <Checkbox label={say("dropLogin")} checked={typed.dropLogin} onChange={set("dropLogin")} />}
        <Checkbox label={say("isSensitive")} checked={typed.sensitive} disabled={camera?.sensitive === true && marksStay} onChange={set("sensitive")} />
        <Checkbox label={say("always")} checked={typed.always} onChange={set("always")} />
        <Checkbox label={say("enabled")} checked={typed.enabled} onChange={set("enabled")} />
        {fault !== undefined && <p role="alert" className={css.fault}>{explain(fault, t)}</p>}
        <button type="submit" hidden aria-label={t("shell.save")} />
      </form>
    </Dialog>
  );
}
