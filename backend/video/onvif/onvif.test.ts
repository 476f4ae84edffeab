import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CameraProfile } from "#contract/onvif";
import { usernameToken } from "./ask.ts";
import { chosen } from "./device.ts";
import { readMatch } from "./discover.ts";
import { elements, escaped, readXml, textAt, XML_LIMITS } from "./xml.ts";

test("the proof is the one of ONVIF's own example (Application Programmer's Guide, 6.1.1.3)", () => {
  const token = usernameToken({ user: "user", password: "userpassword" }, Buffer.from("LKqI6G/AikKCQrN0zqZFlg==", "base64"), "2010-09-16T07:50:45Z");
  expect(token).toContain(">tuOSpGlFlIXsozq4HFNeeGeFLEI=<");
});

describe("XML of a camera", () => {
  test("is read by names without their prefixes, its own five entities in text", () => {
    const tree = readXml('<a:x xmlns:a="u"><b:y k="1">A &amp; &lt;B&gt;</b:y><y>hai</y></a:x>');
    expect(tree.ok && elements(tree.value, "x", "y").length).toBe(2);
    expect(tree.ok && textAt(tree.value, "x", "y")).toBe("A & <B>");
  });
  test.each<[string, string]>([
    ["a document type", "<!DOCTYPE a><a/>"],
    ["an entity", '<!ENTITY a "b"><a/>'],
    ["too deep", "<a>".repeat(XML_LIMITS.depth + 5)],
    ["too many", `<x>${"<a/>".repeat(XML_LIMITS.tags)}</x>`],
    ["too long", `<x>${"a".repeat(XML_LIMITS.bytes)}</x>`],
    ["nothing", ""],
    ["words", "xin chào"],
  ])("%s is refused", (_, text) => expect(readXml(text)).toMatchObject({ ok: false, fault: { reason: "malformed" } }));
  test("invariant 12 whatever it is, nothing throws; what we write comes back as it was", () =>
    fc.assert(fc.property(fc.string({ maxLength: 200, unit: "binary" }), fc.array(fc.constantFrom("<a>", "</a>", "<b k='", "'>", "<![CDATA[", "]]>", "&amp;", "<!--", "-->", "<?x?>", "<__proto__>", "</__proto__>", "x"), { maxLength: 40 }), (text, parts) => {
      readXml(text);
      const odd = readXml(parts.join(""));
      if (odd.ok) textAt(odd.value, "a", "a");
      const back = readXml(`<a>${escaped(text)}</a>`);
      const clean = text.replaceAll(/\p{Cc}/gu, " ").trim();
      if (back.ok && clean !== "" && !/\p{Cs}/u.test(clean)) expect(textAt(back.value, "a")?.replaceAll(/\s+/gu, " ")).toBe(clean.replaceAll(/\s+/gu, " "));
    })));
});

describe("an answer to who is there", () => {
  const match = (xaddrs: string, relates = "id", scopes = "onvif://www.onvif.org/name/Cam_1"): string => `<Envelope><Header><RelatesTo>${relates}</RelatesTo></Header><Body><ProbeMatches><ProbeMatch><Scopes>${scopes}</Scopes><XAddrs>${xaddrs}</XAddrs></ProbeMatch></ProbeMatches></Body></Envelope>`;
  test.each<[string, string, object | undefined]>([
    ["its own address of several", match("http://[fe80::1]/onvif http://10.0.0.5:8080/onvif/device_service"), { address: "http://10.0.0.5:8080/onvif/device_service", name: "Cam 1" }],
    ["another machine's address", match("http://evil.example:81/x"), { address: "http://10.0.0.5:81/x" }],
    ["no address", match("file:///etc/passwd urn:x"), undefined],
    ["an answer to somebody else", match("http://10.0.0.5/x", "other"), undefined],
    ["a name that is broken", match("http://10.0.0.5/x", "id", "onvif://www.onvif.org/name/100%"), { name: "100%" }],
    ["no XML", "xin chào", undefined],
  ])("%s", (_, text, expected) => (expected === undefined ? expect(readMatch(text, "id", "10.0.0.5")).toBeUndefined() : expect(readMatch(text, "id", "10.0.0.5")).toMatchObject(expected)));
});

test.each<[string, [string, number, number][], { main: number; sub: number | undefined }]>([
  ["the largest and the smallest", [["H264", 640, 360], ["H264", 1920, 1080], ["H264", 1280, 720]], { main: 1, sub: 0 }],
  ["one alone", [["H264", 1920, 1080]], { main: 0, sub: undefined }],
  ["two of one size: no sub-stream", [["H264", 1280, 720], ["H264", 1280, 720]], { main: 0, sub: undefined }],
  ["a codec no window shows comes last", [["MPEG4", 1920, 1080], ["H264", 1280, 720], ["JPEG", 320, 240]], { main: 1, sub: 2 }],
  ["nothing but such a codec", [["MPEG4", 1920, 1080]], { main: 0, sub: undefined }],
])("streams are chosen: %s", (_, given, expected) => {
  const profiles = given.map(([codec, width, height], i): CameraProfile => ({ token: `t${i}`, name: "n", codec, width, height, url: "rtsp://10.0.0.5/x" as CameraProfile["url"], turns: false }));
  expect(chosen(profiles)).toEqual(expected);
});
