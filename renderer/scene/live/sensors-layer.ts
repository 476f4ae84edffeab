import { boundsOfGroup, countText, groupsOf, type Group } from "./data/groups.ts";
import { idOf } from "./data/stations.ts";
import { ACTIVE, NORMAL, SILENT, STATES } from "./data/states.ts";
import type { LayerMaker, LiveContext, LiveLayer } from "./live-context.ts";
import { nearest } from "./nearest.ts";
import { createPaced } from "./paced.ts";
import { countSprites } from "./sprites/count.ts";
import { digitSigns, stationSign } from "./sprites/signs.ts";
import { createSpriteSet, type Sprite } from "./sprites/sprite-set.ts";

/** px within which stations make a group, and how many make one. */
const NEAR = 27;
const LEAST = 3;
/** px of a sign. */
const SIGN = 22;
/** ms after which a group shows what its members became. */
const GROUPS_MS = 300;
/** Drawn by layers of their own. */
const OTHERS: ReadonlySet<string> = new Set(["vehicle"]);
/** Which state a group shows: the gravest of its members'. By index into STATES. */
const GRAVITY: readonly number[] = STATES.map((state) => ["silent", "bad", "normal", "active", "level-1", "level-2", "level-3"].indexOf(state));
const GRAVEST = STATES.length - 1;

/** Stations by kind and state; those too near to each other as one disc with their number. A station in alarm is the alarms' to draw. */
export const sensorsLayer: LayerMaker = { id: "sensors", nameKey: "sensors", first: true, make: createSensors };

function createSensors(context: LiveContext): LiveLayer {
  const { palette, scale } = context.host;
  const signs = createSpriteSet("live-sensors", context);
  const counts = createSpriteSet("live-sensor-counts", context);
  counts.pictures(digitSigns(palette, scale));
  let kinds = new Map<string, number>();
  let groups: readonly Group[] = [];
  /** By station: the group that draws it, -1: none. */
  let slotOf = new Int32Array(0);
  /** By group: its only member, -1 where it has more. */
  let only = new Int32Array(0);
  let stale = new Uint8Array(0);

  /** Picture 0 is a group's disc. */
  function learnKinds(): void {
    const found = new Set(context.stations().things.map(({ kind }) => kind));
    if (kinds.size > 0 && [...found].every((kind) => kinds.has(kind))) return;
    kinds = new Map([...found].map((kind, i) => [kind, i + 1]));
    signs.pictures([stationSign("", palette, scale, true), ...[...found].map((kind) => stationSign(kind, palette, scale))]);
  }

  function stateOf({ members, count }: Group, look: (station: number) => number): number {
    let gravest = SILENT;
    for (let i = 0; i < count && GRAVITY[gravest]! < GRAVEST; i++) {
      const state = look(members[i]!);
      if (GRAVITY[state]! > GRAVITY[gravest]!) gravest = state;
    }
    return count > 1 && gravest === ACTIVE ? NORMAL : gravest;
  }

  function regroup(): void {
    const { n, lon, lat, things } = context.stations();
    const [west, south, east, north] = context.view();
    const worst = context.worst();
    const order: number[] = [];
    for (let i = 0; i < n; i++) {
      if (!(lon[i]! >= west && lon[i]! <= east && lat[i]! >= south && lat[i]! <= north)) continue;
      const thing = things[i]!;
      if (context.isKept(i) && !OTHERS.has(thing.kind) && !worst.has(thing.id)) order.push(i);
    }
    groups = groupsOf(order, lon, lat, { zoom: context.zoom(), near: NEAR * scale, least: LEAST });
    if (slotOf.length !== n) slotOf = new Int32Array(n);
    slotOf.fill(-1);
    stale = new Uint8Array(groups.length);
    only = Int32Array.from(groups, ({ lead, count }) => (count === 1 ? lead : -1));
    const digits: Sprite[] = [];
    const look = context.states();
    signs.write(groups.map((group, slot): Sprite => {
      for (const i of group.members) slotOf[i] = slot;
      if (group.count > 1) digits.push(...countSprites(countText(group.count), group, { first: 0, scale }));
      return { lon: group.lon, lat: group.lat, picture: group.count > 1 ? 0 : (kinds.get(things[group.lead]!.kind) ?? 0), variant: stateOf(group, look) };
    }));
    counts.write(digits);
  }

  /** Groups look at each of their members: they follow a little later than single signs do. */
  const groupsSoon = createPaced(() => {
    const variants = signs.array("variant");
    const look = context.states();
    let isOther = false;
    for (const [slot, group] of groups.entries()) {
      if (stale[slot] === 0 || group.count === 1) continue;
      stale[slot] = 0;
      const state = stateOf(group, look);
      isOther ||= variants[slot] !== state;
      variants[slot] = state;
    }
    if (!isOther) return;
    signs.touch("variant", 0, groups.length);
    context.repaint();
  }, GROUPS_MS);
  return {
    layers: (isShown) => [signs.layer(isShown), counts.layer(isShown)],
    reset() {
      learnKinds();
      regroup();
    },
    // Looks at what is drawn, not at all there is: a hundred thousand may have changed at once.
    values(stations) {
      const look = context.states();
      const variants = signs.array("variant");
      let [from, to] = [only.length, 0];
      const see = (slot: number): void => {
        const state = look(only[slot]!);
        if (variants[slot] === state) return;
        variants[slot] = state;
        if (slot < from) from = slot;
        if (slot >= to) to = slot + 1;
      };
      if (stations === undefined || stations.length > only.length) {
        for (let slot = 0; slot < only.length; slot++) if (only[slot]! >= 0) see(slot);
        stale.fill(1);
        groupsSoon.ask();
      } else {
        for (const station of stations) {
          const slot = slotOf[station]!;
          if (slot < 0) continue;
          if (only[slot]! >= 0) see(slot);
          else {
            stale[slot] = 1;
            groupsSoon.ask();
          }
        }
      }
      if (to <= from) return;
      signs.touch("variant", from, to);
      context.repaint();
    },
    turned: groupsSoon.now,
    alarms: regroup,
    camera: regroup,
    hit(screen, x, y, reach) {
      const found = nearest(groups, screen, x, y, reach);
      if (found === undefined) return undefined;
      const { item: group, distance } = found;
      const stations = context.stations();
      const at = [group.lon, group.lat] as const;
      return {
        distance, rank: 1,
        picked: group.count === 1 ? { is: "thing", thingId: idOf(stations, group.lead), at }
          : { is: "cluster", thingIds: group.members.map((i) => idOf(stations, i)), at, bounds: boundsOfGroup(group, stations.lon, stations.lat) },
      };
    },
    signs: () => groups.map(({ lon, lat }) => ({ lon, lat, width: SIGN * scale, height: SIGN * scale })),
    dispose: groupsSoon.stop,
  };
}
