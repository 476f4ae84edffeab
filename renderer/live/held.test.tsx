import { act } from "react";
import { beforeEach, expect, test } from "vitest";
import type { Fact } from "#contract/fact";
import { openAlarm } from "../../test/kit/open-alarms.ts";
import { nextFrame, render } from "../../test/kit/render.ts";
import { Held } from "./held.ts";
import { useAlarmView, useFacts, useFlood, useNow } from "./hooks.ts";
import { mirror } from "./socket.ts";

const SPEC = { accept: () => true, compare: (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1) };
const heard: number[] = [];

function Figures() {
  const flood = useFlood();
  const { list } = useAlarmView(SPEC);
  const now = useNow(20);
  useFacts((facts: readonly Fact[]) => void heard.push(facts.length));
  return <p data-now={now}>{flood.count} {list.length}</p>;
}

const shown = (held: boolean) => <Held value={held}><Figures /></Held>;

beforeEach(() => {
  mirror.flood.set({ active: false, count: 1, peak: 0 });
  mirror.alarms.reset([openAlarm(1)]);
  mirror.alarmVersion.set(mirror.alarmVersion.get() + 1);
});

test("what is held shows the values of that moment, its clock included; released, those of now", async () => {
  const { createRoot } = await import("react-dom/client");
  const box = document.createElement("div");
  const root = createRoot(box);
  const draw = (held: boolean) => act(() => root.render(shown(held)));
  draw(false);
  await nextFrame();
  expect(box.textContent).toBe("1 1");
  draw(true);
  const at = box.querySelector("p")?.dataset["now"];
  mirror.flood.set({ active: true, count: 7, peak: 7 });
  mirror.alarms.reset([openAlarm(1), openAlarm(2)]);
  mirror.alarmVersion.set(mirror.alarmVersion.get() + 1);
  await nextFrame();
  await nextFrame();
  draw(true);
  expect(box.textContent).toBe("1 1");
  expect(box.querySelector("p")?.dataset["now"]).toBe(at);
  draw(false);
  await nextFrame();
  expect(box.textContent).toBe("7 2");
  act(() => root.unmount());
});

test("a neighbour that is not held goes on", async () => {
  const box = render(<>{shown(true)}{shown(false)}</>);
  await nextFrame();
  mirror.flood.set({ active: true, count: 9, peak: 9 });
  await nextFrame();
  expect([...box.querySelectorAll("p")].map((each) => each.textContent)).toEqual(["1 1", "9 1"]);
});
