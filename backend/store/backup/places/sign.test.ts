import { expect, test } from "vitest";
import { signS3 } from "./sign.ts";

// AWS, "Signature Calculations for the Authorization Header: Transferring Payload in a Single Chunk": its own key, instant and results.
test.each([
  ["the life-cycle of a bucket", "?lifecycle", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"],
  ["the objects of a bucket", "?max-keys=2&prefix=J", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"],
])("%s is asked for with the signature of AWS's example", (_, query, signature) => {
  const headers = signS3({
    method: "GET", url: new URL(`https://examplebucket.s3.amazonaws.com/${query}`), body: undefined, at: Date.UTC(2013, 4, 24),
    accessKey: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", region: "us-east-1",
  });
  expect(headers["authorization"]).toBe(`AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=${signature}`);
});
