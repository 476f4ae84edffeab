import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./fingerprint.ts";
import { settingsFor } from "./package.ts";

const text = readFileSync(join(ROOT, "electron-builder.yml"), "utf8");

test("every fuse that an Electron has is set, and one that it does not have stops nothing", () => {
  const [old, young] = [settingsFor("25.1.1", text).electronFuses, settingsFor("45.4.1", text).electronFuses];
  expect(young).toMatchObject({ runAsNode: false, enableNodeOptionsEnvironmentVariable: false, onlyLoadAppFromAsar: true, grantFileProtocolExtraPrivileges: false });
  expect({ ...old, grantFileProtocolExtraPrivileges: false }).toEqual(young);
  expect(old).not.toHaveProperty("grantFileProtocolExtraPrivileges");
});
