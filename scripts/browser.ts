import { spawn } from "node:child_process";

/** Opens an address in the person's own browser. Failing is no fault: the address has been printed. */
export function openBrowser(address: string): void {
  const [file, args] =
    process.platform === "win32" ? ["cmd", ["/c", "start", "", address]] : process.platform === "darwin" ? ["open", [address]] : ["xdg-open", [address]];
  const child = spawn(file, args, { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
}
