/** Triangles of one colour: corners as x, y, z in metres, three to a triangle, counter-clockwise from outside; y is up (glTF 2.0 §3.3). */
export interface Surface {
  colour: readonly [red: number, green: number, blue: number];
  corners: number[];
}

const FLOAT = 5126;
const ARRAY_BUFFER = 34_962;

/** A binary glTF 2.0 of plain coloured surfaces, flat-shaded, with nothing outside itself. */
export function glb(surfaces: readonly Surface[]): Uint8Array {
  const positions = surfaces.map(({ corners }) => Float32Array.from(corners));
  const normals = positions.map(normalsOf);
  const pieces = positions.flatMap((position, i) => [position, normals[i]!]);
  let at = 0;
  const views = pieces.map(({ byteLength }) => {
    const view = { buffer: 0, byteOffset: at, byteLength, target: ARRAY_BUFFER };
    at += byteLength;
    return view;
  });
  const accessors = pieces.map((piece, i) => ({ bufferView: i, componentType: FLOAT, count: piece.length / 3, type: "VEC3", ...(i % 2 === 0 ? extent(piece) : {}) }));
  const description = {
    asset: { version: "2.0", generator: "Kỳ Đài" },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: surfaces.map((_, i) => ({ attributes: { POSITION: 2 * i, NORMAL: 2 * i + 1 }, material: i })) }],
    materials: surfaces.map(({ colour }) => ({ pbrMetallicRoughness: { baseColorFactor: [...colour, 1], metallicFactor: 0, roughnessFactor: 0.9 } })),
    buffers: [{ byteLength: at }],
    bufferViews: views,
    accessors,
  };
  const text = padded(Buffer.from(JSON.stringify(description)), 0x20);
  const data = padded(Buffer.concat(pieces.map((piece) => Buffer.from(piece.buffer))), 0);
  const head = Buffer.alloc(12);
  head.write("glTF", 0, "latin1");
  head.writeUInt32LE(2, 4);
  head.writeUInt32LE(12 + 8 + text.length + 8 + data.length, 8);
  return new Uint8Array(Buffer.concat([head, chunkHead(text.length, "JSON"), text, chunkHead(data.length, "BIN\0"), data]));
}

function chunkHead(length: number, type: string): Buffer {
  const out = Buffer.alloc(8);
  out.writeUInt32LE(length, 0);
  out.write(type, 4, "latin1");
  return out;
}

function padded(bytes: Buffer, filler: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4, filler)]);
}

/** One normal a triangle, for each of its corners. */
function normalsOf(corners: Float32Array): Float32Array {
  const out = new Float32Array(corners.length);
  for (let t = 0; t < corners.length; t += 9) {
    const side = (to: number): readonly [number, number, number] => [corners[t + to]! - corners[t]!, corners[t + to + 1]! - corners[t + 1]!, corners[t + to + 2]! - corners[t + 2]!];
    const u = side(3);
    const v = side(6);
    const n = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]] as const;
    const length = Math.hypot(...n) || 1;
    for (let corner = 0; corner < 9; corner += 3) out.set([n[0] / length, n[1] / length, n[2] / length], t + corner);
  }
  return out;
}

function extent(values: Float32Array): { min: number[]; max: number[] } {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  values.forEach((value, i) => {
    min[i % 3] = Math.min(min[i % 3]!, value);
    max[i % 3] = Math.max(max[i % 3]!, value);
  });
  return { min, max };
}
