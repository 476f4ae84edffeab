import type { Collection } from "./catalogue.ts";
import { observationEntity, parseObservationId, readProperty, type Entity } from "./entities.ts";
import type { Environment } from "./environment.ts";
import { malformed, unknown } from "./fault.ts";
import { linkOf, type SetName } from "./model.ts";
import { parsePath, type Path, type Step, type Tail } from "./parse-path.ts";
import { parseQuery } from "./parse-query.ts";
import { choose, nextLink, render, renderAll, selfLink, type Body } from "./render.ts";
import { serviceRoot } from "./service-root.ts";
import type { Json } from "./value.ts";

/** `text`: a bare value (`/$value`); `none`: a property that is null (§9.2.4: 204). */
export type Answer = { kind: "json"; body: Body } | { kind: "text"; text: string } | { kind: "none" };
type Place = { entity: Entity } | { collection: Collection };

/**
 * Answers one address below the service root.
 *
 * @param path behind `/sta/v1.1`, without the slash before it, as sent
 * @throws Refusal
 */
export async function answer(path: string, search: string, environment: Environment): Promise<Answer> {
  if (path === "") return { kind: "json", body: serviceRoot(environment.root) };
  const parsed = parsePath(path);
  const place = await walk(parsed, environment);
  const { tail } = parsed;
  if (tail.kind === "property") return "entity" in place ? property(place.entity, tail, search, environment) : unknown("no such resource");
  if ("entity" in place) {
    const { entity } = place;
    const query = parseQuery(search, entity.set, false);
    if (tail.kind === "references") return { kind: "json", body: { "@iot.selfLink": selfLink(environment.root, entity.set, entity.id) } };
    return { kind: "json", body: await render(entity, query, environment) };
  }
  const query = parseQuery(search, place.collection.set, true);
  const page = await choose(place.collection, query, environment);
  const body: Body = {};
  if (page.count !== undefined) body["@iot.count"] = page.count;
  if (page.next !== undefined) body["@iot.nextLink"] = nextLink(`${environment.root}/${path}`, query, page.next);
  body["value"] = tail.kind === "references" ? page.entities.map(({ set, id }) => ({ "@iot.selfLink": selfLink(environment.root, set, id) })) : await renderAll(page.entities, query, environment);
  return { kind: "json", body };
}

async function walk({ steps }: Path, environment: Environment): Promise<Place> {
  let place: Place | undefined;
  for (const step of steps) place = await go(place, step, environment);
  return place ?? unknown("no such resource");
}

async function go(from: Place | undefined, step: Step, environment: Environment): Promise<Place> {
  const { catalogue } = environment;
  if (from === undefined) return step.id === undefined ? { collection: catalogue.all(step.set) } : { entity: await find(step.set, step.id, environment) };
  if (!("entity" in from)) return unknown(`${step.name} of many: name one of them first`);
  if (linkOf(from.entity.set, step.name)?.many !== true) return { entity: catalogue.one(from.entity, step.name) ?? unknown(`${step.name} of ${from.entity.id} is not in the catalogue`) };
  const collection = catalogue.many(from.entity, step.name);
  if (step.id === undefined) return { collection };
  const entity = await find(step.set, step.id, environment);
  return (await belongs(entity, collection, environment)) ? { entity } : missing(step.set, step.id);
}

const missing = (set: SetName, id: string): never => unknown(`${set} have none with the id ${id}`);

async function find(set: SetName, id: string, { catalogue, store }: Environment): Promise<Entity> {
  if (set !== "Observations") return catalogue.find(set, id) ?? missing(set, id);
  const parsed = parseObservationId(id) ?? missing(set, id);
  const datastream = catalogue.state.datastreams.get(parsed.datastreamId) ?? missing(set, id);
  const { v, q } = await store.history(datastream.series, parsed.t, parsed.t);
  return v[0] === undefined ? missing(set, id) : observationEntity({ datastream, t: parsed.t, v: v[0], q: q[0] ?? 0 });
}

/** An entity behind a link must be one of those it leads to, not only exist. */
async function belongs(entity: Entity, collection: Collection, { work }: Environment): Promise<boolean> {
  const id = entity.set === "Observations" ? entity.of.datastream.id : entity.id;
  for (const one of collection.set === "Observations" ? collection.datastreams : collection.entities) {
    work.steps(1);
    await work.pause();
    if (one.id === id) return true;
  }
  return false;
}

/** `/name`, `/properties/kind`, `/name/$value` (§9.2.3, §9.2.4). */
function property(entity: Entity, { names, bare }: Extract<Tail, { kind: "property" }>, search: string, { catalogue }: Environment): Answer {
  if (search.split("&").some((option) => /^(\$|%24)/.test(option))) malformed("a property takes no options");
  const [first = "", ...rest] = names;
  let value = readProperty(entity, first, catalogue.state);
  for (const name of rest) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return unknown(`no such property: ${names.join("/")}`);
    value = Object.entries(value).find(([key]): boolean => key === name)?.[1] as Json | undefined;
  }
  if (value === undefined) return unknown(`no such property: ${names.join("/")}`);
  if (value === null) return { kind: "none" };
  if (!bare) return { kind: "json", body: { [names.at(-1) ?? first]: value } };
  return { kind: "text", text: typeof value === "object" ? JSON.stringify(value) : String(value) };
}
