/** The worker that shows warnings while the page is closed. */
const WORKER = "/public/worker.js";
/** An answer that takes longer is given up, ms. */
const PATIENCE = 15_000;

/** Offers warnings on this device (H-10.5) where the browser can show them: its button subscribes, and once it is on ends it by one press. */
export async function offerPush(box: HTMLElement): Promise<void> {
  const { key = "" } = box.dataset;
  const [button, status] = [box.querySelector("button"), box.querySelector("p[role=status]")];
  const form = box.closest("form");
  if (button === null || status === null || form === null || key === "" || !("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return;
  const offered = button.textContent;
  const say = (what: string | undefined): void => void (status.textContent = what ?? "");
  const found = await navigator.serviceWorker.getRegistration("/public/");
  let on = (await found?.pushManager.getSubscription()) ?? null;
  const show = (): void => void (button.textContent = on === null ? offered : (box.dataset["leave"] ?? ""));

  async function begin(wish: FormData): Promise<void> {
    if ((await Notification.requestPermission()) !== "granted") return say(box.dataset["denied"]);
    const registration = await navigator.serviceWorker.register(WORKER);
    const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    const { endpoint, keys } = made.toJSON();
    say(box.dataset["wait"]);
    if (await post({ phone: { endpoint, keys }, services: wish.getAll("service"), areas: wish.getAll("area"), language: document.documentElement.lang })) on = made;
    else {
      await made.unsubscribe();
      say(box.dataset["failed"]);
    }
  }
  async function end(subscription: PushSubscription): Promise<void> {
    // Where the room is not reached the browser alone forgets it; its push service tells the room with the next warning.
    await post({ leave: subscription.endpoint });
    await subscription.unsubscribe();
    on = null;
    say(box.dataset["left"]);
  }

  show();
  if (on !== null) say(box.dataset["on"]);
  box.hidden = false;
  button.addEventListener("click", () => {
    const wish = new FormData(form);
    button.disabled = true;
    const done = on === null ? begin(wish) : end(on);
    void done.catch(() => say(box.dataset["failed"])).finally(() => {
      button.disabled = false;
      show();
    });
  });
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data === "kydai-push-came") say(box.dataset["came"]);
  });
}

async function post(body: object): Promise<boolean> {
  try {
    return (await fetch("/public/push", { method: "POST", credentials: "omit", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE) })).ok;
  } catch {
    return false;
  }
}
