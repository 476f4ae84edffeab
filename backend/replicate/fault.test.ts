import { expect, test } from "vitest";
import { CentreFault } from "../ports-replica.ts";
import { faultOf } from "./fault.ts";

test.each([
  ["22P05", "poison"], ["23514", "poison"], ["54000", "poison"], ["40001", "busy"], ["40P01", "busy"], ["53100", "full"], ["53300", "busy"], ["53200", "busy"], ["25P03", "unreachable"],
  ["28P01", "login"], ["3D000", "login"], ["42501", "login"], ["42P01", "schema"], ["57P01", "unreachable"], ["57014", "unreachable"], ["08006", "unreachable"], ["XX000", "other"],
  ["ECONNREFUSED", "unreachable"], ["EPIPE", "unreachable"], ["SELF_SIGNED_CERT_IN_CHAIN", "login"], ["ERR_TLS_CERT_ALTNAME_INVALID", "login"], ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "login"], ["ERR_OSSL_PEM_NO_START_LINE", "login"],
])("%s is %s", (code, why) => {
  expect(faultOf(Object.assign(new Error("row (1, 'a name')"), { code }))).toMatchObject({ why, code });
});

test("a fault never says what a server said of a row; a connection that ended without a code is unreachable", () => {
  const fault = faultOf(Object.assign(new Error("bad"), { code: "23505", detail: "Key (name)=(Nguyễn Văn A)" }));
  expect(fault.message).toBe("centre poison (23505)");
  expect(faultOf(new Error("Connection terminated"))).toMatchObject({ why: "unreachable", code: "ended" });
  expect(faultOf(new Error("The server does not support SSL connections"))).toMatchObject({ why: "login", code: "NO_TLS" });
  expect(faultOf(new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a non-empty string"))).toMatchObject({ why: "login", code: "SASL" });
  expect(faultOf(fault)).toBe(fault);
  expect(fault).toBeInstanceOf(CentreFault);
});
