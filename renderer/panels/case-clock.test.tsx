import { afterEach, expect, test } from "vitest";
import { AccountId } from "#contract/ids";
import { ok } from "#contract/result";
import { timed } from "../../backend/law/khanh-hoa.ts";
import { workingCalendar } from "../../backend/law/vietnam-calendar.ts";
import { handIncident, HOUR, MONDAY, ordered, POLICE } from "../../test/kit/hand-incident.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../test/kit/window-room.ts";
import { CaseClock } from "./case-clock.tsx";

let room: WindowRoom;
let shown: Shown;
afterEach(async () => {
  shown.close();
  await room.stop();
});

test("K-9.7 a clock, pressed, names its calendar and who let it stand still, and asks for names only then", async () => {
  const hand = handIncident(timed);
  hand.centre({ is: "verified" });
  hand.centre(ordered());
  const by = AccountId.parse("truc-ban");
  const clock = { ...hand.clock("answer", POLICE)!, pauses: [{ from: MONDAY, left: HOUR, reason: "Chờ giám định", by }] };
  const account = { kind: "account:saved", seq: 1, at: 1, passwordChanged: false, account: { id: by, name: "Nguyễn Thị Trực", roles: ["operator"], enabled: true } };
  room = await openWindowRoom({ roles: ["auditor"], answers: { "calendar:list": () => ok({ calendars: [workingCalendar] }), "fact:recent": () => ok({ facts: [JSON.parse(JSON.stringify(account))] }) } });
  shown = show(<CaseClock clock={clock} template={timed} now={MONDAY + HOUR} who="Công an thành phố" />);
  expect(room.asked.map(({ name }) => name)).not.toContain("calendar:list");
  await shown.press("Công an thành phố");
  await shown.says("Giờ làm việc (Giờ hành chính Việt Nam)");
  await shown.says("Chờ giám định (Nguyễn Thị Trực)");
});
