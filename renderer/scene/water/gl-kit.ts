/** @throws Error when the driver refuses the shaders: a bug of ours or of the driver's */
export function makeProgram(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
    const shader = gl.createShader(type);
    if (shader === null) throw new Error("no shader: the context is lost");
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true && !gl.isContextLost()) throw new Error(gl.getProgramInfoLog(program) ?? "shaders do not link");
  return program;
}

/** What a texture is made of: internal format, format, type and, where there are, its texels. */
interface Texels {
  width: number;
  height: number;
  inside: number;
  format: number;
  type: number;
  data: ArrayBufferView<ArrayBuffer> | null;
  smooth?: boolean;
}

/** Leaves it bound to TEXTURE_2D of the active unit. */
export function makeTexture(gl: WebGL2RenderingContext, { width, height, inside, format, type, data, smooth = false }: Texels): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  plainUnpacking(gl);
  gl.texImage2D(gl.TEXTURE_2D, 0, inside, width, height, 0, format, type, data);
  const filter = smooth ? gl.LINEAR : gl.NEAREST;
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, filter);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, filter);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return texture;
}

/** Texels go in as they are: the map library turns and multiplies its own. */
export function plainUnpacking(gl: WebGL2RenderingContext): void {
  gl.bindBuffer(gl.PIXEL_UNPACK_BUFFER, null);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
}

/** `#rrggbb` as three numbers 0..1. */
export function rgb(colour: string): [number, number, number] {
  const [, r = "88", g = "88", b = "88"] = /^#(..)(..)(..)$/.exec(colour) ?? [];
  return [Number.parseInt(r, 16) / 255, Number.parseInt(g, 16) / 255, Number.parseInt(b, 16) / 255];
}
