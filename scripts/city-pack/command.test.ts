import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tempFolder } from "../../test/kit/journal.ts";
import { osmPbf, TOWN } from "../../test/kit/osm-fixture.ts";
import { areaOf } from "./area.ts";
import { optionsOf } from "./options.ts";
import { openOut } from "./out-folder.ts";
import { faultOf } from "./pack-fault.ts";
import { openProgress } from "./progress.ts";
import { Refusal } from "./refusal.ts";

let temp: ReturnType<typeof tempFolder>;
beforeAll(() => void (temp = tempFolder()));
afterAll(() => temp.remove());

const run = (...flags: string[]) => spawnSync(process.execPath, [new URL("city-pack.ts", import.meta.url).pathname, ...flags], { encoding: "utf8", timeout: 60_000 });

describe("the command", () => {
  test("makes a pack and says what is in it, in plain lines without a terminal", () => {
    const osm = join(temp.folder, "town.osm.pbf");
    writeFileSync(osm, osmPbf(TOWN));
    const { status, stdout, stderr } = run("--osm", osm, "--id", "thu", "--name", "Thử", "--out", join(temp.folder, "pack"));
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^ {2}0 % đọc bản trích, lượt 1/);
    expect(stdout).toMatch(/base, places, network, flat; .* MB RAM\n→ pack: /);
    expect(stdout).not.toContain("\r");
  });
  test("a refusal is one message and code 1, a wrong command line code 2, help code 0", () => {
    const osm = join(temp.folder, "no.osm.pbf");
    writeFileSync(osm, "<osm/>");
    const refused = run("--osm", osm, "--id", "thu", "--name", "Thử", "--out", join(temp.folder, "none"));
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringMatching(/OpenStreetMap XML/)]);
    expect(refused.stderr).not.toMatch(/at .*\.ts:\d/);
    expect(run("--osm", osm).status).toBe(2);
    expect([run("--help").status, run("--help").stdout]).toEqual([0, expect.stringMatching(/--attribution/)]);
    expect(readdirSync(temp.folder).filter((name) => name.startsWith("none"))).toEqual([]);
  });
});

test.each<[string[], RegExp]>([
  [["--out", "x"], /--osm/], [["--osm", "x", "--out", "x", "--name", "A", "--id", "Huế"], /--id "Huế"/], [["--osm", "x", "--out", "x", "--id", "a", "--name", " "], /--name/],
  [["--what"], /--what/], [["--osm", "x", "--out", "x", "--id", "a", "--name", "A", "--bounds", "108,16,107,17"], /west,south,east,north/], [["--osm", "x", "--out", "x", "--id", "a", "--name", "A", "--geojson", "file"], /name=file/],
])("a wrong command line %o", (argv, words) => {
  expect(() => optionsOf(argv)).toThrow(words);
  expect(() => optionsOf(argv)).toThrow(Refusal);
});

test("relative paths start where the command was called, since a room wants the whole path", () => {
  const made = optionsOf(["--osm", "a.pbf", "--dem", "/x/b.tif", "--geojson", "Lớp=c.geojson", "--id", "a", "--name", "A", "--out", "pack"], "/nha");
  expect([made?.osm, made?.dem, made?.geojson[0]?.file, made?.out]).toEqual(["/nha/a.pbf", "/x/b.tif", "/nha/c.geojson", "/nha/pack"]);
});

test("the bar is drawn over itself on a terminal, and what stays stands above it", () => {
  let text = "";
  const progress = openProgress({ isTTY: true, columns: 60, write: (part) => (text += part) }, 4);
  progress.stage("một", "one", 1);
  progress.share(0.5);
  progress.share(0.5);
  progress.say("nói");
  progress.stage("hai", "two", 3);
  progress.end();
  expect(text.split("\r\u001b[2K").map((part) => part.replace(/[█░]+/, "#"))).toEqual(["", "#   0 % một / one", "#  12 % một / one", "nói\n", "#   0 % một / one", "#  25 % hai / two", "# 100 % \n"]);
});

test("a full disk, before and while", () => {
  expect(() => openOut(join(temp.folder, "big"), "thu", 1e18)).toThrow(/disk has \d+ MB left, some 1000000000000 MB are needed/);
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  expect(faultOf(full)).toEqual({ code: "disk", text: expect.stringMatching(/disk is full/) as string });
  expect(faultOf(new TypeError("x is not a function"))).toBeUndefined();
});

test("what a killed run left is cleared away; what is not ours is not", () => {
  const out = join(temp.folder, "again");
  mkdirSync(`${out}.part/waiting`, { recursive: true });
  writeFileSync(join(`${out}.part`, "base.pmtiles.tiles"), "");
  const { drop, work } = openOut(out, "thu", 0);
  expect(readdirSync(work)).toEqual([]);
  drop();
  mkdirSync(`${out}.part`);
  writeFileSync(join(`${out}.part`, "luan-van.docx"), "");
  expect(() => openOut(out, "thu", 0)).toThrow(/holds something else/);
});

test("the area is what is said, else the wards', else the extract's; a country's wards are no area", () => {
  const scan = { header: undefined, lived: [107.4, 16.3, 107.8, 16.6] as [number, number, number, number] };
  const ward = (west: number, east: number) => ({ name: "A", polygons: [[[[west, 16], [east, 16], [east, 16.5], [west, 16]] as [number, number][]]] });
  expect(areaOf([107.5, 16.4, 107.6, 16.5], scan, [ward(107, 108)])).toEqual([107.5, 16.4, 107.6, 16.5]);
  expect(areaOf(undefined, scan, [ward(107, 108)])).toEqual([107, 16, 108, 16.5]);
  expect(areaOf(undefined, scan, [ward(102, 109)])).toEqual(scan.lived);
  expect(areaOf(undefined, { ...scan, header: [107, 16, 108, 17] }, [])).toEqual([107, 16, 108, 17]);
});
