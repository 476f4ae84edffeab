import { useEffect, useMemo, useRef, useState, type MouseEvent } from "react";
import type { Camera } from "#contract/camera";
import { CLIP } from "#contract/filmed";
import type { IncidentId } from "#contract/incident";
import { explainCase } from "../design/case/explain-case.ts";
import { Button, Field, Select } from "../design/controls.tsx";
import { Dialog } from "../design/dialog.tsx";
import { formatTime } from "../design/format.ts";
import { local, useLanguage, useText } from "../design/i18n.ts";
import { notify } from "../design/notice.tsx";
import { usePanelText } from "../design/panel-text.ts";
import { useMay } from "../live/session.ts";
import { request, serverNow } from "../live/socket.ts";
import { sendStill } from "../live/still.ts";
import { useCases } from "../live/use-cases.ts";
import { takeStill, type Still } from "../video/take-still.ts";
import { useClipWords } from "./clip-words.ts";
import css from "./keep-pictures.module.css";
import { keepTexts } from "./keep-texts.ts";

/** What was pressed: a clip around an instant, or a picture as it was taken. */
type Wish = { is: "clip"; at: number } | { is: "still"; still: Still } | { is: "snapshot" };
/** The case that this window kept something in last. */
let lastCase: IncidentId | undefined;

/**
 * Two buttons of a tile: a clip of what the camera sent, and the picture it shows now, as evidence. The instant is that of the
 * press, however long the choice of a case takes. @param incidentId the case it goes into, without a question
 */
export function KeepPictures({ camera, incidentId }: { camera: Camera; incidentId?: IncidentId | undefined }) {
  const say = usePanelText(keepTexts);
  const language = useLanguage();
  const may = useMay("camera:clip");
  const [wish, setWish] = useState<Wish>();
  const keep = useKeep(camera);
  if (!may) return null;
  const name = local(language, camera.name, camera.nameEn);
  const begin = (next: Wish): void => {
    if (incidentId === undefined) return setWish(next);
    void keep(next, incidentId, CLIP.usual);
  };
  const still = async (event: MouseEvent): Promise<void> => {
    const taken = await takeStill(event.currentTarget.closest("figure[data-camera]"));
    // Where this window has no picture the camera itself may make one.
    if (taken === undefined && camera.control !== undefined) return begin({ is: "snapshot" });
    if (taken === undefined) return notify(say("noPicture"), "bad");
    return begin({ is: "still", still: taken });
  };
  return (
    // A dialogue's presses are none of the tile's below it.
    <span className={css.buttons} onDoubleClick={(event) => event.stopPropagation()}>
      <button type="button" data-keep="clip" className={css.button} title={say("clipOf", { name })} aria-label={say("clipOf", { name })} onClick={() => begin({ is: "clip", at: serverNow() })}><svg className={css.icon} viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.5" /><circle cx="8" cy="8" r="3" data-full="" /></svg></button>
      <button type="button" data-keep="still" className={css.button} title={say("stillOf", { name })} aria-label={say("stillOf", { name })} onClick={(event) => void still(event)}><svg className={css.icon} viewBox="0 0 16 16" aria-hidden="true"><path d="M1.5 4.5h3l1-2h5l1 2h3v9h-13z" /><circle cx="8" cy="8.5" r="2.5" /></svg></button>
      {wish !== undefined && <KeepDialog name={name} wish={wish} onClose={() => setWish(undefined)} onKeep={(into, range) => {
        setWish(undefined);
        void keep(wish, into, range);
      }} />}
    </span>
  );
}

/** Sends what was wished, and says what became of it. */
function useKeep(camera: Camera): (wish: Wish, incidentId: IncidentId, range: { before: number; after: number }) => Promise<void> {
  const t = useText();
  const say = usePanelText(keepTexts);
  const language = useLanguage();
  const { open } = useCases();
  const clipWords = useClipWords();
  return async (wish, incidentId, range) => {
    lastCase = incidentId;
    const name = local(language, camera.name, camera.nameEn);
    const what = open.get(incidentId)?.title ?? incidentId;
    if (wish.is === "clip") notify(say("keeping", { name, what }));
    const kept = wish.is === "clip" ? await request("camera:clip", { cameraId: camera.id, incidentId, at: wish.at, ...range }) : wish.is === "snapshot" ? await request("camera:snapshot", { cameraId: camera.id, incidentId }) : await sendStill({ incidentId, cameraId: camera.id, name: `${camera.name} ${formatTime(wish.still.at, "full", "vi").replaceAll(":", ".").replaceAll("/", "-")}`, blob: wish.still.blob, at: wish.still.at });
    if (kept.ok && kept.value.filmed?.is === "clip") {
      const { span, picture, missing } = clipWords(kept.value.filmed);
      return notify(say("keptClip", { what, name, span, picture: missing === undefined ? picture : `${picture} · ⚠ ${missing}` }));
    }
    return notify(kept.ok ? say("kept", { what, name: kept.value.name }) : say("failed", { why: explainCase(kept.fault, t, language) }), kept.ok ? "good" : "bad");
  };
}

function KeepDialog({ name, wish, onClose, onKeep }: { name: string; wish: Wish; onClose: () => void; onKeep: (into: IncidentId, range: { before: number; after: number }) => void }) {
  const t = useText();
  const say = usePanelText(keepTexts);
  const language = useLanguage();
  const { open } = useCases();
  const cases = useMemo(() => [...open.values()].toSorted((a, b) => b.appearedAt - a.appearedAt), [open]);
  const [chosen, setChosen] = useState<string>();
  const into = cases.find(({ id }) => id === (chosen ?? lastCase)) ?? cases[0];
  const [before, setBefore] = useState(String(CLIP.usual.before));
  const [after, setAfter] = useState(String(CLIP.usual.after));
  const range = { before: secondsOf(before), after: secondsOf(after) };
  const wrong = { before: !(range.before >= 1 && range.before <= CLIP.before), after: !(range.after >= 0 && range.after <= CLIP.after) };
  const send = (): void => {
    if (into !== undefined && !(wish.is === "clip" && (wrong.before || wrong.after))) onKeep(into.id, range);
  };
  return (
    <Dialog title={say(wish.is === "clip" ? "title" : "titleStill", { name })} open onClose={onClose}>
      <form className={css.form} noValidate onSubmit={(event) => {
        event.preventDefault();
        send();
      }}>
        {wish.is === "still" && <Shot blob={wish.still.blob} />}
        {wish.is === "snapshot" && <p className={css.faint}>{say("byCamera")}</p>}
        {into === undefined ? <p role="alert">{say("noCase")}</p> : <Select label={say("into")} value={into.id} choices={cases.map(({ id, title }) => ({ value: id, text: `${title} · ${id}` }))} onChange={setChosen} />}
        {wish.is === "clip" && into !== undefined && (
          <>
            <div className={css.range}>
              <Field label={say("before")} value={before} inputMode="decimal" onChange={setBefore} error={wrong.before ? say("range", { n: CLIP.before }) : undefined} />
              <Field label={say("after")} value={after} inputMode="decimal" onChange={setAfter} error={wrong.after ? say("rangeAfter", { n: CLIP.after }) : undefined} />
            </div>
            <p className={css.faint}>{say("of", { at: formatTime(wish.at, "full", language) })}</p>
          </>
        )}
        <div className={css.foot}>
          <Button onPress={onClose}>{t("shell.cancel")}</Button>
          <Button look="main" type="submit" keyHint="Enter" isDisabled={into === undefined} autoFocus>{say("keep")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

const secondsOf = (text: string): number => (/^\d{1,3}(?:[.,]\d)?$/.test(text.trim()) ? Number(text.trim().replace(",", ".")) : Number.NaN);

/** The picture that was taken, from memory. */
function Shot({ blob }: { blob: Blob }) {
  const say = usePanelText(keepTexts);
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(blob);
    if (image.current !== null) image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [blob]);
  return <img ref={image} className={css.shot} alt={say("shot")} />;
}
