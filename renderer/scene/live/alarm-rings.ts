import type { Map as GlMap } from "maplibre-gl";
import type { Priority } from "#contract/alarm";
import { inStep } from "../../design/in-step.ts";
import { PRIORITY_SHAPE } from "../../design/priority.tsx";
import css from "./live.module.css";

const SVG = "http://www.w3.org/2000/svg";
/** So many signs flash at once; the others keep their ring. A screen of flashing signs tells no more. */
const MOST = 24;

/** Rings that flash around signs on the map. */
export interface Rings {
  show(at: readonly { lon: number; lat: number; priority: Priority }[]): void;
  remove(): void;
}

/**
 * Flashes by the page's own animation, in step with every other mark on screen: the map itself is drawn anew for none of it,
 * which on a machine without a graphics card would keep it drawing for ever. Decoration only: hidden from assistive technology.
 *
 * @param size px of a sign. @param follows the camera may be moved by hand: rings then follow each step
 */
export function createRings(map: GlMap, size: number, follows: boolean): Rings {
  const place = document.createElement("div");
  place.className = css["rings"] ?? "";
  place.setAttribute("aria-hidden", "true");
  map.getContainer().append(place);
  let rings: { element: SVGSVGElement; lon: number; lat: number; priority: Priority }[] = [];

  function follow(): void {
    for (const { element, lon, lat } of rings) {
      const { x, y } = map.project([lon, lat]);
      element.style.transform = `translate(${x - size}px, ${y - size}px)`;
    }
  }
  function make(priority: Priority): SVGSVGElement {
    const element = document.createElementNS(SVG, "svg");
    element.setAttribute("viewBox", "-12 -12 48 48");
    element.setAttribute("width", String(2 * size));
    element.setAttribute("height", String(2 * size));
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", PRIORITY_SHAPE[priority].path);
    path.setAttribute("class", css["ring"] ?? "");
    element.append(path);
    return element;
  }

  map.on(follows ? "move" : "moveend", follow);
  return {
    show(at) {
      const wanted = at.slice(0, MOST);
      const isSame = wanted.length === rings.length && wanted.every(({ priority }, i) => rings[i]!.priority === priority);
      if (isSame) rings = wanted.map((one, i) => ({ ...one, element: rings[i]!.element }));
      else {
        rings = wanted.map((one) => ({ ...one, element: make(one.priority) }));
        place.replaceChildren(...rings.map(({ element }) => element));
        for (const { element } of rings) inStep(element.firstElementChild);
      }
      follow();
    },
    remove() {
      map.off(follows ? "move" : "moveend", follow);
      place.remove();
    },
  };
}
