import { useEffect, useMemo, useRef, useState } from "react";
import type { Party } from "#contract/account";
import { Button } from "../../design/controls.tsx";
import { isReal, type RealIncident } from "#contract/incident";
import { callsOf, type GraveCase } from "../../design/case/grave.ts";
import { graveTexts } from "../../design/case/grave-texts.ts";
import { languageNow } from "../../design/i18n.ts";
import { fill, usePanelText } from "../../design/panel-text.ts";
import { Chip } from "../../design/states.tsx";
import type { Pattern } from "../../design/sound/pattern.ts";
import { useSiren } from "../../design/sound/siren.ts";
import { useRealNow } from "../../live/hooks.ts";
import { useParty } from "../../live/session.ts";
import { useCases } from "../../live/use-cases.ts";
import { called, callsAfter, seenAfter, type Calls } from "./grave-calls.ts";
import css from "./grave-call.module.css";

/** Unlike every alarm's: two long tones that rise by a fifth, until somebody has looked. */
const CALL: Pattern = { beeps: [{ pitch: 440, at: 0, length: 0.45 }, { pitch: 660, at: 0.5, length: 0.7 }], every: 5, volume: 0.35 };

/** A leader who is not on duty: the window is about the gravest cases, and calls for each new one (K-9.3). */
export function isLeader(party: Party | undefined): boolean {
  return party?.kind === "person" && party.account.roles.includes("leader") && !party.account.roles.some((role) => role === "operator" || role === "shift-lead");
}

interface Props {
  /** The case whose page is in sight: it is being looked at. */
  caseId: string | undefined;
  /** Brings the list of grave cases up, where nothing is asked or written just now. */
  onCall: () => void;
  onCase: (caseId: string) => void;
}

/** Calls the leader for each new grave case: a line that stays until it was looked at, a sound, and a notice of the desktop. */
export function GraveCall(props: Props) {
  return isLeader(useParty()) ? <Calling {...props} /> : null;
}

function Calling({ caseId, onCall, onCase }: Props) {
  const say = usePanelText(graveTexts);
  const cases = useCases();
  const now = useRealNow();
  const current = useMemo(() => (cases.is === "ready" ? callsOf([...cases.open.values()].filter(isReal), now) : undefined), [cases, now]);
  const [calls, setCalls] = useState<Calls>();
  const next = seenAfter(callsAfter(calls, current), { caseId });
  if (next !== calls) setCalls(next);
  const waiting = next === undefined ? [] : called(next);
  const blocked = useSiren(waiting.length > 0 ? CALL : undefined);
  useTold(next, onCall);
  const [first, ...others] = waiting;
  if (first === undefined) return null;
  return (
    <section className={css.call} role="alert" aria-label={say("call")} data-grave-call={first.incident.id}>
      <span className={css.words}>
        <b>{say("call")}</b> {first.why.map((why) => <Chip key={why} look="strong">{say(`why.${why}`, { n: first.late })}</Chip>)} <b>{first.incident.title}</b>
        {others.length > 0 && <span> · {say("others", { n: others.length })}</span>}
        {blocked && <span className={css.faint}> · {say("unheard")}</span>}
      </span>
      <Button look="main" onPress={() => onCase(first.incident.id)}>{say("open")}</Button>
      <Button onPress={() => setCalls((was) => seenAfter(was, "all"))}>{say("seen")}</Button>
    </section>
  );
}

/** Once for each new call: the list comes up by itself, and the shell shows a notice where no window has the focus. */
function useTold(calls: Calls | undefined, onCall: () => void): void {
  const told = useRef<ReadonlySet<string>>(new Set());
  const bring = useRef(onCall);
  useEffect(() => {
    bring.current = onCall;
  });
  useEffect(() => {
    if (calls === undefined) return;
    const fresh = [...calls.open].filter(([key]) => !told.current.has(key));
    told.current = new Set(calls.open.keys());
    if (fresh.length === 0) return;
    for (const grave of new Map(fresh.map(([, each]) => [each.incident.id, each])).values()) notice(grave);
    bring.current();
  }, [calls]);
}

function notice({ incident, why, late }: GraveCase<RealIncident>): void {
  const texts = graveTexts[languageNow()];
  window.kydai?.notify?.({ title: `${texts.call}: ${incident.title}`.slice(0, 120), body: why.map((each) => fill(texts[`why.${each}`], { n: late })).join(" · ").slice(0, 300) });
}
