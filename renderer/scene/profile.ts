import type { Profile } from "./drawing.ts";

/** Names of renderers that draw on the processor. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|microsoft basic render|apple software|virgl/i;

let found: Profile | undefined;

/** Whether this machine draws maps on a graphics card, found out once by asking a canvas of its own. Without WebGL: "full", the map itself finds that out. */
export function profileOfMachine(): Profile {
  found ??= ask();
  return found;
}

function ask(): Profile {
  const gl = document.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: false });
  if (gl === null) return "full";
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const name: unknown = gl.getParameter(info === null ? gl.RENDERER : info.UNMASKED_RENDERER_WEBGL);
  gl.getExtension("WEBGL_lose_context")?.loseContext(); // contexts are few: this one is given back at once
  return isSoftware(typeof name === "string" ? name : "") ? "cheap" : "full";
}

/** @param renderer as UNMASKED_RENDERER_WEBGL says it */
export function isSoftware(renderer: string): boolean {
  return SOFTWARE.test(renderer);
}
