import type { CustomLayerInterface } from "maplibre-gl";
import { mercator } from "../bounds.ts";
import { makeProgram, makeTexture, plainUnpacking, rgb } from "./gl-kit.ts";
import type { Rim } from "./rim.ts";
import { DRY } from "./river-levels.ts";
import { chainLength, type WaterGrid } from "./water-grid.ts";
import { CELLS_FRAGMENT, CELLS_VERTEX, SURFACE_FRAGMENT, SURFACE_VERTEX } from "./water-shaders.ts";

/** Levels lie in rows of so many. */
const LEVELS_ROW = 1024;
/** The deepest colour, m. */
const DEEP = 6;
/** The ground must be seen through. */
const OPACITY = 0.55;
/** Strips in which the grid is drawn: its rows are even in degrees, the map's are not. */
const STRIPS = 48;

/** Water over the ground as its rivers' levels have it. Grids go to the graphics card once; a change of levels is one small row. */
export interface WaterLayer extends CustomLayerInterface {
  /** @param rim where they fade; absent: as before */
  levels(levels: Float32Array, rim?: Rim): void;
}

interface Made {
  cells: WebGLProgram;
  surface: WebGLProgram;
  grids: [groundSpill: WebGLTexture, chain: WebGLTexture, levels: WebGLTexture];
  state: WebGLTexture;
  /** Of the rim that was drawn last; absent: none yet. */
  rim: WebGLTexture | undefined;
  frame: WebGLFramebuffer;
  strips: WebGLVertexArrayObject;
}

/** @param colours shallow, middle and deep water, and a river's own, `#rrggbb` */
export function createWaterLayer(grid: WaterGrid, colours: readonly [string, string, string, string]): WaterLayer {
  const rows = Math.max(1, Math.ceil(chainLength(grid) / LEVELS_ROW));
  const wanted = new Float32Array(rows * LEVELS_ROW).fill(DRY);
  const [west, south, east, north] = grid.bounds;
  const origin = mercator(west, north);
  let gl: WebGL2RenderingContext | undefined;
  let made: Made | undefined;
  let changed = true;
  let wantedRim: Rim | undefined;
  let newRim = false;
  /** No level is known anywhere: nothing is drawn. */
  let dry = true;

  function make(at: WebGL2RenderingContext): Made | undefined {
    if (Math.max(grid.width, grid.height) > at.getParameter(at.MAX_TEXTURE_SIZE)) return undefined;
    const groundSpill = new Int16Array(grid.ground.length * 2);
    grid.ground.forEach((dm, i) => {
      groundSpill[i * 2] = dm;
      groundSpill[i * 2 + 1] = grid.spill[i]!;
    });
    const size = { width: grid.width, height: grid.height };
    const grids: Made["grids"] = [
      makeTexture(at, { ...size, inside: at.RG16I, format: at.RG_INTEGER, type: at.SHORT, data: groundSpill }),
      makeTexture(at, { ...size, inside: at.R16UI, format: at.RED_INTEGER, type: at.UNSIGNED_SHORT, data: new Uint16Array(grid.chain) }),
      makeTexture(at, { width: LEVELS_ROW, height: rows, inside: at.R32F, format: at.RED, type: at.FLOAT, data: wanted }),
    ];
    const state = makeTexture(at, { ...size, inside: at.RGBA8, format: at.RGBA, type: at.UNSIGNED_BYTE, data: null, smooth: true });
    const frame = at.createFramebuffer();
    at.bindFramebuffer(at.FRAMEBUFFER, frame);
    at.framebufferTexture2D(at.FRAMEBUFFER, at.COLOR_ATTACHMENT0, at.TEXTURE_2D, state, 0);
    const surface = makeProgram(at, SURFACE_VERTEX, SURFACE_FRAGMENT);
    return { cells: makeProgram(at, CELLS_VERTEX, CELLS_FRAGMENT), surface, grids, state, rim: undefined, frame, strips: makeStrips(at, surface) };
  }

  function makeStrips(at: WebGL2RenderingContext, surface: WebGLProgram): WebGLVertexArrayObject {
    const points: number[] = [];
    for (let row = 0; row <= STRIPS; row++) {
      for (const column of [0, 1]) {
        const [x, y] = mercator(west + column * (east - west), north - (row / STRIPS) * (north - south));
        points.push(x - origin[0], y - origin[1], column, row / STRIPS);
      }
    }
    const strips = at.createVertexArray();
    at.bindVertexArray(strips);
    at.bindBuffer(at.ARRAY_BUFFER, at.createBuffer());
    at.bufferData(at.ARRAY_BUFFER, new Float32Array(points), at.STATIC_DRAW);
    for (const [name, offset] of [["place", 0], ["inside", 8]] as const) {
      const place = at.getAttribLocation(surface, name);
      at.enableVertexAttribArray(place);
      at.vertexAttribPointer(place, 2, at.FLOAT, false, 16, offset);
    }
    at.bindVertexArray(null);
    return strips;
  }

  return {
    id: "water-surface",
    type: "custom",
    renderingMode: "2d",
    levels(levels, rim) {
      wanted.fill(DRY);
      wanted.set(levels.subarray(0, wanted.length));
      dry = wanted.every((level) => level <= DRY);
      changed = true;
      if (rim === undefined) return;
      wantedRim = rim;
      newRim = true;
    },
    onAdd(_map, at) {
      gl = at;
      made = make(at);
      at.bindFramebuffer(at.FRAMEBUFFER, null);
      changed = true;
      newRim = true;
    },
    onRemove(_map, at) {
      if (made === undefined) return;
      for (const texture of [...made.grids, made.state, made.rim ?? null]) at.deleteTexture(texture);
      at.deleteFramebuffer(made.frame);
      at.deleteProgram(made.cells);
      at.deleteProgram(made.surface);
      at.deleteVertexArray(made.strips);
      made = undefined;
      gl = undefined;
    },
    prerender() {
      if (gl === undefined || made === undefined || !changed || dry) return;
      changed = false;
      if (newRim && wantedRim !== undefined) {
        gl.activeTexture(gl.TEXTURE2);
        gl.deleteTexture(made.rim ?? null);
        made.rim = makeTexture(gl, { width: wantedRim.width, height: wantedRim.height, inside: gl.R8, format: gl.RED, type: gl.UNSIGNED_BYTE, data: new Uint8Array(wantedRim.sure), smooth: true });
        newRim = false;
      }
      gl.activeTexture(gl.TEXTURE2);
      gl.bindTexture(gl.TEXTURE_2D, made.grids[2]);
      plainUnpacking(gl);
      gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, LEVELS_ROW, rows, gl.RED, gl.FLOAT, wanted);
      gl.useProgram(made.cells);
      ["ground_spill", "chain", "levels"].forEach((name, unit) => bind(gl!, made!.cells, name, unit, made!.grids[unit]!));
      gl.uniform1f(gl.getUniformLocation(made.cells, "deep"), DEEP);
      gl.bindFramebuffer(gl.FRAMEBUFFER, made.frame);
      gl.viewport(0, 0, grid.width, grid.height);
      gl.disable(gl.BLEND);
      gl.disable(gl.DEPTH_TEST);
      gl.disable(gl.STENCIL_TEST);
      gl.disable(gl.SCISSOR_TEST);
      gl.disable(gl.CULL_FACE);
      gl.colorMask(true, true, true, true);
      gl.bindVertexArray(null);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    },
    render(at, { defaultProjectionData: { mainMatrix } }) {
      if (made?.rim === undefined || dry) return;
      at.useProgram(made.surface);
      at.uniformMatrix4fv(at.getUniformLocation(made.surface, "matrix"), false, moved(mainMatrix, origin));
      bind(at, made.surface, "cells", 0, made.state);
      bind(at, made.surface, "rim", 1, made.rim);
      ["shallow", "middle", "most", "river"].forEach((name, i) => at.uniform3fv(at.getUniformLocation(made!.surface, name), rgb(colours[i]!)));
      at.uniform1f(at.getUniformLocation(made.surface, "deep"), DEEP);
      at.uniform1f(at.getUniformLocation(made.surface, "opacity"), OPACITY);
      at.disable(at.CULL_FACE);
      at.bindVertexArray(made.strips);
      at.drawArrays(at.TRIANGLE_STRIP, 0, (STRIPS + 1) * 2);
      at.bindVertexArray(null);
    },
  };
}

function bind(gl: WebGL2RenderingContext, program: WebGLProgram, name: string, unit: number, texture: WebGLTexture): void {
  gl.activeTexture(gl.TEXTURE0 + unit);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.uniform1i(gl.getUniformLocation(program, name), unit);
}

/** The map's matrix for points counted from an origin: worked out in doubles, since a float's steps at zoom 17 are metres. */
export function moved(matrix: ArrayLike<number>, [x, y]: readonly [number, number]): Float32Array {
  const out = Float32Array.from({ length: 16 }, (_, i) => matrix[i] ?? 0);
  for (let row = 0; row < 4; row++) out[12 + row] = (matrix[row] ?? 0) * x + (matrix[4 + row] ?? 0) * y + (matrix[12 + row] ?? 0);
  return out;
}
