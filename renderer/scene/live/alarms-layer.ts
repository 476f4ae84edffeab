import { PRIORITIES, type Alarm } from "#contract/alarm";
import { byNow, isCrying, isUnacknowledged } from "../../live/alarm-order.ts";
import { iconSize } from "../layout.ts";
import { createRings } from "./alarm-rings.ts";
import { boundsOfGroup, countText, groupsOf, type Group } from "./data/groups.ts";
import { placeOf } from "./data/place.ts";
import type { LayerMaker, LiveContext, LiveLayer } from "./live-context.ts";
import { nearest } from "./nearest.ts";
import { countSprites } from "./sprites/count.ts";
import { ALARM_LOOKS, alarmSigns, asideSign, DIGITS, digitSigns, type AlarmLook } from "./sprites/signs.ts";
import { createSpriteSet, type Sprite } from "./sprites/sprite-set.ts";

/** px within which alarms share one sign: that of the most urgent, with their number. */
const NEAR = 20;

/** Alarms by priority and state (ISA-18.2), above everything else; only what cries flashes; their names are the map's to write. What was set aside is a small grey mark. */
export const alarmsLayer: LayerMaker = { id: "alarms", nameKey: "alarms", first: true, make: createAlarms };

export function alarmLook({ state, inAlarm }: Alarm): AlarmLook {
  const owed = isUnacknowledged(state);
  return inAlarm ? (owed ? "owed" : "acknowledged") : owed ? "returned" : "latched";
}

function createAlarms(context: LiveContext): LiveLayer {
  const { map, palette, scale, wall, onDrawn } = context.host;
  const size = iconSize(wall) * scale;
  const signs = createSpriteSet("live-alarms", context, onDrawn);
  const rings = createRings(map, size, !wall);
  const DIGIT = PRIORITIES.length;
  const ASIDE = DIGIT + DIGITS.length;
  signs.pictures([...alarmSigns(palette, size), ...digitSigns(palette, scale), asideSign(palette, scale)]);
  let alarms: readonly Alarm[] = [];
  let lon = new Float64Array(0);
  let lat = new Float64Array(0);
  let groups: readonly Group[] = [];
  let isOn = true;

  /** Alarms with a place: their thing's, else their own. */
  function collect(): void {
    const stations = context.stations();
    const found: { alarm: Alarm; lon: number; lat: number }[] = [];
    for (const [thingId, alarm] of context.worst()) {
      const station = stations.index.get(thingId);
      if (station !== undefined && Number.isFinite(stations.lon[station])) {
        if (context.isKept(station)) found.push({ alarm, lon: stations.lon[station]!, lat: stations.lat[station]! });
        continue;
      }
      const place = placeOf(alarm.position[0], alarm.position[1], undefined);
      if ("lon" in place) found.push({ alarm, lon: place.lon, lat: place.lat });
    }
    found.sort((a, b) => byNow(a.alarm, b.alarm));
    alarms = found.map(({ alarm }) => alarm);
    lon = Float64Array.from(found, (each) => each.lon);
    lat = Float64Array.from(found, (each) => each.lat);
  }

  function draw(): void {
    groups = groupsOf(alarms.keys(), lon, lat, { zoom: context.zoom(), near: NEAR * scale, least: 2 });
    const sprites: Sprite[] = asideSprites();
    // The most urgent last, on top.
    for (const { lead, count, lon: x, lat: y } of groups.toSorted((a, b) => b.lead - a.lead)) {
      const alarm = alarms[lead]!;
      sprites.push({ lon: x, lat: y, picture: PRIORITIES.indexOf(alarm.priority), variant: ALARM_LOOKS.indexOf(alarmLook(alarm)) });
      if (count > 1) sprites.push(...countSprites(`×${countText(count)}`, { lon: x, lat: y }, { first: DIGIT, scale, dx: size * 0.55, dy: size * 0.55 }));
    }
    signs.write(sprites);
    rings.show(isOn ? groups.filter(({ lead }) => isCrying(alarms[lead]!)).map(({ lead, lon: x, lat: y }) => ({ lon: x, lat: y, priority: alarms[lead]!.priority })) : []);
    context.repaint();
  }

  function asideSprites(): Sprite[] {
    const stations = context.stations();
    const sprites: Sprite[] = [];
    for (const thingId of context.aside()) {
      const station = stations.index.get(thingId) ?? -1;
      if (station >= 0 && context.isKept(station)) sprites.push({ lon: stations.lon[station]!, lat: stations.lat[station]!, picture: ASIDE, dx: -10 * scale, dy: 8 * scale });
    }
    return sprites;
  }

  function again(): void {
    collect();
    draw();
  }
  return {
    layers(isShown) {
      if (!isShown) onDrawn?.(); // nobody waits for it
      return [signs.layer(isShown)];
    },
    reset: again,
    alarms: again,
    camera: draw,
    shown(isShown) {
      isOn = isShown;
      draw();
    },
    hit(screen, x, y, reach) {
      const found = nearest(groups, screen, x, y, reach + size / 3);
      if (found === undefined) return undefined;
      const { item: group, distance } = found;
      const { thingId, id: alarmId } = alarms[group.lead]!;
      const at = [group.lon, group.lat] as const;
      return {
        distance, rank: 2,
        picked: group.count === 1 ? { is: "thing", thingId, at, alarmId }
          : { is: "cluster", thingIds: group.members.map((i) => alarms[i]!.thingId), at, bounds: boundsOfGroup(group, lon, lat), alarmId },
      };
    },
    signs: () => groups.map(({ lon: x, lat: y, count }) => ({ lon: x, lat: y, width: size * (count > 1 ? 2 : 1.3), height: size * (count > 1 ? 1.8 : 1.3) })),
    dispose: rings.remove,
  };
}
