/**
 * A linear model with noise (Kalman 1960): x' = F x + w, var w = Q; z = H x + v, var v = R. One value is measured at a time.
 * Matrices are row-major, n × n.
 */
export interface Linear {
  n: number;
  F: Float64Array;
  Q: Float64Array;
  H: Float64Array;
  R: number;
}
export interface Belief {
  x: Float64Array;
  P: Float64Array;
}
/** What a measurement did: the share of the surprise that was believed, the surprise, and the variance it should have had. */
export interface Update {
  belief: Belief;
  gain: Float64Array;
  surprise: number;
  variance: number;
}

/** A level that wanders (random walk): the plainest model through gaps. @param q variance of a step, @param r of a measurement */
export function localLevel(q: number, r: number): Linear {
  return { n: 1, F: Float64Array.of(1), Q: Float64Array.of(q), H: Float64Array.of(1), R: r };
}

/**
 * A gauge by its own past values, newest first: y' = sum a y + input, seen through noise.
 *
 * @param own coefficients of the own values, @param q variance of what they leave over, @param r of a measurement
 */
export function autoregressive(own: ArrayLike<number>, q: number, r: number): Linear {
  const n = own.length;
  const [F, Q, H] = [new Float64Array(n * n), new Float64Array(n * n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    F[i] = own[i]!;
    if (i > 0) F[i * n + i - 1] = 1;
  }
  [Q[0], H[0]] = [q, 1];
  return { n, F, Q, H, R: r };
}

/** One step on. @param input added to the first value: what drivers bring */
export function predict({ n, F, Q }: Linear, { x, P }: Belief, input = 0): Belief {
  const next = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) next[i]! += F[i * n + j]! * x[j]!;
  next[0]! += input;
  const FP = product(F, P, n);
  const grown = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) {
    let sum = Q[i * n + j]!;
    for (let k = 0; k < n; k++) sum += FP[i * n + k]! * F[j * n + k]!;
    grown[i * n + j] = sum;
  }
  return { x: next, P: grown };
}

/** A measurement comes in; NaN: none came, and nothing is changed. Joseph's form, which keeps P symmetric and never negative. */
export function update({ n, H, R }: Linear, { x, P }: Belief, z: number): Update {
  const PH = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) PH[i]! += P[i * n + j]! * H[j]!;
  const seen = x.reduce((sum, value, i) => sum + value * H[i]!, 0);
  const variance = PH.reduce((sum, value, i) => sum + value * H[i]!, R);
  if (Number.isNaN(z)) return { belief: { x, P }, gain: new Float64Array(n), surprise: Number.NaN, variance };
  const gain = PH.map((value) => value / variance);
  const left = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) left[i * n + j] = (i === j ? 1 : 0) - gain[i]! * H[j]!;
  const LP = product(left, P, n);
  const next = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) {
    let sum = gain[i]! * R * gain[j]!;
    for (let k = 0; k < n; k++) sum += LP[i * n + k]! * left[j * n + k]!;
    next[i * n + j] = sum;
  }
  return { belief: { x: x.map((value, i) => value + gain[i]! * (z - seen)), P: next }, gain, surprise: z - seen, variance };
}

/** What will be measured in the next steps: mean and variance of each. @param inputs what drivers bring in each of them */
export function ahead(model: Linear, belief: Belief, inputs: ArrayLike<number>): { mean: number; variance: number }[] {
  const steps: { mean: number; variance: number }[] = [];
  let now = belief;
  for (let k = 0; k < inputs.length; k++) {
    now = predict(model, now, inputs[k]!);
    const { variance } = update(model, now, Number.NaN);
    steps.push({ mean: now.x.reduce((sum, value, i) => sum + value * model.H[i]!, 0), variance });
  }
  return steps;
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const c = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let k = 0; k < n; k++) for (let j = 0; j < n; j++) c[i * n + j]! += a[i * n + k]! * b[k * n + j]!;
  return c;
}
