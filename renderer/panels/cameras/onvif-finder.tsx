import { useState } from "react";
import type { CameraId } from "#contract/camera";
import type { Fault } from "#contract/fault";
import { OnvifUrl } from "#contract/camera-control";
import type { FoundCamera, OnvifCamera } from "#contract/onvif";
import { Button, Checkbox, Field, Select } from "../../design/controls.tsx";
import { explain } from "../../design/explain.ts";
import { formatSpan } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { request } from "../../live/socket.ts";
import css from "./cameras.module.css";
import type { Typed } from "./draft.ts";
import { profileWords, streamsOf } from "./onvif.ts";
import { onvifTexts } from "./onvif-texts.ts";

/** A camera's clock that is off by more is told, ms: its pictures' times are what evidence rests on. */
const CLOCK_OFF = 2000;

interface Props {
  typed: Typed;
  /** The camera that is edited: its kept login is used where none is typed. */
  cameraId: CameraId | undefined;
  error: string | undefined;
  onFill: (fields: Partial<Typed>) => void;
}
type Work = "idle" | "looking" | "reading";

/** Finds cameras in the network and reads a camera's streams (ONVIF) into the form; nothing is saved by it. */
export function OnvifFinder({ typed, cameraId, error, onFill }: Props) {
  const t = useText();
  const say = usePanelText(onvifTexts);
  const language = useLanguage();
  const address = typed.onvif;
  // Another machine has other profiles.
  const setAddress = (onvif: string): void => onFill({ onvif, profile: "" });
  const [work, setWork] = useState<Work>("idle");
  const [found, setFound] = useState<readonly FoundCamera[]>();
  const [read, setRead] = useState<OnvifCamera & { picked: { main: number; sub: number | undefined } }>();
  const [fault, setFault] = useState<Fault>();
  const well = OnvifUrl.safeParse(address.trim()).success;

  const look = async (): Promise<void> => {
    setWork("looking");
    setFault(undefined);
    const answer = await request("camera:discover", {});
    setWork("idle");
    if (answer.ok) setFound(answer.value.found);
    else setFault(answer.fault);
  };
  const pick = (main: number, sub: number | undefined, of: OnvifCamera): void => {
    setRead({ ...of, picked: { main, sub } });
    onFill(streamsOf(of, main, sub));
  };
  const readIt = async (): Promise<void> => {
    setWork("reading");
    setFault(undefined);
    const answer = await request("camera:profiles", { address: address.trim(), ...(typed.user !== "" && { login: { user: typed.user, password: typed.password } }), ...(cameraId !== undefined && { cameraId }) });
    setWork("idle");
    if (!answer.ok) return setFault(answer.fault);
    setFound(undefined);
    pick(answer.value.main, answer.value.sub, answer.value);
  };
  const choices = (read?.profiles ?? []).map((profile, i) => ({ value: String(i), text: profileWords(profile, language) }));

  return (
    <fieldset className={css.finder}>
      <legend>{say("title")}</legend>
      <div className={css.finderBar}>
        <Field label={say("address")} value={address} onChange={setAddress} error={error} />
        <Button isDisabled={work !== "idle"} onPress={() => void look()}>{say(work === "looking" ? "looking" : "look")}</Button>
        <Button isDisabled={work !== "idle" || !well} onPress={() => void readIt()}>{say(work === "reading" ? "reading" : "read")}</Button>
      </div>
      <small className={css.hint}>{say("addressHint")}</small>
      <div aria-live="polite" className={css.told}>
        {found !== undefined && (found.length === 0 ? <span className={css.hint}>{say("nobody")}</span> : (
          <ul className={css.found} aria-label={say("found", { n: found.length })}>
            {found.map((camera) => (
              <li key={camera.address}><button type="button" className={css.line} aria-pressed={camera.address === address} onClick={() => {
                onFill({ onvif: camera.address, profile: "", ...(typed.name === "" && { name: camera.name }) });
              }}><b>{camera.name}</b><small>{camera.address}</small></button></li>
            ))}
          </ul>
        ))}
        {read !== undefined && (
          <>
            <span>{say("filled")}{read.clockOff !== undefined && Math.abs(read.clockOff) > CLOCK_OFF && ` ${say(read.clockOff > 0 ? "fast" : "slow", { span: formatSpan(Math.abs(read.clockOff), language) })}`}</span>
            {choices.length > 1 && (
              <div className={css.pair}>
                <Select label={say("asMain")} value={String(read.picked.main)} choices={choices} onChange={(value) => pick(Number(value), read.picked.sub, read)} />
                <Select label={say("asSub")} value={read.picked.sub === undefined ? "" : String(read.picked.sub)} choices={[{ value: "", text: say("noSub") }, ...choices]} onChange={(value) => pick(read.picked.main, value === "" ? undefined : Number(value), read)} />
              </div>
            )}
          </>
        )}
      </div>
      {address.trim() !== "" && <Checkbox label={say("events")} checked={typed.events} onChange={(events) => onFill({ events })} />}
      {fault !== undefined && <p role="alert" className={css.fault}>{explain(fault, t)}</p>}
    </fieldset>
  );
}
