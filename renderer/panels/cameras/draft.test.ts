import { expect, test } from "vitest";
import { Camera } from "#contract/camera";
import { draftOf, typedOf, type Typed, type WrongField } from "./draft.ts";

const typed = (more: Partial<Typed> = {}): Typed => ({ ...typedOf(undefined), id: "cam-1", name: "Cầu Trường Tiền", lon: "107,59", lat: "16.468", main: "rtsp://10.0.0.5:554/main", ...more });
const FORMER = Camera.parse({ id: "cam-1", name: "Cũ", position: [107.5, 16.4, 12], view: { bearing: 90, angle: 60, range: 200, height: 6 }, streams: { main: { url: "rtsp://10.0.0.5/a" }, sub: { url: "rtsp://10.0.0.5/b" } }, transport: "tcp", sensitive: true, always: false, enabled: true, version: 3, secured: true });

test("what is typed becomes a camera; decimal commas are read", () => {
  expect(draftOf(typed(), undefined)).toMatchObject({ ok: true, login: undefined, camera: { id: "cam-1", position: [107.59, 16.468], streams: { main: { url: "rtsp://10.0.0.5:554/main" } } } });
});
test("a camera edited without a change is the same, with what the form has no field for", () => {
  const { version: _, secured: __, ...draft } = FORMER;
  expect(draftOf(typedOf(FORMER), FORMER)).toEqual({ ok: true, camera: draft, login: undefined });
});
test("a login is sent only where one was typed, and can be forgotten", () => {
  expect(draftOf(typed({ user: "admin", password: "bí mật" }), undefined)).toMatchObject({ login: { user: "admin", password: "bí mật" } });
  expect(draftOf({ ...typedOf(FORMER), dropLogin: true }, FORMER)).toMatchObject({ login: null });
});
test.each<[string, Partial<Typed>, WrongField]>([
  ["no name", { name: " " }, "name"],
  ["an id with a blank", { id: "cam 1" }, "id"],
  ["a password in the address", { main: "rtsp://admin:1234@10.0.0.5/main" }, "main"],
  ["a password behind the address", { main: "rtsp://10.0.0.5/main?password=1" }, "main"],
  ["no address", { main: "" }, "main"],
  ["a sub-stream that is none", { sub: "ftp://10.0.0.5/" }, "sub"],
  ["neither a station nor a place", { lon: "", lat: "" }, "lon"],
  ["half a place", { lat: "" }, "lat"],
  ["a latitude that is none", { lat: "164" }, "lat"],
  ["a longitude that is no number", { lon: "107°35" }, "lon"],
  ["rtsps without tls", { main: "rtsps://10.0.0.5/main" }, "transport"],
  ["a certificate's mark of the wrong length", { certificate: "ab:cd" }, "certificate"],
  ["a password without a user", { password: "x" }, "user"],
])("%s is marked", (_, more, field) => expect(draftOf(typed(more), undefined)).toMatchObject({ ok: false, wrong: expect.arrayContaining([field]) }));
