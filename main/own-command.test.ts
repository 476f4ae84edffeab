import { expect, test } from "vitest";
import { ownCommand, withSettings } from "./own-command.ts";

const command = (args: string[], env: Record<string, string> = {}) => ownCommand({ argv: ["/opt/ky-dai", ...args], env, program: "/opt/ky-dai" });

test("a shell is started again as it was, without what held for one start alone", () => {
  const args = ["--no-sandbox", "/app", "--start-with-system", "on", "--join", "http://10.0.0.5", "--ticket", "ABCD2345", "--data=/d"];
  expect(command(args)).toEqual({ program: "/opt/ky-dai", args: ["--no-sandbox", "/app", "--join", "http://10.0.0.5", "--data=/d"] });
  expect(command(["--ticket=ABCD2345", "--start-with-system=off"]).args).toEqual([]);
});

test("an AppImage is named by its own file", () => expect(command([], { APPIMAGE: "/home/a/ky-dai.AppImage" }).program).toBe("/home/a/ky-dai.AppImage"));

test("what was told by environment is told to the system by flags, and nothing twice", () => {
  const join = { address: "http://10.0.0.5:7373", ticket: "ABCD2345" };
  expect(withSettings(command([]), { data: "/d", join, wallOnly: true }).args).toEqual(["--data", "/d", "--join", "http://10.0.0.5:7373", "--role", "wall"]);
  expect(withSettings(command(["--data=/e", "--role", "wall"]), { data: "/e", join: undefined, wallOnly: true }).args).toEqual(["--data=/e", "--role", "wall"]);
});
