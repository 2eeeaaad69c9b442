import { unlessAborted } from "../timing/wait.ts";
import type { Authenticator, AuthenticatorContext } from "./authenticator.ts";

/** The whole `authorization` header, and when another is due, in milliseconds since 1970. */
export type Token = { value: string; renewAt: number };

export type TokenSharing = {
  /** Clients with the same object share the token of a credential. Default: no other client does. */
  readonly sharedBy?: object | undefined;
  /** All that the token is requested with: where, and for which id and secret. It is kept in memory only. */
  readonly credential: readonly (string | undefined)[];
};

type Held = { token: Token | undefined; pending: Promise<Token> | undefined };

const byOwner = /* @__PURE__ */ new WeakMap<object, Map<string, Held>>();

/**
 * One token for all callers with the same credential, bought once however many wait, and again when it is due or refused. A caller's
 * signal ends that caller's wait only.
 */
export function sharedToken(
  buy: (context: AuthenticatorContext) => Promise<Token>,
  now: () => number,
  { sharedBy = {}, credential }: TokenSharing,
): Authenticator {
  const key = JSON.stringify(credential);
  const isValid = ({ token }: Held) => token !== undefined && now() < token.renewAt;

  /** Looked up for every call: what holds no token is dropped. */
  function find(): Held {
    const all = byOwner.get(sharedBy) ?? new Map<string, Held>();
    byOwner.set(sharedBy, all);
    const known = all.get(key);
    if (known) return known;
    for (const [other, held] of all) if (!held.pending && !isValid(held)) all.delete(other);
    const held: Held = { token: undefined, pending: undefined };
    all.set(key, held);
    return held;
  }

  async function renew(held: Held, context: AuthenticatorContext): Promise<Token> {
    try {
      held.token = await buy(context);
      return held.token;
    } finally {
      held.pending = undefined;
    }
  }

  return {
    authorize(headers, context) {
      const held = find();
      if (held.token && isValid(held)) return headers.set("authorization", held.token.value);
      held.pending ??= renew(held, context);
      return unlessAborted(held.pending, context.signal).then(({ value }) =>
        headers.set("authorization", value),
      );
    },
    refresh(refused) {
      const held = find();
      // Another caller may have renewed it meanwhile; then the new one is tried before it is thrown away.
      if (held.token?.value === refused.get("authorization")) held.token = undefined;
      return true;
    },
  };
}
