import { describe, expect, test } from "vitest";
import { isSoftware } from "./profile.ts";
import { createRecovery } from "./recovery.ts";

describe("after a lost graphics context", () => {
  test("the same again; at the third within five minutes the cheap profile; at three more the flat map", () => {
    const recovery = createRecovery("full");
    expect([0, 1000, 2000, 3000, 4000, 5000].map((now) => recovery.lost(now))).toEqual(["full", "full", "cheap", "cheap", "cheap", "flat"]);
    expect([recovery.attempt(), recovery.losses()]).toEqual(["flat", 6]);
  });
  test("losses further apart than five minutes do not add up", () => {
    const recovery = createRecovery("full");
    for (let i = 0; i < 50; i++) expect(recovery.lost(i * 151_000)).toBe("full");
  });
  test("a machine that draws in software goes to the flat map at the third", () => {
    const recovery = createRecovery("cheap");
    expect([1, 2, 3].map((now) => recovery.lost(now))).toEqual(["cheap", "cheap", "flat"]);
  });
});

test.each([
  ["ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)", true],
  ["llvmpipe (LLVM 15.0.7, 256 bits)", true],
  ["ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0)", true],
  ["ANGLE (Intel, Mesa Intel(R) UHD Graphics 630 (CFL GT2), OpenGL 4.6)", false],
  ["ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)", false],
  ["", false],
])("%s draws in software: %s", (name, software) => expect(isSoftware(name)).toBe(software));
