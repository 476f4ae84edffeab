import { createHash, createHmac } from "node:crypto";

const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Uint8Array, text: string): Buffer => createHmac("sha256", key).update(text).digest();
/** As SigV4 wants it: all but unreserved characters. */
const encode = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Signs a request to an S3 store by AWS Signature Version 4, payload included. Sixty lines of HMAC that AWS's own examples
 * prove (`sign.test.ts`), instead of a package that every room would have to carry and renew.
 *
 * @param at instant of the request, ms; a store refuses one more than some minutes off
 * @returns headers to send
 */
export function signS3(request: { method: string; url: URL; body: Uint8Array | undefined; at: number; accessKey: string; secret: string; region: string }): Record<string, string> {
  const { method, url, body, accessKey, secret, region } = request;
  const time = new Date(request.at).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const day = time.slice(0, 8);
  const payload = sha256(body ?? "");
  const headers = { host: url.host, "x-amz-content-sha256": payload, "x-amz-date": time };
  const names = Object.keys(headers).join(";");
  const query = [...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).toSorted().join("&");
  const path = url.pathname.split("/").map((part) => encode(decodeURIComponent(part))).join("/");
  const canonical = [method, path, query, ...Object.entries(headers).map(([name, value]) => `${name}:${value}`), "", names, payload].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const key = ["s3", "aws4_request"].reduce<Buffer>(hmac, hmac(hmac(`AWS4${secret}`, day), region));
  const signature = hmac(key, ["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n")).toString("hex");
  return { "x-amz-content-sha256": payload, "x-amz-date": time, authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope}, SignedHeaders=${names}, Signature=${signature}` };
}
