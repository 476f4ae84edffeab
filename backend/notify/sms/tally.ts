import type { Receipt } from "../channels/kind.ts";
import { idForms } from "./receipt.ts";

/** Parts whose receipts are waited for, and receipts that came before anybody waited; the oldest go first. */
const KEPT = 20_000;

/** Puts receipts of parts together: the whole is delivered when each part is, and failed with the first that is. */
export interface Tally {
  /** A message is being handed over: receipts nobody waits for yet may be of its parts. @returns to be called when it is over */
  begin(): () => void;
  expect(ref: string, parts: readonly string[]): void;
  /** @returns whether it is on the disk, as far as it ends a message */
  note(receipt: Receipt): Promise<boolean>;
}

/** @param tell hears of wholes; and of receipts for parts sent before the process began, of which the last one stands for its message */
export function openTally(tell: (receipt: Receipt) => Promise<boolean>): Tally {
  const waiting = new Map<string, { ref: string; open: Set<string> }>();
  const early = new Map<string, Receipt>();
  let handing = 0;
  const bound = (map: Map<string, unknown>): void => {
    for (const oldest of map.keys()) if (map.size > KEPT) map.delete(oldest); else break;
  };
  function note(receipt: Receipt): Promise<boolean> {
    const id = waiting.has(receipt.ref) ? receipt.ref : idForms(receipt.ref).find((form) => waiting.has(form));
    const whole = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || whole === undefined) {
      // Of a part whose message is still being handed over; or of one sent before the process began.
      if (handing === 0) return tell(receipt);
      early.set(receipt.ref, receipt);
      bound(early);
      return Promise.resolve(true);
    }
    waiting.delete(id);
    whole.open.delete(id);
    if (receipt.is !== "delivered") {
      for (const part of whole.open) waiting.delete(part);
      return tell({ ...receipt, ref: whole.ref });
    }
    return whole.open.size === 0 ? tell({ ...receipt, ref: whole.ref }) : Promise.resolve(true);
  }
  return {
    begin() {
      handing++;
      return () => {
        handing--;
        if (handing > 0) return;
        for (const receipt of early.values()) void tell(receipt);
        early.clear();
      };
    },
    expect(ref, parts) {
      const whole = { ref, open: new Set(parts.filter((id) => id !== "")) };
      for (const id of whole.open) waiting.set(id, whole);
      bound(waiting);
      for (const id of parts) {
        const found = [id, ...idForms(id)].find((form) => early.has(form));
        const receipt = found === undefined ? undefined : early.get(found);
        if (found === undefined || receipt === undefined) continue;
        early.delete(found);
        void note({ ...receipt, ref: id });
      }
    },
    note,
  };
}
