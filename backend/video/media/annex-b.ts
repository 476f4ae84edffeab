/** NAL units of an access unit as this house writes them: each behind a start code of three or four bytes, without trailing zeros. Views, not copies. */
export const splitAnnexB = (data: Buffer): Buffer[] => cutAnnexB(data, Infinity) ?? [];

/** The same of what a stranger sends. @returns undefined where there are more than `most` */
export function cutAnnexB(data: Buffer, most: number): Buffer[] | undefined {
  const starts: { at: number; from: number }[] = [];
  for (let at = data.indexOf(MARK); at >= 0; at = data.indexOf(MARK, at + 3)) {
    if (starts.length >= most) return undefined;
    // A fourth zero before it belongs to the start code, not to the unit that ends here.
    starts.push({ at: at > 0 && data[at - 1] === 0 ? at - 1 : at, from: at + 3 });
  }
  return starts.map(({ from }, i) => data.subarray(from, starts[i + 1]?.at ?? data.length)).filter((nal) => nal.length > 0);
}
const MARK = Buffer.from([0, 0, 1]);
