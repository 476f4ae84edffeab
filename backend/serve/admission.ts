import type { Party } from "#contract/account";
import type { RouteName } from "#contract/permission";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Buckets } from "./buckets.ts";
import { sendFault } from "./http-fault.ts";
import type { Rights } from "./route-rights.ts";
import { rateKey } from "./who.ts";

/**
 * Who asks, when there is a right and a token left; otherwise it is answered.
 *
 * @param more counts apart what one party does with several things
 */
export async function admit(request: FastifyRequest, reply: FastifyReply, wish: { rights: Rights; route: RouteName; buckets: Buckets; more?: string }): Promise<Party | undefined> {
  const party = (await wish.rights(request, reply, wish.route))?.party;
  if (party === undefined) return undefined;
  const wait = wish.buckets.take(rateKey(party) + (wish.more ?? ""));
  if (wait === 0) return party;
  sendFault(reply, { code: "too-many", retryAfter: wait });
  return undefined;
}

/** So many bodies received at one time: each takes its size of memory. @returns takes a place until the reply is closed; false: there is none, and it is answered */
export function openPlaces(most: number): (reply: FastifyReply) => boolean {
  let taken = 0;
  return (reply) => {
    if (taken >= most) {
      sendFault(reply, { code: "too-many", retryAfter: 2 });
      return false;
    }
    taken++;
    reply.raw.once("close", () => void taken--);
    return true;
  };
}
