import { createDraw } from "../../../fleet/draw.ts";

/** Tokens of API clients and user accounts. */
export type Tokens = {
  issue(expiresAt: number): string;
  isValid(token: string, now: number): boolean;
  end(token: string): void;
  /** Makes every token so far worthless; the next call answers 401. */
  revoke(): void;
  readonly issued: number;
};

export function createTokens(seed: number): Tokens {
  const valid = new Map<string, number>();
  let issued = 0;
  return {
    get issued() {
      return issued;
    },
    issue(expiresAt) {
      const token = `sandbox-${createDraw({ seed, kind: "jamf-token", index: issued }).hex("token", 32)}`;
      issued += 1;
      valid.set(token, expiresAt);
      return token;
    },
    isValid: (token, now) => (valid.get(token) ?? 0) > now,
    end: (token) => void valid.delete(token),
    revoke: () => valid.clear(),
  };
}
