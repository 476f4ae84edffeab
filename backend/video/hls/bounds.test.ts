import { expect, test } from "vitest";
import { handClock } from "../../../test/kit/hand-clock.ts";
import { readFragments } from "./fragments.ts";
import { openPlayer } from "./player.ts";
import { readTransportStream } from "./transport-stream.ts";

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** Packets of 188 bytes; zeros fill the last one. */
function packets(pid: number, content: Buffer): Buffer {
  const cut = Array.from({ length: Math.ceil(content.length / 184) }, (_, n) => {
    const payload = Buffer.alloc(184);
    content.copy(payload, 0, n * 184);
    return Buffer.concat([Buffer.from([0x47, (n === 0 ? 0x40 : 0) | (pid >> 8), pid & 0xff, 0x10]), payload]);
  });
  return Buffer.concat(cut);
}
/** A transport stream of H.264 (PID 256), each picture of so many NAL units of one byte. */
function stream(...pictures: number[]): Buffer {
  const programs = Buffer.from([0, 0, 0xb0, 13, 0, 1, 0xc1, 0, 0, 0, 1, 0xe0, 0x20, 0, 0, 0, 0]);
  const streams = Buffer.from([0, 2, 0xb0, 18, 0, 1, 0xc1, 0, 0, 0xe1, 0, 0xf0, 0, 0x1b, 0xe1, 0, 0xf0, 0, 0, 0, 0, 0]);
  return Buffer.concat([packets(0, programs), packets(0x20, streams), ...pictures.map((count) => packets(256, Buffer.concat([Buffer.from([0, 0, 1, 0xe0, 0, 0, 0x80, 0x80, 5, 0x21, 0, 1, 0, 1]), ...Array.from({ length: count }, () => Buffer.from([0, 0, 1, 0x65]))])))]);
}
test("invariant 12 a picture of more pieces than any is refused, and so is a segment of them", () => {
  const fine = readTransportStream(stream(9000, 9000));
  expect(fine.ok && fine.value.pieces.map(({ nals }) => nals.length)).toEqual([9000, 9000]);
  expect(readTransportStream(stream(20_000))).toMatchObject({ ok: false, fault: { reason: "malformed" } });
  expect(readTransportStream(stream(...Array.from({ length: 12 }, () => 9000)))).toMatchObject({ ok: false, fault: { reason: "malformed" } });
});

const box = (name: string, ...content: Buffer[]): Buffer => {
  const inner = Buffer.concat(content);
  return Buffer.concat([u32(8 + inner.length), Buffer.from(name, "latin1"), inner]);
};
/** A fragment whose every run says that its one picture is this one. */
function fragment(sample: Buffer, runs: number): Buffer {
  const moof = (from: number): Buffer => box("moof", box("traf", box("tfhd", u32(0), u32(1)), ...Array.from({ length: runs }, () => box("trun", u32(0x201), u32(1), u32(from), u32(sample.length)))));
  return Buffer.concat([moof(moof(0).length + 8), box("mdat", sample)]);
}
test("invariant 12 pictures of a fragment are together no larger than it, and of no more pieces than any", () => {
  const header = { codec: "h264" as const, track: 1, scale: 1000, sets: [], bytes: 4, usual: { duration: 40, size: 0 } };
  const sample = Buffer.concat([u32(4996), Buffer.alloc(4996, 0x65)]);
  const fine = readFragments(fragment(sample, 1), header);
  expect(fine.ok && fine.value.pieces.map(({ nals }) => nals.map(({ length }) => length))).toEqual([[4996]]);
  expect(readFragments(fragment(sample, 2), header)).toMatchObject({ ok: false, fault: { reason: "malformed" } });
  expect(readFragments(fragment(Buffer.alloc(40_000, Buffer.from([1, 0x65])), 1), { ...header, bytes: 1 })).toMatchObject({ ok: false, fault: { reason: "malformed" } });
});

test("invariant 12 large segments that say they are to be shown later do not pile up", () => {
  const clock = handClock();
  const broken: boolean[] = [];
  const player = openPlayer({ clock, target: () => 60_000, onUnit: (unit) => broken.push(unit.broken) });
  for (let n = 0; n < 20; n++) {
    const pieces = Array.from({ length: 25 }, (_, i) => ({ nals: [Buffer.from([0x65, 0x88, 1])], dts: n * 90_000 + i * 3600, pts: n * 90_000 + i * 3600 }));
    player.add({ codec: "h264", sets: [], bytes: 16_000_000, pieces, seenAt: clock.steady(), length: 1000, date: undefined, discontinuity: false });
    expect(player.waiting()).toBeLessThan(2500);
  }
  clock.pass(3000);
  expect(player.waiting()).toBe(0);
  expect(broken.filter(Boolean).length).toBeGreaterThan(0);
  player.close();
});
