import type { Instant } from "#contract/ids";
import { createProblemBook, placeOf } from "./data/place.ts";
import { idOf, rowOfProperty } from "./data/stations.ts";
import { createTracks, LOST, UNHEARD, type Tracks } from "./data/tracks.ts";
import type { LayerMaker, LiveContext, LiveLayer } from "./live-context.ts";
import type { LeftOut, LiveProblem } from "./live-host.ts";
import { nearest } from "./nearest.ts";
import { createPaced } from "./paced.ts";
import { writePlace } from "./sprites/batch.ts";
import { createSpriteSet } from "./sprites/sprite-set.ts";
import { vehicleSign } from "./sprites/vehicle-sign.ts";

/** Pictures of moving vehicles come at most so often, ms; without a graphics card only with their reports. */
const FRAME_MS = 50;
const REPORT_MS = 1000;
/** Without a graphics card so many are drawn, the first of the list: each costs some 16 µs of every picture. */
const MOST_SOFTWARE = 1500;
/** Two halves of one position may be told so far apart, ms. */
const TOGETHER_MS = 1500;

/** Vehicles where they drove a period ago, between their reports; hollow after two periods without one. */
export const vehiclesLayer: LayerMaker = { id: "vehicles", nameKey: "vehicles", first: true, make: createVehicles };

interface Vehicle {
  station: number;
  lon: number;
  lat: number;
  course: number;
}

function createVehicles(context: LiveContext): LiveLayer {
  const { host: { palette, scale, software } } = context;
  const signs = createSpriteSet("live-vehicles", context);
  signs.pictures([vehicleSign(palette, scale)]);
  /** Rows of the stations' datastreams, by vehicle. */
  let vehicles: Vehicle[] = [];
  let tracks: Tracks = createTracks(new Float64Array(0));
  /** Vehicles that are drawn, in the order of their sprites. */
  let drawn: number[] = [];
  let found: readonly LiveProblem[] = [];
  let isOn = true;
  let isHeld = false;
  let isReady = false;
  let frame = 0;
  let last = 0;
  /** The instant of what is drawn. */
  let drawnAt = 0;
  const most = software ? MOST_SOFTWARE : Infinity;
  let told: LeftOut | undefined;

  function tellLeftOut(next: LeftOut | undefined): void {
    if (next?.of === told?.of) return;
    told = next;
    context.host.onLeftOut?.(next);
  }

  /** @returns whether anything was heard */
  function read(): boolean {
    const { rows, columns: { v, t } } = context.readings();
    const stations = context.stations();
    const book = createProblemBook();
    let isNew = false;
    for (let i = 0; i < vehicles.length; i++) {
      const { station, lon, lat, course } = vehicles[i]!;
      const [x, y] = [rows[lon]!, rows[lat]!];
      if (x < 0 || y < 0 || t[x] === 0 || t[y] === 0) continue;
      const place = placeOf(v[x]!, v[y]!, context.host.city?.bounds);
      if (place.problem !== undefined) book.add(place.problem, idOf(stations, station));
      const at = Math.min(t[x]!, t[y]!);
      if (!("lon" in place) || at === tracks.heardAt(i) || Math.abs(t[x]! - t[y]!) > TOGETHER_MS) continue;
      tracks.report(i, at, place.lon, place.lat, course < 0 || rows[course]! < 0 ? Number.NaN : v[rows[course]!]!);
      stations.lon[station] = place.lon;
      stations.lat[station] = place.lat;
      isNew = true;
    }
    found = book.list();
    return isNew;
  }

  /** Which are drawn: those heard of, on screen and around it. */
  function choose(): void {
    const now = (drawnAt = context.now());
    const [west, south, east, north] = context.view();
    drawn = [];
    let of = 0;
    for (let i = 0; i < vehicles.length; i++) {
      tracks.at(i, now);
      if (tracks.state[i] === UNHEARD || !context.isKept(vehicles[i]!.station) || !(tracks.lon[i]! >= west && tracks.lon[i]! <= east && tracks.lat[i]! >= south && tracks.lat[i]! <= north)) continue;
      if (++of <= most) drawn.push(i);
    }
    tellLeftOut(isOn && of > most ? { drawn: most, of } : undefined);
    signs.write(drawn.map((i) => ({ lon: tracks.lon[i]!, lat: tracks.lat[i]!, picture: 0, turn: tracks.turn[i]!, variant: tracks.state[i] === LOST ? 1 : 0 })));
    context.repaint();
  }

  /** All drawn vehicles to where they are now. No objects: ten thousand of them, many times a second. */
  function move(now: Instant): void {
    drawnAt = now;
    const place = signs.array("place");
    const shift = signs.array("shift");
    const variant = signs.array("variant");
    for (let slot = 0; slot < drawn.length; slot++) {
      const i = drawn[slot]!;
      tracks.at(i, now);
      writePlace(place, slot, tracks.lon[i]!, tracks.lat[i]!);
      shift[3 * slot + 2] = tracks.turn[i]!;
      variant[slot] = tracks.state[i] === LOST ? 1 : 0;
    }
    signs.touch("place", 0, drawn.length);
    signs.touch("shift", 0, drawn.length);
    signs.touch("variant", 0, drawn.length);
    context.repaint();
  }

  function animate(at: number): void {
    frame = 0;
    if (!isOn || isHeld || drawn.length === 0) return;
    const now = context.now();
    // A past that is looked at stands still.
    if (at - last >= FRAME_MS && now !== drawnAt) {
      last = at;
      move(now);
    }
    frame = requestAnimationFrame(animate);
  }
  function start(): void {
    if (!software && isOn && !isHeld && drawn.length > 0) frame ||= requestAnimationFrame(animate);
  }
  const refresh = (): void => {
    if (vehicles.length === 0) return;
    const isNew = read();
    if (isOn) choose();
    if (isNew && isReady) context.moved();
    start();
  };
  const soon = createPaced(refresh, REPORT_MS);
  return {
    layers: (isShown) => [signs.layer(isShown)],
    reset() {
      const stations = context.stations();
      vehicles = [];
      const periods: number[] = [];
      for (let station = 0; station < stations.n; station++) {
        if (stations.things[station]!.kind !== "vehicle") continue;
        const row = (property: string): number => rowOfProperty(stations, station, [property]);
        const [lon, lat] = [row("longitude"), row("latitude")];
        if (lon < 0 || lat < 0) continue;
        vehicles.push({ station, lon, lat, course: row("course") });
        periods.push(stations.datastreams[lon]!.period * 1000);
      }
      tracks = createTracks(Float64Array.from(periods));
      drawn = [];
      signs.write([]);
      if (vehicles.length === 0) tellLeftOut(undefined);
      isReady = false; // what stands at them is about to be drawn anyway
      refresh();
      isReady = true;
    },
    values: soon.ask,
    turned: soon.now,
    camera: refresh,
    shown(isShown) {
      isOn = isShown;
      if (!isOn) tellLeftOut(undefined);
      refresh();
    },
    hold(on) {
      isHeld = on;
      start();
    },
    hit(screen, x, y, reach) {
      const hit = nearest(drawn.map((i) => ({ i, lon: tracks.lon[i]!, lat: tracks.lat[i]! })), screen, x, y, reach);
      if (hit === undefined) return undefined;
      const { item: { i, lon, lat }, distance } = hit;
      return { distance, rank: 1, picked: { is: "vehicle", thingId: idOf(context.stations(), vehicles[i]!.station), at: [lon, lat] } };
    },
    problems: () => found,
    dispose() {
      soon.stop();
      cancelAnimationFrame(frame);
      tellLeftOut(undefined);
    },
  };
}
