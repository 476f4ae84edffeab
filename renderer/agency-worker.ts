/** The agency page's service worker: keeps the page's own files, so that it opens without a link. Nothing that the room says goes through it. */
interface Waits extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface Asked extends Event {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Pushed extends Waits {
  data: { json(): unknown } | null;
}
interface Pressed extends Waits {
  notification: { close(): void };
}
interface Worker {
  /** The build writes it here: its own name, and the files of the agency's page. */
  KEPT: { version: string; files: readonly string[] };
  location: { origin: string };
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void>; matchAll(of: { type: "window"; includeUncontrolled: true }): Promise<readonly { url: string; focus(): Promise<unknown> }[]>; openWindow(path: string): Promise<unknown> };
  registration: { showNotification(title: string, options: NotificationOptions): Promise<void> };
  addEventListener(type: "install" | "activate", act: (event: Waits) => void): void;
  addEventListener(type: "fetch", act: (event: Asked) => void): void;
  addEventListener(type: "push", act: (event: Pushed) => void): void;
  addEventListener(type: "notificationclick", act: (event: Pressed) => void): void;
}
declare const self: Worker;

const PREFIX = "kydai-agency-";
const NAME = `${PREFIX}${self.KEPT.version}`;
const PAGE = "/agency";
/** The page itself comes from the room where it answers in so long, ms; then from here. */
const PATIENCE = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll([PAGE, ...self.KEPT.files].map((path) => new Request(path, { cache: "reload" })))).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  // A page that is open may still read a file of the build before: one older build stays.
  const old = async (): Promise<void> => {
    const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
    for (const name of names.slice(0, -1)) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(old());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
  else if (self.KEPT.files.includes(url.pathname)) event.respondWith(file(event.request));
});

/** Browsers show something for every push message; what cannot be read says that much. */
self.addEventListener("push", (event) => {
  event.waitUntil(self.registration.showNotification(...noticeOf(event.data)));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const open = async (): Promise<void> => {
    const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const there = windows.find(({ url }) => new URL(url).pathname === PAGE);
    await (there === undefined ? self.clients.openWindow(PAGE) : there.focus());
  };
  event.waitUntil(open());
});

function noticeOf(data: Pushed["data"]): [string, NotificationOptions] {
  let said: unknown;
  try {
    said = data?.json();
  } catch {
    said = undefined;
  }
  const text = (name: string, most: number): string | undefined => (typeof said === "object" && said !== null && name in said ? String(Reflect.get(said, name)).slice(0, most) : undefined);
  const tag = text("tag", 200);
  return [text("title", 200) ?? "Kỳ Đài", { body: text("body", 1000) ?? "Có tin mới, hãy mở trang cơ quan.", icon: "/assets/icons/agency-192.png", lang: "vi", ...(tag !== undefined && { tag }), requireInteraction: text("urgent", 10) === "true" }];
}

async function page(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok) return answer;
  } catch {
    // No link: what is kept.
  }
  return (await caches.match(PAGE)) ?? Response.error();
}

/** Names carry the hash of their content: what is kept is right, whatever build the room has now. */
async function file(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

export {};
