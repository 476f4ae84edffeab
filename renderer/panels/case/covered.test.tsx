import { afterEach, expect, test } from "vitest";
import { CameraId } from "#contract/camera";
import { AccountId } from "#contract/ids";
import { EvidenceId, type Evidence } from "#contract/incident";
import { headOf } from "#contract/incident-head";
import { ok } from "#contract/result";
import { fiveSteps } from "../../../backend/law/hue.ts";
import { handIncident } from "../../../test/kit/hand-incident.ts";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { CasePanel } from "./case-panel.tsx";

const hand = handIncident(fiveSteps, { appearedAt: Date.now() - 1000 });
const piece = (name: string, sensitive: boolean): Evidence => ({
  id: EvidenceId.parse(`mc-${name}`), incidentId: hand.incident().id, sha256: "a".repeat(64), type: "image/png", bytes: 10, by: AccountId.parse("truc"), at: Date.now(), name,
  filmed: { is: "still", cameraId: CameraId.parse(name), cameraName: name, sensitive, at: Date.now() },
});
let room: WindowRoom;
let shown: Shown;
afterEach(async () => {
  shown.close();
  await room.stop();
});

test("while the privacy key is on, a sensitive camera's evidence is covered with the words of its tile and not asked for; other cameras' is not", async () => {
  const evidence = [piece("kin", true), piece("thuong", false)];
  room = await openWindowRoom({ roles: ["operator"], answers: {
    "incident:mirror": () => ok({ incidents: [hand.incident()], seq: 0 }), "process:list": () => ok({ templates: [fiveSteps] }), "agency:list": () => ok({ agencies: [] }), "camera:list": () => ok({ cameras: [] }), "fact:recent": () => ok({ facts: [] }),
    "incident:get": () => ok({ incident: hand.incident(), head: headOf(hand.incident(), fiveSteps), template: fiveSteps, notes: [], ticked: {}, facts: [], evidence, related: [], version: 1 }),
  } });
  shown = show(<CasePanel caseId="i1" />);
  const of = (name: string) => document.querySelector(`[data-evidence="mc-${name}"]`)?.closest("li");
  const pictured = (name: string): boolean => (of(name)?.querySelectorAll("img").length ?? 0) > 0;
  await until(() => pictured("kin") && pictured("thuong"));
  room.pulse({ heldPrivacy: true });
  await until(() => of("kin")?.textContent.includes("RIÊNG TƯ: camera đang được che") === true);
  expect(of("kin")?.querySelector("img, button, a")).toBeNull();
  expect(pictured("thuong")).toBe(true);
  room.pulse({ heldPrivacy: false });
  await until(() => pictured("kin"));
});
