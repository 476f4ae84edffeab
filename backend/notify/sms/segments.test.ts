import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { idForms, receiptOf } from "./receipt.ts";
import { segmentsOf, withoutMarks } from "./segments.ts";
import { openTally } from "./tally.ts";
import type { Receipt } from "../channels/kind.ts";

describe("an SMS in parts (3GPP TS 23.038, 23.040)", () => {
  test.each<[string, string, "gsm7" | "ucs2", number]>([
    ["160 letters of the alphabet", "a".repeat(160), "gsm7", 1],
    ["161", "a".repeat(161), "gsm7", 2],
    ["what takes two places counts twice", "€".repeat(81), "gsm7", 2],
    ["70 with marks", "ộ".repeat(70), "ucs2", 1],
    ["71 with marks", "ộ".repeat(71), "ucs2", 2],
    ["35 signs outside the basic plane fill one", "😀".repeat(35), "ucs2", 1],
    ["36 do not", "😀".repeat(36), "ucs2", 2],
  ])("%s", (_what, text, coding, parts) => {
    expect(segmentsOf(text, 10)).toMatchObject({ coding });
    expect(segmentsOf(text, 10).parts).toHaveLength(parts);
  });

  test("property: parts joined are the text, no part is too long, and no letter is cut through", () =>
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom("a", "€", "{", "ộ", "😀", " "), maxLength: 900 }), (text) => {
      const { coding, parts } = segmentsOf(text, 100);
      expect(parts.join("")).toBe(text);
      for (const part of parts) {
        expect(part.isWellFormed()).toBe(true);
        if (coding === "ucs2") expect(part.length).toBeLessThanOrEqual(parts.length === 1 ? 70 : 67);
      }
    })));

  test("what is beyond the parts agreed on is left out, and shown to be", () => {
    const { parts } = segmentsOf("Nước dâng. ".repeat(100), 3);
    expect(parts).toHaveLength(3);
    expect(parts[2]).toMatch(/…$/);
    expect(parts.every((part) => part.length <= 67)).toBe(true);
  });

  test("without marks a text fits the plain alphabet", () => {
    expect(withoutMarks("Ngập sâu tại Đập Đá – chặn đường")).toBe("Ngap sau tai Dap Da - chan duong");
    expect(segmentsOf(withoutMarks("Ngập sâu tại Đập Đá – chặn đường"), 8).coding).toBe("gsm7");
  });
});

describe("receipts", () => {
  const text = (stat: string, id = "0A1F"): string => `id:${id} sub:001 dlvrd:001 submit date:2611221500 done date:2611221501 stat:${stat} err:000 text:Ng`;
  test.each<[string, Receipt["is"] | undefined]>([["DELIVRD", "delivered"], ["UNDELIV", "failed"], ["EXPIRED", "failed"], ["REJECTD", "refused"], ["ACCEPTD", undefined], ["ENROUTE", undefined]])("%s says %s", (stat, is) => {
    expect(receiptOf({ esm_class: 4, short_message: { message: text(stat) } })?.is).toBe(is);
  });
  test("a message from a phone is no receipt, whatever it says", () => {
    expect(receiptOf({ esm_class: 0, short_message: { message: text("DELIVRD") } })).toBeUndefined();
    expect(receiptOf({ esm_class: 4, short_message: { message: "stat:DELIVRD" } })).toBeUndefined();
  });
  test("a number answered in hexadecimal and reported in decimal is the same", () => expect(idForms("2591")).toContain("a1f"));

  test("a message of three parts is delivered with the last of them, whatever their order, once, even when a receipt was early", () => {
    const told: Receipt[] = [];
    const tally = openTally((receipt) => Promise.resolve(told.push(receipt) > 0));
    const over = tally.begin();
    void tally.note({ ref: "m3", is: "delivered" });
    tally.expect("m3", ["m1", "m2", "m3"]);
    over();
    void tally.note({ ref: "m2", is: "delivered" });
    expect(told).toEqual([]);
    void tally.note({ ref: "m1", is: "delivered" });
    expect(told).toEqual([{ ref: "m3", is: "delivered" }]);
    // Of a message sent before the process began: its last part stands for it.
    void tally.note({ ref: "m9", is: "delivered" });
    expect(told.at(-1)).toEqual({ ref: "m9", is: "delivered" });
  });
  test("a part that cannot be delivered fails the whole", () => {
    const told: Receipt[] = [];
    const tally = openTally((receipt) => Promise.resolve(told.push(receipt) > 0));
    tally.expect("m2", ["m1", "m2"]);
    void tally.note({ ref: "m1", is: "failed", detail: "UNDELIV" });
    void tally.note({ ref: "m2", is: "delivered" });
    expect(told[0]).toMatchObject({ ref: "m2", is: "failed" });
  });
});
