import { createDraw } from "../../fleet/draw.ts";

/** Access tokens that a vendor issues and takes back. */
export type Tokens = {
  issue(expiresAt: number): string;
  isValid(token: string, now: number): boolean;
  end(token: string): void;
  /** Revokes every token so far; the next call returns 401. */
  revoke(): void;
  readonly issued: number;
};

/** `kind` keeps the tokens of one vendor apart from those of another. */
export function createTokens({ seed, kind }: { seed: number; kind: string }): Tokens {
  const valid = new Map<string, number>();
  let issued = 0;
  return {
    get issued() {
      return issued;
    },
    issue(expiresAt) {
      const token = `sandbox-${createDraw({ seed, kind, index: issued }).hex("token", 32)}`;
      issued += 1;
      valid.set(token, expiresAt);
      return token;
    },
    isValid: (token, now) => (valid.get(token) ?? 0) > now,
    end: (token) => void valid.delete(token),
    revoke: () => valid.clear(),
  };
}
