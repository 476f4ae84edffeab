/** The page's origin where it is one of those the configuration allows; why not otherwise. @param webPages origins */
export function allowed(url: string, webPages: readonly string[]): { is: "allowed"; origin: string } | { is: "not-allowed"; origin: string } | { is: "no-address" } {
  if (!URL.canParse(url)) return { is: "no-address" };
  const { origin, protocol } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:") return { is: "no-address" };
  const known = webPages.some((each) => URL.canParse(each) && new URL(each).origin === origin);
  return known ? { is: "allowed", origin } : { is: "not-allowed", origin };
}
