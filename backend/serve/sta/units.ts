/** Names and printed symbols of UCUM codes that cities measure in. Any other code is its own name and symbol. */
const KNOWN: Readonly<Record<string, readonly [name: string, symbol: string]>> = {
  "1": ["dimensionless", "1"], "%": ["percent", "%"], m: ["metre", "m"], cm: ["centimetre", "cm"], mm: ["millimetre", "mm"], km: ["kilometre", "km"],
  "mm/h": ["millimetre per hour", "mm/h"], "m/s": ["metre per second", "m/s"], "km/h": ["kilometre per hour", "km/h"], "m3/s": ["cubic metre per second", "m³/s"], "m3/h": ["cubic metre per hour", "m³/h"], m3: ["cubic metre", "m³"],
  Cel: ["degree Celsius", "°C"], K: ["kelvin", "K"], deg: ["degree of arc", "°"], Pa: ["pascal", "Pa"], hPa: ["hectopascal", "hPa"], kPa: ["kilopascal", "kPa"], bar: ["bar", "bar"],
  "ug/m3": ["microgram per cubic metre", "µg/m³"], "mg/m3": ["milligram per cubic metre", "mg/m³"], "mg/L": ["milligram per litre", "mg/L"], "[ppm]": ["parts per million", "ppm"], "[ppb]": ["parts per billion", "ppb"],
  V: ["volt", "V"], A: ["ampere", "A"], W: ["watt", "W"], kW: ["kilowatt", "kW"], "kW.h": ["kilowatt hour", "kWh"], "W/m2": ["watt per square metre", "W/m²"], Hz: ["hertz", "Hz"],
  s: ["second", "s"], min: ["minute", "min"], h: ["hour", "h"], "dB[SPL]": ["decibel of sound pressure", "dB"], "[NTU]": ["nephelometric turbidity unit", "NTU"], "uS/cm": ["microsiemens per centimetre", "µS/cm"], "[pH]": ["pH", "pH"],
};

/** OGC 18-088 §8.2.4 unitOfMeasurement; the definition ends with the UCUM code, case sensitive. */
export function unitOfMeasurement(code: string): { name: string; symbol: string; definition: string } {
  const [name, symbol] = (Object.hasOwn(KNOWN, code) ? KNOWN[code] : undefined) ?? [code, code];
  return { name, symbol, definition: `http://unitsofmeasure.org#${code}` };
}
