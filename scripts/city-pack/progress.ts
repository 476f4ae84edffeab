/** Where the command is and what it noticed. */
export interface Progress {
  /** A part of the work begins. @param weight its share of the whole, by time */
  stage(vi: string, en: string, weight: number): void;
  /** @param done of the stage, 0…1 */
  share(done: number): void;
  /** A line that stays. */
  say(line: string): void;
  /** The bar ends; the last line is left as it is. */
  end(): void;
}

interface Out {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

const BAR = 24;

/** A bar on a terminal, drawn anew when a percent is done; elsewhere a line when a stage begins. @param total weight of all stages */
export function openProgress(out: Out, total: number): Progress {
  const live = out.isTTY === true;
  let done = 0;
  let weight = 0;
  let title = "";
  let shown = "";
  const draw = (share: number): void => {
    const all = Math.min(1, (done + weight * Math.max(0, Math.min(1, share))) / total);
    const full = Math.round(all * BAR);
    const line = `${"█".repeat(full)}${"░".repeat(BAR - full)} ${String(Math.floor(all * 100)).padStart(3)} % ${title}`.slice(0, Math.max(20, (out.columns ?? 80) - 1));
    if (line === shown) return;
    shown = line;
    out.write(`\r\x1b[2K${line}`);
  };
  const clear = (): void => {
    if (live && shown !== "") out.write("\r\x1b[2K");
    shown = "";
  };
  return {
    stage(vi, en, next) {
      done += weight;
      weight = next;
      title = `${vi} / ${en}`;
      if (live) draw(0);
      else out.write(`${String(Math.floor((done / total) * 100)).padStart(3)} % ${title}\n`);
    },
    share: (share) => void (live && draw(share)),
    say(line) {
      clear();
      out.write(`${line}\n`);
      if (live && title !== "") draw(0);
    },
    end() {
      if (live) {
        done = total;
        weight = 0;
        title = "";
        draw(1);
        out.write("\n");
      }
    },
  };
}
