/** mm/h from which rain is light, moderate, heavy, violent (WMO-No. 8, vol. I, 14.1: slight below 2.5, heavy from 10, violent from 50). */
const FROM = [0.1, 2.5, 10, 50];

/** @param rate mm/h. @returns 0 (dry) to 4 */
export function rainClass(rate: number): number {
  return FROM.filter((from) => rate >= from).length;
}
