import { WebSocket } from "ws";
import { z } from "zod";

/** A page that can be asked, at Chromium's debugging port. */
const Target = z.object({ id: z.string(), type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string().optional() });
export type Target = z.infer<typeof Target>;

const PATIENCE = 1_500;
const Answer = z.object({ id: z.number(), result: z.unknown() });
const Evaluated = z.object({ result: z.object({ value: z.unknown() }).optional() });

/** @returns the pages at a debugging port, none while nobody answers */
export async function targetsAt(port: number): Promise<Target[]> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`, { signal: AbortSignal.timeout(PATIENCE) });
    return z.array(Target).parse(await answer.json()).filter(({ type }) => type === "page");
  } catch {
    return [];
  }
}

/** Evaluates an expression in a page. @returns its value, of plain data */
export async function evaluateIn(target: Target, expression: string): Promise<unknown> {
  const result = await command(target, "Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
  return Evaluated.parse(result).result?.value;
}

/** One command to a page; unlike Playwright's, the link to it may be lost with the page at any time. */
function command(target: Target, method: string, params: Record<string, unknown>): Promise<unknown> {
  return new Promise((settle, fail) => {
    const socket = new WebSocket(target.webSocketDebuggerUrl ?? "");
    const timer = setTimeout(() => end(() => fail(new Error("the page does not answer"))), PATIENCE);
    const end = (what: () => void) => {
      clearTimeout(timer);
      socket.terminate();
      what();
    };
    socket.on("error", (error) => end(() => fail(error)));
    socket.on("close", () => end(() => fail(new Error("the page is gone"))));
    socket.on("open", () => socket.send(JSON.stringify({ id: 1, method, params })));
    socket.on("message", (data: Buffer) => {
      const answer = Answer.safeParse(JSON.parse(data.toString()));
      if (answer.success) end(() => settle(answer.data.result));
    });
  });
}
