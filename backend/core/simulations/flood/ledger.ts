/** A sum that keeps what rounding drops (Neumaier 1974). */
export interface Sum {
  add(value: number): void;
  value(): number;
}

export function openSum(): Sum {
  let [sum, rest] = [0, 0];
  return {
    add(value) {
      const next = sum + value;
      rest += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    },
    value: () => sum + rest,
  };
}

/** Ways water comes in and goes out, m³ since the start; what comes in positive, what leaves negative. */
export const ACCOUNTS = ["rain", "infiltration", "drained", "inflow", "stage", "outflow", "pumped"] as const;
export type Account = (typeof ACCOUNTS)[number];

/** The ledger at one moment, m³. `closure`: what is not accounted for, as a share of all the water there was. */
export interface Balance extends Record<Account, number> {
  stored: number;
  closure: number;
}

export interface Ledger {
  book(account: Account, volume: number): void;
  /** @param stored all the water there is now, m³ */
  balance(stored: number): Balance;
}

/** @param start water there was at the start, m³ */
export function openLedger(start: number): Ledger {
  const net = Object.fromEntries(ACCOUNTS.map((name) => [name, openSum()])) as Record<Account, Sum>;
  let came = start;
  return {
    book(account, volume) {
      net[account].add(volume);
      if (volume > 0) came += volume;
    },
    balance(stored) {
      const values = Object.fromEntries(ACCOUNTS.map((name) => [name, net[name].value()])) as Record<Account, number>;
      const total = openSum();
      for (const value of [start, ...Object.values(values), -stored]) total.add(value);
      return { ...values, stored, closure: came === 0 ? 0 : total.value() / came };
    },
  };
}
