import { Fault } from "#contract/fault";
import { PERMISSIONS, type Permission } from "#contract/permission";
import { REQUESTS } from "#contract/request";
import { z } from "zod";
import type { IngestRoute } from "../ports.ts";
import { HTTP_ROUTES } from "./openapi-routes.ts";

type Json = Record<string, unknown>;

/** Collects the definitions that schemas refer to: what zod puts below `$defs` of one schema moves to `components`. */
function collector(): { of: (schema: z.ZodType, io: "input" | "output", name: string) => Json; components: Json } {
  const components: Json = {};
  function relink(node: unknown, name: string): unknown {
    if (Array.isArray(node)) return node.map((one) => relink(one, name));
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]: [string, unknown]) =>
        key === "$ref" && typeof value === "string" ? [key, value.replace(/^#\/\$defs\//, `#/components/schemas/${name}.`)] : [key, relink(value, name)],
      ),
    );
  }
  return {
    components,
    of(schema, io, name) {
      const { $schema: _, $defs, ...body } = z.toJSONSchema(schema, { target: "draft-2020-12", io, unrepresentable: "any" });
      for (const [key, definition] of Object.entries($defs ?? {})) components[`${name}.${key}`] = relink(definition, name);
      return relink(body, name) as Json;
    },
  };
}

const json = (schema: Json): Json => ({ "application/json": { schema } });
/** The answer every request has: the value, or the fault. */
function answers(value: Json): Json {
  const result = { type: "object", required: ["ok", "value"], properties: { ok: { const: true }, value } };
  return { "200": { description: "done", content: json(result) }, default: { description: "refused; the status follows the fault's code", content: json({ $ref: "#/components/schemas/Refusal" }) } };
}
/** Who may, in words, from the one table. */
function bearers(permission: Permission): string {
  return PERMISSIONS[permission].join(", ");
}

function parametersOf(path: string): Json {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  return names.length === 0 ? {} : { parameters: names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } })) };
}

/** OpenAPI 3.1 of everything served: the contract's requests, the session routes, the ingest routes. Generated: it cannot be out of date. */
export function openApi(options: { routes: readonly IngestRoute[]; version: string }): Json {
  const schemas = collector();
  schemas.components["Refusal"] = { type: "object", required: ["ok", "fault"], properties: { ok: { const: false }, fault: { $ref: "#/components/schemas/Fault" } } };
  schemas.components["Fault"] = schemas.of(Fault, "output", "Fault");
  const paths: Record<string, Json> = {};

  for (const [name, { input, output }] of Object.entries(REQUESTS)) {
    const id = name.replaceAll(":", ".");
    paths[`/api/request/${name}`] = {
      post: {
        operationId: id,
        tags: [name.split(":")[0] ?? name],
        description: `Allowed: ${bearers(name as keyof typeof REQUESTS)}.${name === "latest:subscribe" ? " Over Socket.IO only: by HTTP it answers conflict." : ""}`,
        security: [{ session: [] }, { display: [] }],
        parameters: [{ name: "as", in: "query", description: "which of the two cookies counts", schema: { enum: ["person", "display"], default: "person" } }],
        requestBody: { required: true, content: json(schemas.of(input, "input", `${id}.input`)) },
        responses: answers(schemas.of(output, "output", `${id}.output`)),
      },
    };
  }
  for (const route of HTTP_ROUTES) {
    const id = `${route.method}${route.path}`.replace(/[^a-z0-9]+/gi, "-");
    const right = route.permission === undefined ? "Allowed: everybody." : `Allowed: ${bearers(route.permission)}.`;
    paths[route.path] = {
      ...paths[route.path],
      [route.method]: {
        operationId: id,
        tags: [route.tag],
        description: `${route.what} ${right}`,
        security: route.security.map((name) => ({ [name]: [] })),
        ...parametersOf(route.path),
        ...(route.raw === undefined ? {} : { requestBody: { required: true, content: Object.fromEntries(route.raw.map((type) => [type, {}])) } }),
        ...(route.body === undefined ? {} : { requestBody: { required: true, content: json(schemas.of(route.body, "input", `${id}.input`)) } }),
        responses: route.plain === undefined ? answers(route.value === undefined ? {} : schemas.of(route.value, "output", `${id}.output`)) : { "200": { description: "done", content: { [route.plain]: {} } }, default: { description: "refused or not well" } },
      },
    };
  }
  for (const route of options.routes) {
    // fastify writes parameters as `:name`, OpenAPI as `{name}`.
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = {
      post: {
        operationId: `ingest${route.path}`.replace(/[^a-z0-9]+/gi, "-"),
        tags: ["ingest"],
        description: `A source hands in data; answered after the durable commit. Allowed: ${bearers("sta:create")}.`,
        security: [{ source: [] }],
        ...parametersOf(path),
        requestBody: { required: true, content: json({}) },
        responses: { "201": { description: "stored" }, default: { description: "refused, with the reason" } },
      },
    };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Kỳ Đài", version: options.version, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "kydai_session", description: "a person" },
        display: { type: "apiKey", in: "cookie", name: "kydai_display", description: "a wall: it may look, never act" },
        source: { type: "http", scheme: "basic", description: "a device or gateway: source id and secret" },
      },
    },
  };
}
