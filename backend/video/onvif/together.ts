import type { Notice } from "./notices.ts";

/** Sources of one camera that are remembered; one more, and the oldest is forgotten. */
export const MOST_SOURCES = 128;

/** Several topics and sources of a camera are one reading of ours: it is so while any of them says so. */
export interface Together {
  /** @returns the same words with what holds for all sources of their kind; of one instant, the last of them */
  take(notices: readonly Notice[], gone: readonly string[]): Notice[];
  /** A new subscription: the camera tells all states anew. */
  clear(): void;
}

export function openTogether(): Together {
  const sources = new Map<string, { key: string; value: 0 | 1 }>();
  const keyOf = ({ kind, input }: Notice): string => `${kind} ${input ?? ""}`;
  return {
    clear: () => sources.clear(),
    take(notices, gone) {
      for (const of of gone) sources.delete(of);
      const all = notices.map((notice): Notice => {
        const key = keyOf(notice);
        // What happens has no state: each is a word of its own.
        if (notice.value === undefined) return notice;
        const [oldest] = sources.keys();
        if (oldest !== undefined && sources.size >= MOST_SOURCES && !sources.has(notice.of)) sources.delete(oldest);
        sources.set(notice.of, { key, value: notice.value });
        return { ...notice, value: [...sources.values()].some((each) => each.key === key && each.value === 1) ? 1 : 0 };
      });
      // One instant has one reading: at a subscription all sources tell at once.
      return all.filter((one, i) => one.value === undefined || !all.some((other, n) => n > i && other.value !== undefined && other.of !== one.of && keyOf(other) === keyOf(one) && other.at === one.at));
    },
  };
}
