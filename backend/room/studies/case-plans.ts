import type { Account } from "#contract/account";
import type { Incident, IncidentId, IncidentNote } from "#contract/incident";
import { MAX_NOTES } from "#contract/case-request";
import type { PlanRanking } from "#contract/plan";
import { fail, ok, type Result } from "#contract/result";
import { Study, StudyId } from "#contract/study";
import { SimulationFault } from "#contract/simulation";
import { agenciesOf, handsAt, orderWords, type Hands } from "../../core/plans/order-words.ts";
import { actionsOf, figuresOf, isAboutWater, quickDraft, rank, studyFor } from "../../core/plans/plans.ts";
import type { RoomState } from "../../core/state.ts";
import { DiskFull, type Gathered, type Now, type StudyBook } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import { chosenIn } from "../cases/chosen-plan.ts";
import type { CaseKeeper } from "../cases/keeper.ts";
import { accountOf, isCentre } from "../cases/who.ts";
import type { RunQueue } from "./run-queue.ts";
import type { NightLibrary } from "./night-library.ts";
import { Done, keptStart } from "./study-answers.ts";
import { LIBRARY, OWN, printOf, startPrint, type StudyKeeper } from "./study-keeper.ts";

/** A quick run says how it is for so long, ms; then the next question computes it anew. */
const FRESH = 30 * 60_000;
/** Quick runs kept, the newest. */
const KEPT = 50;

interface Options {
  book: StudyBook;
  keeper: Pick<StudyKeeper, "all">;
  cases: CaseKeeper;
  queue: RunQueue;
  library: Pick<NightLibrary, "nearest">;
  state: Pick<RoomState, "alarms" | "scenarios" | "agencies" | "datastreams">;
  gather(draft: Pick<Study, "start" | "duration">): Promise<Gathered>;
  now: () => Now;
}
type Ranking = Pick<PlanRanking, "state" | "done" | "secondsLeft" | "fault" | "plans" | "nothing">;

/** Plans for the duty operator: options of planners' studies, computed for a case from what is measured now. */
export function casePlans({ book, keeper, cases, queue, library, state, gather, now }: Options): AnswersFor<"plan:rank" | "plan:cancel" | "plan:choose"> {
  const beginning = new Set<string>();
  const choosing = new Set<IncidentId>();
  const quickIdOf = (incidentId: IncidentId): StudyId => StudyId.parse(`${OWN}${incidentId}`.slice(0, 64));
  const placeOf = ({ position, alarmIds }: Incident): readonly [number, number] | undefined => {
    const at = position ?? (alarmIds[0] === undefined ? undefined : state.alarms.get(alarmIds[0])?.position);
    return at === undefined ? undefined : [at[0], at[1]];
  };
  const isWater = ({ alarmIds, scenarioId }: Incident): boolean => {
    const measured = alarmIds.flatMap((id) => state.alarms.get(id)?.inputs ?? []).flatMap(({ datastreamId }) => state.datastreams.get(datastreamId)?.observedPropertyId ?? []);
    return isAboutWater(measured, scenarioId === undefined ? undefined : state.scenarios.get(scenarioId));
  };
  const handsFor = ({ areaId, alarmIds }: Incident): Hands => handsAt(areaId ?? (alarmIds[0] === undefined ? undefined : state.alarms.get(alarmIds[0])?.area), state.agencies);
  const kept = (id: StudyId): Study | undefined => {
    const row = book.get(id);
    return row === undefined ? undefined : Study.safeParse(JSON.parse(row.body)).data;
  };

  /** From what is measured at this moment. */
  async function begin(id: StudyId, source: Study): Promise<Result<void>> {
    beginning.add(id);
    try {
      const draft = quickDraft(source);
      const gathered = await gather(draft);
      const former = book.get(id)?.revision ?? 0;
      const study = Study.parse({ ...draft, id, revision: former + 1, by: source.by, at: now().wall, name: `${source.id} ${source.revision} ${source.name}`.slice(0, 120) });
      if (queue.full(study.options.length)) return fail({ code: "too-many", retryAfter: 30 });
      const quick = book.list().filter((row) => row.id.startsWith(OWN) && !row.id.startsWith(LIBRARY));
      for (const old of quick.slice(KEPT - 1)) if (old.id !== id) book.remove(old.id);
      if (!book.put({ id, revision: study.revision, at: study.at, body: JSON.stringify(study) }, former)) return fail({ code: "conflict", detail: "it was begun at the same moment" });
      book.setStart(id, JSON.stringify({ print: startPrint(study), gathered }));
      queue.ask(study.options.map(({ id: optionId }) => ({ studyId: id, optionId, revision: study.revision, print: printOf(study, optionId), by: study.by, askedAt: study.at, order: JSON.stringify(study) })), true);
      return ok(undefined);
    } catch (error) {
      if (error instanceof DiskFull) return fail({ code: "disk-full" });
      throw error;
    } finally {
      beginning.delete(id);
    }
  }
  function ranking(quick: Study, source: Study, hands: Hands): Ranking {
    const rows = quick.options.flatMap(({ id }) => queue.of(quick.id).filter((row) => row.optionId === id && row.revision === quick.revision));
    const ends = rows.flatMap((row) => (row.state === "done" && row.body !== undefined ? [Done.parse(JSON.parse(row.body))] : []));
    const failed = rows.find((row) => row.state === "failed" && row.body !== undefined);
    const working = rows.filter((row) => row.state === "running" || row.state === "waiting");
    const [base] = ends.filter(({ result }) => result.optionId === quick.options[0]?.id);
    const plans = base === undefined ? [] : rank(ends.filter((end) => end !== base).flatMap(({ result }) => {
      const option = quick.options.find(({ id }) => id === result.optionId);
      return option === undefined ? [] : [{ result, option, plan: { studyId: source.id, revision: source.revision, optionId: option.id, runId: result.runId, name: option.name } }];
    }), base.result, { notes: base.notes, coarse: quick.cell > source.cell * 1.5, study: source.name, source: "quick-run", at: quick.at, agencyOf: (is) => hands(is)?.id });
    const cancelled = rows.some((row) => row.state === "cancelled");
    const left = Math.max(...working.map(({ progress }) => progress?.secondsLeft ?? 0), 0);
    const done = rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + (row.state === "running" ? (row.progress?.done ?? 0) : row.state === "waiting" ? 0 : 1), 0) / quick.options.length;
    return {
      state: working.length > 0 ? "running" : plans.length > 0 ? "done" : failed !== undefined ? "failed" : cancelled ? "cancelled" : "done", done: Math.min(1, done), ...(left > 0 && { secondsLeft: left }),
      ...(failed?.body !== undefined && { fault: SimulationFault.parse(JSON.parse(failed.body)) }), plans: plans.slice(0, 20), ...(base !== undefined && { nothing: figuresOf(base.result) }),
    };
  }
  /** What was computed in the night, nearest to what is measured now; nothing where there is none. */
  function fromLibrary(quick: Study, source: Study, hands: Hands): Pick<Ranking, "plans" | "nothing"> {
    const gathered = keptStart(book.start(quick.id));
    const run = gathered === undefined ? undefined : library.nearest(source, gathered);
    const base = run?.ends.find(({ result }) => result.optionId === run.study.options[0]?.id);
    if (run === undefined || base === undefined) return { plans: [] };
    const plans = run.ends.filter((end) => end !== base).flatMap(({ result }) => {
      const option = source.options.find(({ id }) => id === result.optionId);
      return option === undefined ? [] : [{ result, option: { ...option, measures: actionsOf(option) }, plan: { studyId: source.id, revision: source.revision, optionId: option.id, runId: result.runId, name: option.name } }];
    });
    return { nothing: figuresOf(base.result), plans: rank(plans, base.result, { notes: [], coarse: run.study.cell > source.cell * 1.5, study: source.name, source: "library", at: run.at, distance: run.distance, agencyOf: (is) => hands(is)?.id }) };
  }
  /** The quick run's plans; until it has some, the library's. */
  function standing(quick: Study, source: Study, hands: Hands): Ranking {
    const own = ranking(quick, source, hands);
    return own.plans.length > 0 ? own : { ...own, ...fromLibrary(quick, source, hands) };
  }
  const planFor = (incident: Incident): { quick: Study; source: Study } | undefined => {
    const place = placeOf(incident);
    const source = place === undefined ? undefined : studyFor(keeper.all(), place);
    const quick = kept(quickIdOf(incident.id));
    return source === undefined || quick?.name.startsWith(`${source.id} ${source.revision} `) !== true ? undefined : { quick, source };
  };

  return {
    "plan:rank": async ({ incidentId, anew }) => {
      const found = cases.find(incidentId);
      if (!found.ok) return found;
      const incident = found.value;
      const place = placeOf(incident);
      const source = place === undefined || !isWater(incident) ? undefined : studyFor(keeper.all(), place);
      const picked = chosenIn(cases, incidentId);
      const told = {
        simulated: true, ...(source !== undefined && { study: { id: source.id, name: source.name, revision: source.revision } }),
        ...(picked !== undefined && { chosen: picked.plan, chosenBy: picked.by, chosenAt: picked.at }),
      } as const;
      if (source === undefined) return ok({ ...told, state: "none", why: !isWater(incident) ? "other-kind" : place === undefined ? "no-place" : "no-study", done: 0, plans: [] });
      const id = quickIdOf(incidentId);
      const there = planFor(incident);
      if (incident.closedAt !== undefined) return ok({ ...told, ...(there === undefined ? { done: 0, plans: [] } : standing(there.quick, source, handsFor(incident))), state: "none", why: "over" });
      const running: PlanRanking = { ...told, state: "running", done: 0, plans: [] };
      if (beginning.has(id)) return ok(running);
      // What somebody ended is theirs to begin again.
      const ended = there !== undefined && ranking(there.quick, there.source, handsFor(incident)).state === "cancelled";
      if (anew === true || there === undefined || (!ended && Math.abs(now().wall - there.quick.at) > FRESH)) {
        const begun = await begin(id, source);
        if (!begun.ok) return begun;
      }
      const quick = kept(id);
      return ok(quick === undefined ? running : { ...told, ...standing(quick, source, handsFor(incident)) });
    },
    "plan:cancel": ({ incidentId }) => {
      const found = cases.find(incidentId);
      if (!found.ok) return found;
      queue.cancel(quickIdOf(incidentId));
      return ok({});
    },
    "plan:choose": async ({ incidentId, plan, instead }, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      const found = cases.find(incidentId);
      if (!found.ok) return found;
      if (found.value.closedAt !== undefined) return fail({ code: "conflict", detail: "the case is over" });
      // Two choose at one time: the second hears of the first, and nothing is chosen over it unseen.
      if (choosing.has(incidentId) || chosenIn(cases, incidentId)?.plan.runId !== instead) return fail({ code: "conflict", detail: "another plan was chosen meanwhile" });
      const there = planFor(found.value);
      const hands = handsFor(found.value);
      const known = there === undefined ? undefined : [...ranking(there.quick, there.source, hands).plans, ...fromLibrary(there.quick, there.source, hands).plans].find((one) => one.plan.runId === plan.runId && one.plan.optionId === plan.optionId);
      const option = there?.quick.options.find(({ id }) => id === known?.plan.optionId);
      if (known === undefined || option === undefined || actionsOf(option).length === 0) return fail({ code: "unknown-id", kind: "plan", id: plan.optionId });
      const journal = cases.book();
      if (!journal.ok) return journal;
      const written = journal.value.facts(incidentId, MAX_NOTES, "incident:noted").length;
      if (written >= MAX_NOTES) return fail({ code: "too-large", limit: MAX_NOTES });
      const at = now().wall;
      // What the planner planned, and what it is called: no number that was computed (invariant 6).
      const text = `Chọn phương án “${known.plan.name}” (từ mô phỏng ${known.plan.runId.slice(0, 12)}):\n${orderWords(option, hands)}`.slice(0, 4000);
      const note: IncidentNote = { id: `${account.value.id.slice(0, 40)}-${at}-${written}`, at, by: account.value.id, as: asOf(account.value), text, kind: "note", plan: known.plan, planAgencies: agenciesOf(option, hands).slice(0, 20) };
      choosing.add(incidentId);
      try {
        const done = await cases.write([{ kind: "incident:noted", at, incidentId, note }]);
        return done.ok ? ok(note) : done;
      } finally {
        choosing.delete(incidentId);
      }
    },
  };
}

const asOf = (account: Account): IncidentNote["as"] => (isCentre(account) ? "centre" : "leadership");
