import { PushSubscription as Wanted } from "#contract/push";
import { fail, ok, type Result } from "#contract/result";
import { askAgency } from "../agency-link.ts";

/** "on": this phone gets orders with the page closed; "offered": it can; "off": the person or the browser will not, or the room sends none. */
export type PushState = "on" | "offered" | "off";

const worker = (): Promise<ServiceWorkerRegistration | undefined> => ("serviceWorker" in navigator && "PushManager" in window && "Notification" in window ? navigator.serviceWorker.getRegistration("/agency") : Promise.resolve(undefined));

/** Asks the browser what there is; one that is subscribed already is told to the room again, which may have lost its book. */
export async function pushState(): Promise<PushState> {
  const registration = await worker();
  if (registration === undefined || Notification.permission === "denied") return "off";
  const key = await askAgency("push:key", {});
  if (!key.ok || key.value.key === undefined) return "off";
  const known = Notification.permission === "granted" ? await registration.pushManager.getSubscription() : null;
  return known !== null && (await tell(known)).ok ? "on" : "offered";
}

/** Asks the person, the browser and the room, in this order. Called from a press: browsers ask for no less. */
export async function subscribePush(): Promise<Result<null>> {
  if ((await Notification.requestPermission()) !== "granted") return fail({ code: "forbidden", permission: "push:subscribe" });
  const registration = await worker();
  const key = await askAgency("push:key", {});
  if (!key.ok) return key;
  if (registration === undefined || key.value.key === undefined) return fail({ code: "unavailable", detail: "no channel sends push messages" });
  try {
    // A key of another room's, or of a lost folder: what was subscribed for it is worth nothing.
    await (await registration.pushManager.getSubscription())?.unsubscribe();
    return await tell(await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key.value.key }));
  } catch (error) {
    return fail({ code: "unavailable", detail: error instanceof Error ? error.name : "push" });
  }
}

/** The phone gets nothing more: whoever uses it next must not read this officer's orders. */
export async function leavePush(): Promise<void> {
  try {
    const known = await (await worker())?.pushManager.getSubscription();
    if (known === null || known === undefined) return;
    await askAgency("push:leave", { endpoint: known.endpoint });
    await known.unsubscribe();
  } catch {
    // Without a link the browser alone forgets it; the push service tells the room so with the next message.
  }
}

async function tell(subscription: PushSubscription): Promise<Result<null>> {
  const wanted = Wanted.safeParse(subscription.toJSON());
  if (!wanted.success) return fail({ code: "malformed", path: "endpoint", detail: "not a push service" });
  const answer = await askAgency("push:subscribe", wanted.data);
  return answer.ok ? ok(null) : answer;
}
