/** The part of @lhncbc/ucum-lhc 7 (which ships no types) that is used here. */
declare module "@lhncbc/ucum-lhc" {
  namespace ucum {
    interface UcumLhcUtils {
      getSpecifiedUnit(code: string, valConv: "validate" | "convert"): { status: "valid" | "invalid" | "error"; unit: object | null };
      convertUnitTo(from: string, value: number, to: string): { status: "succeeded" | "failed" | "error"; toVal: number | null };
    }
  }
  const ucum: { UcumLhcUtils: { getInstance(): ucum.UcumLhcUtils } };
  export default ucum;
}
