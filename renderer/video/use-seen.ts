import { useEffect, useState, type RefObject } from "react";

/** Whether an element is on the screen: in sight within its scrolled surroundings, in a window that is not hidden. */
export function useSeen(place: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false);
  const [shown, setShown] = useState(() => document.visibilityState === "visible");
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting === true));
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  useEffect(() => {
    const turn = (): void => setShown(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", turn);
    return () => document.removeEventListener("visibilitychange", turn);
  }, []);
  return near && shown;
}
