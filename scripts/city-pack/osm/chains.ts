/**
 * Joins ways that carry on one another into lines, keeping the way each runs: for coasts, where the direction says what is sea.
 * A line that comes back to its beginning is closed.
 */
export function chainsOf(ways: readonly Uint32Array[]): number[][] {
  const from = new Map<number, number[]>();
  const ended = new Set<number>();
  ways.forEach((way, i) => {
    from.set(way[0]!, [...(from.get(way[0]!) ?? []), i]);
    ended.add(way.at(-1)!);
  });
  const used = new Set<number>();
  const follow = (first: number): number[] => {
    const chain = [...ways[first]!];
    used.add(first);
    for (;;) {
      const next = from.get(chain.at(-1)!)?.find((one) => !used.has(one));
      if (next === undefined || chain[0] === chain.at(-1)) return chain;
      used.add(next);
      for (const node of ways[next]!.subarray(1)) chain.push(node);
    }
  };
  // Those that nothing leads to begin lines; what is left are rings.
  const out = ways.flatMap((way, i) => (used.has(i) || ended.has(way[0]!) ? [] : [follow(i)]));
  ways.forEach((_, i) => void (used.has(i) || out.push(follow(i))));
  return out;
}
