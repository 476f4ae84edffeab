import type { Network } from "#contract/city";
import { fail, ok } from "#contract/result";
import type { RoomState } from "../../core/state.ts";
import { streetsOf, type Streets } from "../../core/way/graph.ts";
import { planWay } from "../../core/way/plan.ts";
import { waterNow } from "../../core/way/water.ts";
import type { LatestColumns } from "../../core/world.ts";
import type { Now } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import { accountOf, isCentre } from "./who.ts";

interface Options {
  state: RoomState;
  /** Of the city pack; undefined: it has none. */
  network: Network | undefined;
  latest: () => LatestColumns;
  now: () => Now;
}

/** The way to a case, round the water: the pack's streets are made a graph once. */
export function wayAnswers({ state, network, latest, now }: Options): AnswersFor<"agency:way"> {
  let made: { streets: Streets | undefined } | undefined;
  const graph = (): Streets | undefined => (made ??= { streets: network === undefined ? undefined : streetsOf(network) }).streets;
  // While the room opens, and before a reading waits for it.
  setImmediate(graph);
  return {
    "agency:way": ({ incidentId, from }, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      const incident = state.incidents.get(incidentId);
      const { agencyId } = account.value;
      // A stranger's case is as one that is not there.
      const mine = incident !== undefined && (isCentre(account.value) || account.value.roles.includes("leader") || (agencyId !== undefined && incident.parts.some((part) => part.agencyId === agencyId && part.leftAt === undefined)));
      if (!mine) return fail({ code: "unknown-id", kind: "incident", id: incidentId });
      if (incident.position === undefined) return fail({ code: "conflict", detail: "the case has no place" });
      const streets = graph();
      if (streets === undefined) return fail({ code: "unavailable", detail: "the city pack has no streets to find a way in" });
      const at = now().wall;
      const way = planWay(streets, { from, to: [incident.position[0], incident.position[1]], water: waterNow(state, latest(), at), asOf: at });
      return way === undefined ? fail({ code: "conflict", detail: "there is no street near this place" }) : ok(way);
    },
  };
}
