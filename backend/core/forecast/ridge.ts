import { fail, ok, type Result } from "#contract/result";

/** Least squares that also keep coefficients small. */
export interface Fitted {
  coefficients: Float64Array;
  /** Of each coefficient; as if without a penalty, so too small where that is large. */
  standardErrors: Float64Array;
  /** Variance of what the fit leaves over. */
  residual: number;
  rows: number;
}
export type FitFault = { code: "too-few-rows"; rows: number; needed: number } | { code: "singular" };

/** Rows a coefficient needs at least: fewer are learnt by heart. */
const ROWS_EACH = 10;

/** Sums up rows one at a time: a year of minutes is never held as a matrix. */
export interface Ridge {
  /** @param row as long as there are coefficients */
  add(row: Float64Array, target: number): void;
  solve(): Result<Fitted, FitFault>;
}

/**
 * Ridge regression by the normal equations (Hoerl and Kennard 1970): (X'X + n lambda D) b = X'y, D the mean square of each column.
 *
 * @param lambda share of a column's own mean square that is added to it; the first column, the constant, is left alone
 */
export function openRidge(size: number, lambda: number): Ridge {
  const gram = new Float64Array(size * size);
  const moment = new Float64Array(size);
  let [rows, squares] = [0, 0];
  return {
    add(row, target) {
      rows++;
      squares += target * target;
      for (let i = 0; i < size; i++) {
        moment[i]! += row[i]! * target;
        for (let j = 0; j <= i; j++) gram[i * size + j]! += row[i]! * row[j]!;
      }
    },
    solve() {
      const needed = size * ROWS_EACH;
      if (rows < needed) return fail({ code: "too-few-rows", rows, needed });
      const factor = gram.slice();
      for (let i = 1; i < size; i++) factor[i * size + i]! *= 1 + lambda;
      if (!decompose(factor, size)) return fail({ code: "singular" });
      const coefficients = solved(factor, size, moment);
      let explained = 0;
      for (let i = 0; i < size; i++) {
        explained += 2 * coefficients[i]! * moment[i]!;
        for (let j = 0; j < size; j++) explained -= coefficients[i]! * coefficients[j]! * (j <= i ? gram[i * size + j]! : gram[j * size + i]!);
      }
      const residual = Math.max(0, squares - explained) / (rows - size);
      const standardErrors = Float64Array.from({ length: size }, (_value, i) => Math.sqrt(residual * solved(factor, size, unit(size, i))[i]!));
      return ok({ coefficients, standardErrors, residual, rows });
    },
  };
}

/** Cholesky: the lower triangle becomes L of L L'. @returns false where columns depend on one another */
function decompose(a: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j++) {
    const own = a[j * n + j]!;
    for (let k = 0; k < j; k++) a[j * n + j]! -= a[j * n + k]! ** 2;
    const pivot = a[j * n + j]!;
    if (!(pivot > own * 1e-12)) return false;
    const root = (a[j * n + j] = Math.sqrt(pivot));
    for (let i = j + 1; i < n; i++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!;
      a[i * n + j] = sum / root;
    }
  }
  return true;
}

function solved(factor: Float64Array, n: number, right: Float64Array): Float64Array {
  const x = right.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i * n + k]! * x[k]!;
    x[i]! /= factor[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= factor[k * n + i]! * x[k]!;
    x[i]! /= factor[i * n + i]!;
  }
  return x;
}

function unit(n: number, i: number): Float64Array {
  const vector = new Float64Array(n);
  vector[i] = 1;
  return vector;
}
