import { useMemo } from "react";
import type { IncidentEvent } from "#contract/incident";
import type { Instant } from "#contract/ids";
import { deedWords } from "../../design/case/event-words.ts";
import { MoveForm, type SecondPerson } from "../../design/case/move-form.tsx";
import type { PossibleMove } from "../../design/case/moves.ts";
import { Dialog } from "../../design/dialog.tsx";
import { useLanguage, useText } from "../../design/i18n.ts";
import { writeInstant } from "../../design/written-instant.ts";
import { LoadingState, ErrorState } from "../../design/states.tsx";
import { uploadEvidence } from "../../live/evidence.ts";
import { useRequest } from "../../live/hooks.ts";
import { request } from "../../live/socket.ts";
import { useAgencies, useAgencyName } from "../../live/use-cases.ts";
import { explainCase } from "../../design/case/explain-case.ts";
import { CheckedCameras } from "./checked-cameras.tsx";
import { DecideForm } from "./decide-form.tsx";
import { OrderForm } from "./order-form.tsx";
import type { WholeCase } from "./use-case.ts";
import { useLooked } from "./use-looked.ts";

interface Props {
  move: PossibleMove;
  whole: WholeCase;
  now: Instant;
  onClose: () => void;
  onDone: () => void;
}

/** Asks for what a move needs, and makes it. */
export function MoveDialog({ move, whole, now, onClose, onDone }: Props) {
  const t = useText();
  const language = useLanguage();
  const name = useAgencyName();
  const agencies = useAgencies();
  const { incident } = whole;
  const { onLooked, looked } = useLooked();
  const seeing = move.is === "verified" || move.is === "dismissed" || move.is === "confirmed";
  const send = async (made: IncidentEvent, second?: SecondPerson): Promise<string | undefined> => {
    const event = made.is === "verified" || made.is === "dismissed" || made.is === "confirmed" ? { ...made, ...looked() } : made;
    const answer = await request("incident:act", { incidentId: incident.id, version: incident.version, event, ...(second === undefined ? {} : { second }) });
    if (!answer.ok) return explainCase(answer.fault, t, language);
    onDone();
    return undefined;
  };
  const upload = async (file: File) => {
    const answer = await uploadEvidence(incident.id, file);
    return answer.ok ? { ok: true as const, file: { id: answer.value.id, name: file.name } } : { ok: false as const, why: explainCase(answer.fault, t, language) };
  };
  const others = useMemo(() => agencies.filter(({ id }) => !incident.parts.some((part) => part.agencyId === id && part.leftAt === undefined)), [agencies, incident]);
  return (
    <Dialog title={`${deedWords(move.is, language)} · ${incident.title}`} open onClose={onClose} width={seeing ? 900 : 640}>
      {seeing && <CheckedCameras whole={whole} pairs={move.is === "confirmed"} onLooked={onLooked} />}
      {move.is === "ordered" || move.is === "decided" ? <Ordering move={move} whole={whole} now={now} onClose={onClose} onSend={send} /> : (
        <MoveForm move={move} agencies={others} who={move.agencyId === undefined ? undefined : name(move.agencyId)} first={firstOf(move, whole, name)} now={now} upload={upload} onSend={send} onClose={onClose} />
      )}
    </Dialog>
  );
}

/** What is known already stands in the form. */
function firstOf(move: PossibleMove, { incident, scenario, facts }: WholeCase, agency: (id: string) => string): Record<string, string> {
  const { order } = incident;
  if (move.is === "proposed") return { plan: order?.required ?? [scenario?.required, chosenWords(facts)].filter((text) => text !== undefined).join("\n") };
  if (move.is === "flash-reported") return { note: [incident.title, ...(order === undefined ? [] : [order.happened, order.where, agency(order.lead)])].join("; ") };
  if (move.is !== "extension-granted") return {};
  const asked = facts.findLast((fact) => fact.kind === "incident:moved" && fact.event.is === "extension-asked" && fact.event.agencyId === move.agencyId);
  return asked?.kind === "incident:moved" && asked.event.is === "extension-asked" ? { due: writeInstant(asked.event.expectedEnd) } : {};
}

/** Lines of the simulated plan that was chosen last. */
function chosenWords(facts: WholeCase["facts"]): string | undefined {
  const fact = facts.findLast((one) => one.kind === "incident:noted" && one.note.plan !== undefined);
  return fact?.kind === "incident:noted" ? fact.note.text.slice(fact.note.text.indexOf("\n") + 1) : undefined;
}

/** What names agencies: an order, or the decision on them. Both begin with what was decided, or with the scenario's plan. */
function Ordering({ move, whole, now, onClose, onSend }: { move: PossibleMove; whole: WholeCase; now: Instant; onClose: () => void; onSend: (event: IncidentEvent) => Promise<string | undefined> }) {
  const { incident } = whole;
  const plan = useRequest("incident:plan", { incidentId: incident.id });
  if (plan.result === undefined) return <LoadingState />;
  if (!plan.result.ok) return <ErrorState fault={plan.result.fault} onRetry={plan.again} />;
  const { order, choices } = plan.result.value;
  if (move.is === "decided") return <DecideForm incident={incident} planned={order} agencies={choices.agencies} clause={move.clause} now={now} onClose={onClose} onSend={onSend} />;
  const { decision } = incident;
  // A plan that was chosen since the last order fills the next.
  const first = { ...(order.plan === undefined ? (incident.order ?? order) : order), ...(decision === undefined ? {} : { lead: decision.lead, support: decision.support }) };
  return <OrderForm first={first} agencies={choices.agencies} needsDue={move.needs.includes("due")} clause={move.clause} now={now} decided={decision} onClose={onClose} onSend={(made, reason) => onSend({ is: "ordered", order: made, ...(reason === undefined ? {} : { reason }) })} />;
}
