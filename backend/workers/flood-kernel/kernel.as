// AssemblyScript, not TypeScript: compiled by scripts/flood-kernel.ts into kernel.wasm beside it.
// The local-inertial scheme of backend/core/simulations/flood/local-inertial.ts in f32, four cells at a time. Arrays are padded as
// grid.ts says and lie in the imported memory; what is given to `setup` are byte addresses. One pass over the rows does all three
// stages, each a row behind the one before, so that what a row needs is still in the cache.

let width: i32 = 0, h: usize = 0, z: usize = 0, kx: usize = 0, ky: usize = 0, crestX: usize = 0, crestY: usize = 0;
let qx: usize = 0, qy: usize = 0, newX: usize = 0, newY: usize = 0, carry: usize = 0;
let theta: f32 = 0, hMin: f32 = 0, dx: f32 = 0;
const G: f32 = 9.81;

export function setup(w: i32, h_: usize, z_: usize, kx_: usize, ky_: usize, cx: usize, cy: usize, qx_: usize, qy_: usize, nx_: usize, ny_: usize, carry_: usize, theta_: f32, hMin_: f32, dx_: f32): void {
  width = w; h = h_; z = z_; kx = kx_; ky = ky_; crestX = cx; crestY = cy; qx = qx_; qy = qy_; newX = nx_; newY = ny_; carry = carry_;
  theta = theta_; hMin = hMin_; dx = dx_;
}

// h^(-7/3): a seed from the bits, two Newton steps (relative error 1e-5), then the seventh power.
// @ts-ignore: decorator
@inline
function minusSevenThirds(x: v128): v128 {
  const third = f32x4.splat(<f32>(1.0 / 3.0));
  const bits = i32x4.trunc_sat_f32x4_s(f32x4.mul(f32x4.convert_i32x4_s(x), third));
  let r = i32x4.sub(i32x4.splat(0x54a2fa8c), bits);
  r = f32x4.mul(f32x4.mul(r, third), f32x4.sub(f32x4.splat(4), f32x4.mul(x, f32x4.mul(r, f32x4.mul(r, r)))));
  r = f32x4.mul(f32x4.mul(r, third), f32x4.sub(f32x4.splat(4), f32x4.mul(x, f32x4.mul(r, f32x4.mul(r, r)))));
  const r3 = f32x4.mul(r, f32x4.mul(r, r));
  return f32x4.mul(r, f32x4.mul(r3, r3));
}

// New flux through four faces. before, after: the faces' own neighbours along the flow; a, b, c, d: the four fluxes across it.
// @ts-ignore: decorator
@inline
function face(eta: v128, other: v128, crest: v128, q: v128, before: v128, after: v128, across: v128, k: v128, least: v128, own_: v128, aside: v128, push_: v128): v128 {
  const hf = f32x4.sub(f32x4.pmax(eta, other), crest);
  const wet = f32x4.gt(hf, least);
  if (!v128.any_true(wet)) return f32x4.splat(0);
  const speed = f32x4.sqrt(f32x4.add(f32x4.mul(q, q), f32x4.mul(across, across)));
  const drag = f32x4.add(f32x4.splat(1), f32x4.mul(k, f32x4.mul(speed, minusSevenThirds(hf))));
  const own = f32x4.add(f32x4.mul(own_, q), f32x4.mul(aside, f32x4.add(before, after)));
  const push = f32x4.mul(f32x4.mul(push_, hf), f32x4.sub(eta, other));
  const next = f32x4.div(f32x4.sub(own, push), drag);
  const cap = f32x4.mul(hf, f32x4.sqrt(f32x4.mul(f32x4.splat(G), hf)));
  return v128.and(wet, f32x4.pmax(f32x4.neg(cap), f32x4.pmin(cap, next)));
}

// @ts-ignore: decorator
@inline
function fluxes(from: i32, to: i32, dt: f32): void {
  // Locals: what is global would be read anew for every four cells.
  const quarter = f32x4.splat(0.25), least = f32x4.splat(hMin), own = f32x4.splat(theta), aside = f32x4.splat((1 - theta) / 2), push = f32x4.splat(G * dt / dx), step = f32x4.splat(dt);
  const row: usize = (<usize>width) << 2;
  const end = <usize>to << 2;
  const z_ = z, h_ = h, x_ = qx, y_ = qy, cx = crestX, cy = crestY, toX = newX, toY = newY, nx = kx, ny = ky;
  for (let o = <usize>from << 2; o < end; o += 16) {
    const eta = f32x4.add(v128.load(z_ + o), v128.load(h_ + o));
    const west = f32x4.add(v128.load(z_ + o - 4), v128.load(h_ + o - 4));
    const south = f32x4.add(v128.load(z_ + o - row), v128.load(h_ + o - row));
    const x = v128.load(x_ + o), y = v128.load(y_ + o), east = v128.load(x_ + o + 4), north = v128.load(y_ + o + row);
    const acrossX = f32x4.mul(quarter, f32x4.add(f32x4.add(v128.load(y_ + o - 4), y), f32x4.add(v128.load(y_ + o + row - 4), north)));
    v128.store(toX + o, face(eta, west, v128.load(cx + o), x, v128.load(x_ + o - 4), east, acrossX, f32x4.mul(step, v128.load(nx + o)), least, own, aside, push));
    const acrossY = f32x4.mul(quarter, f32x4.add(f32x4.add(v128.load(x_ + o - row), x), f32x4.add(v128.load(x_ + o - row + 4), east)));
    v128.store(toY + o, face(eta, south, v128.load(cy + o), y, v128.load(y_ + o - row), north, acrossY, f32x4.mul(step, v128.load(ny + o)), least, own, aside, push));
  }
}

function scale(c: i32, dt: f32): void {
  const o = <usize>c << 2;
  const row: usize = (<usize>width) << 2;
  const w = load<f32>(newX + o), e = load<f32>(newX + o + 4), s = load<f32>(newY + o), n = load<f32>(newY + o + row);
  const out = (max<f32>(0, -w) + max<f32>(0, e)) + (max<f32>(0, -s) + max<f32>(0, n));
  const held = load<f32>(h + o) * dx;
  if (dt * out <= held) return;
  // A hair below all it holds, so that rounding leaves no negative depth.
  const beta = held / (dt * out) * <f32>(1 - 4e-7);
  if (w < 0) store<f32>(newX + o, w * beta);
  if (e > 0) store<f32>(newX + o + 4, e * beta);
  if (s < 0) store<f32>(newY + o, s * beta);
  if (n > 0) store<f32>(newY + o + row, n * beta);
}

// @ts-ignore: decorator
@inline
function limitOutflow(from: i32, to: i32, dt: f32): void {
  const zero = f32x4.splat(0), step = f32x4.splat(dt), held = f32x4.splat(dx * <f32>(1 - 1e-6));
  const row: usize = (<usize>width) << 2;
  const x_ = newX, y_ = newY, h_ = h;
  for (let c = from; c < to; c += 4) {
    const o = <usize>c << 2;
    const x = f32x4.sub(f32x4.pmax(zero, v128.load(x_ + o + 4)), f32x4.pmin(zero, v128.load(x_ + o)));
    const y = f32x4.sub(f32x4.pmax(zero, v128.load(y_ + o + row)), f32x4.pmin(zero, v128.load(y_ + o)));
    const over = f32x4.gt(f32x4.mul(step, f32x4.add(x, y)), f32x4.mul(held, v128.load(h_ + o)));
    if (v128.any_true(over)) for (let i = 0; i < 4; i++) scale(c + i, dt);
  }
}

// @ts-ignore: decorator
@inline
function update(from: i32, to: i32, k: f32, deepest: v128): v128 {
  const zero = f32x4.splat(0), share = f32x4.splat(k);
  const row: usize = (<usize>width) << 2;
  const x_ = newX, y_ = newY, h_ = h, rest = carry;
  const end = <usize>to << 2;
  for (let o = <usize>from << 2; o < end; o += 16) {
    const x = f32x4.sub(v128.load(x_ + o), v128.load(x_ + o + 4));
    const y = f32x4.sub(v128.load(y_ + o), v128.load(y_ + o + row));
    const held = v128.load(h_ + o);
    const more = f32x4.add(f32x4.mul(share, f32x4.add(x, y)), v128.load(rest + o));
    const next = f32x4.pmax(zero, f32x4.add(held, more));
    // What does not fit into the depth's last digit waits for the next step (Kahan), else standing water would lose it for good.
    v128.store(rest + o, f32x4.sub(more, f32x4.sub(next, held)));
    v128.store(h_ + o, next);
    deepest = f32x4.pmax(deepest, next);
  }
  return deepest;
}

// rows: for each row of the grid two i32, the first of its runs and the one after its last; runs: two i32, first column and columns.
// Returns the largest depth; new and old fluxes change places.
export function step(ny: i32, rows: usize, runs: usize, dt: f32): f32 {
  let deepest = f32x4.splat(0);
  for (let j = 0; j < ny + 2; j++) {
    for (let stage = 0; stage < 3; stage++) {
      const r = j - stage;
      if (r < 0 || r >= ny) continue;
      const last = load<i32>(rows + (<usize>r << 3) + 4);
      for (let at = load<i32>(rows + (<usize>r << 3)); at < last; at++) {
        const from = (r + 1) * width + load<i32>(runs + (<usize>at << 3));
        const to = from + load<i32>(runs + (<usize>at << 3) + 4);
        if (stage == 0) fluxes(from, to, dt);
        else if (stage == 1) limitOutflow(from, to, dt);
        else deepest = update(from, to, dt / dx, deepest);
      }
    }
  }
  let swap = qx; qx = newX; newX = swap;
  swap = qy; qy = newY; newY = swap;
  return max<f32>(max<f32>(f32x4.extract_lane(deepest, 0), f32x4.extract_lane(deepest, 1)), max<f32>(f32x4.extract_lane(deepest, 2), f32x4.extract_lane(deepest, 3)));
}
