import type { Page } from "playwright-core";

/** What a wall's window did during a cut. */
export interface CutSeen {
  /** ms of the machine's clock when the document last changed what is seen; 0: it did not. */
  switchedAt: number;
  /** The same of the first frame that had it. */
  changedAt: number;
  /** Frames in which some point of the cells' room had no cell. */
  bare: number;
  frames: number;
}

/** Looks at every frame of a wall's window: when cells appear, and whether the whole of their room is covered. */
export async function watchCut(page: Page): Promise<{ stop: () => Promise<CutSeen> }> {
  const watch = await page.evaluateHandle(() => {
    const seen = { switchedAt: 0, changedAt: 0, bare: 0, frames: 0 };
    let going = true;
    const SEEN = '[data-cell]:not([data-phase="coming"])';
    const clock = (): number => performance.timeOrigin + performance.now();
    let before = new Set(document.querySelectorAll(SEEN));
    let last = new Set(before);
    const STEPS = 8;
    const changes = new MutationObserver(() => {
      const cells = [...document.querySelectorAll(SEEN)];
      if (cells.some((cell) => !last.has(cell))) seen.switchedAt = clock();
      last = new Set(cells);
    });
    changes.observe(document.querySelector("main")!, { subtree: true, childList: true, attributeFilter: ["data-phase"] });
    const look = (): void => {
      if (!going) return;
      seen.frames += 1;
      const cells = [...document.querySelectorAll(SEEN)];
      if (cells.some((cell) => !before.has(cell))) seen.changedAt = clock();
      before = new Set(cells);
      const room = document.querySelector("main")!.getBoundingClientRect();
      const boxes = cells.map((cell) => cell.getBoundingClientRect());
      const covered = (x: number, y: number): boolean => boxes.some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
      const points = Array.from({ length: STEPS * STEPS }, (_, i) => [room.left + (((i % STEPS) + 0.5) / STEPS) * room.width, room.top + ((Math.floor(i / STEPS) + 0.5) / STEPS) * room.height] as const);
      if (!points.every(([x, y]) => covered(x, y))) seen.bare += 1;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    return {
      stop: () => {
        going = false;
        changes.disconnect();
        return seen;
      },
    };
  });
  return { stop: () => watch.evaluate((one) => one.stop()) };
}
