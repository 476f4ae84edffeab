import type { Page } from "playwright-core";

/** What a wall's window did during a cut. */
export interface CutSeen {
  /** ms of the machine's clock when the document last changed what is seen; 0: it did not. */
  switchedAt: number;
  /** The same of the first frame that had it. */
  changedAt: number;
  /** Looks at which some point of the cells' room had no cell; there is one at every change of the document and at every frame. */
  bare: number;
  looks: number;
}

/** Looks at every change and every frame of a wall's window: when cells appear, and whether the whole of their room is covered. */
export async function watchCut(page: Page): Promise<{ stop: () => Promise<CutSeen> }> {
  const watch = await page.evaluateHandle(() => {
    const seen = { switchedAt: 0, changedAt: 0, bare: 0, looks: 0 };
    let going = true;
    const SEEN = '[data-cell]:is([data-phase="on"], [data-phase="going"])';
    const clock = (): number => performance.timeOrigin + performance.now();
    let before = new Set(document.querySelectorAll(SEEN));
    let last = new Set(before);
    const STEPS = 8;
    const changes = new MutationObserver(() => {
      const cells = [...document.querySelectorAll(SEEN)];
      if (cells.some((cell) => !last.has(cell))) seen.switchedAt = clock();
      last = new Set(cells);
      look(cells);
    });
    changes.observe(document.querySelector("main")!, { subtree: true, childList: true, attributeFilter: ["data-phase"] });
    const look = (cells: readonly Element[]): void => {
      seen.looks += 1;
      const room = document.querySelector("main")!.getBoundingClientRect();
      const boxes = cells.map((cell) => cell.getBoundingClientRect());
      const covered = (x: number, y: number): boolean => boxes.some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
      const points = Array.from({ length: STEPS * STEPS }, (_, i) => [room.left + (((i % STEPS) + 0.5) / STEPS) * room.width, room.top + ((Math.floor(i / STEPS) + 0.5) / STEPS) * room.height] as const);
      if (!points.every(([x, y]) => covered(x, y))) seen.bare += 1;
    };
    const atFrame = (): void => {
      if (!going) return;
      const cells = [...document.querySelectorAll(SEEN)];
      if (cells.some((cell) => !before.has(cell))) seen.changedAt = clock();
      before = new Set(cells);
      look(cells);
      requestAnimationFrame(atFrame);
    };
    requestAnimationFrame(atFrame);
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
