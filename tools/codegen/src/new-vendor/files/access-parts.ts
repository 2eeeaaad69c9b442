import { type Access, isFixed, type SignIn } from "../plan/guess-access.ts";
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
  /** The default value. */
  readonly usual?: string;
  /** Source text of a default that is made from other options. */
  readonly code?: string;
};

/** An option without a default must be given. */
export function isRequired({ usual, code }: Option): boolean {
  return usual === undefined && code === undefined;
}

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
  /** Whether a default is made from the base URL. */
  readonly needsBaseUrl?: true;
  /** The type of the option `signIn`, which code can give instead of the others, and made-up values of it besides `onCode`. */
  readonly signIn?: { readonly type: string; readonly example: string };
  /** Whether clients share what it requests, by the `sharedBy` that is in scope. */
  readonly isShared?: true;
  /** The counterpart in the sandbox, and the type of its credentials. */
  readonly fake: { readonly name: string; readonly call: (given: string) => string; readonly type: string };
};

export function accessParts({ access, server }: Plan): AccessParts {
  if (access.type === "clientCredentials") return clientCredentialsParts(access, server);
  if (access.type === "bearer" && access.signIn) return signInParts(access.signIn, server);
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

/** A token, or a sign-in of a person by the device authorization flow. */
function signInParts({ scope, ...urls }: SignIn, server: string | undefined): AccessParts {
  const known = Object.entries(urls).map(([name, url]) => [name, wholeUrl(url, server)] as const);
  const missing = known.flatMap(([name, url]) => (url === undefined ? [name] : []));
  const asked = ["clientId", "onCode", ...missing];
  const examples = missing.map((name) => `, ${name}: "https://acme.example.com/${name}"`);
  const given = [...known, ["scope", scope] as const].flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${JSON.stringify(value)}`],
  );
  const options = [...given, "...signIn", "sharedBy", "now", "wait"].join(", ");
  return {
    ...PARTS.bearer(""),
    what: "the token of a person who has signed in",
    options: [{ ...TOKEN, description: "Access token of a person who has signed in" }],
    imports: ["bearer", "type DeviceAuthorizationOptions", "deviceAuthorization"],
    authenticator: `signIn ? deviceAuthorization({ ${options} }) : token === undefined ? undefined : bearer(token)`,
    signIn: {
      type: `Pick<DeviceAuthorizationOptions, ${asked.map((name) => JSON.stringify(name)).join(" | ")}>`,
      example: `clientId: "made-up-client"${examples.join("")}`,
    },
    isShared: true,
  };
}

/** The address of a service of OAuth; undefined if it differs by customer, or is not encrypted. */
function wholeUrl(url = "", server: string | undefined): string | undefined {
  if (/[{}<>]/.test(url) || url === "" || !URL.canParse(url, server)) return undefined;
  const { href } = new URL(url, server);
  return isFixed(href) ? href : undefined;
}

function clientCredentialsParts(
  access: Extract<Access, { type: "clientCredentials" }>,
  server: string | undefined,
): AccessParts {
  const { scope } = access;
  const option = tokenUrlOption(access, server);
  return {
    what: "an API client",
    options: [CLIENT_ID, CLIENT_SECRET, option],
    imports: ["clientCredentials"],
    authenticator: `clientCredentials({ tokenUrl, clientId, clientSecret${scope ? `, scope: ${JSON.stringify(scope)}` : ""}, sharedBy })`,
    ...(option.code !== undefined && { needsBaseUrl: true }),
    isShared: true,
    fake: {
      name: "clientCredentialsAccess",
      call: (given) => `clientCredentialsAccess(${given})`,
      type: "ClientCredentials",
    },
  };
}

/** The document's token service; required if its address differs by customer. */
function tokenUrlOption(
  { tokenUrl = "" }: { tokenUrl: string | undefined },
  server: string | undefined,
): Option {
  const option = { name: "tokenUrl", env: "TOKEN_URL", isUrl: true } as const;
  const whole = wholeUrl(tokenUrl, server);
  if (whole !== undefined)
    return { ...option, description: "Another token service", example: whole, usual: whole };
  if (/^\/[^{}<>]+$/.test(tokenUrl))
    return {
      ...option,
      description: `Another token service than ${tokenUrl} of the server`,
      example: "https://acme.example.com/oauth/token",
      code: `new URL(${JSON.stringify(tokenUrl)}, baseUrl).href`,
    };
  const isShown = /^[\w:/.{}<>-]+$/.test(tokenUrl);
  const pattern = isShown ? `, ${tokenUrl} with the values of the account` : "";
  return {
    ...option,
    description: `Address of the token service${pattern}`,
    example: "https://acme.example.com/oauth/token",
  };
}

/** The option for the base URL; required if the document has no host. */
export function baseUrlOption({ server, serverPattern }: Plan): Option {
  const pattern = serverPattern === undefined ? "" : `, ${serverPattern} with the values of the account`;
  return {
    name: "baseUrl",
    env: "BASE_URL",
    description: server ? "Another base URL" : `Base URL of the account's server${pattern}`,
    example: server ?? "https://acme.example.com",
    isUrl: true,
    ...(server !== undefined && { usual: server }),
  };
}

/** Options of the unified vendor for what the paths of devices name besides them, such as an organization. */
export function scopeOptions({ devices }: Plan): Option[] {
  return (devices?.scope ?? []).map(({ name }) => {
    const words = name.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/).filter(Boolean);
    return {
      name: words
        .map((word, at) =>
          at === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
        )
        .join(""),
      env: words.join("_").toUpperCase(),
      description: `\`${name}\` in the paths of devices`,
      example: "1000",
    };
  });
}
