/** OGC SensorThings 1.1 over HTTP: creating Observations (§10.2) and data arrays (§13.2), answered after the commit. */
import { z } from "zod";
import type { Fault } from "#contract/fault";
import type { Instant } from "#contract/ids";
import type { Reading, RejectionReason } from "#contract/observation";
import type { Result } from "#contract/result";
import type { Clock, Intake, IngestRoute, Settled } from "../ports.ts";
import { granted } from "./grants.ts";
import { entityId } from "./mqtt-topics.ts";
import { parseObservations, type Form, type Parsed } from "./sensorthings.ts";

export const StaHttpConfig = z.strictObject({
  maxBody: z.int().min(1024).max(16_777_216).default(1_048_576).describe("bytes of one body"),
});
export type StaHttpConfig = z.infer<typeof StaHttpConfig>;

/** Posts that may wait for their commit at one time. */
const MAX_WAITING = 2000;
/** ms a post waits for its commit. Beyond, 503: the reading may be stored all the same, and a repetition is then a duplicate. */
const PATIENCE = 30_000;

type Answer = Awaited<ReturnType<IngestRoute["handle"]>>;
type Request = Parameters<IngestRoute["handle"]>[0];

/** A refused item with the HTTP status that says so. */
const STATUS: Record<RejectionReason, number> = {
  malformed: 400, "not-a-number": 400, oversized: 413, "unknown-datastream": 404, "forbidden-datastream": 403,
  "unknown-unit": 422, "incompatible-unit": 422, future: 422, ancient: 422, "rate-limited": 429,
};

/** The `@iot.id` of an observation: within its datastream an instant has one observation. */
export const observationId = (datastreamId: string, phenomenonTime: Instant): string => `${datastreamId}@${phenomenonTime}`;
/** Address of an observation, relative to the server. */
const observationLink = (id: string): string => `/sta/v1.1/Observations('${encodeURIComponent(id)}')`;

/**
 * The routes a source posts to. `Datastreams(id)` reaches the handler as one parameter, `entity`: the router would take the
 * closing bracket for a part of the id.
 */
export function staRoutes({ intake, clock, maxBody = StaHttpConfig.parse({}).maxBody }: { intake: Intake; clock: Clock; maxBody?: number }): IngestRoute[] {
  let waiting = 0;
  let full = false;
  intake.onRoom(() => void (full = false));

  function post(request: Request, form: Form): Promise<Answer> | Answer {
    const { source, body } = request;
    if (full || waiting >= MAX_WAITING) return { ...error(503, "the room takes no more for now"), headers: { "retry-after": "1" } };
    if (body.byteLength > maxBody) {
      intake.deliver({ sourceId: source.id, readings: [], refused: [{ reason: "oversized", detail: `body of ${body.byteLength} bytes`, sample: "" }] });
      return error(413, `at most ${maxBody} bytes`);
    }
    const parsed = parseObservations(body, form, (id) => granted(source, id));
    const now = clock.wall();
    // The instant of receipt is fixed here, so that the answer can name the observation by it.
    for (const reading of parsed.readings) reading.phenomenonTime ??= now;
    waiting++;
    return new Promise<Answer>((done) => {
      const cancel = clock.after(PATIENCE, () => finish({ ok: false, fault: { code: "unavailable", detail: "no commit in time" } }));
      let answered = false;
      function finish(outcome: Result<Settled>): void {
        if (answered) return;
        answered = true;
        waiting--;
        cancel();
        done(outcome.ok ? created(form, parsed, outcome.value) : failed(outcome.fault));
      }
      full = !intake.deliver({ sourceId: source.id, readings: parsed.readings, refused: parsed.refused, settle: finish });
    });
  }

  return [
    { method: "POST", path: "/sta/v1.1/Observations", handle: async (request) => post(request, { kind: "observation" }) },
    { method: "POST", path: "/sta/v1.1/CreateObservations", handle: async (request) => post(request, { kind: "data-array" }) },
    {
      method: "POST",
      path: "/sta/v1.1/:entity/Observations",
      async handle(request) {
        const id = entityId(/^Datastreams\((.+)\)$/.exec(request.params["entity"] ?? "")?.[1] ?? "");
        return id === undefined ? error(404, "no such collection") : post(request, { kind: "observation", datastreamId: id });
      },
    },
  ];
}

interface Refused {
  reason: RejectionReason;
  detail: string;
}

/** One entry per item of the message, in its order: the reading stored, or why it was refused. */
function itemsOf({ readings, refused, refusedAt }: Parsed, { rejected }: Settled): (Reading | Refused)[] {
  const judged: (Reading | Refused)[] = [...readings];
  for (const { index, reason, detail } of rejected) judged[index] = { reason, detail };
  const items: (Reading | Refused)[] = [];
  let next = 0;
  for (const [k, at] of refusedAt.entries()) {
    while (items.length < at) items.push(judged[next++]!);
    items.push(refused[k]!);
  }
  return items.concat(judged.slice(next));
}

const selfLink = ({ datastreamId, phenomenonTime }: Reading): string => observationLink(observationId(datastreamId, phenomenonTime ?? 0));

function created(form: Form, parsed: Parsed, settled: Settled): Answer {
  const items = itemsOf(parsed, settled);
  const only = items[0];
  if (form.kind === "observation" && only !== undefined) {
    if ("reason" in only) return error(STATUS[only.reason], only.detail, only.reason);
    const body = {
      "@iot.id": observationId(only.datastreamId, only.phenomenonTime ?? 0), "@iot.selfLink": selfLink(only),
      phenomenonTime: new Date(only.phenomenonTime ?? 0).toISOString(), result: only.result,
    };
    return { status: 201, headers: { location: selfLink(only) }, body };
  }
  // OGC 18-088 §13.2: the answer to CreateObservations is one line per Observation, its address or "error".
  const whole = items.length === 1 && parsed.readings.length === 0 ? items[0] : undefined;
  if (whole !== undefined && "reason" in whole) return error(STATUS[whole.reason], whole.detail, whole.reason);
  return { status: 201, body: items.map((item) => ("reason" in item ? `error: ${item.reason}: ${item.detail}` : selfLink(item))) };
}

function failed(fault: Fault): Answer {
  if (fault.code === "disk-full") return { ...error(503, "the disk is full", fault.code), headers: { "retry-after": "10" } };
  if (fault.code === "forbidden" || fault.code === "unknown-id") return error(403, "this source may not send", fault.code);
  return { ...error(503, "detail" in fault ? fault.detail : fault.code, fault.code), headers: { "retry-after": "1" } };
}

/** The error body that SensorThings servers (FROST) answer with, and our reason beside it. */
function error(status: number, message: string, reason?: string): Answer {
  return { status, body: { code: status, type: "error", message, reason } };
}
