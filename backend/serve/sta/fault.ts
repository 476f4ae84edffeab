/** Why a request was refused, as SensorThings answers it. */
export interface StaFault {
  status: 400 | 404 | 413 | 503;
  /** For programs; the message is for people. */
  reason: "malformed" | "unknown" | "too-much" | "unavailable";
  message: string;
}

/** Carries a fault out of a recursion; never leaves this folder: `attempt` and the plugin catch it. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly fault: StaFault;
  constructor(fault: StaFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** @throws Refusal 400 */
export function malformed(message: string): never {
  throw new Refusal({ status: 400, reason: "malformed", message: message.slice(0, 400) });
}
/** @throws Refusal 404 */
export function unknown(message: string): never {
  throw new Refusal({ status: 404, reason: "unknown", message: message.slice(0, 400) });
}
/** @throws Refusal 413: understood, but more than one request may ask for */
export function tooMuch(message: string): never {
  throw new Refusal({ status: 413, reason: "too-much", message });
}

/** Runs `act` and turns a refusal into a fault; anything else is a bug and goes on. */
export function attempt<T>(act: () => T): { ok: true; value: T } | { ok: false; fault: StaFault } {
  try {
    return { ok: true, value: act() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, fault: error.fault };
    throw error;
  }
}
