import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { handClock } from "../../../test/kit/hand-clock.ts";
import { openPulse } from "../gateway/pulse.ts";
import { readFragments, readHeader } from "./fragments.ts";
import { newOf } from "./hls-session.ts";
import { openPlayer } from "./player.ts";
import { HLS_LIMITS, parsePlaylist } from "./playlist.ts";
import { readTransportStream } from "./transport-stream.ts";

const AT = "http://10.0.0.9:8080/cam/live.m3u8";
const media = (...lines: string[]): string => ["#EXTM3U", "#EXT-X-TARGETDURATION:4", "#EXT-X-MEDIA-SEQUENCE:41", ...lines, ""].join("\r\n");

describe("a playlist", () => {
  test("tells segments with number, length, key, header and the sender's time", () => {
    const read = parsePlaylist(media('#EXT-X-MAP:URI="init.mp4"', "#EXT-X-PROGRAM-DATE-TIME:2026-11-23T01:00:00Z", "#EXTINF:4.004,", "a.m4s", "#EXT-X-DISCONTINUITY", '#EXT-X-KEY:METHOD=AES-128,URI="/k?n=1,2",IV=0x0000000000000000000000000000002A', "#EXTINF:3,", "../b.m4s", "#EXT-X-ENDLIST"), AT);
    expect(read).toMatchObject({ ok: true, value: { is: "media", target: 4000, ended: true, segments: [
      { url: "http://10.0.0.9:8080/cam/a.m4s", seq: 41, length: 4004, key: undefined, map: "http://10.0.0.9:8080/cam/init.mp4", date: Date.UTC(2026, 10, 23, 1), discontinuity: false },
      { url: "http://10.0.0.9:8080/b.m4s", seq: 42, length: 3000, discontinuity: true, key: { url: "http://10.0.0.9:8080/k?n=1,2" }, date: Date.UTC(2026, 10, 23, 1) + 4004 },
    ] } });
    expect(read.ok && read.value.is === "media" && read.value.segments[1]?.key?.iv?.at(-1)).toBe(0x2a);
  });
  test.each<[string, string, string]>([
    ["another machine", media("#EXTINF:4,", "http://10.0.0.8:8080/a.ts"), "redirected"],
    ["another port", media("#EXTINF:4,", "http://10.0.0.9/a.ts"), "redirected"],
    ["a key elsewhere", media('#EXT-X-KEY:METHOD=AES-128,URI="https://10.0.0.9:8080/k"', "#EXTINF:4,", "a.ts"), "redirected"],
    ["a segment of an hour", media("#EXTINF:3600,", "a.ts"), "malformed"],
    ["too many segments", media(...Array.from({ length: HLS_LIMITS.segments + 1 }, (_, n) => `#EXTINF:1,\n${n}.ts`)), "malformed"],
    ["no target", "#EXTM3U\n#EXTINF:1,\na.ts\n", "malformed"],
  ])("that names %s is refused", (_, text, reason) => expect(parsePlaylist(text, AT)).toMatchObject({ ok: false, fault: { reason } }));
  test("what is new is played from; what was missed is known; a server that begins anew too", () => {
    const of = (from: number, count: number) => {
      const read = parsePlaylist(["#EXTM3U", "#EXT-X-TARGETDURATION:4", `#EXT-X-MEDIA-SEQUENCE:${from}`, ...Array.from({ length: count }, (_, n) => `#EXTINF:4,\n${from + n}.ts`)].join("\n"), AT);
      if (!read.ok || read.value.is !== "media") throw new Error("no playlist");
      return read.value;
    };
    const seqs = (from: number, last: number | undefined): unknown => {
      const { segments, missed, anew } = newOf(of(from, 5), last);
      return [segments.map(({ seq }) => seq), missed, anew];
    };
    expect(seqs(10, undefined)).toEqual([[14], true, false]);
    expect(seqs(10, 14)).toEqual([[], false, false]);
    expect(seqs(11, 14)).toEqual([[15], false, false]);
    expect(seqs(20, 14)).toEqual([[23, 24], true, false]);
    expect(seqs(0, 500)).toEqual([[4], true, true]);
  });
});

test("invariant 12 garbage throws nothing, as a playlist, as packets, as boxes", () =>
  fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), fc.array(fc.constantFrom("#EXTM3U", "#EXTINF:1,", "#EXTINF:x", "a.ts", "#EXT-X-KEY:METHOD=AES-128", "#EXT-X-MAP:", "#EXT-X-TARGETDURATION:9", "#EXT-X-STREAM-INF:", "\uFEFF", "http://[", "//"), { maxLength: 20 }), fc.array(fc.tuple(fc.constantFrom("moof", "traf", "tfhd", "trun", "tfdt", "moov", "trak"), fc.uint8Array({ maxLength: 60 })), { maxLength: 6 }), (bytes, lines, boxes) => {
    const data = Buffer.from(bytes);
    parsePlaylist(lines.join("\n"), AT);
    parsePlaylist(`#EXTM3U\n${data.toString("utf8")}`, AT);
    readTransportStream(data);
    readTransportStream(Buffer.concat(Array.from({ length: 4 }, (_, n) => Buffer.concat([Buffer.from([0x47, n === 1 ? 0x50 : 0x40, 0, 0x10]), data.subarray(n * 184, n * 184 + 184), Buffer.alloc(Math.max(0, 184 - Math.max(0, data.length - n * 184)))]))));
    const nested = boxes.reduceRight((inner, [name, content]) => {
      const head = Buffer.alloc(8);
      head.writeUInt32BE(8 + content.length + inner.length);
      head.write(name, 4, "latin1");
      return Buffer.concat([head, content, inner]);
    }, Buffer.alloc(0));
    readHeader(nested);
    readFragments(nested, { codec: "h264", track: 0, scale: 1000, sets: [], bytes: 4, usual: { duration: 1, size: 1 } });
  })));

/** One slice of a picture: a key one where it is IDR. */
const slice = (key: boolean): Buffer => Buffer.from([key ? 0x65 : 0x41, 0x88, 1, 2, 3]);
const segment = (from: number, more: object = {}) => ({ codec: "h264" as const, sets: [], bytes: 1000, pieces: Array.from({ length: 25 }, (_, n) => ({ nals: [slice(n === 0)], dts: from + n * 3600, pts: from + n * 3600 })), seenAt: 0, length: 1000, date: undefined, discontinuity: false, ...more });

describe("a player of segments", () => {
  test("goes on over a wrap of the sender's clock, a jump, and a discontinuity; an answer that comes late is shown whole", () => {
    const clock = handClock();
    const times: number[] = [];
    const ages: number[] = [];
    const player = openPlayer({ clock, target: () => 1000, onUnit: ({ timestamp, arrived }) => {
      times.push(timestamp);
      ages.push(clock.wall() - arrived);
    } });
    const begun = clock.steady();
    for (const [n, from] of [2 ** 33 - 45_000, 45_000, 5_000_000, 5_090_000].entries()) {
      player.add(segment(from, { seenAt: begun + n * 1000, discontinuity: n === 2 }));
      clock.pass(1300);
    }
    expect(times).toHaveLength(100);
    expect(times.every((time, i) => time === i * 3600)).toBe(true);
    // Each segment is shown 0.3 s later than the one before it, and no older than that.
    expect(ages.every((age, i) => Math.abs(age - 1000 - 300 * Math.floor(i / 25)) <= 2)).toBe(true);
    player.close();
  });
  test.each<[string, number, boolean]>([["that says so", 2_000_000, true], ["that is far on", 5_000_000, false], ["that begins anew", 90_000, false]])("invariant 7 after an encoder that stood still, and comes back with another clock %s, pictures are as old as before it", (_, from, discontinuity) => {
    const clock = handClock();
    const pulse = openPulse();
    const ages: number[] = [];
    const player = openPlayer({ clock, target: () => 1000, onUnit: (unit) => {
      pulse.take(unit, clock.steady());
      ages.push(clock.wall() - unit.arrived);
    } });
    const show = (dts: number, more = {}): void => {
      player.add(segment(dts, { seenAt: clock.steady(), ...more }));
      clock.pass(1000);
    };
    for (let n = 0; n < 3; n++) show(1_000_000 + n * 90_000);
    clock.pass(60_000);
    for (let n = 0; n < 3; n++) show(from + n * 90_000, { discontinuity: discontinuity && n === 0 });
    expect(ages).toHaveLength(150);
    expect(ages.every((age) => Math.abs(age - 1000) <= 2)).toBe(true);
    expect(pulse.look(clock.steady())).toMatchObject({ is: "live" });
    player.close();
  });
  test("tells of each picture how old it is at least; more that waits than two and a half segments is left out", () => {
    const clock = handClock();
    const ages: number[] = [];
    let broken = 0;
    const player = openPlayer({ clock, target: () => 1000, onUnit: (unit) => {
      ages.push(clock.wall() - unit.arrived);
      broken += unit.broken ? 1 : 0;
    } });
    player.add(segment(0, { seenAt: clock.steady() }));
    clock.pass(1000);
    // The first was made a second before its segment was there, and was shown then; so were all.
    expect(ages.every((age) => Math.abs(age - 1000) <= 2)).toBe(true);
    for (let n = 1; n <= 4; n++) player.add(segment(n * 90_000, { seenAt: clock.steady() }));
    expect(player.waiting()).toBeLessThan(2500);
    expect(broken).toBe(1);
    player.close();
  });
  test("a segment that came late is told by the age of its pictures alone, not once more as late", () => {
    const clock = handClock();
    const pulse = openPulse();
    let oldest = 0;
    const player = openPlayer({ clock, target: () => 1000, onUnit: (unit) => {
      pulse.take(unit, clock.steady());
      oldest = clock.wall() - unit.arrived;
    } });
    for (let n = 0; n < 6; n++) {
      // From the third on three seconds later than the sender's clock.
      if (n === 3) clock.pass(3000);
      player.add(segment(n * 90_000, { seenAt: clock.steady() - (n >= 3 ? 3000 : 0) }));
      clock.pass(1000);
    }
    expect(oldest).toBeGreaterThan(3900);
    expect(pulse.look(clock.steady())).toMatchObject({ is: "live" });
    player.close();
  });
});
