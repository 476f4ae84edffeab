import { z } from "zod";
import { ChannelId } from "#contract/message";
import { ok } from "#contract/result";
import type { ChannelKindOf, Outcome, Outgoing } from "./kind.ts";
import { openBind } from "../sms/bind.ts";
import { segmentsOf, withoutMarks } from "../sms/segments.ts";
import { openTally } from "../sms/tally.ts";
import { spoken } from "../text/words.ts";

/** Of a channel in the configuration. */
export const SmppSettings = z.strictObject({
  id: ChannelId, kind: z.literal("smpp"),
  host: z.string().min(1).max(253), port: z.int().min(1).max(65_535).default(2775), tls: z.boolean().default(false),
  systemId: z.string().min(1).max(15),
  /** Name of the environment variable that holds the password; SMPP knows eight characters. */
  passwordFrom: z.string().max(100).optional(),
  systemType: z.string().max(12).default(""),
  /** What phones show as the sender: a name agreed with the operator, or a number. */
  sender: z.string().min(1).max(20),
  /** Vietnamese marks: twice as many parts, and some phones show none. */
  marks: z.boolean().default(true),
  /** Parts of one message at most; what is beyond is cut. */
  parts: z.int().min(1).max(10).default(8),
  rate: z.number().min(0.1).max(1000).default(10), parallel: z.int().min(1).max(50).default(10),
});
type Settings = z.infer<typeof SmppSettings>;

/** SMPP 3.4 §5.1.3: what will never be taken for this number, and what says "slower". */
const NEVER: ReadonlySet<number> = new Set([0x01, 0x0a, 0x0b, 0x48, 0x49, 0x50, 0x51, 0x61]);

/** SMS over the operator's SMPP 3.4 gateway: one bind, receipts over the same. A message is delivered when each of its parts is. */
export const smpp: ChannelKindOf<Settings> = {
  kind: "smpp", tellsDoubles: false, receipts: () => true,
  open(settings, { clock, log, receipt, site }, secret) {
    const password = settings.passwordFrom === undefined ? ok("") : secret(settings.passwordFrom);
    if (!password.ok) return password;
    const tally = openTally(receipt);
    const bind = openBind({ ...settings, password: password.value, clock, log, onReceipt: tally.note });
    let reference = Math.floor(clock.wall() / 1000) & 0xff;

    async function send(one: Outgoing): Promise<Outcome> {
      const { short } = spoken(one.content, { ...one, site });
      const { coding, parts } = segmentsOf(settings.marks ? short : withoutMarks(short), settings.parts);
      reference = (reference + 1) & 0xff;
      const refs: string[] = [];
      for (const [i, part] of parts.entries()) {
        const join = parts.length === 1 ? undefined : Uint8Array.of(5, 0, 3, reference, parts.length, i + 1);
        const answer = await bind.submit({ to: one.to, text: part, coding, ...(join !== undefined && { join }) });
        if (answer.is === "taken") {
          refs.push(answer.id);
          continue;
        }
        // What went of it cannot be taken back.
        if (refs.length > 0) return { is: "unsure", detail: `part ${i + 1} of ${parts.length}: ${answer.detail}` };
        return answer.is === "status" ? { is: NEVER.has(answer.status) ? "refused" : "failed", detail: answer.detail } : { is: answer.is, detail: answer.detail };
      }
      const ref = refs.at(-1);
      if (ref === undefined || ref === "") return { is: "sent" };
      tally.expect(ref, refs);
      return { is: "sent", ref };
    }
    return ok({
      async send(one) {
        const over = tally.begin();
        try {
          return await send(one);
        } finally {
          over();
        }
      },
      close: () => bind.close(),
    });
  },
};
