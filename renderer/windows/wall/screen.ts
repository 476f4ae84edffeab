import { useEffect, useState } from "react";
import type { Screen } from "#contract/wall";

const KEPT = "kydai-screen";
/** A window that is being dragged or resized tells its size when it rests, ms. */
const REST_MS = 500;
let forPage: string | undefined;

/** This browser's own mark, kept; where storage is refused it lasts as long as the page. */
function browserMark(): string {
  try {
    const kept = localStorage.getItem(KEPT);
    if (kept !== null && /^[0-9a-f]{12}$/.test(kept)) return kept;
    const made = (forPage ??= newMark());
    localStorage.setItem(KEPT, made);
    return made;
  } catch {
    return (forPage ??= newMark());
  }
}

function newMark(): string {
  return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Which of several walls of one browser this is: `?screen=NAME`, or `?display=N`; at most 60 characters. */
export function screenName(search: string): string | undefined {
  const query = new URLSearchParams(search);
  const name = (query.get("screen") ?? query.get("display") ?? "").trim().slice(0, 60);
  return name === "" ? undefined : name;
}

/** The screen that a browser's window is: its own mark and name, its place and size on the desktop. */
export function browserScreen(view: Pick<Window, "screenX" | "screenY" | "innerWidth" | "innerHeight" | "devicePixelRatio">, search: string): Screen {
  const name = screenName(search);
  const side = (px: number): number => Math.min(32_768, Math.max(1, Math.round(px) || 1));
  return {
    key: name === undefined ? `web:${browserMark()}` : `web:${browserMark()}:${name}`,
    label: name ?? "web",
    bounds: { x: Math.round(view.screenX) || 0, y: Math.round(view.screenY) || 0, width: side(view.innerWidth), height: side(view.innerHeight) },
    scale: Math.min(8, Math.max(0.25, view.devicePixelRatio || 1)),
    rotation: 0,
    primary: false,
  };
}

/** The screen this window fills: the shell's word, or a browser window's own description, told anew when its size changed. */
export function useScreen(): Screen {
  const [screen, setScreen] = useState<Screen>(() => window.kydai?.screen ?? browserScreen(window, location.search));
  useEffect(() => {
    if (window.kydai?.screen !== undefined) return window.kydai.onScreen?.(setScreen);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const told = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setScreen(browserScreen(window, location.search)), REST_MS);
    };
    window.addEventListener("resize", told);
    return () => {
      window.removeEventListener("resize", told);
      clearTimeout(timer);
    };
  }, []);
  return screen;
}
