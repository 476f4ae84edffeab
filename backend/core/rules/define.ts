import { z } from "zod";
import { fail, ok, type Result } from "#contract/result";
import type { AlarmForecast } from "#contract/alarm";
import { Selector } from "#contract/rule";
import type { Datastream } from "#contract/things";
import type { RoomState } from "../state.ts";
import type { Words } from "../words.ts";
import type { Memory } from "./memory.ts";
import type { Ring } from "./ring.ts";
import type { Test } from "./truth.ts";

/** What compiled conditions stand on. */
export interface RuleEnv {
  memory: Memory;
  state: Readonly<RoomState>;
  /** The window of a series, shared by all conditions that ask for the same. @param span ms @param capacity points kept at most @param extremes keep minimum and maximum */
  ring(series: number, span: number, capacity: number, extremes: boolean): Ring;
  /** Whether the n-th condition held when the alarm was last raised and still stands: where a deadband starts from. */
  held(condition: number): boolean;
}

/** What a condition that looks ahead adds to its alarm: {names} of the rule's message, and the evidence. */
export interface Told {
  words: Readonly<Record<string, Words>>;
  forecast: AlarmForecast;
}

/** One condition on one datastream, compiled. */
export interface Leaf {
  datastream: Datastream;
  test: Test;
  /** Steady instant, ms, at which it may come true by silence alone; undefined: only by an observation. */
  dueAt?: () => number;
  text: Words;
  /** As {setpoint} shows it: the bare number, or a span of time in words. */
  setpoint: Words;
  /** Of a condition that looks ahead: what it sees now. */
  told?: () => Told | undefined;
}

/** A rule on one target, compiled. */
export interface Compiled {
  test: Test;
  leaves: Leaf[];
}

/** Parameters understood. Compiling answers in words why a datastream cannot carry the condition. */
export interface Prepared {
  /** Which datastreams; with `single` they are read together by one alarm, else each makes one of its own. */
  selectors: Selector[];
  single: boolean;
  compile(target: Datastream, env: RuleEnv): Result<Compiled, string>;
}

/** A kind of rule: one file, and one line in `index.ts`. */
export interface RuleKind {
  kind: string;
  title: Words;
  /** Schema of `params`; its JSON Schema draws the form. */
  params: z.ZodType;
  prepare(params: unknown): Result<Prepared, { path: string; detail: string }>;
}

/** A kind of condition on one datastream: a rule of its own, and a leaf of combinations. */
export interface LeafKind {
  kind: string;
  title: Words;
  params: z.ZodObject;
  prepare(params: unknown): Result<LeafPlan, { path: string; detail: string }>;
}
export interface LeafPlan {
  /** @param index of the condition in its rule */
  compile(datastream: Datastream, env: RuleEnv, index: number): Result<Leaf, string>;
}

/** Defines a leaf kind; from here on its parameters' type is its own affair. */
export function defineLeaf<S extends z.ZodObject>(kind: {
  kind: string;
  title: Words;
  params: S;
  compile(params: z.output<S>, datastream: Datastream, env: RuleEnv, index: number): Result<Leaf, string>;
}): LeafKind {
  return {
    kind: kind.kind,
    title: kind.title,
    params: kind.params,
    prepare(raw) {
      const parsed = kind.params.safeParse(raw);
      if (!parsed.success) return fail(firstIssue(parsed.error));
      const params = parsed.data;
      return ok({ compile: (datastream, env, index) => kind.compile(params, datastream, env, index) });
    },
  };
}

/** The rule that applies a leaf kind to whatever its selector `on` matches. */
export function leafRule(leaf: LeafKind): RuleKind {
  const on = z.object({ on: Selector.meta({ title: "Áp dụng cho", titleEn: "Applies to", description: "Một chuỗi đo, hoặc mọi chuỗi của một đại lượng (và khu vực)" }) });
  return {
    kind: leaf.kind,
    title: leaf.title,
    params: z.object({ ...on.shape, ...leaf.params.shape }),
    prepare(raw) {
      const target = on.safeParse(raw);
      if (!target.success) return fail(firstIssue(target.error));
      const plan = leaf.prepare(raw);
      if (!plan.ok) return plan;
      const { compile } = plan.value;
      return ok({
        selectors: [target.data.on],
        single: false,
        compile(datastream, env) {
          const made = compile(datastream, env, 0);
          return made.ok ? ok({ test: made.value.test, leaves: [made.value] }) : made;
        },
      });
    },
  };
}

/** The first thing wrong, as `Fault` "malformed" names it; path under `params`. */
export function firstIssue(error: z.ZodError): { path: string; detail: string } {
  const issue = error.issues[0];
  return { path: ["params", ...(issue?.path ?? [])].join("."), detail: issue?.message ?? "does not fit" };
}

/** The name of what a datastream measures, for texts. */
export function propertyName(state: Readonly<RoomState>, datastream: Datastream): Words {
  const property = state.observedProperties.get(datastream.observedPropertyId);
  const vi = property?.name ?? datastream.name;
  return { vi, en: property?.nameEn ?? property?.name ?? datastream.nameEn ?? vi };
}
