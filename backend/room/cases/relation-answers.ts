import { inDrill } from "#contract/drill";
import type { Fault } from "#contract/fault";
import type { NewFact } from "#contract/fact";
import type { Incident, IncidentFact, IncidentId } from "#contract/incident";
import { foldIncident } from "#contract/incident-fold";
import type { AlarmId, Instant } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import type { Actor } from "../../core/process/decide.ts";
import { assignCase, linkCases, openChildren } from "../../core/process/link.ts";
import { mergeCases } from "../../core/process/merge.ts";
import { splitCase } from "../../core/process/split.ts";
import type { RoomState } from "../../core/state.ts";
import type { Party } from "#contract/account";
import type { Journal, Now } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import { MOST_LIVE } from "./case-answers.ts";
import type { CaseKeeper } from "./keeper.ts";
import { envOf, templateOf } from "./processes.ts";
import { accountOf, actorsOf, isCentre } from "./who.ts";

interface Options {
  state: RoomState;
  keeper: CaseKeeper;
  journal: Pick<Journal, "recent">;
  now: () => Now;
}
type RelationRequests = "incident:merge" | "incident:split" | "incident:link" | "incident:assign";

/** What is done to cases among each other. All records are read and written without waiting in between, in one transaction. */
export function relationAnswers({ state, keeper, journal, now }: Options): AnswersFor<RelationRequests> {
  function actorOf(party: Party): Result<Actor> {
    const account = accountOf(party);
    if (!account.ok) return account;
    const [actor] = actorsOf(account.value);
    return actor === undefined ? fail({ code: "forbidden", permission: "incident:act" }) : ok(actor);
  }
  /** The case, where it still is as the caller saw it. */
  function seen(id: IncidentId, version: number): Result<Incident> {
    const found = keeper.find(id);
    if (!found.ok) return found;
    return found.value.version === version ? found : fail({ code: "conflict", detail: `version ${found.value.version} is in force, not ${version}` });
  }
  function envFor(incident: Incident, at: Instant) {
    const template = templateOf(state, incident);
    return template === undefined ? fail<Fault>({ code: "unavailable", detail: `process ${incident.templateId} version ${incident.templateVersion} is not known` }) : ok(envOf(template, at, state));
  }
  /** Writes what was decided. @returns the cases as they stand after the commit, in the facts' order */
  async function write(facts: readonly IncidentFact[]): Promise<Result<Incident[]>> {
    const after = facts.map((fact) => foldIncident(fact.kind === "incident:opened" ? undefined : state.incidents.get(fact.incidentId), fact));
    const written = await keeper.write(facts satisfies readonly NewFact[]);
    return written.ok ? ok(after.flatMap((incident) => incident ?? [])) : written;
  }
  /** When the first of the alarms was raised; one whose record is gone counts as long as the case. */
  function appeared(alarmIds: readonly AlarmId[], incident: Incident): Instant {
    const raised = alarmIds.map((id) => state.alarms.get(id)?.raisedAt ?? journal.recent({ kinds: ["alarm:raised"], alarmId: id, limit: 1 })[0]?.at ?? incident.appearedAt);
    return Math.min(now().wall, ...raised);
  }

  return {
    "incident:merge": async ({ incidentId, version, into, intoVersion, reason }, party) => {
      const actor = actorOf(party);
      if (!actor.ok) return actor;
      const [from, target] = [seen(incidentId, version), seen(into, intoVersion)];
      if (!from.ok) return from;
      if (!target.ok) return target;
      const at = now().wall;
      const [ofFrom, ofInto] = [envFor(from.value, at), envFor(target.value, at)];
      if (!ofFrom.ok) return ofFrom;
      if (!ofInto.ok) return ofInto;
      const merged = mergeCases({ from: from.value, into: target.value, reason, actor: actor.value, children: openChildren(from.value, state.incidents), envs: { from: ofFrom.value, into: ofInto.value } });
      if (!merged.ok) return merged;
      const done = await write(merged.value);
      if (!done.ok) return done;
      const [over, one] = done.value;
      if (over === undefined || one === undefined) throw new Error("a merge left no case");
      return ok({ from: over, into: one });
    },
    "incident:split": async ({ incidentId, version, alarmIds, title, reason }, party) => {
      const actor = actorOf(party);
      if (!actor.ok) return actor;
      const found = seen(incidentId, version);
      if (!found.ok) return found;
      if (state.incidents.size >= MOST_LIVE) return fail({ code: "too-large", limit: MOST_LIVE });
      const incident = found.value;
      const env = envFor(incident, now().wall);
      if (!env.ok) return env;
      const ids = [...new Set(alarmIds)];
      const first = ids.map((id) => state.alarms.get(id)).find((alarm) => alarm !== undefined);
      const { drill, urgency, scenarioId } = incident;
      const [areaId, position] = [first?.area ?? incident.areaId, first?.position ?? incident.position];
      const draft = {
        id: keeper.newId(), drill, urgency, title: drill ? inDrill(title) : title, alarmIds: ids, appearedAt: appeared(ids, incident), ...(actor.value.as === "centre" && { handledBy: actor.value.by }),
        ...(scenarioId !== undefined && { scenarioId }), ...(areaId !== undefined && { areaId }), ...(position !== undefined && { position }),
      };
      const split = splitCase(incident, { draft, alarmIds: ids, reason, actor: actor.value }, env.value);
      if (!split.ok) return split;
      const done = await write(split.value);
      if (!done.ok) return done;
      const [made] = done.value;
      if (made === undefined) throw new Error("a split left no case");
      return ok(made);
    },
    "incident:link": async ({ incidentId, version, parentId, reason }, party) => {
      const actor = actorOf(party);
      if (!actor.ok) return actor;
      const child = seen(incidentId, version);
      if (!child.ok) return child;
      const parent = parentId === null ? ok(undefined) : keeper.find(parentId);
      if (!parent.ok) return parent;
      const former = child.value.parentId === undefined ? undefined : state.incidents.get(child.value.parentId);
      const linked = linkCases({ child: child.value, parent: parent.value, former, reason, actor: actor.value, now: now().wall });
      if (!linked.ok) return linked;
      const done = await write(linked.value);
      if (!done.ok) return done;
      const [after] = done.value;
      if (after === undefined) throw new Error("a link left no case");
      return ok(after);
    },
    "incident:assign": async ({ incidents, to, reason }, party) => {
      const actor = actorOf(party);
      if (!actor.ok) return actor;
      const receiver = state.accounts.get(to);
      if (receiver === undefined || !receiver.enabled) return fail({ code: "unknown-id", kind: "account", id: to });
      if (!isCentre(receiver) || !state.shifts.has(to)) return fail({ code: "conflict", detail: `${to} is not on duty for the centre` });
      const facts: IncidentFact[] = [];
      for (const { incidentId, version } of new Map(incidents.map((one) => [one.incidentId, one])).values()) {
        const found = seen(incidentId, version);
        if (!found.ok) return found;
        const assigned = assignCase(found.value, { to, reason, actor: actor.value, now: now().wall });
        if (!assigned.ok) return assigned;
        facts.push(assigned.value);
      }
      const done = await write(facts);
      return done.ok ? ok({}) : done;
    },
  };
}
