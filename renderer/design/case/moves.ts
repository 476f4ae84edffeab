import { pauseOf, type AgencyId, type Incident, type Part } from "#contract/incident";
import type { EventKind, Need, Party, Template } from "#contract/process";

/** One thing that can be done in a case now. */
export interface PossibleMove {
  is: EventKind;
  /** Whose part it is about. */
  agencyId?: AgencyId;
  /** The report it renders. */
  flashId?: string;
  /** The limit whose clock it stops or lets go on. */
  limitId?: string;
  needs: readonly Need[];
  /** Which line of the regulation has it; absent: no step of the process, but always allowed. */
  clause?: string;
  /** It brings the case to another step. */
  to?: string;
}

/** Whose hands: the centre's, the leadership's, or an ordered agency's. */
export type Hands = Extract<Party, "centre" | "leadership" | "agency">;

/**
 * What `as` can do in a case as it stands, steps of the process first. The backend decides all the same; this says what is offered.
 * @param agencyId whose part, where `as` is an agency
 */
export function movesNow(incident: Incident, template: Template, as: Hands, agencyId?: AgencyId): PossibleMove[] {
  const gone = incident.mergedInto !== undefined || incident.givenTo !== undefined;
  const final = gone || template.steps.find(({ id }) => id === incident.step)?.final === true;
  const open = incident.parts.filter(({ leftAt }) => leftAt === undefined);
  const mine = as === "agency" ? open.filter((part) => part.agencyId === agencyId) : open;
  const moves = !gone ? stepMoves(incident, template, as, mine) : [];
  if (as === "agency") return final ? moves : [...moves, ...mine.flatMap((part) => ownMoves(part, incident, template, moves))];
  const flash: PossibleMove[] = incident.owed.filter(({ doneAt }) => doneAt === undefined).map(({ flashId, clause }) => ({ is: "flash-reported", flashId, clause, needs: [] }));
  return final ? [...moves, ...flash] : [...moves, ...flash, ...decision(incident, template, as), ...open.flatMap((part) => centreMoves(part, incident, template, as)), ...clockMoves(incident, template)];
}

function stepMoves(incident: Incident, template: Template, as: Hands, mine: readonly Part[]): PossibleMove[] {
  return template.moves.filter(({ from, by }) => from.includes(incident.step) && by.some((party) => party === as || (as === "agency" && party === "lead"))).flatMap(({ on, needs, clause, to }): PossibleMove[] => {
    const move = { is: on, needs, clause, to };
    if (as !== "agency") return [move];
    return mine.filter((part) => part.role === "lead" && !done(part, on)).map(({ agencyId }) => ({ ...move, agencyId }));
  });
}

/** Lead and supporting agencies are decided (K-8.5, K-9.8) until the result waits to be checked. */
function decision(incident: Incident, template: Template, as: Hands): PossibleMove[] {
  const mine = (template.deciders ?? ["centre", "leadership"]).some((party) => party === as);
  const leads = incident.parts.some(({ role, leftAt }) => role === "lead" && leftAt === undefined);
  return !mine || (leads && isAnswered(incident, template)) ? [] : [{ is: "decided", needs: ["reason"], clause: incident.urgency === "emergency" ? "K-9.8" : "K-8.5" }];
}

/** The leading agency's result waits to be checked. */
const isAnswered = ({ step }: Incident, { moves }: Template): boolean => moves.some(({ on, from, to }) => on === "answered" && to === step && !from.includes(step));

/** Done before and not to be done again. */
function done(part: Part, is: EventKind): boolean {
  return (is === "received" && part.receivedAt !== undefined) || (is === "accepted" && part.acceptedAt !== undefined) || (is === "deployed" && part.deployedAt !== undefined) || (is === "extension-asked" && part.extensionAskedAt !== undefined);
}

/** What an agency may do at any step that is not final. */
function ownMoves(part: Part, incident: Incident, template: Template, steps: readonly PossibleMove[]): PossibleMove[] {
  const leads = part.role === "lead";
  // A leading agency's word that is a step of the process is possible at its own steps alone.
  const own = (["accepted", "refused", "answered"] as const).filter((is) => !leads || !template.moves.some(({ on }) => on === is));
  const all: readonly EventKind[] = ["received", "accepted", "refused", "deployed", "progress", "beyond-scenario", "extension-asked", "answered"];
  return all
    .filter((is) => (is !== "accepted" && is !== "refused" && is !== "answered") || own.some((each) => each === is))
    .filter((is) => !done(part, is) && !steps.some((step) => step.is === is) && (is !== "extension-asked" || extendable(part, incident, template)))
    .map((is) => ({ is, agencyId: part.agencyId, needs: [] }));
}

/** What the centre may do to an agency's part, or record of it when told by telephone. */
function centreMoves(part: Part, incident: Incident, template: Template, as: Hands): PossibleMove[] {
  const { agencyId } = part;
  const answers: EventKind[] = part.extensionAskedAt === undefined ? [] : ["extension-granted", "extension-denied"];
  const waits = part.role === "lead" && isAnswered(incident, template);
  const told: EventKind[] = as === "centre" ? ["received", "deployed", "progress", "beyond-scenario"] : [];
  const kinds: EventKind[] = [...answers, ...(waits ? [] : ["forwarded" as const]), ...told];
  return kinds.filter((is) => !done(part, is)).map((is) => ({ is, agencyId, needs: [] }));
}

/** Clocks that may stand still, where the process says so. */
function clockMoves({ clocks }: Incident, { limits }: Template): PossibleMove[] {
  return clocks.flatMap((clock): PossibleMove[] => {
    if (clock.outcome !== "running" || limits.find(({ id }) => id === clock.limitId)?.pausable !== true) return [];
    const still = pauseOf(clock) !== undefined;
    if (!still && clock.missedAt !== undefined) return [];
    return [{ is: still ? "resumed" : "paused", limitId: clock.limitId, clause: clock.clause, needs: [], ...(clock.agencyId !== undefined && { agencyId: clock.agencyId }) }];
  });
}

const extendable = (part: Part, incident: Incident, template: Template): boolean =>
  incident.clocks.some((clock) => clock.agencyId === part.agencyId && clock.outcome === "running" && template.limits.some(({ id, extendable: may }) => id === clock.limitId && may));
