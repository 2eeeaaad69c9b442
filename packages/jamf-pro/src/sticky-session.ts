import type { Fetch } from "@mdmkit/runtime";

/** Cookies of the balancer before a cluster; none of them says who is calling. */
const BALANCER = ["jpro-ingress", "APBALANCEID", "AWSALB", "AWSALBCORS"];

/**
 * Jamf Cloud is several servers, and a read right after a write may reach one that does not have the change yet. Sending the
 * balancer's cookies back keeps to one server; platforms that keep cookies to themselves ignore it.
 */
export function withStickySession(fetch: Fetch = (url, init) => globalThis.fetch(url, init)): Fetch {
  const cookies = new Map<string, string>();
  return async (url, init) => {
    const response = await fetch(url, cookies.size > 0 ? withCookies(init, cookies) : init);
    for (const line of response.headers.getSetCookie?.() ?? []) {
      const [pair = ""] = line.split(";", 1);
      const name = pair.slice(0, pair.indexOf("="));
      if (BALANCER.includes(name)) cookies.set(name, pair);
    }
    return response;
  };
}

function withCookies(init: RequestInit, cookies: ReadonlyMap<string, string>): RequestInit {
  const headers = new Headers(init.headers);
  headers.set("cookie", [...cookies.values()].join("; "));
  return { ...init, headers };
}
