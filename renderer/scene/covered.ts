import type { Box } from "./label-room.ts";

/** What stands over the map now – its notices, credits and tools – px of the map: what is written below would not be read. */
export function coveredBy(container: HTMLElement): Box[] {
  const map = container.getBoundingClientRect();
  // A strip along an edge is as wide as the map and mostly empty: what is in it counts.
  const over = [...(container.parentElement?.children ?? [])].filter((each) => each !== container).flatMap((each) => (each.children.length === 0 ? [each] : [...each.children]));
  return over.flatMap((each) => {
    const { left, top, right, bottom } = each.getBoundingClientRect();
    const touches = right > left && bottom > top && left < map.right && right > map.left && top < map.bottom && bottom > map.top;
    if (!touches || getComputedStyle(each).visibility === "hidden") return [];
    return [{ left: left - map.left, top: top - map.top, right: right - map.left, bottom: bottom - map.top }];
  });
}
