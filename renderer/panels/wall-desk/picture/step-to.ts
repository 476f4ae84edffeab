/** Where an arrow key leads. */
export type Way = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function isWay(key: string): key is Way {
  return key === "ArrowLeft" || key === "ArrowRight" || key === "ArrowUp" || key === "ArrowDown";
}

/** The nearest box on one side: straight ahead counts more than askew. @returns index in `boxes`; undefined: none lies there */
export function nextBox(from: Box, boxes: readonly Box[], way: Way): number | undefined {
  const middle = (box: Box): { x: number; y: number } => ({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 });
  const start = middle(from);
  let best: number | undefined;
  let least = Infinity;
  for (const [i, box] of boxes.entries()) {
    const { x, y } = middle(box);
    const across = way === "ArrowLeft" || way === "ArrowRight";
    const ahead = way === "ArrowRight" ? x - start.x : way === "ArrowLeft" ? start.x - x : way === "ArrowDown" ? y - start.y : start.y - y;
    const askew = Math.abs(across ? y - start.y : x - start.x);
    if (ahead <= 1) continue;
    const cost = ahead + askew * 2;
    if (cost < least) [best, least] = [i, cost];
  }
  return best;
}
