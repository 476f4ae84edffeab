import { expect, test } from "vitest";
import { isOurFrame, type Speaker } from "./our-frame.ts";

const OURS = "http://127.0.0.1:7373";

test.each<[Speaker | null | undefined, boolean]>([
  [{ url: `${OURS}/wall`, parent: null }, true],
  [{ url: "app://shell/waiting.html", parent: null }, true],
  [{ url: `${OURS}/wall`, parent: {} }, false],
  [{ url: "http://127.0.0.1:7374/wall", parent: null }, false],
  [{ url: "app://other/x", parent: null }, false],
  [{ url: "", parent: null }, false],
  [null, false],
  [undefined, false],
])("%j speaks for us: %s", (frame, ours) => expect(isOurFrame(frame, OURS)).toBe(ours));

test("without a backend only the shell's own pages do", () => {
  expect(isOurFrame({ url: `${OURS}/`, parent: null }, undefined)).toBe(false);
  expect(isOurFrame({ url: "app://shell/safe?x", parent: null }, undefined)).toBe(true);
});

test("a frame that has gone, of which Electron tells nothing but an error, is nobody", () => {
  const gone: Speaker = {
    get url(): string {
      throw new Error("Render frame was disposed before WebFrameMain could be accessed");
    },
    parent: null,
  };
  expect(isOurFrame(gone, OURS)).toBe(false);
});
