import { useLayoutEffect, useRef, type RefObject } from "react";
import type { Instant } from "#contract/ids";
import { serverNow } from "../../live/socket.ts";

/** Of a layer with pictures that move, while it is prepared: one of opacity 0 is not drawn, and a `<video>` that is not drawn is emptied; so little is seen by nobody. */
const FAINT = 0.004;

/** An animation that begins in so many ms begins never: it is called off or set before. */
const NEVER_MS = 1e9;

/**
 * Shows a prepared cell at its instant, to the frame. The change is an animation of the layer's opacity, which the compositor
 * carries out by itself: no script, style or paint of a busy page stands in between. It is also what makes Chromium paint a
 * layer that is still transparent; without it all of that would be done at the cut.
 *
 * @param moves it has pictures that move
 * @param at server's clock; undefined: not known yet, or it is not painted
 */
export function useAppearing(element: RefObject<HTMLElement | null>, { coming, moves }: { coming: boolean; moves: boolean }, at: Instant | undefined): void {
  const animation = useRef<Animation>(undefined);
  useLayoutEffect(() => {
    const { current } = element;
    // No animations where there is no compositor (tests): the cell is shown by its phase alone.
    if (!coming || current === null || !("animate" in current)) return undefined;
    const made = current.animate([{ opacity: moves ? FAINT : 0, easing: "step-end" }, { opacity: 1 }], { duration: 1, fill: "both" });
    made.startTime = performance.now() + NEVER_MS;
    made.finished.catch(() => undefined); // called off: nobody waits for it
    animation.current = made;
    return () => {
      made.cancel();
      animation.current = undefined;
    };
  }, [element, coming, moves]);
  useLayoutEffect(() => {
    if (animation.current !== undefined) animation.current.startTime = performance.now() + (at === undefined ? NEVER_MS : at - serverNow());
  }, [coming, at]);
}
