import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { until } from "./until.ts";

const SSHD = "/usr/sbin/sshd";
/** Why no OpenSSH server can be started here; undefined: one can. Debian: openssh-server. */
export const NO_SSHD = existsSync(SSHD) ? undefined : `no ${SSHD}`;

export interface SshServer {
  port: number;
  user: string;
  /** Where the place is, and the files its client needs. */
  path: string;
  keyFile: string;
  knownHostsFile: string;
  close(): Promise<void>;
}

/** The system's own OpenSSH server with its SFTP subsystem, on a free port of the loopback, for the present user and one key. */
export async function startSshServer(): Promise<SshServer> {
  const folder = mkdtempSync(join(tmpdir(), "ky-dai-ssh-"));
  const path = join(folder, "store");
  mkdirSync(path);
  for (const name of ["host", "client"]) execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(folder, name)]);
  const port = await freePort();
  writeFileSync(join(folder, "authorized"), readFileSync(join(folder, "client.pub")), { mode: 0o600 });
  writeFileSync(join(folder, "known"), `[127.0.0.1]:${port} ${readFileSync(join(folder, "host.pub"), "utf8")}`);
  writeFileSync(join(folder, "config"), [
    `Port ${port}`, "ListenAddress 127.0.0.1", `HostKey ${join(folder, "host")}`, `AuthorizedKeysFile ${join(folder, "authorized")}`, `PidFile ${join(folder, "pid")}`,
    "PasswordAuthentication no", "KbdInteractiveAuthentication no", "PermitRootLogin prohibit-password", "StrictModes no", "UsePAM no", "Subsystem sftp internal-sftp", "",
  ].join("\n"));
  chmodSync(folder, 0o700);
  // Where it parts its privileges; the package's own start makes it.
  if (userInfo().uid === 0) mkdirSync("/run/sshd", { recursive: true, mode: 0o755 });
  let errors = "";
  const server = spawn(SSHD, ["-D", "-e", "-f", join(folder, "config")], { stdio: ["ignore", "ignore", "pipe"] });
  server.stderr.on("data", (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-2000)));
  await until(async () => server.exitCode !== null || (await answers(port)), 60_000, () => `sshd does not answer: ${errors}`);
  if (server.exitCode !== null) throw new Error(`sshd ended: ${errors}`);
  return {
    port, user: userInfo().username, path, keyFile: join(folder, "client"), knownHostsFile: join(folder, "known"),
    async close() {
      const gone = new Promise<void>((done) => server.once("exit", () => done()));
      if (server.exitCode === null) {
        server.kill("SIGTERM");
        await gone;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("data", () => (socket.destroy(), done(true)));
    socket.once("error", () => done(false));
    socket.once("close", () => done(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
