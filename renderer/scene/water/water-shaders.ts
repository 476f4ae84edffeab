/**
 * First pass, once per change of levels: the state of every cell, one pixel each. Red: depth, 0 to DEEP metres. Green: how far the
 * level stands above (from 128) or below (to 127) the cell's spill, so that the shore can be drawn between the cells.
 */
export const CELLS_VERTEX = `#version 300 es
void main() { gl_Position = vec4(vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0), 0.0, 1.0); }`;

export const CELLS_FRAGMENT = `#version 300 es
precision highp float;
precision highp int;
precision highp isampler2D;
precision highp usampler2D;
uniform isampler2D ground_spill; // dm
uniform usampler2D chain;
uniform sampler2D levels; // m, by chain index, rows of LEVELS_ROW
uniform float deep; // m
out vec4 cell;
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  uint index = texelFetch(chain, at, 0).r;
  ivec2 dm = texelFetch(ground_spill, at, 0).rg;
  cell = vec4(0.0);
  if (index == 65535u || dm.g == 32767 || dm.r == -32768) return;
  float level = texelFetch(levels, ivec2(int(index) & 1023, int(index) >> 10), 0).r;
  if (level <= -9999.0) return;
  float over = level * 10.0 - float(dm.g); // dm
  float green = over >= 0.0 ? 128.0 + min(127.0, floor(over * 8.0)) : 127.0 - min(127.0, floor(-over * 8.0));
  cell = vec4(clamp((level - float(dm.r) / 10.0) / deep, 0.0, 1.0), green / 255.0, 0.0, 1.0);
}`;

/** Second pass, every frame: one look per pixel into what the first one drew. */
export const SURFACE_VERTEX = `#version 300 es
precision highp float;
uniform mat4 matrix;
in vec2 place; // mercator from the origin
in vec2 inside; // 0..1 in the grid, row 0 in the north
out vec2 at;
void main() {
  at = inside;
  gl_Position = matrix * vec4(place, 0.0, 1.0);
}`;

export const SURFACE_FRAGMENT = `#version 300 es
precision highp float;
uniform sampler2D cells;
uniform vec3 shallow;
uniform vec3 middle;
uniform vec3 most;
uniform float deep; // m
uniform float opacity;
in vec2 at;
out vec4 colour;
void main() {
  vec2 cell = texture(cells, at).rg;
  float edge = max(fwidth(cell.g), 0.004);
  float wet = smoothstep(-0.5 * edge, 0.5 * edge, cell.g - 127.25 / 255.0);
  if (wet <= 0.0) discard;
  float depth = cell.r * deep;
  vec3 ramp = depth < 1.5 ? mix(shallow, middle, depth / 1.5) : mix(middle, most, clamp((depth - 1.5) / 2.5, 0.0, 1.0));
  float alpha = wet * opacity * (0.62 + 0.38 * smoothstep(0.0, 1.0, depth));
  colour = vec4(ramp * alpha, alpha);
}`;
