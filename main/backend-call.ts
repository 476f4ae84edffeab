import type { Session } from "electron";
import { z } from "zod";
import { Fault } from "#contract/fault";
import { REQUESTS, type RequestInput, type RequestName, type RequestOutput } from "#contract/request";
import { fail, ok, type Result } from "#contract/result";
import { displayCookie, keepDisplayCookie } from "./display-cookie.ts";
import { inTime } from "./in-time.ts";

/** Longest wait for one answer, ms. */
const PATIENCE = 5_000;
/** Longest answer that is read, characters. */
const LONGEST = 1_000_000;

const Answered = z.union([z.object({ ok: z.literal(true), value: z.unknown() }), z.object({ ok: z.literal(false), fault: Fault })]);

/** One HTTP call to the backend in the name of the wall. */
export interface Call {
  path: string;
  method: "GET" | "POST" | "PUT";
  type?: string;
  body?: string | Uint8Array<ArrayBuffer>;
}

/** @returns the value of a `Result` body; anything else counts as unavailable. Always settles. */
export async function callBackend(own: Session, address: string, call: Call): Promise<Result<unknown>> {
  try {
    return await inTime(PATIENCE, (signal) => exchange(own, address, call, signal));
  } catch (error) {
    return fail({ code: "unavailable", detail: error instanceof Error ? error.message : String(error) });
  }
}

async function exchange(own: Session, address: string, call: Call, signal: AbortSignal): Promise<Result<unknown>> {
  const response = await (address.startsWith("https:") ? overChromium : overNode)(own, address, call, signal);
  const text = await response.text();
  if (text.length > LONGEST) return fail({ code: "unavailable", detail: "answer too long" });
  const answer = Answered.safeParse(JSON.parse(text));
  if (!answer.success) return fail({ code: "unavailable", detail: `HTTP ${response.status}` });
  return answer.data.ok ? ok(answer.data.value) : fail(answer.data.fault);
}

/** With the system's trust in certificates. Until a restart of the shell it may be lost with Chromium's network process. */
function overChromium(own: Session, address: string, { path, method, type, body }: Call, signal: AbortSignal): Promise<Response> {
  return own.fetch(address + path, {
    method, credentials: "include", redirect: "error", cache: "no-store", signal,
    ...(type === undefined ? undefined : { headers: { "content-type": type } }),
    ...(body === undefined ? undefined : { body }),
  });
}

/** Outlives Chromium's network process, after whose death a session's own fetch never answers again (Electron 25). */
async function overNode(own: Session, address: string, { path, method, type, body }: Call, signal: AbortSignal): Promise<Response> {
  const cookie = await displayCookie(own, address);
  const headers = { ...(type === undefined ? {} : { "content-type": type }), ...(cookie === undefined ? {} : { cookie }) };
  const response = await fetch(address + path, { method, redirect: "error", signal, headers, ...(body === undefined ? {} : { body }) });
  await keepDisplayCookie(own, address, response.headers.get("set-cookie") ?? "");
  return response;
}

/** One request of the contract as this display. The answer is parsed: a backend of another version is a fault, not a surprise. */
async function ask<T>(own: Session, address: string, { name, input, output }: { name: RequestName; input: unknown; output: z.ZodType<T> }): Promise<Result<T>> {
  const answer = await callBackend(own, address, { path: `/api/request/${name}?as=display`, method: "POST", type: "application/json", body: JSON.stringify(input) });
  if (!answer.ok) return answer;
  const parsed = output.safeParse(answer.value);
  return parsed.success ? ok(parsed.data) : fail({ code: "unavailable", detail: `${name}: not understood` });
}

/** Tells of all screens of this PC and learns what each is for. */
export function askScreens(own: Session, address: string, input: RequestInput<"wall:screens">): Promise<Result<RequestOutput<"wall:screens">>> {
  return ask(own, address, { name: "wall:screens", input, output: REQUESTS["wall:screens"].output });
}

/** Tells what this shell saw happen. */
export function sendEvents(own: Session, address: string, input: RequestInput<"shell:report">): Promise<Result<RequestOutput<"shell:report">>> {
  return ask(own, address, { name: "shell:report", input, output: REQUESTS["shell:report"].output });
}
