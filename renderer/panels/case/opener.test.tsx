import { afterEach, expect, test } from "vitest";
import { ThingId } from "#contract/ids";
import { AgencyId } from "#contract/incident";
import { headOf } from "#contract/incident-head";
import { fail, ok } from "#contract/result";
import { fiveSteps } from "../../../backend/law/hue.ts";
import { POLICE, handIncident, type HandIncident } from "../../../test/kit/hand-incident.ts";
import { alarmOf } from "../../../test/kit/alarms.ts";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, strike, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { CaseOpener } from "./case-opener.tsx";

const alarm = alarmOf({ id: "a1" });
const agency = { id: POLICE, name: "Công an thành phố", areaIds: [], fields: [], version: 1 };
let room: WindowRoom;
let shown: Shown;
let hand: HandIncident;
let opened: string[];

async function begin({ due = Date.now() + 7_200_000 }: { due?: number | undefined } = {}): Promise<void> {
  hand = handIncident(fiveSteps, { appearedAt: Date.now() - 1000 });
  opened = [];
  const whole = () => ok({ incident: hand.incident(), head: headOf(hand.incident(), fiveSteps), template: fiveSteps, notes: [], ticked: {}, facts: [], evidence: [], related: [], version: hand.incident().version });
  room = await openWindowRoom({
    roles: ["operator"], alarms: [alarm],
    answers: {
      "incident:mirror": () => ok({ incidents: [], seq: 0 }), "process:list": () => ok({ templates: [fiveSteps] }), "agency:list": () => ok({ agencies: [agency] }),
      "incident:plan": () => ok({
        title: "Ngập sâu tại Đập Đá", templateId: fiveSteps.id, urgency: "emergency", order: { happened: "Ngập 46 cm", where: "Đập Đá", required: "Bơm", lead: POLICE, support: [], due },
        choices: { templates: [fiveSteps], agencies: [agency], scenarios: [] }, cameras: [{ thingId: ThingId.parse("cam"), name: "Camera Đập Đá", metres: 120.4 }],
      }),
      "incident:open": () => ok(hand.incident()), "incident:get": whole,
      "incident:act": ({ event, version }) => {
        if (version !== hand.incident().version) return fail({ code: "conflict", detail: "another version" });
        const done = hand.centre(event as Parameters<HandIncident["centre"]>[0]);
        return done.ok ? ok(hand.incident()) : done;
      },
    },
  });
  shown = show(<CaseOpener alarmId={alarm.id} onClose={() => undefined} onCase={(id) => opened.push(id)} />);
  await shown.says("Camera Đập Đá (120 m)");
}
afterEach(async () => {
  shown.close();
  await room.stop();
});
const acts = () => room.asked.flatMap(({ name, input }) => (name === "incident:act" && typeof input === "object" && input !== null && "event" in input ? [(input.event as { is: string }).is] : []));

test("H-11.3 Ctrl+Enter verifies, proposes and orders as the scenario has it, each a deed of its own", async () => {
  await begin();
  await until(() => document.activeElement?.closest("[role=dialog] form") !== null);
  strike("Enter", { ctrlKey: true });
  await until(() => opened.length === 1);
  expect(acts()).toEqual(["verified", "proposed", "ordered"]);
  expect(hand.incident()).toMatchObject({ step: "4", order: { lead: AgencyId.parse(POLICE), happened: "Ngập 46 cm" } });
});

test("Ctrl+Enter sends it from a line of letters too", async () => {
  await begin();
  const line = [...document.querySelectorAll<HTMLInputElement>("[role=dialog] input:not([type=radio])")].find((each) => each.placeholder !== "");
  line?.focus();
  expect(document.activeElement).toBe(line);
  strike("Enter", { ctrlKey: true });
  await until(() => opened.length === 1);
  expect(acts()).toEqual(["verified", "proposed", "ordered"]);
});

test("H-11.3 an order without its deadline is not sent: nothing is opened, and it says what is missing", async () => {
  await begin({ due: Date.now() - 1 });
  await shown.press("Mở và phát lệnh");
  await shown.says("Lệnh phải có thời hạn ở sau hiện tại");
  expect(room.asked.some(({ name }) => name === "incident:open")).toBe(false);
});

test("H-11.2 a false alarm is a case of its own that ends at once, with its reason", async () => {
  await begin();
  [...document.querySelectorAll<HTMLInputElement>("input[name=verify]")][1]?.click();
  await shown.says("Lý do là cảnh báo giả");
  await shown.press("Ghi nhận cảnh báo giả");
  await shown.says("Cần ít nhất 3 ký tự");
  expect(room.asked.some(({ name }) => name === "incident:open")).toBe(false);
  await shown.type("Lý do là cảnh báo giả", "Camera thấy đường khô");
  await shown.press("Ghi nhận cảnh báo giả");
  await until(() => opened.length === 1);
  expect(acts()).toEqual(["dismissed"]);
  expect(hand.incident().step).toBe("dismissed");
});

test("H-11.3 a case that changes on the way, by a deadline that passes, is looked at again and ordered all the same; one that somebody dismissed is not", async () => {
  await begin();
  const act = room.answers["incident:act"];
  let late = 0;
  room.answers["incident:act"] = (asked) => {
    // The first limit passes between the look and the deed.
    if (late === 0) late = hand.at(Date.now() + 100 * 60_000).length;
    return act!(asked);
  };
  await shown.press("Mở và phát lệnh");
  await until(() => opened.length === 1);
  expect(late).toBeGreaterThan(0);
  expect(hand.incident().step).toBe("4");
});

test("a case that somebody else ended on the way is not ordered", async () => {
  await begin();
  const act = room.answers["incident:act"];
  let first = true;
  room.answers["incident:act"] = (asked) => {
    if (!first) return act!(asked);
    first = false;
    hand.centre({ is: "dismissed", reason: "Đường khô" });
    return fail({ code: "conflict", detail: "another version" });
  };
  await shown.press("Mở và phát lệnh");
  await until(() => opened.length === 1);
  expect(hand.incident().step).toBe("dismissed");
  expect(acts()).toEqual(["verified"]);
});

test("a move refused on the way leaves the case where it came to, and leads there", async () => {
  await begin();
  room.answers["incident:act"] = () => fail({ code: "unavailable", detail: "journal" });
  await shown.press("Mở và phát lệnh");
  await until(() => opened.length === 1);
  expect(hand.incident().step).toBe("1");
});
