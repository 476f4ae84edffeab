import fc from "fast-check";
import { AlertDraft, AlertId, AlertSender, type AlertRecord } from "#contract/alert";
import { ALERT_SERVICES } from "#contract/alert-service";
import { AccountId } from "#contract/ids";
import type { Herald } from "../../backend/core/alert/publish.ts";

/** 2026-11-22 14:00 in Huế. */
export const NOON = Date.UTC(2026, 10, 22, 7);
export const HOUR = 3_600_000;

export function herald(n: number, more: Partial<Herald> = {}): Herald {
  return { id: AlertId.parse(`cb-261122-${n}`), sender: AlertSender.parse("ioc.hue.gov.vn"), senderName: "Trung tâm IOC thành phố Huế", by: AccountId.parse("truong-ca"), now: NOON, ...more };
}

/** A draft that may be published. */
export function alertDraft(more: Partial<AlertDraft> = {}): AlertDraft {
  return AlertDraft.parse({
    service: "flood", urgency: "Immediate", severity: "Severe", certainty: "Observed", response: "Avoid",
    texts: {
      vi: { headline: "Ngập sâu tại Đập Đá", description: "Nước ngập 46 cm tại Đập Đá, phường Vỹ Dạ.", instruction: "Không đi qua Đập Đá." },
      en: { headline: "Deep water at Đập Đá", description: "46 cm of water at Đập Đá, Vỹ Dạ ward.", instruction: "Keep off Đập Đá." },
    },
    areas: [{ name: "Đập Đá, Phường Vỹ Dạ", shape: { is: "circle", centre: [107.597, 16.473], radius: 1000 } }], expiresAt: NOON + 6 * HOUR, ...more,
  });
}

/** One as the state holds it. */
export function alertRecord(n: number, more: Partial<AlertRecord> = {}): AlertRecord {
  const { id, sender, senderName, by, now } = herald(n);
  return { ...alertDraft(), id, sender, senderName, by, sentAt: now, msgType: "Alert", references: [], state: "in-force", ...more };
}

const anyText = (most: number) => fc.string({ unit: "grapheme", minLength: 1, maxLength: most }).filter((text) => text.trim() !== "");
const anyWords = fc.record({ headline: anyText(40), description: anyText(80), instruction: anyText(40) });
const micro = (from: number, to: number) => fc.integer({ min: from * 1e6, max: to * 1e6 }).map((value) => value / 1e6);
const anyPoint = fc.tuple(micro(-180, 180), micro(-90, 90));
const anyArea = fc.record({
  name: anyText(40),
  shape: fc.oneof(
    fc.record({ is: fc.constant("circle" as const), centre: anyPoint, radius: fc.integer({ min: 50, max: 100_000 }) }),
    fc.record({ is: fc.constant("polygon" as const), points: fc.array(anyPoint, { minLength: 3, maxLength: 12 }) }),
  ),
});

/** Whatever a person may write that the contract lets through. */
export const anyAlertDraft: fc.Arbitrary<AlertDraft> = fc.record({
  service: fc.constantFrom(...ALERT_SERVICES.map(({ id }) => id)), urgency: fc.constantFrom("Immediate", "Expected", "Future", "Past", "Unknown"), severity: fc.constantFrom("Extreme", "Severe", "Moderate", "Minor", "Unknown"),
  certainty: fc.constantFrom("Observed", "Likely", "Possible", "Unlikely", "Unknown"), response: fc.constantFrom("Shelter", "Evacuate", "Avoid", "Monitor", "None"),
  texts: fc.record({ vi: anyWords, en: anyWords }), areas: fc.array(anyArea, { minLength: 1, maxLength: 4 }), expiresAt: fc.integer({ min: NOON + 1, max: NOON + 7 * 24 * HOUR }),
}).map((draft) => AlertDraft.safeParse(draft)).filter((parsed) => parsed.success).map((parsed) => AlertDraft.parse(parsed.data));
