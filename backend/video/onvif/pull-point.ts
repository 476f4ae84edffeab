import { fail, ok, type Result } from "#contract/result";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";
import { askOnvif, type Asker } from "./ask.ts";
import { hereAt } from "./device.ts";
import { MOST_NOTICES, readNotices } from "./notices.ts";
import { attribute, elements, escaped, isTree, textAt } from "./xml.ts";

const [EVENTS, NOTIFY] = ["http://www.onvif.org/ver10/events/wsdl", "http://docs.oasis-open.org/wsn/b-2"];
const ACTION = `${EVENTS}/EventPortType/CreatePullPointSubscriptionRequest`;
const PULL = `${EVENTS}/PullPointSubscription/PullMessagesRequest`;
const [RENEW, LEAVE] = [`${NOTIFY.replace("/b-2", "/bw-2")}/SubscriptionManager/RenewRequest`, `${NOTIFY.replace("/b-2", "/bw-2")}/SubscriptionManager/UnsubscribeRequest`];
/** A subscription's life, s: renewed at half of it; one that is forgotten ends by itself. */
export const LIFE = 120;
/** How long the camera waits for something to say, s; and beyond it for its answer, ms. */
const [WAIT, BEYOND] = [20, 6000];
/** Bytes of what names a subscription beside its address. */
const MOST_PARAMETERS = 2000;

/** A subscription at a camera: asked for what it noticed, again and again. */
export interface PullPoint {
  pull(): Promise<Result<ReturnType<typeof readNotices>, RtspFault>>;
  renew(): Promise<Result<unknown, RtspFault>>;
  /** @returns when it was told; never fails */
  leave(): Promise<unknown>;
}

/** Subscribes to everything the camera notices; what we have no words for is left out when it comes. */
export async function openPullPoint(events: Asker): Promise<Result<PullPoint, RtspFault>> {
  const made = await askOnvif(events, `<CreatePullPointSubscription xmlns="${EVENTS}"><InitialTerminationTime>PT${LIFE}S</InitialTerminationTime></CreatePullPointSubscription>`, { action: ACTION, spaces: true });
  if (!made.ok) return made;
  const [reference] = elements(made.value, "CreatePullPointSubscriptionResponse", "SubscriptionReference");
  const named = textAt(reference, "Address");
  const address = named === undefined ? undefined : hereAt(named, events.address);
  if (address === undefined) return fail(rtspFault("malformed", "no address of the subscription"));
  const parameters = parametersOf(elements(reference, "ReferenceParameters")[0]);
  const asker: Asker = { ...events, address };
  return ok({
    async pull() {
      const got = await askOnvif(asker, `<PullMessages xmlns="${EVENTS}"><Timeout>PT${WAIT}S</Timeout><MessageLimit>${MOST_NOTICES}</MessageLimit></PullMessages>`, { action: PULL, parameters, patience: WAIT * 1000 + BEYOND });
      if (!got.ok) return got;
      return elements(got.value, "PullMessagesResponse").length === 0 ? fail(rtspFault("malformed", "no messages in the answer")) : ok(readNotices(got.value));
    },
    renew: () => askOnvif(asker, `<Renew xmlns="${NOTIFY}"><TerminationTime>PT${LIFE}S</TerminationTime></Renew>`, { action: RENEW, parameters }),
    // Without the signal that ended us: it is to go out all the same.
    leave: () => askOnvif({ ...asker, signal: undefined }, `<Unsubscribe xmlns="${NOTIFY}"/>`, { action: LEAVE, parameters }).catch(() => undefined),
  });
}

/** What names the subscription beside its address (WS-Addressing §2.1), as it goes back in every question: elements of text, in the namespace they declare themselves. */
function parametersOf(given: unknown): string {
  if (!isTree(given)) return "";
  const parts = Object.keys(given).filter((name) => /^[A-Za-z_][\w.-]{0,60}$/.test(name)).map((name) => {
    const [one] = elements(given, name);
    const text = textAt(given, name);
    const space = attribute(one, "xmlns") ?? Object.keys(isTree(one) ? one : {}).filter((key) => key.startsWith("@space-")).map((key) => attribute(one, key.slice(1)))[0];
    return text === undefined ? "" : `<${name}${space === undefined ? "" : ` xmlns="${escaped(space)}"`}>${escaped(text)}</${name}>`;
  }).join("");
  return parts.length > MOST_PARAMETERS ? "" : parts;
}
