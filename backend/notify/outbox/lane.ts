import type { Message } from "#contract/message";

/** One delivery by its place in its message. */
export interface Ticket {
  messageId: string;
  index: number;
}

/** What waits for one channel: emergencies first, then what is meant for one, then what goes to many; each in its order. Ids alone, so as many as there are deliveries. */
export interface Lane {
  add(ticket: Ticket, message: Pick<Message, "urgency" | "bulk">): void;
  /** @returns undefined: nothing waits, or the rate is used up */
  take(steady: number): Ticket | undefined;
  /** ms until the rate lets the next one go; 0: now; undefined: nothing waits. */
  wait(steady: number): number | undefined;
  size(): number;
  /** Takes all out, the rate left as it is. */
  clear(): Ticket[];
}

/** @param rate messages a second, a second's worth at once */
export function openLane(rate: number): Lane {
  const queues: { items: Ticket[]; from: number }[] = [{ items: [], from: 0 }, { items: [], from: 0 }, { items: [], from: 0 }];
  const burst = Math.max(1, rate);
  let tokens = burst;
  let at = -Infinity;

  const size = (): number => queues.reduce((n, { items, from }) => n + items.length - from, 0);
  function refill(steady: number): void {
    tokens = at === -Infinity ? burst : Math.min(burst, tokens + ((steady - at) / 1000) * rate);
    at = steady;
  }
  return {
    add(ticket, { urgency, bulk }) {
      queues[urgency === "emergency" && !bulk ? 0 : bulk ? 2 : 1]?.items.push(ticket);
    },
    take(steady) {
      refill(steady);
      if (tokens < 1) return undefined;
      for (const queue of queues) {
        const ticket = queue.items[queue.from];
        if (ticket === undefined) continue;
        queue.from++;
        if (queue.from > 1000 && queue.from * 2 > queue.items.length) {
          queue.items.splice(0, queue.from);
          queue.from = 0;
        }
        tokens--;
        return ticket;
      }
      return undefined;
    },
    wait(steady) {
      refill(steady);
      return size() === 0 ? undefined : tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / rate) * 1000);
    },
    size,
    clear() {
      const all = queues.flatMap(({ items, from }) => items.slice(from));
      for (const queue of queues) Object.assign(queue, { items: [], from: 0 });
      return all;
    },
  };
}
