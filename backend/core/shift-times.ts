import type { Fact } from "#contract/fact";
import type { Instant } from "#contract/ids";

/**
 * When the room's shifts were (K-3.1): one begins when somebody comes on duty where nobody was, or with the signature under a
 * handover, and ends with the next signature or with the last person's going.
 *
 * @param facts about shifts, ascending; who was on duty before the first of them is not known
 * @returns ascending; one that goes on ends at `now`
 */
export function shiftsOf(facts: readonly Fact[], now: Instant): { from: Instant; to: Instant }[] {
  const shifts: { from: Instant; to: Instant }[] = [];
  const on = new Set<string>();
  let from: Instant | undefined;
  const end = (at: Instant): void => {
    if (from !== undefined && at > from) shifts.push({ from, to: at });
    from = undefined;
  };
  for (const fact of facts) {
    if (fact.kind === "shift:began") {
      if (on.size === 0) from ??= fact.at;
      on.add(fact.accountId);
    } else if (fact.kind === "shift:signed") {
      end(fact.at);
      from = fact.at;
    } else if (fact.kind === "shift:ended") {
      on.delete(fact.accountId);
      if (on.size === 0) end(fact.at);
    }
  }
  end(now);
  return shifts;
}
