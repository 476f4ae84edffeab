import { afterAll, beforeAll, expect, test } from "vitest";
import { ok } from "#contract/result";
import { testServer, type TestServer } from "../../test/kit/served.ts";

let served: TestServer;
let cookie: string;
beforeAll(async () => {
  served = await testServer();
  served.room.answers["agency:cases"] = () => ok({});
  cookie = await served.loginAs("focal-officer");
});
afterAll(() => served.stop());

const own = async (): Promise<string> => {
  const answer: unknown = await (await fetch(`${served.base}/api/session`, { headers: { cookie } })).json();
  return /"id":"([^"]+)"/.exec(JSON.stringify(answer))?.[1] ?? "";
};
const headersOf = (account: string | undefined) => ({ cookie, ...(account !== undefined && { "x-kydai-account": account }) });

test("invariant 12 a page that another tab's log-in left behind does nothing in the other's name", async () => {
  const before = served.room.asked.length;
  for (const account of [await own(), undefined]) expect((await served.post("/api/request/agency:cases", {}, headersOf(account))).status).toBe(200);
  expect(served.room.asked.length).toBe(before + 2);
  const left = await served.post("/api/request/agency:cases", {}, headersOf("nguoi-truoc"));
  expect([left.status, await left.json()]).toEqual([401, { ok: false, fault: { code: "unauthenticated" } }]);
  expect(served.room.asked.length).toBe(before + 2);
});

test("invariant 12 nor does its photograph arrive as the other's", async () => {
  const begin = async (account: string | undefined): Promise<number> => (await fetch(`${served.base}/api/evidence/tus`, { method: "POST", headers: { ...headersOf(account), origin: served.base, "tus-resumable": "1.0.0", "upload-length": "10", "upload-metadata": `incidentId ${btoa("sv-260101-1")}` } })).status;
  expect(await begin("nguoi-truoc")).toBe(401);
  // Its own gets as far as the case, which is not there.
  expect([await begin(await own()), await begin(undefined)]).toEqual([404, 404]);
});
