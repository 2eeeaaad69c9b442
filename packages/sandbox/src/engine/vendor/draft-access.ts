import { createDraw } from "../../fleet/draw.ts";
import { bearerOf, json, type VendorResponse } from "../request/call.ts";
import type { IncomingRequest } from "../request/read-request.ts";
import { createTokens } from "./tokens.ts";

/** Made-up credentials: an API key. */
export type KeyCredentials = {
  /** Sent in the header of the vendor's choice. */
  apiKey: string;
};
/** Made-up credentials: a token that does not expire. */
export type BearerCredentials = {
  /** Sent as `Authorization: Bearer`. */
  token: string;
};
/** Made-up credentials: a user of the vendor's. */
export type BasicCredentials = {
  /** Sent as `Authorization: Basic`, with the password. */
  username: string;
  /** Belongs to the username. */
  password: string;
};
/** Made-up credentials: a client of OAuth 2, which requests tokens by itself. */
export type ClientCredentials = {
  /** Identifies the client. */
  clientId: string;
  /** Belongs to the client id. */
  clientSecret: string;
  /** The sandbox's token endpoint. */
  tokenUrl: string;
};

/** The credentials of a draft: what its clients are given, and whether a request has it. */
export type DraftAccess<Credentials> = {
  credentials(origin: string): Credentials;
  /** The names of the credentials that open an account together. */
  readonly scheme: readonly (keyof Credentials & string)[];
  isGood(headers: Headers, now: number): boolean;
  /** What a good request has, for tests. */
  headers(): Readonly<Record<string, string>>;
  /** The token endpoint, where there is one. */
  extra?(request: IncomingRequest, now: number): { operation: string; response: VendorResponse } | undefined;
};

const TOKEN_PATH = "/sandbox/token";
const LIFE = 3600; // seconds

type Given = { readonly seed: number; readonly kind: string };

/** A key in a header of the vendor's choice. */
export function keyAccess(header: string, given: Given): DraftAccess<KeyCredentials> {
  const apiKey = secretOf("key", given);
  return {
    credentials: () => ({ apiKey }),
    scheme: ["apiKey"],
    isGood: (headers) => headers.get(header) === apiKey,
    headers: () => ({ [header]: apiKey }),
  };
}

/** A token in the Authorization header. */
export function bearerAccess(given: Given): DraftAccess<BearerCredentials> {
  const token = secretOf("token", given);
  return {
    credentials: () => ({ token }),
    scheme: ["token"],
    isGood: (headers) => headers.get("authorization") === `Bearer ${token}`,
    headers: () => ({ authorization: `Bearer ${token}` }),
  };
}

/** A username and a password in the Authorization header. */
export function basicAccess(given: Given): DraftAccess<BasicCredentials> {
  const [username, password] = [secretOf("user", given), secretOf("password", given)];
  const expected = `Basic ${btoa(`${username}:${password}`)}`;
  return {
    credentials: () => ({ username, password }),
    scheme: ["username", "password"],
    isGood: (headers) => headers.get("authorization") === expected,
    headers: () => ({ authorization: expected }),
  };
}

/** Client id and secret are taken in a Basic header and in the body alike. */
export function clientCredentialsAccess(given: Given): DraftAccess<ClientCredentials> {
  const [clientId, clientSecret] = [secretOf("client", given), secretOf("secret", given)];
  const tokens = createTokens({ seed: given.seed, kind: `${given.kind}-tokens` });
  const basic = `Basic ${btoa(`${clientId}:${clientSecret}`)}`;
  return {
    credentials: (origin) => ({ clientId, clientSecret, tokenUrl: origin + TOKEN_PATH }),
    scheme: ["clientId", "clientSecret", "tokenUrl"],
    isGood: (headers, now) => tokens.isValid(bearerOf({ headers }), now),
    headers: () => ({ authorization: `Bearer ${tokens.issue(Number.POSITIVE_INFINITY)}` }),
    extra({ url, headers, text }, now) {
      if (url.pathname !== TOKEN_PATH) return undefined;
      const form = new URLSearchParams(text);
      const inBody = form.get("client_id") === clientId && form.get("client_secret") === clientSecret;
      const isKnown = inBody || headers.get("authorization") === basic;
      const token = () => ({
        access_token: tokens.issue(now + LIFE * 1000),
        token_type: "Bearer",
        expires_in: LIFE,
      });
      return {
        operation: "token",
        response: isKnown ? json(token()) : json({ error: "invalid_client" }, { status: 401 }),
      };
    },
  };
}

/** Made-up credentials: a client of OAuth 2 for which a person signs in elsewhere. */
export type DeviceCredentials = {
  /** Identifies the client. */
  clientId: string;
  /** Where a sign-in begins. */
  deviceAuthorizationUrl: string;
  /** The sandbox's token endpoint. */
  tokenUrl: string;
};

const DEVICE_PATH = "/sandbox/device";

/** A device authorization flow: the first request for a token comes before the person has signed in, the next one after. */
export function deviceAccess(given: Given): DraftAccess<DeviceCredentials> {
  const clientId = secretOf("client", given);
  const tokens = createTokens({ seed: given.seed, kind: `${given.kind}-tokens` });
  const codes = new Map<string, { asked: number; until: number }>();

  function codeFor(now: number) {
    const device_code = secretOf(`device-${codes.size}`, given);
    codes.set(device_code, { asked: 0, until: now + LIFE * 1000 });
    const verification_uri = "https://sign-in.sandbox.example/device";
    return { device_code, user_code: "MADE-UP", verification_uri, expires_in: LIFE, interval: 5 };
  }

  function tokenFor(code: string | null, now: number): VendorResponse {
    const known = codes.get(code ?? "");
    if (known === undefined) return json({ error: "invalid_grant" }, { status: 400 });
    if (known.until <= now) return json({ error: "expired_token" }, { status: 400 });
    known.asked += 1;
    if (known.asked === 1) return json({ error: "authorization_pending" }, { status: 400 });
    codes.delete(code ?? "");
    return json({ access_token: tokens.issue(now + LIFE * 1000), token_type: "Bearer", expires_in: LIFE });
  }

  return {
    credentials: (origin) => ({
      clientId,
      deviceAuthorizationUrl: origin + DEVICE_PATH,
      tokenUrl: origin + TOKEN_PATH,
    }),
    scheme: ["clientId", "deviceAuthorizationUrl", "tokenUrl"],
    isGood: (headers, now) => tokens.isValid(bearerOf({ headers }), now),
    headers: () => ({ authorization: `Bearer ${tokens.issue(Number.POSITIVE_INFINITY)}` }),
    extra({ url, text }, now) {
      if (url.pathname !== DEVICE_PATH && url.pathname !== TOKEN_PATH) return undefined;
      const form = new URLSearchParams(text);
      if (form.get("client_id") !== clientId)
        return { operation: "token", response: json({ error: "invalid_client" }, { status: 401 }) };
      if (url.pathname === DEVICE_PATH) return { operation: "device", response: json(codeFor(now)) };
      return { operation: "token", response: tokenFor(form.get("device_code"), now) };
    },
  };
}

function secretOf(name: string, { seed, kind }: Given): string {
  return `sandbox-${createDraw({ seed, kind, index: 0 }).hex(name, 32)}`;
}
