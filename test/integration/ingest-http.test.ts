/** SensorThings over real HTTP, as a gateway would post it. */
import fastify, { type FastifyInstance } from "fastify";
import { request } from "node:http";
import { afterEach, expect, test } from "vitest";
import { staRoutes } from "../../backend/ingest/sta-http.ts";
import { ingestRoutes } from "../../backend/serve/ingest-routes.ts";
import { deskOf, machineClock, recordingIntake } from "../kit/ingest.ts";

let app: FastifyInstance | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

async function serve() {
  const kit = recordingIntake();
  const source = deskOf({ gauge: "" }).sources.get("gauge");
  const made = fastify();
  app = made;
  made.decorateRequest("source", null);
  ingestRoutes(made, { routes: staRoutes({ intake: kit.intake, clock: machineClock }), rights: async () => ({ source }) });
  const base = await made.listen({ host: "127.0.0.1", port: 0 });
  const post = (path: string, body: string, type = "application/json"): Promise<{ status: number; location: string | undefined; body: unknown }> =>
    new Promise((done, failed) => {
      const asked = request(`${base}${path}`, { method: "POST", headers: { "content-type": type } }, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        answer.on("end", () => done({ status: answer.statusCode ?? 0, location: answer.headers.location, body: text === "" ? undefined : JSON.parse(text) }));
      });
      asked.on("error", failed);
      asked.end(body);
    });
  return { kit, post };
}

test.each([
  ["/sta/v1.1/Datastreams(s1)/Observations", '{"result":1}', "s1"],
  ["/sta/v1.1/Datastreams('river:kim-long.h')/Observations", '{"result":1}', "river:kim-long.h"],
  ["/sta/v1.1/Datastreams(%27a.b%27)/Observations", '{"result":1}', "a.b"],
  ["/sta/v1.1/Observations", '{"result":1,"Datastream":{"@iot.id":42}}', "42"],
])("POST %s is created after its commit", async (path, body, datastreamId) => {
  const { kit, post } = await serve();
  const { status, location } = await post(path, body);
  expect([status, location?.startsWith("/sta/v1.1/Observations('")]).toEqual([201, true]);
  expect(kit.readings()).toMatchObject([{ datastreamId, result: 1 }]);
});

test("POST CreateObservations answers one line per item", async () => {
  const { post } = await serve();
  const { status, body } = await post("/sta/v1.1/CreateObservations", '[{"Datastream":{"@iot.id":"s1"},"components":["result"],"dataArray":[[1],["x"]]}]');
  expect([status, body]).toEqual([201, [expect.stringContaining("/sta/v1.1/Observations('s1%40"), expect.stringContaining("error: not-a-number")]]);
});

test.each(["", "{", "\0", '{"result":{}}', "[]"])("a bad body %j is 400 whatever its content type", async (body) => {
  const { kit, post } = await serve();
  expect(await post("/sta/v1.1/Datastreams(s1)/Observations", body, "text/plain")).toMatchObject({ status: 400, body: { type: "error" } });
  expect(kit.readings()).toEqual([]);
});
