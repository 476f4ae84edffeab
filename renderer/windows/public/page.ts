import "./page.css";
import { offerPush } from "./push.ts";
import { zoomable } from "./zoom.ts";

/** How often a page that is looked at asks whether something changed, ms. */
const EVERY = 30_000;
/** An answer that takes longer is given up, ms; the next look comes anyway. */
const PATIENCE = 15_000;

/** Puts what changed in its place, and says so once to who listens instead of looking. */
async function renew(said: HTMLElement): Promise<void> {
  // The browser's cache asks with the ETag: where nothing changed nothing is sent.
  const answer = await fetch(location.href, { cache: "no-cache", credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#live");
  const shown = document.querySelector("#live");
  if (fresh === null || shown === null || fresh.outerHTML === before) return;
  before = fresh.outerHTML;
  const focused = document.activeElement?.closest("article")?.id;
  shown.replaceWith(document.adoptNode(fresh));
  for (const frame of document.querySelectorAll<HTMLElement>(".frame")) zoomable(frame);
  if (focused !== undefined && focused !== "") document.getElementById(focused)?.focus();
  said.textContent = document.querySelector("main")?.dataset["changed"] ?? "";
}

let before = document.querySelector("#live")?.outerHTML ?? "";
const said = document.createElement("p");
said.className = "said";
said.setAttribute("role", "status");
document.body.append(said);
for (const frame of document.querySelectorAll<HTMLElement>(".frame")) zoomable(frame);
for (const box of document.querySelectorAll<HTMLElement>(".push")) offerPush(box).catch(() => undefined);
const look = (): void => {
  if (document.visibilityState === "visible") renew(said).catch(() => undefined);
};
setInterval(look, EVERY);
document.addEventListener("visibilitychange", look);
