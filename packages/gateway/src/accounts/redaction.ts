/** Takes secrets out of text. */
export type Redact = (text: string) => string;

const SHORTEST = 4;

/** Replaces secrets in text, also as they look inside of a URL or of JSON. */
export function createRedaction(secrets: readonly string[]): Redact {
  const forms = secrets
    .filter((secret) => secret.length >= SHORTEST)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
  const longestFirst = [...new Set(forms)].sort((one, other) => other.length - one.length);
  return (text) => longestFirst.reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
}

/** For calls that know no secrets. */
export const unredacted: Redact = (text) => text;
