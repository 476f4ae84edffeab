import { expect, test } from "vitest";
import { toldBy } from "./room.ts";

const TEXT = `# HELP kydai_centre_up 1 while the centre takes facts
# TYPE kydai_centre_up gauge
kydai_centre_up 0
kydai_centre_facts_sent_since_start 12
kydai_centre_facts_repaired_since_start 1
`;

test("what a room says of its link is read as it says it; what it does not know is not known here either", () => {
  expect(toldBy(`${TEXT}kydai_centre_facts_left 7\nkydai_centre_oldest_alarm_seconds 61.5\nkydai_centre_epoch 2\nkydai_centre_facts_different 0\n`)).toEqual({ link: "down", sent: 12, repaired: 1, left: 7, oldestAlarm: 61.5, epoch: 2, different: 0 });
  expect(toldBy(TEXT)).toEqual({ link: "down", sent: 12, repaired: 1 });
  expect(toldBy("kydai_readings_total 1\n")).toBeUndefined();
});
