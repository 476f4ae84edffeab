import fc from "fast-check";
import { XMLParser } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import { AlertText, type Alert } from "#contract/alert";
import type { NewFact } from "#contract/fact";
import { cancelAlert, publishAlert, updateAlert } from "../../core/alert/publish.ts";
import { capTime } from "../../core/alert/cap.ts";
import { emptyState } from "../../core/state.ts";
import { capFaults } from "../../../test/kit/cap/validate.ts";
import { alertDraft, alertRecord, anyAlertDraft, herald, HOUR, NOON } from "../../../test/kit/hand-alert.ts";
import { atomFeed } from "./atom.ts";
import { capXml } from "./cap-xml.ts";

const WEB = "https://canhbao.hue.gov.vn/public#cb-261122-1";
const alertOf = (fact: NewFact): Alert => {
  if (!("alert" in fact)) throw new Error(fact.kind);
  return fact.alert;
};
/** An alert, its update and its end, as published from one alarm. */
function life(draft = alertDraft()): Alert[] {
  const first = alertRecord(1, draft);
  const second = updateAlert(first, { ...draft, severity: "Extreme" }, herald(2, { now: NOON + HOUR / 60 }));
  if (!second.ok) throw new Error(JSON.stringify(second.fault));
  const third = cancelAlert({ ...alertOf(second.value), state: "in-force" }, { vi: "Nước đã rút", en: "The water is gone" }, herald(3, { now: NOON + HOUR / 30 }));
  if (!third.ok) throw new Error(JSON.stringify(third.fault));
  return [first, alertOf(second.value), alertOf(third.value)];
}

describe("CAP 1.2", () => {
  test("K-7.1 an alert, its update and its cancel are valid, each naming those before it", () => {
    const [first, second, third] = life().map((alert) => capXml(alert, WEB));
    for (const xml of [first, second, third]) expect(capFaults(xml ?? "")).toBe("");
    expect(first).not.toContain("<references>");
    expect(second).toContain("<msgType>Update</msgType>");
    expect(second).toContain("<references>ioc.hue.gov.vn,cb-261122-1,2026-11-22T14:00:00+07:00</references>");
    expect(third).toContain("<references>ioc.hue.gov.vn,cb-261122-1,2026-11-22T14:00:00+07:00 ioc.hue.gov.vn,cb-261122-2,2026-11-22T14:01:00+07:00</references>");
    expect(third).toContain("<responseType>AllClear</responseType>");
  });

  test("K-7.1 while the room runs on sample data its messages are tests, valid, and say so; else they are actual", () => {
    for (const alert of life()) {
      const [real, sample] = [capXml(alert, WEB), capXml(alert, WEB, true)];
      expect(real).toContain("<status>Actual</status>");
      expect(real).not.toContain("SAMPLE");
      expect(capFaults(sample)).toBe("");
      expect(sample).toContain("<status>Test</status>");
      expect(sample).toContain("<headline>DỮ LIỆU MẪU – không phải cảnh báo thật: ");
      expect(sample).toContain("<headline>SAMPLE DATA – no real warning: ");
    }
    const feed = (sample: boolean): string => atomFeed([alertRecord(1)], { title: "Huế", address: "", room: "r", sample });
    expect([feed(true).includes("<title>DỮ LIỆU MẪU"), feed(false).includes("DỮ LIỆU MẪU")]).toEqual([true, false]);
  });

  test("the validator is not blind: what breaks the schema is found", () => {
    const good = capXml(alertRecord(1), WEB);
    for (const [from, to] of [["+07:00", "Z"], ["<status>Actual</status>", ""], ["<scope>Public</scope>", "<scope>Open</scope>"], ["</info>", "<more/></info>"], ["16.473,107.597 1<", "x<"]] as const) {
      expect(good).toContain(from);
      expect(capFaults(good.replaceAll(from, to)), from).not.toBe("");
    }
  });

  test("whatever people write, the document is valid and says just that", () =>
    fc.assert(fc.property(anyAlertDraft, (draft) => {
      for (const alert of [{ ...alertRecord(1), ...draft }, { ...alertRecord(2), ...draft, msgType: "Cancel" as const, references: [{ sender: herald(1).sender, id: herald(1).id, sentAt: NOON }] }]) {
        const xml = capXml(alert, WEB);
        expect(capFaults(xml)).toBe("");
        const parsed: { alert: { info: { headline: string }[] } } = new XMLParser({ parseTagValue: false, trimValues: false, processEntities: true }).parse(xml);
        expect(parsed.alert.info.map(({ headline }) => headline)).toEqual([draft.texts.vi.headline, draft.texts.en.headline]);
      }
    }), { numRuns: 60 }));

  test.each(["<script>alert(1)</script>", "]]>", "&amp;&#0;", "\"' <!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;"])("hostile text stays text: %s", (headline) => {
    const xml = capXml({ ...alertRecord(1), texts: { ...alertDraft().texts, vi: { ...alertDraft().texts.vi, headline } } }, WEB);
    expect(capFaults(xml)).toBe("");
    expect(xml).not.toContain("<script");
    expect(xml).not.toContain("<!");
  });

  test.each(["a\u0000b", "a\u001bb", "a\ud800b", "a\udc00b", "a\uffffb"])("text that no XML can hold is refused before it is published", (headline) => {
    expect(AlertText.safeParse({ headline, description: "x", instruction: "y" }).success).toBe(false);
  });

  test("instants are whole seconds with the country's offset, never Z", () => {
    expect([0, 1_999, Date.UTC(2024, 1, 28, 17), Date.UTC(2026, 11, 31, 16, 59, 59)].map(capTime)).toEqual(["1970-01-01T07:00:00+07:00", "1970-01-01T07:00:01+07:00", "2024-02-29T00:00:00+07:00", "2026-12-31T23:59:59+07:00"]);
  });

  test("what it was published from, and by whom, is not told", () => {
    const fact = publishAlert({ alarm: { id: "bi-mat" } as never }, alertDraft(), herald(1), emptyState());
    expect(fact.ok && capXml(alertOf(fact.value), WEB)).not.toMatch(/bi-mat|truong-ca/);
  });
});
