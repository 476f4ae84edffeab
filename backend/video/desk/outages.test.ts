import { expect, test } from "vitest";
import { CameraId, type StreamState } from "#contract/camera";
import { openOutages } from "./outages.ts";

const id = CameraId.parse("c");
const state = (is: StreamState["is"], reason?: StreamState["reason"]): StreamState => ({ is, since: 0, ...(reason !== undefined && { reason }) });

test("what the gateway's own end took is no outage of a camera; one that goes on while nobody looks is told anew when somebody does", () => {
  const outages = openOutages();
  const take = (one: StreamState, at: number): void => outages.take(id, "main", one, at);
  take(state("live"), 100_000);
  take(state("lost", "gateway"), 110_000);
  expect(outages.due(200_000)).toEqual([]);
  take(state("connecting"), 201_000);
  take(state("lost", "closed"), 202_000);
  expect(outages.due(207_000)).toMatchObject([{ kind: "camera:lost", reason: "closed", since: 201_000 }]);
  take(state("idle"), 300_000);
  expect(outages.due(600_000)).toEqual([]);
  take(state("lost", "closed"), 700_000);
  expect(outages.due(705_000)).toMatchObject([{ kind: "camera:lost", since: 700_000 }]);
  take(state("live"), 800_000);
  expect(outages.due(805_000)).toMatchObject([{ kind: "camera:back", lostFor: 100_000 }]);
});

test("a camera that never had a picture is missed from when it was first asked for, whatever it takes to be refused", () => {
  const outages = openOutages();
  const take = (one: StreamState, at: number): void => outages.take(id, "main", one, at);
  take(state("connecting"), 100_000);
  expect(outages.due(104_000)).toEqual([]);
  take(state("lost", "timeout"), 112_000);
  take(state("connecting"), 113_000);
  take(state("lost", "timeout"), 125_000);
  expect(outages.due(126_000)).toMatchObject([{ kind: "camera:lost", reason: "timeout", since: 100_000 }]);
  // One that is only slow to come was not missed.
  outages.forget(id);
  take(state("connecting"), 200_000);
  take(state("live"), 209_000);
  take(state("lost", "closed"), 300_000);
  expect(outages.due(306_000)).toMatchObject([{ kind: "camera:lost", since: 300_000 }]);
});
