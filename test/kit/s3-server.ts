import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server holds its client to. */
const REGION = "us-east-1";
const sha256 = (data: string | Buffer): string => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

export interface S3Server {
  endpoint: string;
  accessKey: string;
  secret: string;
  objects: Map<string, Buffer>;
  /** Answers the next so many requests with this status. */
  fail(times: number, status: number): void;
  /** Requests whose signature was wrong. */
  refused(): number;
  close(): Promise<void>;
}

/**
 * A test server, no product: the four calls of S3 that backups use (put, get, delete, list by pages), in memory, for one bucket.
 * It checks Signature Version 4 by itself from what came over the wire – canonical request, signed headers, payload's hash,
 * time – and shares no code with the client.
 */
export async function startS3Server({ bucket = "phong", page = 1000 }: { bucket?: string; page?: number } = {}): Promise<S3Server> {
  const accessKey = "AKPHONGHUE";
  const secret = "bi-mat/cua+phong";
  const objects = new Map<string, Buffer>();
  let failing = { times: 0, status: 503 };
  let refused = 0;

  /** Words why the request is not what the key's owner signed; undefined: it is. */
  function wrong(request: IncomingMessage, body: Buffer): string | undefined {
    const parts = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(request.headers.authorization ?? "");
    if (parts === null) return "AccessDenied";
    const [, key, day = "", region = "", names = "", signature] = parts;
    if (key !== accessKey || region !== REGION) return "InvalidAccessKeyId";
    const time = String(request.headers["x-amz-date"]);
    const at = Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
    if (!(Math.abs(Date.now() - at) < 900_000) || !time.startsWith(day)) return "RequestTimeTooSkewed";
    if (!["host", "x-amz-content-sha256", "x-amz-date"].every((name) => names.split(";").includes(name))) return "SignatureDoesNotMatch";
    if (request.headers["x-amz-content-sha256"] !== sha256(body)) return "XAmzContentSHA256Mismatch";
    const [path = "", query = ""] = (request.url ?? "").split("?");
    const asked = query === "" ? "" : query.split("&").map((pair) => (pair.includes("=") ? pair : `${pair}=`).replaceAll("+", "%20")).toSorted().join("&");
    const canonical = [request.method, path, asked, ...names.split(";").map((name) => `${name}:${String(request.headers[name]).trim()}`), "", names, sha256(body)].join("\n");
    const toSign = ["AWS4-HMAC-SHA256", time, `${day}/${region}/s3/aws4_request`, sha256(canonical)].join("\n");
    const signing = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), "s3"), "aws4_request");
    return hmac(signing, toSign).toString("hex") === signature ? undefined : "SignatureDoesNotMatch";
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const answer = (status: number, content: string | Buffer = ""): void => void response.writeHead(status, { "content-type": "application/xml" }).end(content);
      if (failing.times > 0) {
        failing.times--;
        return answer(failing.status);
      }
      const fault = wrong(request, body);
      if (fault !== undefined) {
        refused++;
        return answer(403, `<Error><Code>${fault}</Code></Error>`);
      }
      const url = new URL(request.url ?? "/", "http://store");
      const [, named, ...rest] = decodeURIComponent(url.pathname).split("/");
      if (named !== bucket) return answer(404, "<Error><Code>NoSuchBucket</Code></Error>");
      const name = rest.join("/");
      if (name === "") {
        const after = url.searchParams.get("continuation-token") ?? "";
        const all = [...objects.keys()].filter((key) => key.startsWith(url.searchParams.get("prefix") ?? "") && key > after).toSorted();
        const some = all.slice(0, page);
        const more = all.length > some.length;
        return answer(200, `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>${more}</IsTruncated>${some.map((key) => `<Contents><Key>${key}</Key><Size>${objects.get(key)?.length}</Size></Contents>`).join("")}${more ? `<NextContinuationToken>${some.at(-1)}</NextContinuationToken>` : ""}</ListBucketResult>`);
      }
      if (request.method === "PUT") return objects.set(name, body), answer(200);
      if (request.method === "DELETE") return objects.delete(name), answer(204);
      const found = objects.get(name);
      return found === undefined ? answer(404, "<Error><Code>NoSuchKey</Code></Error>") : answer(200, found);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, accessKey, secret, objects,
    fail: (times, status) => (failing = { times, status }),
    refused: () => refused,
    close: () => new Promise((done) => (server.closeAllConnections(), server.close(() => done()))),
  };
}
