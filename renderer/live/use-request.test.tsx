import { useEffect } from "react";
import { afterEach, expect, test } from "vitest";
import { ok } from "#contract/result";
import { until } from "../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../test/kit/window-room.ts";
import { useRequest } from "./hooks.ts";

let room: WindowRoom | undefined;
let shown: Shown | undefined;
afterEach(async () => {
  shown?.close();
  await room?.stop();
});

/** Asks on a beat, however long answers take. */
function Beat({ everyMs }: { everyMs: number }) {
  const { result, again } = useRequest("rule:kinds", {});
  useEffect(() => {
    const timer = setInterval(again, everyMs);
    return () => clearInterval(timer);
  }, [again, everyMs]);
  return <p>{result?.ok === true ? `answer ${result.value.kinds.length}` : "waiting"}</p>;
}

test("asked again on a beat quicker than its answers, no answer is lost and one question is on its way at a time", async () => {
  let [answered, atOnce, most] = [0, 0, 0];
  let release: (() => void)[] = [];
  room = await openWindowRoom({
    answers: {
      "rule:kinds": async () => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await new Promise<void>((resolve) => void release.push(resolve));
        atOnce -= 1;
        answered += 1;
        return ok({ kinds: Array.from({ length: answered }, (_value, i) => ({ kind: String(i), title: { vi: "", en: "" }, schema: {} })) as never });
      },
    },
  });
  shown = show(<Beat everyMs={5} />);
  for (let n = 1; n <= 4; n++) {
    await until(() => release.length > 0);
    // Many beats go by before it is answered.
    await until(beats(8));
    const [first, ...rest] = release;
    release = rest;
    first?.();
    await shown.says(`answer ${n}`);
  }
  expect(most).toBe(1);
});

/** True once so many of the clock's ticks have passed. */
function beats(n: number): () => boolean {
  let left = n;
  return () => --left < 0;
}
