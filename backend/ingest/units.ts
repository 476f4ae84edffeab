/** Units of measure by their UCUM codes (https://ucum.org), case sensitive. */
import ucum from "@lhncbc/ucum-lhc";

export type Conversion = { factor: number; offset: number } | { fault: "unknown-unit" | "incompatible-unit" };
/** value_to = value_from × factor + offset. `to` unknown is the catalogue's mistake and answered likewise. */
export type UnitConversion = (from: string, to: string) => Conversion;

/** Pairs remembered; a sender inventing units cannot push the list beyond it (the oldest pair goes). */
const MAX_PAIRS = 2000;
const MAX_CODE = 40;
/**
 * UCUM's grammar (§4–12) with brackets of terms one deep. The library is more forgiving (blanks, prose) and prints to the
 * console about some texts that are no units: those never reach it.
 */
const ATOM = String.raw`(?:\[[!-Z\\^-~]*\]|[A-Za-z0-9%*^'"_])+(?:[+-][0-9]+)?`;
const COMPONENT = String.raw`(?:${ATOM}(?:\{[!-z|~]*\})?|\{[!-z|~]*\})`;
const TERM = `/?${COMPONENT}(?:[./]${COMPONENT})*`;
const FACTOR = String.raw`(?:${COMPONENT}|\(${TERM}\))`;
const CODE = new RegExp(`^/?${FACTOR}(?:[./]${FACTOR})*$`);

/** @returns the conversion, remembered per pair: an answer costs a map look-up, a first answer about 50 µs */
export function openUnits(): UnitConversion {
  const units = ucum.UcumLhcUtils.getInstance();
  const known = new Map<string, Conversion>();
  return (from, to) => {
    if (from === to) return { factor: 1, offset: 0 };
    const pair = `${from} ${to}`;
    const found = known.get(pair);
    if (found !== undefined) return found;
    const conversion = from.length > MAX_CODE || to.length > MAX_CODE ? { fault: "unknown-unit" as const } : convert(units, from, to);
    if (known.size >= MAX_PAIRS) {
      const oldest = known.keys().next().value;
      if (oldest !== undefined) known.delete(oldest);
    }
    known.set(pair, conversion);
    return conversion;
  };
}

/** The library throws on some texts that name things every object inherits ("__proto__"): those are no units either. */
function convert(units: ucum.UcumLhcUtils, from: string, to: string): Conversion {
  try {
    return convertValid(units, from, to);
  } catch {
    return { fault: "unknown-unit" };
  }
}

function convertValid(units: ucum.UcumLhcUtils, from: string, to: string): Conversion {
  const valid = (code: string): boolean => CODE.test(code) && units.getSpecifiedUnit(code, "validate").status === "valid";
  if (!valid(from) || !valid(to)) return { fault: "unknown-unit" };
  const at = (value: number): number | null => {
    const answer = units.convertUnitTo(from, value, to);
    return answer.status === "succeeded" ? answer.toVal : null;
  };
  const zero = at(0);
  const one = at(1000);
  const two = at(2000);
  if (zero === null || one === null || two === null) return { fault: "incompatible-unit" };
  const factor = round((one - zero) / 1000);
  const offset = round(zero);
  // Logarithmic units (pH, bel) are no straight line: what cannot be expressed as one is not converted.
  const straight = Number.isFinite(factor) && factor !== 0 && Math.abs(factor * 2000 + offset - two) <= 1e-9 * Math.abs(two - zero);
  return straight ? { factor, offset } : { fault: "incompatible-unit" };
}

/** A number that is short but for the arithmetic's last digits (0.0010000000000000002) becomes the short one; others stay. */
function round(value: number): number {
  const short = Number(value.toPrecision(15));
  return String(short).length < 14 ? short : value;
}
