import type { Expression } from "./expression.ts";
import { malformed } from "./fault.ts";
import { isId, linkOf, modelOf, propertyOf, type SetName } from "./model.ts";
import { parseFilter, parseOrder } from "./parse-expression.ts";
import { splitOutside } from "./split-outside.ts";

/** What a request asks of one collection or entity. */
export interface Query {
  filter?: Expression;
  orderby: readonly { by: Expression; descending: boolean }[];
  /** Properties and links; absent: all. */
  select?: readonly string[];
  expand: readonly Expand[];
  top: number;
  skip: number;
  count: boolean;
  /** The observation behind which to go on. */
  after?: string;
  /** Options as given, for the link to the next page. */
  raw: ReadonlyMap<string, string>;
}
export interface Expand {
  link: string;
  set: SetName;
  many: boolean;
  query: Query;
}

export const DEFAULT_TOP = 100;
export const MAX_TOP = 10_000;
const MAX_DEPTH = 5;
/** Links expanded in one request, all levels together. */
const MAX_EXPANDS = 20;
const MAX_ORDERS = 10;
const OPTIONS = ["$filter", "$orderby", "$select", "$expand", "$top", "$skip", "$count", "$skiptoken"];
/** Those that make sense for one entity. */
const SINGLE = ["$select", "$expand"];

/** Shared by all levels of one request. */
interface Bounds {
  depth: number;
  expands: { left: number };
}

/** The query string of an address. @throws Refusal 400 on an option unknown, repeated or malformed */
export function parseQuery(search: string, set: SetName, many: boolean): Query {
  const raw = new Map<string, string>();
  for (const pair of search.split("&").filter((one) => one !== "")) {
    const equals = pair.indexOf("=");
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    // Without $ it is no option of the service (OData 4.0 part 2, 5.2).
    if (name.startsWith("$")) put(raw, name, decode(equals === -1 ? "" : pair.slice(equals + 1)));
  }
  return build(raw, set, many, { depth: 0, expands: { left: MAX_EXPANDS } });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return malformed("the address is not percent-encoded UTF-8");
  }
}

function put(raw: Map<string, string>, name: string, value: string): void {
  if (!OPTIONS.includes(name)) malformed(`no such option: ${name}`);
  if (raw.has(name)) malformed(`${name} is given twice`);
  raw.set(name, value);
}

function build(raw: ReadonlyMap<string, string>, set: SetName, many: boolean, bounds: Bounds): Query {
  for (const name of raw.keys()) if (!many && !SINGLE.includes(name)) malformed(`${name} is for collections, not for one entity`);
  const filter = raw.get("$filter");
  const select = raw.get("$select");
  const count = raw.get("$count");
  if (count !== undefined && count !== "true" && count !== "false") malformed("$count is true or false");
  const orders = raw.has("$orderby") ? splitOutside(raw.get("$orderby") ?? "", ",") : [];
  if (orders.length > MAX_ORDERS) malformed(`$orderby may name ${MAX_ORDERS} keys`);
  return {
    filter: filter === undefined ? undefined : parseFilter(filter, set),
    orderby: orders.map((one) => parseOrder(one, set)),
    select: select === undefined ? undefined : splitOutside(select, ",").map((name) => selectable(name.trim(), set)),
    expand: raw.has("$expand") ? parseExpand(raw.get("$expand") ?? "", set, bounds) : [],
    top: Math.min(MAX_TOP, whole("$top", raw.get("$top")) ?? DEFAULT_TOP),
    skip: whole("$skip", raw.get("$skip")) ?? 0,
    count: count === "true",
    after: raw.get("$skiptoken"),
    raw,
  };
}

function whole(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : malformed(`${name} is a whole number from 0 to 999999999`);
}

function selectable(name: string, set: SetName): string {
  if (isId(name) || name === "@iot.selfLink" || propertyOf(set, name) !== undefined || linkOf(set, name) !== undefined) return name;
  return malformed(`${set} have no "${name}": ${[...Object.keys(modelOf(set).properties), ...Object.keys(modelOf(set).links)].join(", ")}`);
}

function parseExpand(text: string, set: SetName, bounds: Bounds): Expand[] {
  if (bounds.depth >= MAX_DEPTH) malformed(`$expand may go ${MAX_DEPTH} levels deep`);
  const options = new Map<string, Map<string, string>>();
  for (const item of splitOutside(text, ",")) {
    if (bounds.expands.left-- <= 0) malformed(`$expand may name ${MAX_EXPANDS} links`);
    const found = /^([A-Za-z]+)(?:\/(.+)|\((.*)\))?$/s.exec(item.trim());
    if (found === null) malformed(`$expand: not a link: ${item.slice(0, 60)}`);
    const [, name = "", rest, inner] = found;
    const raw = options.get(name) ?? new Map<string, string>();
    options.set(name, raw);
    // `A/B` is `A($expand=B)`; several of the kind come together.
    if (rest !== undefined) raw.set("$expand", raw.has("$expand") ? `${raw.get("$expand")},${rest}` : rest);
    for (const option of inner === undefined || inner.trim() === "" ? [] : splitOutside(inner, ";")) {
      const equals = option.indexOf("=");
      put(raw, option.slice(0, Math.max(0, equals)).trim(), option.slice(equals + 1));
    }
  }
  return [...options].map(([link, raw]) => {
    const target = linkOf(set, link) ?? malformed(`${set} have no link "${link}": ${Object.keys(modelOf(set).links).join(", ")}`);
    return { link, ...target, query: build(raw, target.set, target.many, { ...bounds, depth: bounds.depth + 1 }) };
  });
}
