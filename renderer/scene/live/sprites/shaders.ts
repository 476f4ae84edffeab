/** Columns of a sprite: where (`writePlace`), its picture, [px right, px down, turn clockwise in radians], and which variant of the picture. */
export const SPRITE_COLUMNS = { place: 4, cell: 4, shift: 3, variant: 1 } as const;

/** Columns of a staff: where, [present, level 1, 2, 3] as parts of its height (below 0: unknown), [px right, px up, state]. */
export const STAFF_COLUMNS = { place: 4, marks: 4, look: 3 } as const;

const block = `\
layout(std140) uniform signUniforms {
  vec2 sheetSize;
  float ratio;
  float bearing;
  float opacity;
  float size;
} sign;
`;

/** Uniforms of both programs: the sheet's size in texels, texels a px, the map's turn in radians, opacity, and px of a staff's height. */
export const signUniforms = {
  name: "sign",
  vs: block,
  fs: block,
  uniformTypes: { sheetSize: "vec2<f32>", ratio: "f32", bearing: "f32", opacity: "f32", size: "f32" },
} as const;

/** A picture of the same size on screen near and far, upright however the map is tilted. A turn of -100 or less: not turned, whatever the map does. */
export const SPRITE_VS = `\
#version 300 es
#define SHADER_NAME sprite-vertex
in vec2 corner;
in vec4 place;
in vec4 cell;
in vec3 shift;
in float variant;
out vec2 vTexel;
void main(void) {
  geometry.worldPosition = vec3(place.xy, 0.0);
  gl_Position = project_position_to_clipspace(vec3(place.xy, 0.0), vec3(place.zw, 0.0), vec3(0.0), geometry.position);
  vec2 offset = corner * cell.zw * 0.5 / sign.ratio;
  float turn = shift.z <= -100.0 ? 0.0 : shift.z - sign.bearing;
  float c = cos(turn);
  float s = sin(turn);
  offset = vec2(c * offset.x - s * offset.y, s * offset.x + c * offset.y) + shift.xy;
  offset.y = -offset.y;
  gl_Position.xy += offset * 2.0 * project.devicePixelRatio / project.viewportSize * gl_Position.w;
  vTexel = cell.xy + vec2(variant * cell.z, 0.0) + (corner * 0.5 + 0.5) * cell.zw;
}
`;

export const SPRITE_FS = `\
#version 300 es
#define SHADER_NAME sprite-fragment
precision highp float;
uniform sampler2D sheet;
in vec2 vTexel;
out vec4 fragColor;
void main(void) {
  vec4 colour = texture(sheet, vTexel / sign.sheetSize);
  if (colour.a == 0.0) discard;
  fragColor = colour * sign.opacity;
}
`;

/** A staff stands upright on its place: a column filled to the present level, and at its right one, two and three dashes at the levels. */
export const STAFF_VS = `\
#version 300 es
#define SHADER_NAME staff-vertex
in vec2 corner;
in vec4 place;
in vec4 marks;
in vec3 look;
out vec2 vPx;
out vec4 vMarks;
out float vState;
void main(void) {
  geometry.worldPosition = vec3(place.xy, 0.0);
  gl_Position = project_position_to_clipspace(vec3(place.xy, 0.0), vec3(place.zw, 0.0), vec3(0.0), geometry.position);
  vec2 reach = vec2(0.28, 0.54);
  vPx = corner * reach + vec2(0.16, 0.5);
  vec2 offset = (corner * reach + vec2(0.075, 0.5)) * sign.size + look.xy;
  gl_Position.xy += offset * 2.0 * project.devicePixelRatio / project.viewportSize * gl_Position.w;
  vMarks = marks;
  vState = look.z;
}
`;

/** Colours by state as in the sheet of signs: a row of texels, [fill, line, ink] each. */
export const STAFF_FS = `\
#version 300 es
#define SHADER_NAME staff-fragment
precision highp float;
uniform sampler2D sheet;
in vec2 vPx;
in vec4 vMarks;
in float vState;
out vec4 fragColor;
bool dash(float level, float n) {
  if (level < 0.0 || level > 1.02 || abs(vPx.y - level) > 0.021) return false;
  float x = (vPx.x - 0.2) / 0.075;
  return x > 0.0 && x < n && fract(x) < 0.72;
}
void main(void) {
  vec4 fill = texelFetch(sheet, ivec2(0, int(vState + 0.5)), 0);
  vec4 line = texelFetch(sheet, ivec2(1, int(vState + 0.5)), 0);
  vec4 ground = texelFetch(sheet, ivec2(2, int(vState + 0.5)), 0);
  bool tick = dash(vMarks.y, 1.0) || dash(vMarks.z, 2.0) || dash(vMarks.w, 3.0);
  bool body = vPx.x > 0.0 && vPx.x < 0.17 && vPx.y > -0.03 && vPx.y < 1.03;
  bool inner = vPx.x > 0.03 && vPx.x < 0.14 && vPx.y > 0.0 && vPx.y < 1.0;
  bool near = vPx.x > -0.03 && vPx.x < 0.43 && vPx.y > -0.04 && vPx.y < 1.04;
  if (tick) fragColor = line;
  else if (inner) fragColor = vMarks.x >= 0.0 && vPx.y <= vMarks.x ? fill : ground;
  else if (body) fragColor = vMarks.x < 0.0 && fract(vPx.y * 8.0) < 0.5 ? ground : line;
  else if (near) fragColor = ground * 0.45;
  else discard;
  fragColor *= sign.opacity;
}
`;
