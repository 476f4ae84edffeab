import { useEffect, useState } from "react";
import type { Instant } from "#contract/ids";
import type { IncidentId } from "#contract/incident";
import type { Sharing } from "#contract/sharing";
import { SHARING_HOURS } from "#contract/sharing-hours";
import { Button } from "../../design/button-field.tsx";
import { explain } from "../../design/explain.ts";
import { formatTime } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { askAgency } from "../../live/agency-link.ts";
import { placeNow } from "../../live/phone/place.ts";
import css from "./agency.module.css";
import { shareTexts } from "./share-texts.ts";

/** Sent so often while it is on and the page is open, ms. */
const EVERY_MS = 15_000;

/** Whether the centre sees where this phone is, for this case: off until the officer turns it on, and seen to be on while it is. */
export function ShareSwitch({ incidentId, sharing, onDone }: { incidentId: IncidentId; sharing: Sharing | undefined; onDone: () => void }) {
  const t = useText();
  const say = usePanelText(shareTexts);
  const language = useLanguage();
  const [hours, setHours] = useState<(typeof SHARING_HOURS)[number]>(4);
  const [refused, setRefused] = useState<string>();
  const on = sharing?.incidentId === incidentId;
  const begin = async (): Promise<void> => {
    // Asked for before the room is told: without a place there is nothing to consent to.
    const place = await placeNow();
    if (!place.ok) return setRefused(say(place.fault));
    const answer = await askAgency("agency:share", { incidentId, hours });
    if (answer.ok) void askAgency("agency:position", place.value);
    setRefused(answer.ok ? undefined : explain(answer.fault, t));
    onDone();
  };
  if (on) return <p className={css.share} data-sharing="">◉ {say("isOn", { at: formatTime(sharing.until, "short", language) })} <EndButton onDone={onDone} /></p>;
  return (
    <div className={css.share}>
      <button type="button" role="switch" aria-checked="false" onClick={() => void begin()}>○ {say("turnOn")}</button>
      <label>{say("for")} <select value={hours} onChange={({ target }) => setHours(SHARING_HOURS.find((n) => String(n) === target.value) ?? 4)}>{SHARING_HOURS.map((n) => <option key={n} value={n}>{say("hours", { n })}</option>)}</select></label>
      <span className={css.faint}>{say("hint")}</span>
      {refused !== undefined && <p role="alert">✕ {refused}</p>}
    </div>
  );
}

/** In sight at the top of the page while it runs, whatever case is open; tells the room where the phone is. */
export function SharingStrip({ sharing, now, onDone }: { sharing: Sharing | undefined; now: Instant; onDone: () => void }) {
  const say = usePanelText(shareTexts);
  const language = useLanguage();
  const on = sharing !== undefined && sharing.until > now;
  const [trouble, setTrouble] = useState<"denied" | "none" | "not-found" | "cut">();
  useEffect(() => {
    if (!on) return undefined;
    let over = false;
    const tell = async (): Promise<void> => {
      const place = await placeNow();
      if (over) return;
      if (!place.ok) return setTrouble(place.fault);
      const answer = await askAgency("agency:position", place.value);
      if (over) return;
      setTrouble(answer.ok || answer.fault.code === "conflict" ? undefined : "cut");
      if (!answer.ok && answer.fault.code === "conflict") onDone();
    };
    void tell();
    const timer = setInterval(() => void tell(), EVERY_MS);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [on, onDone]);
  if (!on) return null;
  return <p className={css.strip} role="status" data-sharing-strip="">◉ <b>{say("strip", { at: formatTime(sharing.until, "short", language) })}</b>{trouble !== undefined && ` – ${say(trouble)}`} <EndButton onDone={onDone} /></p>;
}

function EndButton({ onDone }: { onDone: () => void }) {
  const t = useText();
  const say = usePanelText(shareTexts);
  const end = async (): Promise<void> => {
    const answer = await askAgency("agency:share-end", {});
    notify(answer.ok ? say("ended") : explain(answer.fault, t), answer.ok ? "good" : "bad");
    onDone();
  };
  return <Button onPress={() => void end()}>{say("turnOff")}</Button>;
}
