import { beforeEach, describe, expect, test, vi } from "vitest";
import { Screen } from "#contract/wall";
import { browserScreen, screenName } from "./screen.ts";
import { openWallWindows, placesFor } from "./screens.ts";

const VIEW = { screenX: 1920, screenY: 0, innerWidth: 1280.4, innerHeight: 720, devicePixelRatio: 1.25 };
beforeEach(() => localStorage.clear());

describe("the screen that a browser's window is", () => {
  test("keeps its mark in this browser, and is a screen by the contract", () => {
    const screen = browserScreen(VIEW, "");
    expect(Screen.parse(screen)).toEqual(screen);
    expect(screen).toMatchObject({ bounds: { x: 1920, y: 0, width: 1280, height: 720 }, scale: 1.25, primary: false });
    expect(browserScreen(VIEW, "").key).toBe(screen.key);
    localStorage.clear();
    expect(browserScreen(VIEW, "").key).toMatch(/^web:[0-9a-f]{12}$/);
  });
  test("several walls of one browser differ by name", () => {
    const keys = ["", "?display=1", "?display=2", "?screen=DP-2%200,0"].map((search) => browserScreen(VIEW, search).key);
    expect(new Set(keys).size).toBe(4);
    expect(browserScreen(VIEW, "?screen=DP-2").label).toBe("DP-2");
  });
  test.each([["?screen=%20", undefined], ["?screen=a&display=2", "a"], [`?screen=${"x".repeat(500)}`, "x".repeat(60)]])("the name in %s", (search, name) => expect(screenName(search)).toBe(name));
  test("sizes that no screen has are brought to what the contract takes", () => {
    const odd = browserScreen({ screenX: Number.NaN, screenY: -3.7, innerWidth: 0, innerHeight: 99_999, devicePixelRatio: 0 }, "");
    expect(Screen.safeParse(odd).success).toBe(true);
  });
});

describe("walls in browser windows", () => {
  const screen = (label: string, availLeft: number) => ({ label, availLeft, availTop: 0, availWidth: 1920, availHeight: 1080 });
  const here = screen("eDP", 0);
  const details = { currentScreen: here, screens: [here, screen("DELL", 1920), screen("DELL", 3840)] };
  test("every other monitor gets one, twins under names of their own", () => {
    expect(placesFor(details)).toEqual([{ name: "DELL 1920,0", left: 1920, top: 0, width: 1920, height: 1080 }, { name: "DELL 3840,0", left: 3840, top: 0, width: 1920, height: 1080 }]);
  });
  test("windows that the browser blocks are counted, not passed over", async () => {
    const opened: string[] = [];
    const open = vi.spyOn(window, "open").mockImplementation((url) => {
      opened.push(String(url));
      return opened.length === 1 ? window : null;
    });
    window.getScreenDetails = () => Promise.resolve(details);
    expect(await openWallWindows()).toEqual({ opened: 1, blocked: 1, placed: true });
    expect(opened).toEqual(["/wall?screen=DELL%201920%2C0", "/wall?screen=DELL%203840%2C0"]);
    window.getScreenDetails = () => Promise.reject(new Error("no leave"));
    opened.length = 0;
    expect(await openWallWindows()).toEqual({ opened: 1, blocked: 0, placed: false });
    delete window.getScreenDetails;
    open.mockRestore();
  });
});
