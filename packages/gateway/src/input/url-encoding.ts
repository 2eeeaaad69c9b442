import type { Failure } from "../errors/gateway-error.ts";

const MESSAGE = "is not UTF-8";

/** The parts of a URL whose percent-encoding is not UTF-8. Parsers of URLs replace such bytes by another character. */
export function findUndecodable({ pathname, search }: URL): Failure[] {
  const pairs = search.slice(1).split("&");
  const names = pairs.filter((pair) => !isDecodable(pair)).map(nameIn);
  return [
    ...(isDecodable(pathname) ? [] : [{ path: "path", message: MESSAGE }]),
    ...[...new Set(names)].map((name) => ({ path: `query.${name}`, message: MESSAGE })),
  ];
}

/** A `%` that begins no code is that character. */
function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text.replaceAll(/%(?![0-9a-f]{2})/gi, "%25"));
    return true;
  } catch {
    return false;
  }
}

/** The name of a parameter, without brackets. */
function nameIn(pair: string): string {
  const [name = ""] = new URLSearchParams(pair).keys();
  return name.replace(/\[.*/s, "").slice(0, 100);
}
