import { z } from "zod";

/** Made by a device for one deed and never for another: sent again, the deed is not done again. */
export const DeedKey = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);
export type DeedKey = z.infer<typeof DeedKey>;

/** As far as a clock that is set wrong can be, ms from 1970. */
const DeviceInstant = z.int().min(-8_640_000_000_000_000).max(8_640_000_000_000_000);

/**
 * How a device sends a deed that may have waited for a link. Both instants are of the device's own clock, which may be days off: what
 * counts is the time between them, and neither is taken for an instant of the room's.
 */
export const Sending = z.object({ key: DeedKey, madeAt: DeviceInstant, sentAt: DeviceInstant });
export type Sending = z.infer<typeof Sending>;

/** What is kept of it. `waited`: on the device, by its own clock; `ahead`: of that clock before the room's (negative: behind), as it was sent. Both ms. */
export const Sent = z.object({ key: DeedKey, waited: z.int().min(0), ahead: z.int() });
export type Sent = z.infer<typeof Sent>;

/** @param now of the room's clock */
export function sentOf({ key, madeAt, sentAt }: Sending, now: number): Sent {
  return { key, waited: Math.max(0, sentAt - madeAt), ahead: sentAt - now };
}
