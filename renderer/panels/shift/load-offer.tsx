import { useMemo, useState } from "react";
import { isReal } from "#contract/incident";
import { Button, Checkbox } from "../../design/controls.tsx";
import { explainCase } from "../../design/case/explain-case.ts";
import { Dialog } from "../../design/dialog.tsx";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { request } from "../../live/socket.ts";
import { useCases } from "../../live/use-cases.ts";
import { movable, type Offer } from "./load.ts";
import css from "./shift.module.css";
import { shiftTexts } from "./texts.ts";

/** One person has too much and another has room: says so, and moves the cases that are chosen. */
export function LoadOffer({ offer, onDone }: { offer: Offer; onDone: () => void }) {
  const say = usePanelText(shiftTexts);
  const [moving, setMoving] = useState(false);
  return (
    <p className={css.offer} role="status">
      <span>{say("offer", { from: offer.from.name, to: offer.to.name, n: offer.count })}</span>
      <Button onPress={() => setMoving(true)}>{say("move")}…</Button>
      {moving && <MoveWork offer={offer} onClose={() => setMoving(false)} onDone={onDone} />}
    </p>
  );
}

function MoveWork({ offer, onClose, onDone }: { offer: Offer; onClose: () => void; onDone: () => void }) {
  const t = useText();
  const say = usePanelText(shiftTexts);
  const language = useLanguage();
  const { open } = useCases();
  const cases = useMemo(() => movable([...open.values()].filter(isReal), offer.from.accountId), [open, offer]);
  const [turned, setChosen] = useState<ReadonlySet<string>>();
  const chosen = turned ?? new Set(cases.slice(0, offer.count).map(({ id }) => id));
  const [refused, setRefused] = useState<string>();
  const [sending, setSending] = useState(false);
  const picked = cases.filter(({ id }) => chosen.has(id)).slice(0, 100);
  const turn = (id: string, on: boolean): void => setChosen(new Set(on ? [...chosen, id] : [...chosen].filter((one) => one !== id)));
  const send = async (): Promise<void> => {
    if (picked.length === 0 || sending) return;
    setSending(true);
    const answer = await request("incident:assign", { incidents: picked.map(({ id, version }) => ({ incidentId: id, version })), to: offer.to.accountId, reason: say("moveReason") });
    setSending(false);
    if (!answer.ok) return setRefused(explainCase(answer.fault, t, language));
    notify(say("moved", { n: picked.length, to: offer.to.name }));
    onDone();
    onClose();
  };
  return (
    <Dialog title={say("moveTitle", { from: offer.from.name, to: offer.to.name })} open onClose={onClose} actions={<><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" isDisabled={picked.length === 0 || sending} onPress={() => void send()}>{say("moveNow", { n: picked.length })}</Button></>}>
      <div className={css.form}>
        <p className={css.faint}>{say("moveHint")}</p>
        {cases.map(({ id, title }) => <Checkbox key={id} label={`${title} · ${id}`} checked={chosen.has(id)} onChange={(on) => turn(id, on)} />)}
        {refused !== undefined && <p role="alert" className={css.refused}>✕ {refused}</p>}
      </div>
    </Dialog>
  );
}
