/** Node indices of a ring: first and last are the same. */
export type Ring = number[];

/**
 * Joins ways end to end into rings, in whichever direction they run.
 *
 * @param ways node indices of each
 * @param open called with a chain that does not close
 */
export function ringsOf(ways: readonly Uint32Array[], open?: (chain: Ring) => void): Ring[] {
  const ends = new Map<number, Set<number>>();
  const put = (node: number, way: number): void => void (ends.get(node)?.add(way) ?? ends.set(node, new Set([way])));
  ways.forEach((way, i) => {
    if (way.length < 2) return;
    put(way[0]!, i);
    put(way.at(-1)!, i);
  });
  const used = new Set<number>();
  const rings: Ring[] = [];
  for (let i = 0; i < ways.length; i++) {
    if (used.has(i) || ways[i]!.length < 2) continue;
    used.add(i);
    const chain: Ring = [...ways[i]!];
    for (let turned = false; chain[0] !== chain.at(-1); ) {
      const tail = chain.at(-1)!;
      const next = [...(ends.get(tail) ?? [])].find((one) => !used.has(one));
      if (next === undefined) {
        if (turned) break;
        // Nothing goes on here: try from the other end.
        chain.reverse();
        turned = true;
        continue;
      }
      used.add(next);
      const way = ways[next]!;
      const along = way[0] === tail ? way : way.toReversed();
      for (let k = 1; k < along.length; k++) chain.push(along[k]!);
    }
    if (chain[0] === chain.at(-1) && chain.length >= 4) rings.push(chain);
    else if (chain.length >= 2) open?.(chain);
  }
  return rings;
}
