/** The page's origin where it is one of those the configuration allows; why not otherwise. @param webPages origins */
export function allowed(url: string, webPages: readonly string[]): { is: "allowed"; origin: string } | { is: "not-allowed"; origin: string } | { is: "no-address" } {
  const page = read(url);
  if (page === undefined || (page.protocol !== "https:" && page.protocol !== "http:")) return { is: "no-address" };
  const known = webPages.some((each) => read(each)?.origin === page.origin);
  return known ? { is: "allowed", origin: page.origin } : { is: "not-allowed", origin: page.origin };
}

/** `URL.canParse` came with Chrome 120; the shell also runs on 114. */
function read(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
