import { expect, test } from "vitest";
import { ChannelId, type Step } from "#contract/message";
import { openTally } from "./stats.ts";

const [SMS, MAIL] = [ChannelId.parse("sms"), ChannelId.parse("thu")];
const OFFSET = 7 * 3_600_000;
const NOON = Date.UTC(2026, 10, 22, 5);
const step = (is: Step["is"], at: number, channelId?: ChannelId): Step => ({ is, at, ...(channelId !== undefined && { channelId }) });

test("H-12.2 each channel by its own steps: what the agency itself said is no channel's receipt, a receipt that comes twice is one", () => {
  const tally = openTally({ offset: OFFSET, from: 0 });
  tally.add({ steps: [step("failed", NOON, MAIL), step("sent", NOON + 10, SMS), step("delivered", NOON + 110, SMS), step("delivered", NOON + 900, SMS)] });
  tally.add({ steps: [step("unsure", NOON, MAIL), step("sent", NOON, SMS), step("delivered", NOON + 5)] });
  tally.add({ steps: [step("refused", NOON, MAIL), step("no-address", NOON, SMS), step("silent", NOON, SMS)] });
  expect(tally.rows()).toEqual([{ channelId: SMS, day: "2026-11-22", sent: 2, delivered: 1, failed: 0, unknown: 0, p50: 100, p95: 100 }, { channelId: MAIL, day: "2026-11-22", sent: 0, delivered: 0, failed: 2, unknown: 1 }]);
});

test("a day is the city's, each step counts on its own, and what was before is left out though its wait is known", () => {
  const midnight = Date.UTC(2026, 10, 22, 17);
  const tally = openTally({ offset: OFFSET, from: midnight });
  tally.add({ steps: [step("sent", midnight - 1000, SMS), step("delivered", midnight, SMS)] });
  expect(tally.rows()).toEqual([{ channelId: SMS, day: "2026-11-23", sent: 0, delivered: 1, failed: 0, unknown: 0, p50: 1000, p95: 1000 }]);
});

test("p95 of a hundred waits is the ninety-fifth", () => {
  const tally = openTally({ offset: OFFSET, from: 0 });
  for (let n = 100; n >= 1; n--) tally.add({ steps: [step("sent", NOON, SMS), step("delivered", NOON + n, SMS)] });
  expect(tally.rows()).toMatchObject([{ delivered: 100, p50: 50, p95: 95 }]);
});
