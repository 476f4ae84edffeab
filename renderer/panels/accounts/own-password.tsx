import { useState } from "react";
import { Password } from "#contract/account";
import type { Fault } from "#contract/fault";
import { Button, Field } from "../../design/controls.tsx";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { request } from "../../live/socket.ts";
import css from "./accounts.module.css";
import { accountTexts } from "./texts.ts";

/** Everybody may change the own password, knowing the present one. */
export function OwnPassword() {
  const t = useText();
  const say = usePanelText(accountTexts);
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const fits = Password.safeParse(next).success;
  const submit = async (): Promise<void> => {
    setTried(true);
    if (current === "" || !fits || next !== again) return;
    setSending(true);
    const answer = await request("account:password", { current, next });
    setSending(false);
    if (!answer.ok) return setFault(answer.fault);
    setFault(undefined);
    setTried(false);
    for (const clear of [setCurrent, setNext, setAgain]) clear("");
    notify(say("changed"));
  };
  return (
    <form className={css.own} onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <h3>{say("own")}</h3>
      <Field label={say("current")} type="password" autoComplete="current-password" value={current} onChange={setCurrent} error={tried && current === "" ? say("currentNeeded") : undefined} />
      <Field label={say("newPassword")} type="password" autoComplete="new-password" value={next} onChange={setNext} hint={say("passwordHint")} error={tried && !fits ? say("passwordShort") : undefined} />
      <Field label={say("again")} type="password" autoComplete="new-password" value={again} onChange={setAgain} error={tried && next !== again ? say("differs") : undefined} />
      {fault !== undefined && <p role="alert" className={css.fault}>{explain(fault, t)}</p>}
      <Button type="submit" isDisabled={sending}>{say("change")}</Button>
    </form>
  );
}
