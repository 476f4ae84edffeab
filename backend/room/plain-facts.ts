import type { RequestOutput } from "#contract/request";

type Json = RequestOutput<"fact:page">["facts"][number];

/** Facts are JSON already; their optional fields are typed `undefined`, which JSON leaves out. */
export function plain(facts: readonly object[]): Json[] {
  return facts.map((fact) => {
    // JSON out of JSON: `any` to the compiler.
    return JSON.parse(JSON.stringify(fact)) as Json;
  });
}
