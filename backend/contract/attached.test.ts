import { expect, test } from "vitest";
import { meetingProblem } from "./attached.ts";

const HOSTS = ["hop.hue.gov.vn", "meet.hue.gov.vn:8443"];

test.each<[string, string, ReturnType<typeof meetingProblem>]>([
  ["a room of the city's system", "https://hop.hue.gov.vn/phong/ngap-dap-da?lang=vi", undefined],
  ["with its port", "https://meet.hue.gov.vn:8443/a", undefined],
  ["the port everybody has", "https://HOP.hue.gov.vn:443/a", undefined],
  ["another port", "https://hop.hue.gov.vn:8443/a", "not-allowed"],
  ["without TLS", "http://hop.hue.gov.vn/a", "not-https"],
  ["a script", "javascript:alert(1)", "no-address"],
  ["a script that looks like an address", "javascript://hop.hue.gov.vn/%0aalert(1)", "not-https"],
  ["another host", "https://zoom.us/j/123", "not-allowed"],
  ["a host that begins alike", "https://hop.hue.gov.vn.evil.example/", "not-allowed"],
  ["a name that looks like the host", "https://hop.hue.gov.vn@evil.example/", "secret"],
  ["a backslash browsers take for a slash", "https://evil.example\\.hop.hue.gov.vn/", "no-address"],
  ["a password in the query", "https://hop.hue.gov.vn/j/1?pwd=abc", "secret"],
  ["a password in the fragment", "https://hop.hue.gov.vn/j/1#x&token=abc", "secret"],
  ["an encoded name of one", "https://hop.hue.gov.vn/j/1?p%77d=abc", "secret"],
  ["a word that only resembles one", "https://hop.hue.gov.vn/j/1?passport=no", undefined],
  ["two lines", "https://hop.hue.gov.vn/a\nhttps://evil.example", "no-address"],
  ["nothing", "", "no-address"],
])("H-11.3 a meeting's address, %s", (_, address, problem) => expect(meetingProblem(address, HOSTS)).toBe(problem));

test("H-11.3 without a list no meeting can be handed on", () => expect(meetingProblem("https://hop.hue.gov.vn/a", [])).toBe("not-allowed"));
