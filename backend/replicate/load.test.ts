import { expect, test } from "vitest";
import { openLoad } from "./load.ts";

const MOST = { rows: 2000, bytes: 4_000_000 };

test.each([[2_000], [20_000], [400_000], [100_000_000]])("over a line of %i B/s on which an answer is waited for 30 s everything passes sooner or later, and few tries are lost", (perSecond) => {
  const load = openLoad(MOST);
  let [sent, lost] = [0, 0];
  for (let i = 0; i < 200; i++) {
    const { bytes } = load.bounds();
    const ms = (bytes / perSecond) * 1000;
    if (ms > 30_000) {
      lost++;
      load.lost();
    } else {
      sent++;
      load.took(ms);
    }
  }
  expect(lost).toBeLessThanOrEqual(5);
  expect(sent).toBeGreaterThanOrEqual(195);
});

test("on a good line all there may be goes at once again, and never more", () => {
  const load = openLoad(MOST);
  for (let i = 0; i < 20; i++) load.lost();
  expect(load.bounds()).toEqual({ rows: 20, bytes: 16_000 });
  for (let i = 0; i < 20; i++) load.took(50);
  expect(load.bounds()).toEqual(MOST);
  expect(openLoad({ rows: 2000, bytes: 1000 }).bounds().bytes).toBe(1000);
});
