import { Fault } from "#contract/fault";

/** Where a picture or document of the wall is; its name is its content, so it never changes. */
export function wallFileUrl(id: string): string {
  return `/api/wall/file/${id}`;
}

/** What came instead of a file: the backend's own word, or that it could not be asked. */
export type NoFile = { why: "fault"; fault: Fault } | { why: "unreachable" };

/** The backend is in the room: a file of 20 MB is here in a second, a dead link is not waited for any longer, ms. */
const PATIENCE_MS = 20_000;

/** A file's bytes, or why there are none. Never throws. */
export async function readWallFile(id: string): Promise<{ ok: true; bytes: ArrayBuffer; type: string } | ({ ok: false } & NoFile)> {
  try {
    const response = await fetch(wallFileUrl(id), { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok) return { ok: true, bytes: await response.arrayBuffer(), type: response.headers.get("content-type") ?? "" };
    const answer: unknown = await response.json().catch(() => undefined);
    const fault = Fault.safeParse(typeof answer === "object" && answer !== null && "fault" in answer ? answer.fault : undefined);
    return { ok: false, why: "fault", fault: fault.success ? fault.data : { code: "unavailable", detail: String(response.status) } };
  } catch {
    return { ok: false, why: "unreachable" };
  }
}
