import { expect, test } from "vitest";
import { IncidentId, type RealIncident } from "#contract/incident";
import { AlertDraft } from "#contract/alert";
import { TEMPLATES } from "../../law/index.ts";
import { handIncident } from "../../../test/kit/hand-incident.ts";
import { NOON } from "../../../test/kit/hand-alert.ts";
import { emptyState } from "../state.ts";
import { draftAlert } from "./draft.ts";

const incident: RealIncident = { ...handIncident(TEMPLATES[0]!).incident(), id: IncidentId.parse("sv-1"), drill: false, urgency: "emergency", title: "Ngập sâu tại Đập Đá" };
const CENTRE = [107.585, 16.465] as const;

test("a draft can be published as it stands, in both languages, where the case is", () => {
  const { areaId: _area, ...placeless } = incident;
  const draft = draftAlert({ incident: { ...placeless, position: [107.6, 16.47, 3] } }, emptyState(), { now: NOON, centre: CENTRE });
  expect(AlertDraft.safeParse(draft).success).toBe(true);
  expect(draft).toMatchObject({ urgency: "Immediate", texts: { vi: { description: "Ngập sâu tại Đập Đá" } }, areas: [{ shape: { is: "circle", centre: [107.6, 16.47] } }] });
  expect(draft.texts.en.description).not.toBe("");
});

test("where nothing is known of the place it is for the whole city, round its middle", () => {
  const { areaId: _area, position: _position, ...placeless } = incident;
  expect(draftAlert({ incident: placeless }, emptyState(), { now: NOON, centre: CENTRE }).areas).toEqual([{ name: "Toàn thành phố", nameEn: "The whole city", shape: { is: "circle", centre: [107.585, 16.465], radius: 15_000 } }]);
});
