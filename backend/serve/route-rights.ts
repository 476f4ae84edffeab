import type { Party } from "#contract/account";
import { may, type Bearer, type RouteName } from "#contract/permission";
import type { Source } from "#contract/source";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { AccessDesk, Clock } from "../ports.ts";
import { openBuckets } from "./buckets.ts";
import { sendFault } from "./http-fault.ts";
import { basicOf, bearersOf, isAnothers, partyOf } from "./who.ts";

/** Wrong secrets an address may send: each costs an argon2. */
const GUESSES = { burst: 20, perSecond: 0.2 };

/** Lets a request through or answers it. @returns who asks by right; undefined when it was answered */
export type Rights = (request: FastifyRequest, reply: FastifyReply, route: RouteName) => Promise<{ source?: Source; party?: Party } | undefined>;

/** Authorises HTTP routes outside the dispatcher: by HTTP Basic for sources, by cookie for people and displays. */
export function openRights(access: AccessDesk, clock: Clock): Rights {
  const guesses = openBuckets({ ...GUESSES, steady: () => clock.steady() });

  return async (request, reply, route) => {
    let bearers: readonly Bearer[] | undefined;
    let source: Source | undefined;
    let party: Party | undefined;
    if (request.headers.authorization !== undefined) {
      const given = basicOf(request.headers.authorization);
      source = given === undefined ? undefined : await access.authenticate(given.id, given.secret);
      if (source === undefined) {
        const wait = guesses.take(request.ip);
        if (wait > 0) {
          sendFault(reply, { code: "too-many", retryAfter: wait });
          return undefined;
        }
      } else bearers = ["source"];
    } else {
      // One browser may be a person's console and a display at once: whichever of the two has the right is who asks.
      const parties = (["person", "display"] as const).flatMap((as) => partyOf(access, request.cookies, as) ?? []).filter((one) => !isAnothers(request, one));
      party = parties.find((one) => may(bearersOf(one), route)) ?? parties[0];
      bearers = party === undefined ? undefined : bearersOf(party);
    }
    if (bearers !== undefined && may(bearers, route)) return { source, party };
    if (bearers === undefined) reply.header("www-authenticate", 'Basic realm="ky-dai", charset="UTF-8"');
    sendFault(reply, bearers === undefined ? { code: "unauthenticated" } : { code: "forbidden", permission: route });
    return undefined;
  };
}
