import type { Collection } from "./catalogue.ts";
import { readProperty, type Entity } from "./entities.ts";
import type { Environment } from "./environment.ts";
import { isId, linkOf, modelOf, type SetName } from "./model.ts";
import { observationPage } from "./observation-page.ts";
import { pageOf, type Page } from "./page.ts";
import type { Query } from "./parse-query.ts";
import type { Json } from "./value.ts";

/** An answer before it is text. */
export type Body = { [name: string]: Json | Body | Body[] };

/** Address of an entity; a quote inside an id would be doubled, but ids have none. */
export const selfLink = (root: string, set: SetName, id: string): string => `${root}/${set}('${encodeURIComponent(id)}')`;

export function choose(collection: Collection, query: Query, environment: Environment): Promise<Page> {
  return collection.set === "Observations" ? observationPage(collection.datastreams, query, environment) : pageOf(collection.entities, query, environment);
}

/** Address of the next page: the options as they came, from another place on. */
export function nextLink(address: string, query: Query, next: NonNullable<Page["next"]>): string {
  const options = [...query.raw].filter(([name]) => name !== "$skip" && name !== "$skiptoken").concat([[next.name, next.value]]);
  return `${address}?${options.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;
}

/** One entity as the answer shows it (§8.1.2): control information, properties, links; expanded ones in their place. */
export async function render(entity: Entity, query: Query, environment: Environment): Promise<Body> {
  const { work, root, catalogue } = environment;
  work.entity();
  await work.pause();
  const { set, id } = entity;
  const self = selfLink(root, set, id);
  const { select } = query;
  const wants = (name: string): boolean => select === undefined || select.includes(name);
  const body: Body = {};
  if (select === undefined || select.some(isId)) body["@iot.id"] = id;
  if (wants("@iot.selfLink")) body["@iot.selfLink"] = self;
  for (const name of Object.keys(modelOf(set).properties)) {
    const value = wants(name) ? readProperty(entity, name, catalogue.state) : undefined;
    if (value !== undefined) body[name] = value;
  }
  for (const link of Object.keys(modelOf(set).links)) if (wants(link)) body[`${link}@iot.navigationLink`] = `${self}/${link}`;
  for (const expand of query.expand) {
    if (expand.many) Object.assign(body, await expandMany(entity, expand, environment));
    else {
      const other = catalogue.one(entity, expand.link);
      body[expand.link] = other === undefined ? null : await render(other, expand.query, environment);
    }
  }
  return body;
}

async function expandMany(entity: Entity, { link, query }: Query["expand"][number], environment: Environment): Promise<Body> {
  if (linkOf(entity.set, link)?.many !== true) return {};
  const page = await choose(environment.catalogue.many(entity, link), query, environment);
  const body: Body = {};
  if (page.count !== undefined) body[`${link}@iot.count`] = page.count;
  if (page.next !== undefined) body[`${link}@iot.nextLink`] = nextLink(`${selfLink(environment.root, entity.set, entity.id)}/${link}`, query, page.next);
  body[link] = await renderAll(page.entities, query, environment);
  return body;
}

export async function renderAll(entities: readonly Entity[], query: Query, environment: Environment): Promise<Body[]> {
  const bodies: Body[] = [];
  for (const entity of entities) bodies.push(await render(entity, query, environment));
  return bodies;
}
