/** Kleene's three values as small integers. Unknown (no, stale or bad data) is never false: it neither raises nor clears. */
export type Truth = 0 | 1 | 2;
export const FALSE = 0;
export const TRUE = 1;
export const UNKNOWN = 2;

/** Asks whether a condition holds now. Cheap, and the same answer until new data or time comes. */
export type Test = () => Truth;

/** True when all are; false when one is false, whatever is unknown. */
export function allOf(tests: readonly Test[]): Test {
  const [a, b] = tests;
  if (a === undefined || b === undefined || tests.length > 2) return tests.length === 1 && a !== undefined ? a : atLeast(tests.length, tests);
  // A pair is what most combinations are. Both are asked always: a deadband remembers only what it was asked.
  return () => {
    const one = a();
    const other = b();
    return one === TRUE ? other : one === FALSE || other === FALSE ? FALSE : UNKNOWN;
  };
}

/** True when one is, whatever is unknown; false when all are false. */
export function anyOf(tests: readonly Test[]): Test {
  return atLeast(1, tests);
}

/** Unknown stays unknown. */
export function not(test: Test): Test {
  return () => {
    const truth = test();
    return truth === UNKNOWN ? UNKNOWN : truth === TRUE ? FALSE : TRUE;
  };
}

/** True when `count` or more hold; false when so many are false that `count` cannot be reached; otherwise unknown. */
export function atLeast(count: number, tests: readonly Test[]): Test {
  return () => {
    let held = 0;
    let possible = 0;
    for (let i = 0; i < tests.length; i++) {
      const truth = tests[i]!();
      if (truth === FALSE) continue;
      possible++;
      if (truth === TRUE) held++;
    }
    return held >= count ? TRUE : possible < count ? FALSE : UNKNOWN;
  };
}
