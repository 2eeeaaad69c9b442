import type { Finding } from "./finding.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const USED = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"];
const EXCEPTIONS = ["no_proxy", "NO_PROXY"];
const UNUSED = ["all_proxy", "ALL_PROXY"];

/** Which proxy variables are set. Of a proxy's URL only the host is shown, because it can hold a password. */
export function proxyFinding(env: Environment): Finding {
  const set = (names: readonly string[]) => names.filter((name) => env[name]);
  const used = set(USED).map((name) => `${name} is ${hostOf(env[name] ?? "")}`);
  const exceptions = set(EXCEPTIONS).map((name) => `${name} is ${env[name]}`);
  const unused = set(UNUSED);
  if (unused.length > 0 && used.length === 0)
    return {
      check: "proxy",
      status: "warning",
      detail: `${unused.join(" and ")} is set, which is not used.`,
      advice: "Set HTTPS_PROXY to send requests through the proxy.",
    };
  const detail = [...used, ...exceptions].join("; ");
  return { check: "proxy", status: "ok", detail: detail ? `${detail}.` : "No proxy is set." };
}

function hostOf(value: string): string {
  const url = value.includes("://") ? value : `http://${value}`;
  return URL.canParse(url) ? new URL(url).host : "not a URL";
}
