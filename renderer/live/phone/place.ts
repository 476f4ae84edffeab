import type { PhonePlace } from "#contract/sharing";
import { fail, ok, type Result } from "#contract/result";

/** A place is not older than this, and asked for no longer, ms. */
const [FRESH, PATIENCE] = [10_000, 15_000];

/** Why a phone tells no place: the person said no; no secure page, or no such sensor; it found none. */
export type NoPlace = "denied" | "none" | "not-found";

/** Where this phone is now. Asks the person the first time; browsers tell it on https pages and on this very machine alone. */
export function placeNow(): Promise<Result<PhonePlace, NoPlace>> {
  if (!("geolocation" in navigator) || !window.isSecureContext) return Promise.resolve(fail("none"));
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude, latitude, accuracy } }) => resolve(ok({ at: [longitude, latitude], accuracy: Math.min(100_000, Math.max(0, accuracy)) })),
      ({ code, PERMISSION_DENIED }) => resolve(fail(code === PERMISSION_DENIED ? "denied" : "not-found")),
      { enableHighAccuracy: true, maximumAge: FRESH, timeout: PATIENCE },
    );
  });
}
