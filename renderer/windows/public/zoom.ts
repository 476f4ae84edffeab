/** Buttons that make the map larger and smaller round its middle, and show the whole city; the map itself is drawn already. */
export function zoomable(frame: HTMLElement): void {
  const map = frame.querySelector("svg");
  if (map === null) return;
  const box = document.createElement("div");
  box.className = "zoom";
  const button = (label: string | undefined, sign: string, act: () => void): void => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.setAttribute("aria-label", label ?? sign);
    made.addEventListener("click", act);
    box.append(made);
  };
  const by = (factor: number) => (): void => {
    const [x = 0, y = 0, width = 1, height = 1] = (map.getAttribute("viewBox") ?? "").split(" ").map(Number);
    const whole = Number(map.dataset["whole"]?.split(" ")[2] ?? 1000);
    const next = Math.min(whole, Math.max(4, width * factor));
    const ratio = next / width;
    map.setAttribute("viewBox", [x + (width - next) / 2, y + (height - height * ratio) / 2, next, height * ratio].join(" "));
  };
  button(frame.dataset["in"], "+", by(0.6));
  button(frame.dataset["out"], "−", by(1 / 0.6));
  button(frame.dataset["all"], "⤢", () => map.setAttribute("viewBox", map.dataset["whole"] ?? "0 0 1000 700"));
  frame.append(box);
}
