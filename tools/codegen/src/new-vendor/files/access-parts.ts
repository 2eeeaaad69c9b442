import type { Access } from "../plan/guess-access.ts";
import type { Plan } from "../plan/plan.ts";

/** An option of the client. */
export type Option = {
  readonly name: string;
  /** The suffix of its environment variable. */
  readonly env: string;
  readonly description: string;
  readonly example: string;
  readonly isSecret?: true;
  readonly isUrl?: true;
  /** The default value; without one the option is required. */
  readonly usual?: string;
};

const KEY: Option = {
  name: "apiKey",
  env: "API_KEY",
  description: "API key",
  example: "made-up-key",
  isSecret: true,
};
const TOKEN: Option = {
  name: "token",
  env: "TOKEN",
  description: "API token",
  example: "made-up-token",
  isSecret: true,
};
const USERNAME: Option = {
  name: "username",
  env: "USERNAME",
  description: "User name of an account for the API",
  example: "made-up-user",
};
const PASSWORD: Option = {
  name: "password",
  env: "PASSWORD",
  description: "Password of that account",
  example: "made-up-password",
  isSecret: true,
};
const CLIENT_ID: Option = {
  name: "clientId",
  env: "CLIENT_ID",
  description: "Client id of an API client",
  example: "made-up-client",
};
const CLIENT_SECRET: Option = {
  name: "clientSecret",
  env: "CLIENT_SECRET",
  description: "Client secret of that API client",
  example: "made-up-secret",
  isSecret: true,
};

/** The options and code for a credential scheme. */
export type AccessParts = {
  readonly what: string;
  readonly options: readonly Option[];
  /** Imports from the runtime. */
  readonly imports: readonly string[];
  /** Source text of the authenticator; the options are in scope. */
  readonly authenticator: string;
  /** Whether clients share what it requests, by the `sharedBy` that is in scope. */
  readonly isShared?: true;
  /** The counterpart in the sandbox, and the type of its credentials. */
  readonly fake: { readonly name: string; readonly call: (given: string) => string; readonly type: string };
};

export function accessParts({ access, server }: Plan): AccessParts {
  if (access.type === "clientCredentials") return clientCredentialsParts(access, server);
  return PARTS[access.type](access.type === "apiKey" ? access.header : "");
}

const PARTS: Readonly<Record<Exclude<Access["type"], "clientCredentials">, (header: string) => AccessParts>> =
  {
    apiKey: (header) => ({
      what: "an API key",
      options: [KEY],
      imports: ["apiKey as keyIn"],
      authenticator: `keyIn({ header: ${JSON.stringify(header)}, value: apiKey })`,
      fake: {
        name: "keyAccess",
        call: (given) => `keyAccess(${JSON.stringify(header)}, ${given})`,
        type: "KeyCredentials",
      },
    }),
    bearer: () => ({
      what: "an API token",
      options: [TOKEN],
      imports: ["bearer"],
      authenticator: "bearer(token)",
      fake: { name: "bearerAccess", call: (given) => `bearerAccess(${given})`, type: "BearerCredentials" },
    }),
    basic: () => ({
      what: "a user name and a password",
      options: [USERNAME, PASSWORD],
      imports: ["basic"],
      authenticator: "basic({ username, password })",
      fake: { name: "basicAccess", call: (given) => `basicAccess(${given})`, type: "BasicCredentials" },
    }),
  };

function clientCredentialsParts(
  { tokenUrl, scope }: Extract<Access, { type: "clientCredentials" }>,
  server: string | undefined,
): AccessParts {
  const usual =
    tokenUrl !== undefined && URL.canParse(tokenUrl, server) ? new URL(tokenUrl, server).href : undefined;
  const option: Option = {
    name: "tokenUrl",
    env: "TOKEN_URL",
    description: usual ? "Another token service" : "Address of the token service",
    example: usual ?? "https://acme.example.com/oauth/token",
    isUrl: true,
    ...(usual !== undefined && { usual }),
  };
  return {
    what: "an API client",
    options: [CLIENT_ID, CLIENT_SECRET, option],
    imports: ["clientCredentials"],
    authenticator: `clientCredentials({ tokenUrl, clientId, clientSecret${scope ? `, scope: ${JSON.stringify(scope)}` : ""}, sharedBy })`,
    isShared: true,
    fake: {
      name: "clientCredentialsAccess",
      call: (given) => `clientCredentialsAccess(${given})`,
      type: "ClientCredentials",
    },
  };
}

/** The option for the base URL; required if the document has no host. */
export function baseUrlOption({ server }: Plan): Option {
  return {
    name: "baseUrl",
    env: "BASE_URL",
    description: server ? "Another base URL" : "Base URL of the account's server",
    example: server ?? "https://acme.example.com",
    isUrl: true,
    ...(server !== undefined && { usual: server }),
  };
}
