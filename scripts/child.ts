import { spawn } from "node:child_process";
import { constants } from "node:os";

/** A program this one stands for: same terminal, signals handed on. */
export interface Child {
  /** Resolves with its exit code; 128 + n when a signal ended it, 127 when it could not be started. */
  exit: Promise<number>;
}

/** Starts a program in the foreground. */
export function foreground(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Child {
  const child = spawn(file, args, { stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the whole group: the child has it already.
      if (!(signal === "SIGINT" && process.stdin.isTTY)) child.kill(signal);
    });
  const exit = new Promise<number>((settle) => {
    child.on("error", (error) => {
      console.error(`${file}: ${error.message}`);
      settle(127);
    });
    child.on("exit", (code, signal) => settle(code ?? 128 + (signal === null ? 1 : constants.signals[signal])));
  });
  return { exit };
}
