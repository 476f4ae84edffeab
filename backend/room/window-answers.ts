import { PROTOCOL_VERSION, type Snapshot } from "#contract/request";
import { signOf } from "#contract/drill";
import { fail, ok } from "#contract/result";
import { wallOf } from "#contract/wall-fold";
import type { RoomState } from "../core/state.ts";
import type { Journal, Now, TelemetryStore } from "../ports.ts";
import type { AnswersFor } from "./answers.ts";
import { plain } from "./plain-facts.ts";

interface Options {
  site: Snapshot["site"];
  state: RoomState;
  journal: Pick<Journal, "head" | "page" | "recent">;
  telemetry: Pick<TelemetryStore, "history" | "rejections">;
  now: () => Now;
}

type WindowRequests = "snapshot:get" | "fact:page" | "fact:recent" | "history:get" | "source:rejections" | "latest:subscribe";

/** What windows ask to show the room as it is and was. */
export function windowAnswers({ site, state, journal, telemetry, now }: Options): AnswersFor<WindowRequests> {
  return {
    "snapshot:get": () => {
      const [run] = state.drills.values();
      let openAlarms = 0;
      for (const alarm of state.alarms.values()) if (alarm.state !== "normal") openAlarms++;
      return ok({
        protocol: PROTOCOL_VERSION, site, now: now().wall, seq: journal.head(), flood: state.flood, openAlarms,
        areas: [...state.areas.values()], things: [...state.things.values()], observedProperties: [...state.observedProperties.values()],
        sensors: [...state.sensors.values()], datastreams: [...state.datastreams.values()], sources: [...state.sources.values()], rules: [...state.rules.values()],
        wall: wallOf(state), ...(run !== undefined && { drill: signOf(run) }),
      });
    },
    "fact:page": ({ after, limit }) => ok({ facts: plain(journal.page(after, limit)), head: journal.head() }),
    "fact:recent": (query) => ok({ facts: plain(journal.recent(query)) }),
    // The choice itself lives with the socket, in serve; over HTTP there is nothing to subscribe.
    "latest:subscribe": () => ok({}),
    "history:get": async ({ datastreamId, from, to, maxPoints }) => {
      const datastream = state.datastreams.get(datastreamId);
      if (datastream === undefined) return fail({ code: "unknown-id", kind: "datastream", id: datastreamId });
      if (from > to) return fail({ code: "malformed", path: "from", detail: "from must not be after to" });
      return ok(await telemetry.history(datastream.series, from, to, maxPoints));
    },
    "source:rejections": async ({ sourceId, limit }) => ok({ rejections: await telemetry.rejections(sourceId, limit) }),
  };
}
