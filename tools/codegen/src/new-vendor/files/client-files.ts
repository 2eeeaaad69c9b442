import { foldersOf, packagesOf } from "../../workspace/layout.ts";
import type { Files, Plan } from "../plan/plan.ts";
import { accessParts, baseUrlOption, isRequired, type Option, scopeOptions } from "./access-parts.ts";
import { manifest } from "./client-manifest.ts";

/** The vendor's client without its generated folder; in the repository it is a package. */
export function clientFiles(plan: Plan): Files {
  const { layout, names } = plan;
  const { client } = foldersOf(layout, names.id);
  const sources = {
    [`${client}/index.ts`]: index(plan),
    [`${client}/index.test.ts`]: test(plan),
    [`${client}/by-path.ts`]: byPath(plan),
  };
  if (layout === "standalone") return sources;
  const folder = packagesOf(layout, names.id).client;
  return {
    ...sources,
    [`${folder}/package.json`]: manifest(plan.names),
    [`${folder}/tsconfig.json`]: TSCONFIG,
    [`${folder}/tsconfig.build.json`]: TSCONFIG_BUILD,
    [`${folder}/vitest.config.ts`]: VITEST_CONFIG,
    [`${folder}/README.md`]: readme(plan),
  };
}

function byPath({ names: { type } }: Plan): string {
  return `import { byPath as byPathOf, type PathClient } from "@mdmkit/runtime/by-path";
import type { paths } from "./generated/paths.ts";
import type { ${type}Client } from "./index.ts";

export type { PathClient } from "@mdmkit/runtime/by-path";

/** Calls operations by method and path, as openapi-fetch does, over the connection of a client. Failures are thrown. */
export function byPath(client: ${type}Client): PathClient<paths> {
  return byPathOf<paths>(client);
}
`;
}

const TSCONFIG = `{
  "extends": "@mdmkit/tsconfig/base.json",
  "compilerOptions": {
    "types": ["node"]
  },
  "include": ["src"]
}
`;

const VITEST_CONFIG = `export { default } from "../../vitest.shared.ts";
`;

const TSCONFIG_BUILD = `{
  "extends": "@mdmkit/tsconfig/build.json",
  "compilerOptions": {
    "rootDir": "src",
    "outDir": "dist"
  },
  "include": ["src"],
  "exclude": ["src/**/*.test.ts", "src/**/*.test-d.ts"]
}
`;

function index(plan: Plan): string {
  const { id, product, type } = plan.names;
  const { imports, options, authenticator, isShared, needsBaseUrl, signIn } = accessParts(plan);
  const baseUrl = baseUrlOption(plan);
  const all = [...options, baseUrl];
  const types = signIn
    ? [...options.map(alternativeType), signInType(signIn.type), optionType(baseUrl)]
    : all.map(optionType);
  const names = [...[...all, ...scopeOptions(plan)].map(({ name }) => name), ...(signIn ? ["signIn"] : [])];
  const taking = [
    ...(needsBaseUrl ? [taken(baseUrl)] : []),
    ...options.map(taken),
    ...(signIn ? ["signIn", "now", "wait"] : []),
    ...(isShared ? ["sharedBy"] : []),
  ];
  const runtime = [
    ...imports,
    "defineClient",
    "type ClientFor",
    "type VendorClient",
    "type VendorClientOptions",
  ];
  return `import {
  ${runtime.join(",\n  ")},
} from "@mdmkit/runtime";
import type { ${type}Operations, ${type}OperationTypes } from "./generated/client.ts";
import { operations } from "./generated/operations.ts";
import type { components } from "./generated/schema.ts";
import { secretBodies } from "./generated/sensitive.ts";

export type { ${type}Operations, ${type}OperationTypes } from "./generated/client.ts";
export { operations } from "./generated/operations.ts";
export { secretBodies, secretResponses, secrets } from "./generated/sensitive.ts";

export type ${type}Schemas = components["schemas"];

export type ${type}Options = VendorClientOptions & {
${types.join("")}};

/** A client with some of the operations, for a small bundle. */
export type ${type}ClientFor<Names extends keyof ${type}OperationTypes> = ClientFor<${type}OperationTypes, ${type}Operations, Names>;

/** A client with every operation of ${product} as a method, and \`paginate\` for lists. \`byPath(client)\` of \`./by-path\` calls by path. */
export type ${type}Client = VendorClient<${type}OperationTypes, ${type}Operations>;

const open = defineClient<${type}Options, ${type}OperationTypes, ${type}Operations>({
  vendor: ${JSON.stringify(id)},
  secretBodies,
  requires: ${JSON.stringify(requirementOf(plan))},
  options: { ${names.map((name) => `${name}: true`).join(", ")} },
  authenticate: ({ ${taking.join(", ")} }) => ${authenticator},
  configure: ({ ${taken(baseUrl)} }) => ({ baseUrl, tenant: baseUrl }),
});

/**
 * Opens an account of ${product}. Nothing is requested before the first call.
 *
 * @example
 * \`\`\`ts
 * const client = create${type}Client({ ${given(all)} });
 * const response = await client.${plan.probe.operation}(${plan.probe.input});
 * \`\`\`
 */
export function create${type}Client(options: ${type}Options): ${type}Client {
  return open(operations, options);
}

/** Creates a client with the given operations of \`@mdmkit/${id}/operations\`, to keep a bundle small. */
export function create${type}ClientFor<Names extends keyof ${type}OperationTypes>(
  table: Pick<typeof operations, Names>,
  options: ${type}Options,
): ${type}ClientFor<Names> {
  return open(table, options);
}
`;
}

function taken({ name, usual, code }: Option): string {
  const value = code ?? (usual === undefined ? undefined : JSON.stringify(usual));
  return value === undefined ? name : `${name} = ${value}`;
}

/** The options that must be given, as an object takes them. */
function given(options: readonly Option[]): string {
  return required(options).join(", ");
}

/** What must be given, in words. */
function requirementOf(plan: Plan): string {
  const { options, signIn } = accessParts(plan);
  const names = requiredNames([...options, baseUrlOption(plan)]);
  const [token, ...others] = names;
  return (signIn ? [`${token} or \`signIn\``, ...others] : names).join(" and ");
}

function requiredNames(options: readonly Option[]): string[] {
  return required(options).map((name) => `\`${name}\``);
}

function required(options: readonly Option[]): string[] {
  return options.filter(isRequired).map(({ name }) => name);
}

function optionType(option: Option): string {
  const { name, description, usual } = option;
  const text = usual === undefined ? `${description}.` : `${description}. Default: \`${usual}\`.`;
  return `  /** ${text} */\n  ${name}${isRequired(option) ? "" : "?"}: string;\n`;
}

function alternativeType({ name, description }: Option): string {
  return `  /** ${description}; or \`signIn\`. */\n  ${name}?: string;\n`;
}

function signInType(type: string): string {
  return `  /** Signs a person in with a code, when a call needs it. */\n  signIn?: ${type};\n`;
}

function readme(plan: Plan): string {
  const { id, product, type } = plan.names;
  const { what, options, signIn } = accessParts(plan);
  const all = [...options, baseUrlOption(plan)];
  return `# @mdmkit/${id}

The API of ${product} as a typed client, generated from its OpenAPI document. A draft: not tried against the vendor yet.

\`\`\`ts
import { create${type}Client } from "@mdmkit/${id}";

const client = create${type}Client({ ${given(all)} });
const response = await client.${plan.probe.operation}(${plan.probe.input});
\`\`\`

## Credentials

${what.charAt(0).toUpperCase()}${what.slice(1)}: ${requiredNames(all).join(", ")}.
${signIn ? SIGN_IN : ""}
## Where the document comes from

\`specs/${id}/source.yaml\` in the repository says it. Not affiliated with the vendor.
`;
}

const SIGN_IN = `
Or the client gets it: with \`signIn: { clientId, onCode }\` instead of \`token\`, \`onCode\` shows a person an address and a code, and calls wait
until that person has signed in there (OAuth 2 device authorization).
`;

function test(plan: Plan): string {
  const { type } = plan.names;
  const { options, authenticator, signIn } = accessParts(plan);
  const base = baseUrlOption(plan);
  const [secret] = options.filter(({ isSecret }) => isSecret);
  const isOAuth = authenticator.startsWith("clientCredentials");
  const values = options.map(({ name, example }) => `${name}: ${JSON.stringify(example)}`).join(", ");
  const { operation, input } = plan.probe;
  const call = `client.${operation}(${input})`;
  return `import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { create${type}Client, create${type}ClientFor, operations, type ${type}Options } from "./index.ts";

/** A \`fetch\` that records requests and returns the same JSON every time. */
function observed() {
  const sent: { url: string; headers: Headers }[] = [];
  const fetch = async (url: string, { headers }: RequestInit) => {
    sent.push({ url, headers: new Headers(headers) });
    return Response.json(${isOAuth || signIn ? `{ ${signIn ? DEVICE_CODE : ""}access_token: "token-1", expires_in: 3600 }` : "{}"});
  };
  return { fetch, sent };
}

const GIVEN = { ${values}, ${base.name}: "http://127.0.0.1:1/base" };

describe("a client", () => {
  it("sends its credentials to its base URL", async () => {
    const { fetch, sent } = observed();
    const client = create${type}Client({ ...GIVEN, fetch });
    await ${call};
    expect(sent.at(-1)?.url).toMatch(/^http:\\/\\/127\\.0\\.0\\.1:1\\/base\\//);
    expect(sent.at(-1)?.headers.get(${JSON.stringify(headerOf(plan))})).toBe(${sentValue(plan)});
  });

${signIn ? signInTest(type, call, signIn.example) : ""}  it.each(${JSON.stringify(options.filter(({ name, isUrl }) => !isUrl && name !== "password").map(({ name }) => name))})("refuses to do without %s", (name) => {
    // Only untyped callers can omit it.
    const untyped: ${type}Options = Object.assign({ ...GIVEN }, { [name]: "" });
    expect(() => create${type}Client(untyped)).toThrow(expect.objectContaining({ code: "invalid-input" }));
  });

  it("shows no secret", () => {
    const client = create${type}Client({ ...GIVEN, fetch: observed().fetch });
    const shown = inspect(client, { depth: 9, showHidden: true }) + JSON.stringify(client);
    expect(shown).not.toContain(${JSON.stringify(secret?.example ?? "")});
  });

  it("of some operations has those and no others", () => {
    const { ${operation} } = operations;
    const client = create${type}ClientFor({ ${operation} }, GIVEN);
    expect(Object.keys(client).filter((name) => name in operations)).toEqual([${JSON.stringify(operation)}]);
  });
});
`;
}

const DEVICE_CODE = `device_code: "code-1", user_code: "MADE-UP", verification_uri: "https://sign-in.example", `;

function signInTest(type: string, call: string, example: string): string {
  return `  it("signs a person in with a code", async () => {
    const { fetch, sent } = observed();
    const { token: _token, ...others } = GIVEN;
    const codes: string[] = [];
    const signIn = { ${example}, onCode: ({ userCode }: { userCode: string }) => void codes.push(userCode) };
    const client = create${type}Client({ ...others, signIn, fetch, ...{ wait: async () => {} } });
    await ${call};
    expect([codes, sent.at(-1)?.headers.get("authorization")]).toEqual([["MADE-UP"], "Bearer token-1"]);
  });

`;
}

function headerOf({ access }: Plan): string {
  return access.type === "apiKey" ? access.header : "authorization";
}

function sentValue({ access }: Plan): string {
  if (access.type === "apiKey") return '"made-up-key"';
  if (access.type === "bearer") return '"Bearer made-up-token"';
  if (access.type === "basic") return JSON.stringify(`Basic ${btoa("made-up-user:made-up-password")}`);
  return '"Bearer token-1"';
}
