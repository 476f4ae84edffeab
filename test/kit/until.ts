/** Waits for a condition, looking every 10 ms; fails with a reason when it does not come true in time. */
export async function until(condition: () => boolean | Promise<boolean>, limitMs = 10_000, why: () => string = () => "condition did not come true"): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(why());
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
