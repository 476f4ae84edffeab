import { expect, test } from "vitest";
import { Party } from "#contract/account";
import { DatastreamId, SourceId } from "#contract/ids";
import { MAX_FEED_FAULTS, type FeedFault } from "#contract/feed";
import { emptyState } from "../core/state.ts";
import type { FeedDesk } from "../ports.ts";
import { Datastream } from "#contract/things";
import { Source } from "#contract/source";
import { openLog } from "../log.ts";
import { feedAnswers } from "./feed-answers.ts";

const state = emptyState();
state.datastreams.set(DatastreamId.parse("kim-long.water-level"), Datastream.parse({ id: "kim-long.water-level", series: 0, thingId: "kim-long", observedPropertyId: "water-level", sensorId: "s", name: "x", unit: "m", period: 300, staleAfter: 900 }));
state.sources.set(SourceId.parse("feed"), Source.parse({ id: "feed", name: "x", nature: "demo" }));
const party = Party.parse({ kind: "display", display: { id: "d", name: "d", createdAt: 0 } });

function desk(first: FeedFault[] = []): FeedDesk {
  let faults = first;
  return {
    state: () => ({ day: "flood", at: 0, speed: 60, vehicles: 0, faults }),
    fault: (fault, on) => (faults = on ? [...faults, fault] : faults.filter((each) => each.kind !== fault.kind || each.target !== fault.target)),
  };
}
const ask = (feed: FeedDesk | undefined, fault: FeedFault, on: boolean) => feedAnswers({ feed: () => feed, state, log: openLog("error") })["feed:fault"]({ fault, on }, party);

test("a fault is switched on and off for a datastream or a source of the feed", async () => {
  const feed = desk();
  for (const target of ["kim-long.water-level", "feed"]) {
    expect(await ask(feed, { kind: "stuck", target }, true)).toMatchObject({ ok: true, value: { faults: [{ kind: "stuck", target }] } });
    expect(await ask(feed, { kind: "stuck", target }, false)).toEqual({ ok: true, value: { faults: [] } });
  }
});

test("nothing lies in a room without the feed, nor for what the room does not know, nor beyond the bound", async () => {
  expect(await ask(undefined, { kind: "stuck", target: "feed" }, true)).toMatchObject({ ok: false, fault: { code: "unavailable" } });
  expect(await ask(desk(), { kind: "stuck", target: "none" }, true)).toMatchObject({ ok: false, fault: { code: "unknown-id", id: "none" } });
  const full = desk(Array.from({ length: MAX_FEED_FAULTS }, (_, n) => ({ kind: "silent", target: `d${n}` })));
  expect(await ask(full, { kind: "stuck", target: "feed" }, true)).toMatchObject({ ok: false, fault: { code: "too-large", limit: MAX_FEED_FAULTS } });
});
