import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { authorization, chooseChallenge } from "./auth.ts";

const asked = { method: "DESCRIBE", url: "rtsp://10.0.0.5/live", count: 1, cnonce: "0a4f113b" };
const login = { user: "Mufasa", password: "Circle Of Life" };

describe("the answer to a challenge", () => {
  test("Basic is user and password in base64", () => {
    const challenge = chooseChallenge(['Basic realm="cam"']);
    expect(challenge && authorization(challenge, { user: "admin", password: "mật khẩu" }, asked)).toBe(`Basic ${Buffer.from("admin:mật khẩu").toString("base64")}`);
  });
  // RFC 2617 §3.5 and RFC 7616 §3.9.1, whose requests are GETs of /dir/index.html.
  test.each<[string, string, string, string]>([
    ["MD5 with qop", 'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"', "0a4f113b", "6629fae49393a05397450978507c4ef1"],
    ["SHA-256", 'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"', "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"],
  ])("%s is the RFC's own", (_what, header, cnonce, response) => {
    const challenge = chooseChallenge([header]);
    const answer = challenge && authorization(challenge, header.includes("SHA") ? { user: "Mufasa", password: "Circle of Life" } : login, { method: "GET", url: "/dir/index.html", count: 1, cnonce });
    expect(answer).toContain(`response="${response}"`);
    expect(answer).toContain("nc=00000001");
  });
  test("without qop is the old digest, and names no count", () => {
    const challenge = chooseChallenge(['Digest realm="cam", nonce="abc"']);
    const answer = challenge && authorization(challenge, login, asked);
    expect(answer).not.toMatch(/qop|nc=|cnonce|algorithm/);
  });
});

test("the strongest of several challenges is taken, whether in one header or in three", () => {
  const [basic, md5, sha] = ['Basic realm="x"', 'Digest realm="x", nonce="1"', 'Digest realm="x", nonce="2", algorithm=SHA-256'];
  expect(chooseChallenge([basic, md5, sha])).toMatchObject({ algorithm: "SHA-256" });
  expect(chooseChallenge([`${md5}, ${basic}`])).toMatchObject({ scheme: "digest", algorithm: "MD5", nonce: "1" });
  expect(chooseChallenge([basic])).toMatchObject({ scheme: "basic" });
  expect(chooseChallenge(['Digest realm="x", nonce="1", algorithm=SHA-512-256', "Negotiate"])).toBeUndefined();
  expect(chooseChallenge(['Digest realm="x", nonce="1", stale=TRUE'])).toMatchObject({ stale: true });
});
test("invariant 12 whatever a camera asks for, nothing throws and no line end gets out", () =>
  fc.assert(fc.property(fc.array(fc.oneof(fc.string({ maxLength: 200 }), fc.string({ maxLength: 40 }).map((text) => `Digest realm="${text}", nonce="${text}"`)), { maxLength: 4 }), (headers) => {
    const challenge = chooseChallenge(headers);
    if (challenge !== undefined) expect(authorization(challenge, login, asked)).toMatch(/^(?:Basic|Digest) /);
  })));
