import { useState } from "react";
import type { IssuedRefusal } from "#contract/issued";
import type { Fault } from "#contract/fault";
import { Button, Field } from "../../../design/controls.tsx";
import { explain } from "../../../design/explain.ts";
import { formatTime } from "../../../design/format.ts";
import { useLanguage, useText } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { useMay } from "../../../live/session.ts";
import { request } from "../../../live/socket.ts";
import type { Listed } from "./issued-tab.tsx";
import css from "./issued.module.css";
import { issuedTexts } from "./issued-texts.ts";
import { Versus } from "./versus.tsx";

/** Letters a reason has at least; the contract's. */
const REASON = 3;

/** One thing the centre issued; where both sides edited it, both versions and the decision between them. */
export function IssuedOne({ one, name, onSettled }: { one: Listed; name: string; onSettled: (what: string) => void }) {
  const t = useText();
  const say = usePanelText(issuedTexts);
  const language = useLanguage();
  const settles = useMay("issued:settle");
  const keepsAccounts = useMay("account:save");
  const [reason, setReason] = useState("");
  const [state, setState] = useState<{ sending: boolean; fault?: Fault }>({ sending: false });
  const { of, recordId, newest, scope, stands, at, decided, record, own } = one;
  const when = (instant: number): string => formatTime(instant, "full", language);
  const settle = async (take: "centre" | "room"): Promise<void> => {
    setState({ sending: true });
    const answer = await request("issued:settle", { of, recordId, version: newest.version, take, reason: reason.trim() });
    setState({ sending: false, ...(!answer.ok && { fault: answer.fault }) });
    if (answer.ok) onSettled(say(take === "centre" ? "takeCentre" : "keepRoom"));
  };
  const may = settles && (of !== "account" || keepsAccounts);
  const ready = !state.sending && reason.trim().length >= REASON;
  return (
    <section className={css.one} aria-label={name}>
      <h3>{name}</h3>
      <p>{say("version", { n: newest.version })} · {say("approved", { who: newest.approvedBy, at: when(newest.approvedAt) })} · {say("came", { at: when(at) })} · {say("scope")}: {say(scope)}</p>
      {stands === "in-force" && <p>{say("inForce", { n: newest.version })}</p>}
      {stands === "ours" && <p>{say("ours", { n: newest.version })}</p>}
      {decided !== undefined && <p>{say("decided", { who: decided.by, at: when(decided.at), reason: decided.reason })}</p>}
      {stands === "open" && (
        <>
          <p className={css.open}>{say("both")}</p>
          <Versus here={own?.record} centre={record?.record} />
          {may ? (
            <>
              <Field label={say("reason")} hint={say("reasonHint")} value={reason} onChange={setReason} rows={2} required />
              <div className={css.deeds}>
                <Button isDisabled={!ready} onPress={() => void settle("room")}>{say("keepRoom")}</Button>
                <Button look="main" isDisabled={!ready} onPress={() => void settle("centre")}>{say("takeCentre")}</Button>
              </div>
              {state.fault !== undefined && <p role="alert">✕ {explain(state.fault, t)}</p>}
            </>
          ) : <p>{say("mayNot")}</p>}
        </>
      )}
    </section>
  );
}

/** What came and was not taken, and why. */
export function RefusedOne({ refusal, name, why }: { refusal: IssuedRefusal; name: string; why: string }) {
  const say = usePanelText(issuedTexts);
  const language = useLanguage();
  return (
    <section className={css.one} aria-label={name}>
      <h3>{name}</h3>
      <p>{say("version", { n: refusal.version })} · {say("came", { at: formatTime(refusal.at, "full", language) })} · {say("scope")}: {say(refusal.scope)}</p>
      <p className={css.open}>{say("why", { why })}</p>
      {refusal.detail !== "" && <p><code>{refusal.detail}</code></p>}
    </section>
  );
}
