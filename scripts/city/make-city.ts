import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { forecastOf } from "./forecasts.ts";
import { makeStorms } from "./storms.ts";
import { APPROVALS } from "./approvals.ts";
import { AGENCIES } from "./agencies.ts";
import { AREAS } from "./areas.ts";
import { makeMap } from "./map/make-map.ts";
import { KINDS, PROPERTIES } from "./properties.ts";
import { DAYS, recordDay } from "./record-day.ts";
import { RULES } from "./rules.ts";
import { EXERCISES } from "./exercises.ts";
import { SCENARIOS } from "./scenarios.ts";
import { serviceOf } from "./services.ts";
import { STATIONS } from "./stations.ts";
import { wordingOf } from "./wording.ts";

/** Writes the built-in city into assets/city/hue. Same code, same bytes. Run: `node scripts/run.mjs scripts/city/make-city.ts [map | room]`; the map alone takes a minute, the rest seconds. */
const folder = new URL("../../assets/city/hue/", import.meta.url).pathname;

/** Silence of a station is shown after three missed reports. */
const PERIOD = 300;

function catalogue(): object {
  return {
    areas: AREAS.map(([id, name, lon, lat]) => ({ id, name, position: [lon, lat] })),
    things: STATIONS.map((station) => ({ id: station.id, name: station.name, ...wordingOf(station.name), position: [...station.at], area: station.area, kind: station.kind, description: "", ...serviceOf(station.kind), ...(station.view && { view: station.view }) })),
    observedProperties: PROPERTIES.map(({ id, name, nameEn }) => ({ id, name, nameEn, definition: "", description: "" })),
    sensors: Object.keys(KINDS).map((kind) => ({ id: `sensor-${kind}`, name: kind, description: "Cảm biến của gói dữ liệu mẫu" })),
    datastreams: STATIONS.flatMap((station) =>
      (KINDS[station.kind] ?? []).map((propertyId, index) => {
        const property = PROPERTIES.find((known) => known.id === propertyId);
        if (property === undefined) throw new Error(`station kind ${station.kind} measures the unknown ${propertyId}`);
        return {
          id: `${station.id}.${propertyId}`, thingId: station.id, observedPropertyId: propertyId, sensorId: `sensor-${station.kind}`,
          name: `${property.name} – ${station.name}`, nameEn: `${property.nameEn} – ${wordingOf(station.name).nameEn}`,
          unit: property.unit, decimals: property.decimals, min: property.min, max: property.max, period: PERIOD, staleAfter: 3 * PERIOD,
          levels: index === 0 ? (station.levels ?? []).map(([name, value, authority]) => ({ name, value, authority })) : [],
          ...forecastOf(`${station.id}.${propertyId}`),
        };
      }),
    ),
  };
}

const sources = [
  { id: "feed", name: "Ngày mô phỏng (nguồn dựng sẵn)", owner: "Kỳ Đài", format: "OGC SensorThings 1.1 / MQTT", rate: 60, grants: ["*"], nature: "demo" },
];

function write(name: string, data: string | Uint8Array): void {
  writeFileSync(join(folder, name), data);
}

mkdirSync(folder, { recursive: true });
const part = process.argv[2];
if (part !== "room") makeMap(folder, (line) => console.log(line));
if (part !== "map") {
  write("catalogue.json", `${JSON.stringify(catalogue(), undefined, 1)}\n`);
  write("rules.json", `${JSON.stringify(RULES, undefined, 1)}\n`);
  write("sources.json", `${JSON.stringify(sources, undefined, 1)}\n`);
  write("agencies.json", `${JSON.stringify(AGENCIES, undefined, 1)}\n`);
  write("scenarios.json", `${JSON.stringify(SCENARIOS, undefined, 1)}\n`);
  write("approvals.json", `${JSON.stringify(APPROVALS, undefined, 1)}\n`);
  write("exercises.json", `${JSON.stringify(EXERCISES, undefined, 1)}\n`);
  write("storms.json.gz", gzipSync(JSON.stringify(makeStorms()), { level: 9 }));
  for (const kind of ["flood", "calm", "fire"] as const) {
    const lines = recordDay(kind).map((line) => JSON.stringify(line));
    write(DAYS[kind], gzipSync(`${lines.join("\n")}\n`, { level: 9 }));
    console.log(`${kind}: ${lines.length} feed lines`);
  }
}
