import { useEffect, useRef, useState } from "react";
import type { Proposal } from "#contract/wall";
import { Button } from "../../design/controls.tsx";
import { explainWall } from "../../panels/explain-wall.ts";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { PriorityMark } from "../../design/priority.tsx";
import { urgencyOf } from "../../live/alarm-order.ts";
import { useAlarm, useFacts, useNow, useWall } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import { isTyping } from "../../panels/wall-desk/use-undo-keys.ts";
import css from "./wall.module.css";
import { consoleWallTexts } from "./wall-texts.ts";

/** A key struck so soon after the question came was meant for something else, ms. */
const UNREAD_MS = 1000;

/**
 * What a stroke answers. Chords of their own: Enter and Escape alone are the alarm queue's, and one meant for a row there must
 * not change the whole wall. Neither Windows, X11 nor a browser takes these two.
 */
export function answerOf(stroke: Pick<KeyboardEvent, "key" | "ctrlKey" | "shiftKey" | "altKey" | "metaKey" | "repeat" | "isComposing">): "accept" | "refuse" | undefined {
  if (!stroke.ctrlKey || !stroke.shiftKey || stroke.altKey || stroke.metaKey || stroke.repeat || stroke.isComposing) return undefined;
  return stroke.key === "Enter" ? "accept" : stroke.key === "Backspace" ? "refuse" : undefined;
}

/** The gravest first, then the oldest. */
export function proposalsInOrder(proposals: Iterable<Proposal>): Proposal[] {
  const rank = (one: Proposal): number => (one.priority === undefined ? 9 : urgencyOf(one.priority));
  return [...proposals].sort((a, b) => rank(a) - rank(b) || a.at - b.at);
}

/** The wall would change to a scene because of an alarm: who is on duty says yes or no, on any console. */
export function Proposals() {
  const say = usePanelText(consoleWallTexts);
  const wall = useWall();
  const names = useRef(new Map<string, string>());
  useEffect(() => {
    // A proposal is gone from the wall when its answer comes: its scene's name is kept for the words.
    for (const one of wall.proposals.values()) names.current.set(one.id, wall.scenes.get(one.sceneId)?.name ?? one.sceneId);
  }, [wall]);
  useFacts((facts) => {
    for (const fact of facts) {
      if (fact.kind !== "wall:answered") continue;
      const scene = names.current.get(fact.proposalId);
      if (scene !== undefined) notify(say(`outcome.${fact.outcome}`, { scene, who: fact.by ?? say("machine") }));
      names.current.delete(fact.proposalId);
    }
  });
  const [first, ...others] = proposalsInOrder(wall.proposals.values());
  if (first === undefined) return null;
  return <Asking key={first.id} proposal={first} scene={wall.scenes.get(first.sceneId)?.name ?? first.sceneId} others={others.length} />;
}

function Asking({ proposal, scene, others }: { proposal: Proposal; scene: string; others: number }) {
  const t = useText();
  const say = usePanelText(consoleWallTexts);
  const language = useLanguage();
  const now = useNow(1000);
  const alarm = useAlarm(proposal.alarmId);
  const mayAnswer = useMay("wall:answer");
  const [sending, setSending] = useState(false);
  const tell = proposal.mode === "tell";
  const left = Math.max(0, Math.ceil((proposal.due - now) / 1000));
  const words = say(proposal.mode, { alarm: alarm === undefined ? proposal.alarmId : `“${local(language, alarm.message, alarm.messageEn)}”`, scene: `“${scene}”`, n: left });

  const send = (accept: boolean): void => {
    if (sending) return;
    setSending(true);
    void request("wall:answer", { proposalId: proposal.id, accept }).then((result) => {
      setSending(false);
      if (!result.ok) notify(explainWall(result.fault, t), "bad");
    });
  };
  const newest = useRef(send);
  useEffect(() => {
    newest.current = send;
  });
  useEffect(() => {
    if (!mayAnswer) return undefined;
    const since = performance.now();
    const press = (event: KeyboardEvent): void => {
      const answer = answerOf(event);
      if (answer === undefined || (answer === "accept" && tell)) return;
      if (performance.now() - since < UNREAD_MS || isTyping(event.target) || document.querySelector("[role=dialog], [role=listbox]") !== null) return;
      event.preventDefault();
      event.stopPropagation();
      newest.current(answer === "accept");
    };
    addEventListener("keydown", press, true);
    return () => removeEventListener("keydown", press, true);
  }, [mayAnswer, tell]);

  return (
    <section className={css.proposal} role="alert" aria-label={say("proposal")} data-mode={proposal.mode}>
      {proposal.priority !== undefined && <PriorityMark priority={proposal.priority} size={28} />}
      <span className={css.question}>{words}{!tell && <span className={css.lapses}> {say("lapses", { n: left })}</span>}{others > 0 && <span className={css.lapses}> · {say("others", { n: others })}</span>}</span>
      {mayAnswer && <>
        {!tell && <Button look="main" keyHint="Ctrl+Shift+Enter" isDisabled={sending} onPress={() => send(true)}>{say("accept")}</Button>}
        <Button look={tell ? "main" : "plain"} keyHint="Ctrl+Shift+⌫" isDisabled={sending} onPress={() => send(false)}>{say(tell ? "stop" : "refuse")}</Button>
      </>}
    </section>
  );
}
