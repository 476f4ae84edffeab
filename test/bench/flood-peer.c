// The flood kernel's peer for `npm run bench -- flood`: the same scheme in f32 as plain C, gcc -O3 -march=native vectorises it.
// Local-inertial after Bates et al. 2010 and de Almeida et al. 2012, friction by both directions, Froude cap, outflows scaled, a crest
// and a roughness for every face, carries of the depth. Prints million cell updates a second, the best of some rounds.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int W, NY;
static float *H, *Z, *KX, *KY, *CX, *CY, *QX, *QY, *AX, *AY, *CARRY;
typedef float *restrict to;
typedef const float *restrict from;

static inline float seven(float x) {
  int32_t i; memcpy(&i, &x, 4);
  i = 0x54a2fa8c - (int32_t)((float)i * (1.0f / 3.0f));
  float r; memcpy(&r, &i, 4);
  r = r * (1.0f / 3.0f) * (4.0f - x * r * r * r);
  r = r * (1.0f / 3.0f) * (4.0f - x * r * r * r);
  float r3 = r * r * r;
  return r * r3 * r3;
}
static inline float face(float eta, float other, float crest, float q, float sides, float across, float k, float push) {
  const float g = 9.81f, theta = 0.9f;
  float hf = (eta > other ? eta : other) - crest;
  float safe = hf > 1e-3f ? hf : 1e-3f;
  float speed = sqrtf(q * q + across * across);
  float next = (theta * q + (1 - theta) / 2 * sides - push * safe * (eta - other)) / (1 + k * speed * seven(safe));
  float cap = safe * sqrtf(g * safe);
  next = next > cap ? cap : next < -cap ? -cap : next;
  return hf > 1e-3f ? next : 0;
}
static void fluxes(int j, float dt, float dx, from h, from z, from kx, from ky, from cx, from cy, from qx, from qy, to ax, to ay) {
  const int w = W, o = (j + 1) * w;
  const float push = 9.81f * dt / dx;
  for (int c = o + 1; c < o + w - 1; c++) {
    float eta = z[c] + h[c];
    float ux = 0.25f * ((qy[c - 1] + qy[c]) + (qy[c - 1 + w] + qy[c + w]));
    ax[c] = face(eta, z[c - 1] + h[c - 1], cx[c], qx[c], qx[c - 1] + qx[c + 1], ux, dt * kx[c], push);
    float uy = 0.25f * ((qx[c - w] + qx[c]) + (qx[c - w + 1] + qx[c + 1]));
    ay[c] = face(eta, z[c - w] + h[c - w], cy[c], qy[c], qy[c - w] + qy[c + w], uy, dt * ky[c], push);
  }
}
#define POS(v) ((v) > 0 ? (v) : 0)
static void limit(int j, float dt, float dx, from h, float *ax, float *ay) {
  const int w = W, o = (j + 1) * w;
  int any = 0;
  for (int c = o + 1; c < o + w - 1; c++) any |= dt * (POS(-ax[c]) + POS(ax[c + 1]) + POS(-ay[c]) + POS(ay[c + w])) > h[c] * dx;
  if (!any) return;
  for (int c = o + 1; c < o + w - 1; c++) {
    float out = POS(-ax[c]) + POS(ax[c + 1]) + POS(-ay[c]) + POS(ay[c + w]);
    if (dt * out <= h[c] * dx) continue;
    float beta = h[c] * dx / (dt * out) * (1 - 4e-7f);
    if (ax[c] < 0) ax[c] *= beta;
    if (ax[c + 1] > 0) ax[c + 1] *= beta;
    if (ay[c] < 0) ay[c] *= beta;
    if (ay[c + w] > 0) ay[c + w] *= beta;
  }
}
static float update(int j, float k, from ax, from ay, to h, to carry) {
  const int w = W, o = (j + 1) * w;
  float deepest = 0;
  for (int c = o + 1; c < o + w - 1; c++) {
    float held = h[c], more = k * ((ax[c] - ax[c + 1]) + (ay[c] - ay[c + w])) + carry[c], next = held + more;
    next = next > 0 ? next : 0;
    carry[c] = more - (next - held);
    h[c] = next;
    deepest = next > deepest ? next : deepest;
  }
  return deepest;
}
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec * 1e-9; }

int main(int argc, char **argv) {
  const int nx = 1000, ny = 1000, steps = argc > 1 ? atoi(argv[1]) : 20, rounds = argc > 2 ? atoi(argv[2]) : 5;
  const float dx = 10, wall = 1e9f, n = 0.03f;
  W = nx + 4; NY = ny;
  const size_t size = (size_t)W * (ny + 2) + 16;
  float **all[] = {(float **)&H, (float **)&Z, (float **)&KX, (float **)&KY, (float **)&CX, (float **)&CY, (float **)&QX, (float **)&QY, (float **)&AX, (float **)&AY, (float **)&CARRY};
  for (int a = 0; a < 11; a++) { *all[a] = aligned_alloc(64, (size * 4 + 63) / 64 * 64); memset(*all[a], 0, size * 4); }
  for (size_t c = 0; c < size; c++) { CX[c] = CY[c] = wall; KX[c] = KY[c] = 9.81f * n * n; }
  for (int j = 0; j < ny; j++) for (int i = 0; i < nx; i++) {
    int c = (j + 1) * W + i + 1; float x = (i + 0.5f) * dx, y = (j + 0.5f) * dx;
    Z[c] = sinf(x / 300) * 0.5f + cosf(y / 200) * 0.5f + 1; H[c] = 2 + 0.1f * sinf(x / 50);
    if (i > 0) CX[c] = fmaxf(Z[c], Z[c - 1]);
    if (j > 0) CY[c] = fmaxf(Z[c], Z[c - W]);
  }
  const float dt = 0.6f * dx / sqrtf(9.81f * 3);
  double best = 0; float deepest = 0;
  for (int r = 0; r <= rounds; r++) {
    double start = now();
    for (int s = 0; s < steps; s++) {
      deepest = 0;
      for (int j = 0; j < ny + 2; j++) {
        if (j < ny) fluxes(j, dt, dx, H, Z, KX, KY, CX, CY, QX, QY, AX, AY);
        if (j >= 1 && j <= ny) limit(j - 1, dt, dx, H, AX, AY);
        if (j >= 2) { float d = update(j - 2, dt / dx, AX, AY, H, CARRY); if (d > deepest) deepest = d; }
      }
      float *t = QX; QX = AX; AX = t; t = QY; QY = AY; AY = t;
    }
    double rate = (double)nx * ny * steps / (now() - start) / 1e6;
    if (r > 0 && rate > best) best = rate;
  }
  printf("%.3f %.6f\n", best, deepest);
  return 0;
}
