import { expect, test } from "vitest";
import { until } from "../test/kit/until.ts";
import { createTrust, type Standing } from "./trust.ts";

const A = "http://127.0.0.1:1";
const B = "http://127.0.0.1:2";

function trial(answers: { prove?: () => boolean; admit?: () => boolean } = {}) {
  const log: Standing[] = [];
  const asked: string[] = [];
  const trust = createTrust({
    prove: async (address) => {
      asked.push(`prove ${address}`);
      return answers.prove?.() ?? true;
    },
    admit: async (address) => {
      asked.push(`admit ${address}`);
      return answers.admit?.() ?? true;
    },
    stands: (standing) => log.push(standing),
  });
  return { trust, log, asked };
}

test("a backend proves itself first, then lets the wall in; when it is gone nothing of it is left", async () => {
  const { trust, log, asked } = trial();
  trust.told(A);
  await until(() => trust.now().admitted);
  trust.told(undefined);
  expect(asked).toEqual([`prove ${A}`, `admit ${A}`]);
  expect(log).toEqual([{ address: A, admitted: false }, { address: A, admitted: true }, { address: undefined, admitted: false }]);
});

test("another process at the same place proves itself anew", async () => {
  const { trust, asked } = trial();
  trust.told(A);
  await until(() => trust.now().admitted);
  trust.told(A);
  expect(trust.now()).toEqual({ address: undefined, admitted: false });
  await until(() => trust.now().admitted);
  expect(asked).toEqual([`prove ${A}`, `admit ${A}`, `prove ${A}`, `admit ${A}`]);
});

test("one that does not prove itself is not used, and is asked again", async () => {
  let tries = 0;
  const { trust, log } = trial({ prove: () => ++tries > 1 });
  trust.told(A);
  await until(() => tries === 1);
  expect(log).toEqual([]);
  await until(() => trust.now().admitted);
  expect(tries).toBe(2);
});

test("an answer of one that has gone meanwhile is void", async () => {
  const { trust, log } = trial();
  trust.told(A);
  trust.told(B);
  await until(() => trust.now().admitted);
  expect(log).toEqual([{ address: B, admitted: false }, { address: B, admitted: true }]);
  trust.told(A);
  trust.told(undefined);
  await new Promise((settle) => setImmediate(settle));
  expect(trust.now()).toEqual({ address: undefined, admitted: false });
});

test("a wall not let in yet has its pages all the same, and is let in later; a token that is void is got anew", async () => {
  let open = false;
  const { trust, log, asked } = trial({ admit: () => open });
  trust.told(A);
  await until(() => asked.length === 2);
  expect(log).toEqual([{ address: A, admitted: false }]);
  open = true;
  await until(() => trust.now().admitted);
  trust.unknown();
  expect(trust.now().admitted).toBe(false);
  await until(() => trust.now().admitted);
  trust.stop();
});
