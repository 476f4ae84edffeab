import { act } from "react";
import { expect, test, vi } from "vitest";
import { nextFrame, render } from "../../test/kit/render.ts";
import { setLanguage } from "../design/i18n.ts";
import { BehindDoor, readRoom } from "./behind-door.tsx";

test.each(["wall", "console"] as const)("the %s shows that it loads until its file is here, then itself", async (role) => {
  setLanguage("vi");
  // The link opens when the room is shown; there is no backend here.
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
  const box = render(<BehindDoor role={role} />);
  expect(box.querySelector("[role=status]")?.getAttribute("data-state")).toBe("loading");
  expect(box.querySelector("header")).toBeNull();
  await act(() => readRoom("wall"));
  await nextFrame();
  expect(box.querySelector("header")).not.toBeNull();
  vi.unstubAllGlobals();
});
