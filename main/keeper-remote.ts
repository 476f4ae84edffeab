import { callHealth, type HealthRequest } from "./backend-place.ts";
import type { Keeper } from "./keeper.ts";

/** Between two looks at a backend on another PC, ms; and how many must fail before it counts as gone. */
const LOOK = 1_000;
const FAILS = 2;

/**
 * Follows a backend on another PC: it is there or not; starting it is that PC's business.
 *
 * @param request asks over Chromium's network, so that the system's own trust in certificates holds
 */
export function followBackend(address: string, told: (address: string | undefined, heardAt: number) => void, request: HealthRequest): Keeper {
  let there = false;
  let fails = 0;
  let heardAt = performance.now();
  let ended = false;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const answers = await callHealth(address, request);
    if (ended) return;
    if (answers) heardAt = performance.now();
    fails = answers ? 0 : fails + 1;
    const now = answers || (there && fails < FAILS);
    if (now === there) return;
    there = now;
    told(now ? address : undefined, heardAt);
  }
  const again = () => {
    if (!ended) timer = setTimeout(() => void look().finally(again), LOOK);
  };
  void look().finally(again);

  return {
    address: () => (there ? address : undefined),
    async stop() {
      ended = true;
      clearTimeout(timer);
    },
  };
}
