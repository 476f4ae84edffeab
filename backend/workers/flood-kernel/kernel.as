// AssemblyScript, not TypeScript: compiled by scripts/flood-kernel.ts into kernel.wasm beside it.
// The local-inertial scheme of backend/core/simulations/flood/local-inertial.ts in f32, four cells at a time. Arrays are padded as
// grid.ts says and lie in the imported memory; what is given to `setup` are byte addresses. One pass over the rows does all three
// stages, each a row behind the one before, so that what a row needs is still in the cache; new fluxes stand in four rows of scratch
// until nobody needs the old ones. Tiles have paces (paces.ts): a sweep moves the tiles of one pace.

let width: i32 = 0, ny: i32 = 0, across: i32 = 0, h: usize = 0, z: usize = 0, kx: usize = 0, ky: usize = 0, crestX: usize = 0, crestY: usize = 0;
let qx: usize = 0, qy: usize = 0, carry: usize = 0, sumX: usize = 0, sumY: usize = 0, spent: usize = 0, scratchX: usize = 0, scratchY: usize = 0, pitch: usize = 0, paces: usize = 0;
let theta: f32 = 0, hMin: f32 = 0, dx: f32 = 0;
const G: f32 = 9.81, HAIR: f32 = <f32>(1 - 1e-6);
// Rows of a tile are 2^SHIFT; groups of a tile row's items as paces.ts writes them.
const SHIFT: i32 = 4;
const CELLS = 0, EAST = 1, NORTH = 2, GIVE_X = 3, GIVE_Y = 4, TAKE_X = 5, TAKE_Y = 6;

export function setup(w: i32, rows: i32, tiles: i32, first: usize, bytes: usize, scratch: usize, paces_: usize, theta_: f32, hMin_: f32, dx_: f32): void {
  width = w; ny = rows; across = tiles;
  h = first; z = h + bytes; kx = z + bytes; ky = kx + bytes; crestX = ky + bytes; crestY = crestX + bytes; qx = crestY + bytes; qy = qx + bytes;
  carry = qy + bytes; sumX = carry + bytes; sumY = sumX + bytes; spent = sumY + bytes;
  pitch = (<usize>w << 2) + 64; scratchX = scratch; scratchY = scratch + 4 * pitch; paces = paces_;
  theta = theta_; hMin = hMin_; dx = dx_;
}

// h^(-7/3): a seed from the upper half of the bits (a third of it taken off), two Newton steps (relative error 2e-5), then the seventh power.
// @ts-ignore: decorator
@inline
function minusSevenThirds(x: v128): v128 {
  const third = f32x4.splat(<f32>(1.0 / 3.0)), four = f32x4.splat(<f32>(4.0 / 3.0));
  const y = f32x4.mul(x, third);
  let r = i32x4.sub(i32x4.splat(0x54a1e000), i32x4.dot_i16x8_s(x, i32x4.splat(0x55550000)));
  r = f32x4.mul(r, f32x4.sub(four, f32x4.mul(y, f32x4.mul(r, f32x4.mul(r, r)))));
  r = f32x4.mul(r, f32x4.sub(four, f32x4.mul(y, f32x4.mul(r, f32x4.mul(r, r)))));
  const r3 = f32x4.mul(r, f32x4.mul(r, r));
  return f32x4.mul(r, f32x4.mul(r3, r3));
}

// New flux through four faces. hf: depth in the face; rise: how much higher its own side stands; beside: the sum of its own neighbours' flux along the flow; across: mean of the four across it.
// @ts-ignore: decorator
@inline
function face(hf: v128, rise: v128, q: v128, beside: v128, across: v128, k: v128, least: v128, own_: v128, aside: v128, push_: v128): v128 {
  const wet = f32x4.gt(hf, least);
  const speed = f32x4.sqrt(f32x4.add(f32x4.mul(q, q), f32x4.mul(across, across)));
  const drag = f32x4.add(f32x4.splat(1), f32x4.mul(k, f32x4.mul(speed, minusSevenThirds(hf))));
  const own = f32x4.add(f32x4.mul(own_, q), f32x4.mul(aside, beside));
  const push = f32x4.mul(f32x4.mul(push_, hf), rise);
  const next = f32x4.div(f32x4.sub(own, push), drag);
  const cap = f32x4.mul(hf, f32x4.sqrt(f32x4.mul(f32x4.splat(G), hf)));
  return v128.and(wet, f32x4.pmax(f32x4.neg(cap), f32x4.pmin(cap, next)));
}

// Where a row's new fluxes stand, less the row's own offset: what is added to a cell's offset.
// @ts-ignore: decorator
@inline
function newX(r: i32): usize { return scratchX + <usize>(r & 3) * pitch - (<usize>((r + 1) * width) << 2); }
// @ts-ignore: decorator
@inline
function newY(r: i32): usize { return scratchY + <usize>(r & 3) * pitch - (<usize>((r + 1) * width) << 2); }

// @ts-ignore: decorator
@inline
function fluxes(r: i32, from: i32, columns: i32, dt: f32): void {
  // Locals: what is global would be read anew for every four cells.
  const quarter = f32x4.splat(0.25), least = f32x4.splat(hMin), own = f32x4.splat(theta), aside = f32x4.splat((1 - theta) / 2), push = f32x4.splat(G * dt / dx), step = f32x4.splat(dt), zero = f32x4.splat(0);
  const row: usize = (<usize>width) << 2;
  const end = <usize>(from + columns) << 2;
  const z_ = z, h_ = h, x_ = qx, y_ = qy, cx = crestX, cy = crestY, toX = newX(r), toY = newY(r), nx = kx, ny_ = ky;
  let o = <usize>from << 2;
  for (; o < end; o += 16) {
    const eta = f32x4.add(v128.load(z_ + o), v128.load(h_ + o));
    const west = f32x4.add(v128.load(z_ + o - 4), v128.load(h_ + o - 4));
    const south = f32x4.add(v128.load(z_ + o - row), v128.load(h_ + o - row));
    const hx = f32x4.sub(f32x4.pmax(eta, west), v128.load(cx + o));
    const hy = f32x4.sub(f32x4.pmax(eta, south), v128.load(cy + o));
    if (!v128.any_true(f32x4.gt(f32x4.pmax(hx, hy), least))) {
      v128.store(toX + o, zero);
      v128.store(toY + o, zero);
      continue;
    }
    const x = v128.load(x_ + o), y = v128.load(y_ + o), east = v128.load(x_ + o + 4), north = v128.load(y_ + o + row);
    const acrossX = f32x4.mul(quarter, f32x4.add(f32x4.add(v128.load(y_ + o - 4), y), f32x4.add(v128.load(y_ + o + row - 4), north)));
    const acrossY = f32x4.mul(quarter, f32x4.add(f32x4.add(v128.load(x_ + o - row), x), f32x4.add(v128.load(x_ + o - row + 4), east)));
    const fx = face(hx, f32x4.sub(eta, west), x, f32x4.add(v128.load(x_ + o - 4), east), acrossX, f32x4.mul(step, v128.load(nx + o)), least, own, aside, push);
    const fy = face(hy, f32x4.sub(eta, south), y, f32x4.add(v128.load(y_ + o - row), north), acrossY, f32x4.mul(step, v128.load(ny_ + o)), least, own, aside, push);
    v128.store(toX + o, fx);
    v128.store(toY + o, fy);
  }
}

// Whether the tile of a cell has a shorter pace. What goes through a face to it is what it gave and is not scaled any more.
function swifter(column: i32, row: i32, pace: i32): bool {
  return <i32>load<u8>(paces + <usize>((((row - 1) >> SHIFT) + 1) * (across + 2) + ((column - 1) >> SHIFT) + 1)) < pace;
}

function scale(c: i32, r: i32, dt: f32, pace: i32): void {
  const o = <usize>c << 2;
  const wAt = newX(r) + o, eAt = wAt + 4, sAt = newY(r) + o, nAt = newY(r + 1) + o + (<usize>width << 2);
  const w = load<f32>(wAt), e = load<f32>(eAt), s = load<f32>(sAt), n = load<f32>(nAt);
  // A hair below all it holds, so that rounding leaves no negative depth.
  let held = dx * HAIR * load<f32>(h + o);
  const outW = max<f32>(0, -w), outE = max<f32>(0, e), outS = max<f32>(0, -s), outN = max<f32>(0, n);
  let out = dt * ((outE + outW) + (outN + outS));
  if (out <= held) return;
  let toW = true, toE = true, toS = true, toN = true;
  if (pace > 0) {
    const column = c % width;
    toW = !swifter(column - 1, r + 1, pace); toE = !swifter(column + 1, r + 1, pace); toS = !swifter(column, r, pace); toN = !swifter(column, r + 2, pace);
    if (!(toW && toE && toS && toN)) {
      out = dt * (((toE ? outE : 0) + (toW ? outW : 0)) + ((toN ? outN : 0) + (toS ? outS : 0)));
      held = max<f32>(0, held - dt * (((toE ? 0 : outE) + (toW ? 0 : outW)) + ((toN ? 0 : outN) + (toS ? 0 : outS))));
      if (out <= held) return;
    }
  }
  const beta = held / out;
  if (toW && w < 0) store<f32>(wAt, w * beta);
  if (toE && e > 0) store<f32>(eAt, e * beta);
  if (toS && s < 0) store<f32>(sAt, s * beta);
  if (toN && n > 0) store<f32>(nAt, n * beta);
}

// Scales those of four fluxes that leave their cells: up (east, north) or down.
// @ts-ignore: decorator
@inline
function shrink(at: usize, beta: v128, up: bool): void {
  const q = v128.load(at), zero = f32x4.splat(0);
  v128.store(at, v128.bitselect(f32x4.mul(q, beta), q, up ? f32x4.gt(q, zero) : f32x4.lt(q, zero)));
}

// @ts-ignore: decorator
@inline
function limitOutflow(r: i32, from: i32, columns: i32, dt: f32, pace: i32): void {
  const zero = f32x4.splat(0), step = f32x4.splat(dt), held = f32x4.splat(dx * HAIR);
  const x_ = newX(r), y_ = newY(r), n_ = newY(r + 1) + (<usize>width << 2), h_ = h;
  const inner = r & ((1 << SHIFT) - 1), rim = inner == 0 || inner == (1 << SHIFT) - 1;
  for (let c = from; c < from + columns; c += 4) {
    const o = <usize>c << 2;
    const x = f32x4.sub(f32x4.pmax(zero, v128.load(x_ + o + 4)), f32x4.pmin(zero, v128.load(x_ + o)));
    const y = f32x4.sub(f32x4.pmax(zero, v128.load(n_ + o)), f32x4.pmin(zero, v128.load(y_ + o)));
    const out = f32x4.mul(step, f32x4.add(x, y)), has = f32x4.mul(held, v128.load(h_ + o));
    const over = f32x4.gt(out, has);
    if (!v128.any_true(over)) continue;
    if (rim || c == from || c + 4 >= from + columns) {
      for (let i = 0; i < 4; i++) scale(c + i, r, dt, pace);
      continue;
    }
    // What scale() does, for four cells none of which adjoins another pace. Each face has one cell it leaves: none is scaled twice.
    const beta = v128.bitselect(f32x4.div(has, out), f32x4.splat(1), over);
    shrink(x_ + o, beta, false);
    shrink(x_ + o + 4, beta, true);
    shrink(y_ + o, beta, false);
    shrink(n_ + o, beta, true);
  }
}

// @ts-ignore: decorator
@inline
function update(r: i32, from: i32, columns: i32, k: f32, deepest: v128): v128 {
  const zero = f32x4.splat(0), share = f32x4.splat(k);
  const x_ = newX(r), y_ = newY(r), n_ = newY(r + 1) + (<usize>width << 2), h_ = h, rest = carry, toX = qx, toY = qy;
  const end = <usize>(from + columns) << 2;
  for (let o = <usize>from << 2; o < end; o += 16) {
    const west = v128.load(x_ + o), south = v128.load(y_ + o);
    const x = f32x4.sub(west, v128.load(x_ + o + 4));
    const y = f32x4.sub(south, v128.load(n_ + o));
    const held = v128.load(h_ + o);
    const more = f32x4.add(f32x4.mul(share, f32x4.add(x, y)), v128.load(rest + o));
    const next = f32x4.pmax(zero, f32x4.add(held, more));
    // What does not fit into the depth's last digit waits for the next step (Kahan), else standing water would lose it for good.
    v128.store(rest + o, f32x4.sub(more, f32x4.sub(next, held)));
    v128.store(h_ + o, next);
    v128.store(toX + o, west);
    v128.store(toY + o, south);
    deepest = f32x4.pmax(deepest, next);
  }
  return deepest;
}

// A face to a tile of a longer pace: that tile's cell stands still meanwhile and may give no more than it holds. `far`: it lies east or north.
// @ts-ignore: decorator
@inline
function give(at: usize, face: usize, back: usize, far: i32, dt: f32): void {
  const q = load<f32>(at + face), cell = far ? face : face - back;
  const out = far ? max<f32>(0, -q) : max<f32>(0, q);
  if (out == 0) return;
  const room = max<f32>(0, load<f32>(h + cell) * dx - load<f32>(spent + cell));
  const goes = min<f32>(out, room / dt * <f32>(1 - 4e-7));
  store<f32>(at + face, far ? -goes : goes);
  store<f32>(spent + cell, load<f32>(spent + cell) + goes * dt);
}
// A face to a tile of a shorter pace: its mean over this step; the face's own last flux waits in the sum's place.
// @ts-ignore: decorator
@inline
function take(at: usize, sum: usize, q: usize, face: usize, dt: f32): void {
  store<f32>(at + face, load<f32>(sum + face) / dt);
  store<f32>(sum + face, load<f32>(q + face));
}

// @ts-ignore: decorator
@inline
function group(items: usize, r: i32, kind: i32): usize { return items + ((<usize>(r >> SHIFT) * 8 + kind) << 2); }
// @ts-ignore: decorator
@inline
function item(items: usize, at: i32): usize { return items + (<usize>at) * 12; }

function begin(r: i32, items: usize, dt: f32, pace: i32): void {
  const first = (r & ((1 << SHIFT) - 1)) == 0, from = (r + 1) * width, back: usize = <usize>width << 2;
  // North of a tile that nobody awake adjoins nothing flows.
  if (first || r == ny) memory.fill(newY(r) + (<usize>from << 2), 0, pitch);
  for (let kind = CELLS; kind <= TAKE_Y; kind++) {
    if (kind == NORTH || kind == GIVE_Y || kind == TAKE_Y ? !first : r >= ny) continue;
    const g = group(items, r, kind), last = load<i32>(g, 4);
    for (let k = load<i32>(g); k < last; k++) {
      const at = item(items, k), c = from + load<i32>(at), columns = load<i32>(at, 4), far = load<i32>(at, 8);
      if (kind <= NORTH) {
        fluxes(r, c, columns, dt);
        if (kind == CELLS) v128.store(newX(r) + (<usize>(c + columns) << 2), f32x4.splat(0));
        continue;
      }
      for (let i = 0; i < columns; i++) {
        const face = <usize>(c + i) << 2;
        if (kind == GIVE_X) give(newX(r), face, 4, far, dt);
        else if (kind == GIVE_Y) give(newY(r), face, back, far, dt);
        else if (kind == TAKE_X) take(newX(r), sumX, qx, face, dt);
        else take(newY(r), sumY, qy, face, dt);
      }
    }
  }
}

function finish(r: i32, items: usize, dt: f32): void {
  const first = (r & ((1 << SHIFT) - 1)) == 0, from = (r + 1) * width;
  for (let kind = GIVE_X; kind <= TAKE_Y; kind++) {
    if (kind == GIVE_Y || kind == TAKE_Y ? !first : r >= ny) continue;
    const g = group(items, r, kind), last = load<i32>(g, 4);
    const isX = kind == GIVE_X || kind == TAKE_X;
    const sum = isX ? sumX : sumY, q = isX ? qx : qy, at_ = isX ? newX(r) : newY(r), back: usize = isX ? 4 : <usize>width << 2;
    for (let k = load<i32>(g); k < last; k++) {
      const at = item(items, k), c = from + load<i32>(at), columns = load<i32>(at, 4), far = load<i32>(at, 8);
      for (let i = 0; i < columns; i++) {
        const face = <usize>(c + i) << 2;
        if (kind <= GIVE_Y) {
          const goes = load<f32>(at_ + face);
          store<f32>(q + face, goes);
          store<f32>(sum + face, load<f32>(sum + face) + goes * dt);
        } else {
          store<f32>(q + face, load<f32>(sum + face));
          store<f32>(sum + face, 0);
          store<f32>(spent + (far ? face - back : face), 0);
        }
      }
    }
  }
}

// Moves the tiles of one pace by dt. items: for each tile row eight i32, where its groups begin; then the items, three i32 each.
// Returns the largest depth in them.
export function sweep(items: usize, pace: i32, dt: f32): f32 {
  let deepest = f32x4.splat(0);
  for (let j = 0; j < ny + 3; j++) {
    if (j <= ny) begin(j, items, dt, pace);
    for (let stage = 1; stage < 3; stage++) {
      const r = j - stage;
      if (r < 0 || r > ny) continue;
      if (r < ny) {
        const g = group(items, r, CELLS), last = load<i32>(g, 4);
        for (let k = load<i32>(g); k < last; k++) {
          const at = item(items, k), from = (r + 1) * width + load<i32>(at);
          if (stage == 1) limitOutflow(r, from, load<i32>(at, 4), dt, pace);
          else deepest = update(r, from, load<i32>(at, 4), dt / dx, deepest);
        }
      }
      if (stage == 2) finish(r, items, dt);
    }
  }
  return highest(deepest);
}

// @ts-ignore: decorator
@inline
function highest(v: v128): f32 {
  return max<f32>(max<f32>(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)), max<f32>(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)));
}

// Largest depth of each tile, row after row, one f32 each.
export function look(to: usize): void {
  for (let b = 0; b << SHIFT < ny; b++) for (let a = 0; a < across; a++) {
    let deepest = f32x4.splat(0);
    const end = min((b + 1) << SHIFT, ny);
    for (let r = b << SHIFT; r < end; r++) {
      const from = h + (<usize>((r + 1) * width + (a << SHIFT) + 1) << 2);
      const to_ = min(16, width - 1 - (a << SHIFT));
      for (let i = 0; i < to_; i += 4) deepest = f32x4.pmax(deepest, v128.load(from + (<usize>i << 2)));
    }
    store<f32>(to + (<usize>(b * across + a) << 2), highest(deepest));
  }
}
