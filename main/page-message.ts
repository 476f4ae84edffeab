import { z } from "zod";
import { AlarmNotice } from "#contract/desktop";

/** What a page may say to the shell, besides asking once who it is: nothing else is heard. */
export const PageMessage = z.discriminatedUnion("say", [
  /** It lives; and whether what it shows of the room is live. */
  z.object({ say: z.literal("beat"), live: z.boolean() }),
  /** It was given a frame to draw. */
  z.object({ say: z.literal("frame") }),
  /** A new alarm of the gravest class, for a person who looks elsewhere. Console only. */
  z.object({ say: z.literal("alarm"), notice: AlarmNotice }),
]);
export type PageMessage = z.infer<typeof PageMessage>;

/** @returns undefined for anything that is no message */
export function pageMessage(value: unknown): PageMessage | undefined {
  const parsed = PageMessage.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
