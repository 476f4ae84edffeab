import { expect, test } from "vitest";
import type { Role } from "#contract/account";
import { Camera } from "#contract/camera";
import type { Fact } from "#contract/fact";
import { SessionId } from "#contract/ids";
import { EvidenceId, type AgencyId, type Evidence } from "#contract/incident";
import { ok } from "#contract/result";
import { accountOf } from "../../../test/kit/fake-room.ts";
import { handIncident, ordered, POLICE } from "../../../test/kit/hand-incident.ts";
import { fiveSteps } from "../../law/hue.ts";
import { emptyState } from "../../core/state.ts";
import type { CaseBook } from "../../ports.ts";
import { isBound } from "../privacy.ts";
import { evidenceDesk } from "./evidence-desk.ts";

const REFUSED = { ok: false, fault: { code: "forbidden", permission: "wall:privacy-lift" } };
const as = (role: Role, agencyId?: AgencyId) => ({ kind: "person" as const, account: { ...accountOf([role], role), ...(agencyId !== undefined && { agencyId }) }, sessionId: SessionId.parse("s") });
const cameraOf = (id: string, sensitive: boolean) => Camera.parse({ id, name: id, position: [107.59, 16.46], streams: { main: { url: "rtsp://10.0.0.5/main" } }, sensitive, secured: false, version: 1 });

/** A case that the police have a part in, with what three cameras filmed: one marked then and now, one marked since, one never; and a photo of the police's own. */
function desk() {
  const hand = handIncident(fiveSteps, { appearedAt: Date.UTC(2026, 10, 14) });
  hand.centre({ is: "verified" });
  hand.centre({ is: "proposed", plan: "Bơm" });
  hand.centre(ordered({ due: Date.UTC(2026, 10, 15), support: [] }));
  const incident = hand.incident();
  const piece = (name: string, more: Partial<Evidence>): Evidence => ({ id: EvidenceId.parse(`mc-${name}`), incidentId: incident.id, sha256: "a".repeat(64), type: "video/mp4", bytes: 10, by: accountOf(["operator"], "truc").id, at: 1, name, ...more });
  const filmed = (id: string, sensitive: boolean): Partial<Evidence> => ({ filmed: { is: "still", cameraId: cameraOf(id, false).id, cameraName: id, sensitive, at: 1 } });
  const pieces = [piece("kin", filmed("kin", true)), piece("kin-sau", filmed("kin-sau", false)), piece("thuong", filmed("thuong", false)), piece("anh", { agencyId: POLICE, type: "image/jpeg" }), piece("kin-gui", { ...filmed("kin", true), agencyId: POLICE })];
  const state = emptyState();
  for (const camera of [cameraOf("kin", true), cameraOf("kin-sau", true), cameraOf("thuong", false)]) state.cameras.set(camera.id, camera);
  const none: Fact[] = [];
  const book: CaseBook = {
    closed: () => undefined, closedPage: () => [], closedSince: () => [], facts: () => none, evidence: (id) => pieces.find((one) => one.id === id), evidenceEntry: () => undefined,
    search: () => [], misses: () => [], miss: () => undefined, unexcused: () => [], missedOften: () => [],
  };
  let written = 0;
  const made = evidenceDesk({
    keeper: { find: () => ok(incident), book: () => ok(book), write: () => Promise.resolve(ok((written++, none))) },
    now: () => ({ wall: 2, steady: 2 }), cameras: state.cameras, clockOff: () => undefined, site: { id: "hue", epoch: "e" }, bound: (party) => isBound(state, party),
  });
  return { made, written: () => written, key: (on: boolean) => void (state.wall = { ...state.wall, privacy: on }) };
}
const id = (name: string) => EvidenceId.parse(`mc-${name}`);

test.each<[string, string]>([["was sensitive when it was kept", "kin"], ["is sensitive since", "kin-sau"]])("while the privacy key is on, what a camera filmed that %s goes to none of the centre below the lead: not looked at, not saved, not exported", async (_how, name) => {
  const { made, key, written } = desk();
  expect(made.see(id(name), as("operator"))).toMatchObject({ ok: true });
  key(true);
  for (const role of ["operator", "leader"] as const) {
    expect(made.see(id(name), as(role))).toEqual(REFUSED);
    expect(made.proof(id(name), as(role))).toEqual(REFUSED);
    expect(await made.takeOut(id(name), "file", as(role))).toEqual(REFUSED);
  }
  expect(written()).toBe(0);
  expect(made.see(id(name), as("shift-lead"))).toMatchObject({ ok: true });
  key(false);
  expect(made.see(id(name), as("operator"))).toMatchObject({ ok: true });
});
test("the key leaves other cameras' pictures, people's own, and an agency's by its own rules", () => {
  const { made, key } = desk();
  key(true);
  expect([made.see(id("thuong"), as("operator")).ok, made.see(id("anh"), as("operator")).ok]).toEqual([true, true]);
  expect([made.see(id("anh"), as("focal-officer", POLICE)).ok, made.see(id("kin-gui"), as("focal-officer", POLICE)).ok]).toEqual([true, true]);
  // What it was not shown before stays unknown to it, rather than covered.
  expect(made.see(id("kin"), as("focal-officer", POLICE))).toMatchObject({ ok: false, fault: { code: "unknown-id" } });
});
