import type { Fact } from "#contract/fact";
import { notify } from "../../design/notice.tsx";
import { panelTexts, usePanelText } from "../../design/panel-text.ts";
import { useFacts } from "../../live/hooks.ts";
import { useParty } from "../../live/session.ts";

const texts = panelTexts(
  { given: "Bạn được giao theo dõi {{n}} vụ việc: {{reason}}" },
  { given: "{{n}} {{n|case is|cases are}} yours to handle now: {{reason}}" },
);

/** Cases that others gave this person to handle, and why. */
export function givenTo(me: string, facts: readonly Fact[]): { n: number; reason: string } | undefined {
  const given = facts.flatMap((fact) => (fact.kind === "incident:moved" && fact.event.is === "assigned" && fact.event.to === me && fact.by !== me ? [fact.event.reason] : []));
  return given[0] === undefined ? undefined : { n: given.length, reason: given[0] };
}

/** Tells the person at this window, and the PC's own notices, of work that was moved to them. */
export function useGivenWork(): void {
  const say = usePanelText(texts);
  const party = useParty();
  const me = party?.kind === "person" ? party.account.id : undefined;
  useFacts((facts) => {
    const given = me === undefined ? undefined : givenTo(me, facts);
    if (given === undefined) return;
    const words = say("given", given);
    notify(words, "bad");
    window.kydai?.notify?.({ title: words.slice(0, 120), body: given.reason.slice(0, 300) });
  });
}
