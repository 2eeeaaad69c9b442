import {
  AuthenticationError,
  ConflictError,
  ConnectionError,
  type ErrorFacts,
  InvalidResponseError,
  type MdmError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ValidationError,
  VendorUnavailableError,
} from "./errors.ts";
import { retryAfter } from "./retry-after.ts";
import { networkCode, retryPolicy } from "./retry-policy.ts";
import { vendorWords } from "./vendor-words.ts";

const REQUEST_ID_HEADERS = ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid"];

type Context = {
  url: string;
  facts: ErrorFacts;
  permission?: readonly string[] | undefined;
  now: number;
};

/** The error that an answer without success stands for. Reads the body. */
export async function errorOf(response: Response, context: Context): Promise<MdmError> {
  const { status, headers } = response;
  const { url, facts, permission, now } = context;
  // A browser hides redirects behind status 0.
  if (status < 400) return redirectError(response, url, facts);
  const known = {
    ...facts,
    ...(await vendorWords(response)),
    status,
    retryAfter: retryAfter(headers, status, now),
    requestId: REQUEST_ID_HEADERS.map((name) => headers.get(name)).find(Boolean) ?? undefined,
  };
  const say = (text: string) => `${status}, ${text}`;
  if (status === 401) {
    return new AuthenticationError(
      say("the vendor refuses the credential. Check that it belongs to this host and has not expired."),
      known,
    );
  }
  if (status === 403) return new PermissionError(say(lack(permission)), { ...known, permission });
  if (status === 404 || status === 410) {
    return new NotFoundError(say("there is no such record, or this credential does not see it."), known);
  }
  if (status === 409) {
    return new ConflictError(say("the state of the record does not allow this. Read it again first."), known);
  }
  if (status === 429) {
    return new RateLimitError(
      say(
        `too many requests. Wait ${known.retryAfter === undefined ? "a while" : `${known.retryAfter} s`}, or set a lower rateLimit.`,
      ),
      known,
    );
  }
  if (status >= 500 || status === 408) {
    return new VendorUnavailableError(say("the vendor fails. Try again later."), known);
  }
  return new ValidationError(
    say("the vendor does not accept the input. Its own words are in error.vendorMessage."),
    known,
  );
}

function lack(permission: readonly string[] = []): string {
  const names = permission.map((name) => `"${name}"`).join(", ");
  if (!names) return "the key may not do this. Check its role.";
  return `the key lacks ${permission.length > 1 ? "one of " : ""}${names}. Grant it, or use another key.`;
}

function redirectError({ status, headers, body }: Response, url: string, facts: ErrorFacts): MdmError {
  body?.cancel().catch(() => {});
  const target = URL.canParse(headers.get("location") ?? "", url)
    ? new URL(headers.get("location") ?? "", url).origin
    : "elsewhere";
  return new InvalidResponseError(
    `${status}, a redirect to ${target}. It is not followed, because the credential would go along. Check the host.`,
    { ...facts, status, reason: "redirect" },
  );
}

/** The error for a request that got no answer. */
export function connectionError(url: string, cause: unknown, facts: ErrorFacts): MdmError {
  const code = networkCode(cause);
  return new ConnectionError(
    `no connection to ${new URL(url).host}${code ? ` (${code})` : ""}. Check the host or region, DNS, proxy and certificates.`,
    { ...facts, cause, retryable: !(code && retryPolicy.never.test(code)) },
  );
}
