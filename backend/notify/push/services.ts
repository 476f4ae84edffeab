/** Where browsers let their push messages be sent: Chrome and Edge (Google), Firefox, Safari, Edge (Windows). */
const SERVICES = [/^fcm\.googleapis\.com$/, /^updates\.push\.services\.mozilla\.com$/, /\.push\.apple\.com$/, /\.notify\.windows\.com$/];

/**
 * Whether an endpoint that a browser named is a push service, and no address of the city's own network that somebody would have the server call.
 *
 * @param more hosts, with port where it is not 443, that the configuration adds; these may be called by plain http
 */
export function isPushService(more: readonly string[]): (endpoint: string) => boolean {
  return (endpoint) => {
    if (!URL.canParse(endpoint)) return false;
    const url = new URL(endpoint);
    if (url.username !== "" || url.password !== "") return false;
    if (more.includes(url.host)) return url.protocol === "https:" || url.protocol === "http:";
    return url.protocol === "https:" && url.port === "" && SERVICES.some((service) => service.test(url.hostname));
  };
}
