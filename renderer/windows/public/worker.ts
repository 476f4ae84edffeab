/** The public page's worker: shows warnings that are pushed with the page closed, and answers the test by which a browser confirms. Keeps and reads nothing else. */
interface Waits extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface Pushed extends Waits {
  data: { json(): unknown } | null;
}
interface Pressed extends Waits {
  action: string;
  notification: { data: unknown; close(): void };
}
interface Worker {
  location: { origin: string };
  skipWaiting(): Promise<void>;
  clients: { matchAll(of: { type: "window"; includeUncontrolled: true }): Promise<readonly { postMessage(said: string): void }[]>; openWindow(path: string): Promise<unknown> };
  registration: { showNotification(title: string, options: NotificationOptions & { actions: { action: string; title: string }[] }): Promise<void>; pushManager: PushManager };
  addEventListener(type: "install", act: (event: Waits) => void): void;
  addEventListener(type: "push", act: (event: Pushed) => void): void;
  addEventListener(type: "notificationclick", act: (event: Pressed) => void): void;
}
declare const self: Worker;

const PAGE = "/public";
/** A call that takes longer is given up, ms. */
const PATIENCE = 15_000;

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("push", (event) => event.waitUntil(shown(event.data)));
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const said = fieldsOf(event.notification.data);
  event.waitUntil(event.action === "leave" ? leave(said("leave", 1000)) : self.clients.openWindow(hereOf(said("link", 1000)) ?? PAGE));
});

async function shown(data: Pushed["data"]): Promise<void> {
  const said = textsOf(data);
  const confirm = said("confirm", 1000);
  await self.registration.showNotification(said("title", 200) ?? "Cảnh báo sớm", {
    body: said("body", 1000) ?? "Có tin mới, hãy mở trang cảnh báo.", icon: "/assets/icons/agency-192.png", tag: said("tag", 200) ?? "ky-dai", requireInteraction: said("urgent", 10) === "true",
    data: { link: said("link", 1000), leave: said("leave", 1000) }, actions: [{ action: "leave", title: "Thôi nhận" }],
  });
  if (confirm === undefined || !(await post(confirm))) return;
  for (const page of await self.clients.matchAll({ type: "window", includeUncontrolled: true })) page.postMessage("kydai-push-came");
}

async function leave(link: string | undefined): Promise<void> {
  if (link !== undefined) await post(link);
  await (await self.registration.pushManager.getSubscription())?.unsubscribe();
}

/** A link of ours, at the server this worker came from. */
function hereOf(link: string | undefined): string | undefined {
  if (link === undefined) return undefined;
  try {
    const { pathname, search, hash } = new URL(link);
    return pathname === PAGE || pathname.startsWith(`${PAGE}/`) ? `${self.location.origin}${pathname}${search}${hash}` : undefined;
  } catch {
    return undefined;
  }
}

async function post(link: string): Promise<boolean> {
  const to = hereOf(link);
  if (to === undefined) return false;
  try {
    return (await fetch(to, { method: "POST", credentials: "omit", signal: AbortSignal.timeout(PATIENCE) })).ok;
  } catch {
    // Without a link now: an unconfirmed subscription ends after a day by itself.
    return false;
  }
}

function textsOf(data: Pushed["data"]): ReturnType<typeof fieldsOf> {
  try {
    return fieldsOf(data?.json());
  } catch {
    return fieldsOf(undefined);
  }
}

function fieldsOf(said: unknown): (name: string, most: number) => string | undefined {
  return (name, most) => {
    const value: unknown = typeof said === "object" && said !== null && name in said ? Reflect.get(said, name) : undefined;
    return typeof value === "string" ? value.slice(0, most) : typeof value === "boolean" ? String(value) : undefined;
  };
}

// A file of its own: its `self` is the worker.
export {};
