/**
 * First pass, once per change of levels: the state of every cell, one pixel each. Red: depth, 0 to DEEP metres. Green: how far the
 * level stands above (from 128) or below (to 127) the cell's spill, so that the shore can be drawn between the cells. Blue: the edge of a river's bed.
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
uniform sampler2D levels; // m, by chain index, rows of 1024
uniform float deep; // m
out vec4 cell;
const float NONE = -1000.0;

/** x: depth, m; y: level above spill, dm; NONE where nobody knows. */
vec2 water(ivec2 at) {
  uint index = texelFetch(chain, at, 0).r;
  ivec2 dm = texelFetch(ground_spill, at, 0).rg;
  if (index == 65535u || dm.g == 32767 || dm.r == -32768) return vec2(NONE);
  float level = texelFetch(levels, ivec2(int(index) & 1023, int(index) >> 10), 0).r;
  if (level <= -9999.0) return vec2(NONE);
  return vec2(level - float(dm.r) / 10.0, level * 10.0 - float(dm.g));
}

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec2 here = water(at);
  cell = vec4(0.0);
  if (here.x == NONE) return;
  float depth = here.x;
  if (depth > 3.0) {
    // A river's bed must not colour its banks: its outermost cells are as deep as what is wet beside them.
    ivec2 last = textureSize(chain, 0) - 1;
    for (int y = -2; y <= 2; y++) {
      for (int x = -2; x <= 2; x++) {
        vec2 there = water(clamp(at + ivec2(x, y), ivec2(0), last));
        if (there.y >= 0.0) depth = min(depth, there.x);
      }
    }
  }
  float green = here.y >= 0.0 ? 128.0 + min(127.0, floor(here.y * 8.0)) : 127.0 - min(127.0, floor(-here.y * 8.0));
  cell = vec4(clamp(depth / deep, 0.0, 1.0), green / 255.0, here.x - depth > 1.0 ? 1.0 : 0.0, 1.0);
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
uniform sampler2D rim; // 0 where what is told of ends, 1 well inside
uniform vec3 shallow;
uniform vec3 middle;
uniform vec3 most;
uniform vec3 river;
uniform float deep; // m
uniform float opacity;
in vec2 at;
out vec4 colour;
void main() {
  vec3 cell = texture(cells, at).rgb;
  float edge = max(fwidth(cell.g), 0.004);
  float wet = smoothstep(-0.5 * edge, 0.5 * edge, cell.g - 127.25 / 255.0);
  if (wet <= 0.0) discard;
  float depth = cell.r * deep;
  vec3 ramp = depth < 1.5 ? mix(shallow, middle, depth / 1.5) : mix(middle, most, clamp((depth - 1.5) / 2.5, 0.0, 1.0));
  // The bed's edge has the river's own colour: cells are coarser than the river's outline.
  vec3 tint = mix(ramp, river, cell.b);
  float alpha = wet * mix(opacity * (0.62 + 0.38 * smoothstep(0.0, 1.0, depth)), 0.95, cell.b);
  // Where nothing more is told of the water it does not end: it fades, so that nobody takes that for a shore.
  alpha *= smoothstep(0.0, 1.0, texture(rim, at).r);
  colour = vec4(tint * alpha, alpha);
}`;
