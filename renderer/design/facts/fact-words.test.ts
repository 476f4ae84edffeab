import { expect, test } from "vitest";
import type { Fact } from "#contract/fact";
import { AlarmId } from "#contract/ids";
import { alarmOf } from "../../../test/kit/alarms.ts";
import { textNow } from "../i18n.ts";
import { factWords, isFact } from "./fact-words.ts";

const factOf = (value: object): Fact => {
  const fact: unknown = { seq: 1, at: 0, ...value };
  if (!isFact(fact)) throw new Error("no fact");
  return fact;
};
const english = (fact: Fact): string => factWords(fact, { language: "en", t: textNow, alarm: (id) => `“${id}”` });

test.each<[object, RegExp]>([
  [{ kind: "alarm:raised", alarm: alarmOf({}) }, /^Alarm raised, .+: Huong river above level II$/],
  [{ kind: "alarm:cleared", alarmId: AlarmId.parse("a1"), cause: "returned-to-normal" }, /^Alarm “a1” condition gone: returned to normal$/],
  [{ kind: "flood:began", count: 1 }, /1 alarm in 10 minutes/],
  [{ kind: "flood:began", count: 11 }, /11 alarms in 10 minutes/],
])("%o reads as one English sentence", (fact, words) => expect(english(factOf(fact))).toMatch(words));
