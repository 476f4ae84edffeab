import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes a city pack of `n` gauges with one datastream each, under one rule that alarms above 2 m. @returns the folder, for `--pack` */
export function writePack(folder: string, n: number, rules = 1, datastreamId: (i: number) => string = (i) => `g${i}.level`): string {
  const position = (i: number) => [107.3 + (i % 100) / 150, 16.2 + Math.floor(i / 100) / 300];
  const ids = Array.from({ length: n }, (_value, i) => i);
  mkdirSync(folder, { recursive: true });
  const write = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value));
  write("catalogue.json", {
    areas: [{ id: "phu-xuan", name: "Phường Phú Xuân", position: [107.57, 16.47] }, { id: "vy-da", name: "Phường Vỹ Dạ", position: [107.61, 16.47] }],
    things: ids.map((i) => ({ id: `g${i}`, name: `Trạm ${i}`, kind: "river-gauge", position: position(i), area: i % 2 === 0 ? "phu-xuan" : "vy-da" })),
    observedProperties: [{ id: "water-level", name: "Mực nước", nameEn: "Water level" }],
    sensors: [{ id: "radar", name: "Radar" }],
    datastreams: ids.map((i) => ({ id: datastreamId(i), thingId: `g${i}`, observedPropertyId: "water-level", sensorId: "radar", name: `Mực nước ${i}`, unit: "m", period: 60, staleAfter: 600, min: -5, max: 50 })),
  });
  write("rules.json", Array.from({ length: rules }, (_value, k) => ({
    id: `high-${k}`, name: `Mực nước cao ${k}`, kind: "threshold", priority: ["emergency", "high", "medium", "routine"][k % 4],
    params: { on: { observedPropertyId: "water-level" }, side: "above", setpoint: 2, deadband: 0.1 }, message: "{thing}: {value} {unit}, vượt {setpoint}", messageEn: "{thing}: {value} {unit}, above {setpoint}",
  })));
  write("sources.json", []);
  return folder;
}
