import { InvalidInputError } from "../errors/errors.ts";

type Context = {
  vendor: string;
  /** Paths of the vendor's API below the base URL, such as `/api`: a base URL that ends in one of them is taken without it. */
  apiPaths?: readonly string[] | undefined;
};

/**
 * One spelling for each server, so that all its clients share a limiter: scheme and host in lower case, no default port, no
 * slash at the end. Throws for anything that is no plain http(s) URL.
 */
export function normalizeBaseUrl(baseUrl: string, { vendor, apiPaths = [] }: Context): string {
  if (!/^https?:\/\/[^\s@?#]+$/i.test(baseUrl) || !URL.canParse(baseUrl)) {
    const problem = "`baseUrl` must be an http(s) URL without user, query and fragment.";
    throw new InvalidInputError(problem, { vendor });
  }
  const { origin, pathname } = new URL(baseUrl);
  const path = pathname.replace(/\/+$/, "");
  const repeated = apiPaths.find((end) => path.toLowerCase().endsWith(end.toLowerCase()));
  return origin + path.slice(0, path.length - (repeated?.length ?? 0));
}
