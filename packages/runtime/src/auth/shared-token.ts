import { unlessAborted } from "../timing/wait.ts";
import type { Authenticator, AuthenticatorContext } from "./authenticator.ts";

/** The whole `authorization` header, and when another is due, in milliseconds since 1970. */
export type Token = { value: string; renewAt: number };

/**
 * One token for all callers, bought once however many wait, and again when it is due or refused. A caller's signal ends
 * that caller's wait only.
 */
export function sharedToken(
  buy: (context: AuthenticatorContext) => Promise<Token>,
  now: () => number,
): Authenticator {
  let token: Token | undefined;
  let pending: Promise<Token> | undefined;

  async function renew(context: AuthenticatorContext): Promise<Token> {
    try {
      token = await buy(context);
      return token;
    } finally {
      pending = undefined;
    }
  }

  return {
    authorize(headers, context) {
      if (token && now() < token.renewAt) return headers.set("authorization", token.value);
      pending ??= renew(context);
      return unlessAborted(pending, context.signal).then(({ value }) => headers.set("authorization", value));
    },
    refresh(refused) {
      // Another caller may have renewed it meanwhile; then the new one is tried before it is thrown away.
      if (token?.value === refused.get("authorization")) token = undefined;
      return true;
    },
  };
}
