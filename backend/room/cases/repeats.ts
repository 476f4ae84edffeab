import type { AccountId } from "#contract/ids";
import type { Fact } from "#contract/fact";
import type { IncidentId } from "#contract/incident";
import { TIMELINE } from "#contract/case-request";
import type { Result } from "#contract/result";
import type { DeedKey } from "#contract/sending";
import type { CaseBook } from "../../ports.ts";

/** Deeds that carry a device's key. */
type Keyed = "incident:moved" | "incident:noted";
interface Deed {
  key: DeedKey;
  by: AccountId;
}

/** Lets the deeds of one key through one after the other: a device asks again while its first question is still being answered. */
export interface Repeats {
  inTurn<T>(deed: Deed | undefined, act: () => Result<T> | Promise<Result<T>>): Promise<Result<T>>;
}

/** As many keys as requests are answered at one time: each is let go with its answer. */
export function openRepeats(): Repeats {
  const last = new Map<string, Promise<unknown>>();
  return {
    async inTurn(deed, act) {
      if (deed === undefined) return act();
      const name = `${deed.by}/${deed.key}`;
      const before = last.get(name) ?? Promise.resolve();
      const mine = before.then(act, act);
      last.set(name, mine);
      try {
        return await mine;
      } finally {
        if (last.get(name) === mine) last.delete(name);
      }
    },
  };
}

/** The fact that the person wrote into the case under this key: it is as durable as the deed itself, being the deed. */
export function doneBefore<K extends Keyed>(book: CaseBook, kind: K, { incidentId, key, by }: Deed & { incidentId: IncidentId }): Extract<Fact, { kind: K }> | undefined {
  const is = (fact: Fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind && (fact.kind === "incident:moved" ? fact.by === by && fact.sent?.key === key : fact.kind === "incident:noted" && fact.note.by === by && fact.note.sent?.key === key);
  return book.facts(incidentId, TIMELINE, kind).find(is);
}
