import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A key and a certificate that signs itself, of these names; undefined: this machine has no openssl. @param names as subjectAltName writes them, "IP:127.0.0.1" */
export function certificateFor(names: string): { key: string; cert: string } | undefined {
  const folder = mkdtempSync(join(tmpdir(), "kydai-cert-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  try {
    execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=kenh-gui", "-addext", `subjectAltName=${names}`], { stdio: "ignore", timeout: 30_000 });
    return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
