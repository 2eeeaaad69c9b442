import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";

/** The credential scheme of a client. */
export type Access =
  | { readonly type: "apiKey"; readonly header: string }
  | { readonly type: "bearer"; readonly signIn?: SignIn }
  | { readonly type: "basic" }
  | {
      readonly type: "clientCredentials";
      readonly tokenUrl: string | undefined;
      readonly scope: string | undefined;
    };

/** A person signs in: the client takes the token, or gets it by the device authorization flow. */
export type SignIn = {
  readonly deviceAuthorizationUrl: string | undefined;
  readonly tokenUrl: string | undefined;
  readonly scope: string | undefined;
};

export type AccessGuess = { readonly access: Access; readonly why: string };

/** The first supported security scheme of the document, or a bearer token. */
export function guessAccess(document: JsonObject): AccessGuess {
  const components = isObject(document.components) ? document.components : {};
  const schemes = isObject(components.securitySchemes) ? components.securitySchemes : {};
  const all = [...new Set([...requiredNames(document), ...Object.keys(schemes)])];
  const isOld = (name: string) => isObject(schemes[name]) && schemes[name].deprecated === true;
  const names = [...all.filter((name) => !isOld(name)), ...all.filter(isOld)];
  for (const name of names) {
    const access = accessOf(schemes[name]);
    if (access) return { access, why: `${wordsOf(access)}, from securitySchemes.${name}` };
  }
  const what =
    names.length > 0 ? `none of ${names.join(", ")} is supported` : "the document has no security scheme";
  return { access: { type: "bearer" }, why: `a bearer token, since ${what}` };
}

/** Names of required security schemes, of the document or else of its operations. */
function requiredNames({ security, paths }: JsonObject): string[] {
  const operations = Object.values(isObject(paths) ? paths : {}).flatMap((item) =>
    Object.values(isObject(item) ? item : {}),
  );
  const own = operations.flatMap((operation) => (isObject(operation) ? [operation.security ?? null] : []));
  return [security ?? null, ...own]
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .flatMap((one) => Object.keys(isObject(one) ? one : {}));
}

function accessOf(scheme: JsonValue | undefined): Access | undefined {
  if (!isObject(scheme)) return undefined;
  const { type, name, scheme: kind, flows } = scheme;
  if (type === "apiKey" && scheme.in === "header" && typeof name === "string")
    return { type, header: name.toLowerCase() };
  if (type === "http" && String(kind).toLowerCase() === "bearer") return { type: "bearer" };
  if (type === "http" && String(kind).toLowerCase() === "basic") return { type: "basic" };
  const { clientCredentials, deviceAuthorization } = type === "oauth2" && isObject(flows) ? flows : {};
  if (isObject(clientCredentials)) return { type: "clientCredentials", ...tokensOf(clientCredentials) };
  if (!isObject(deviceAuthorization)) return undefined;
  const deviceAuthorizationUrl = textOf(deviceAuthorization.deviceAuthorizationUrl);
  return { type: "bearer", signIn: { deviceAuthorizationUrl, ...tokensOf(deviceAuthorization) } };
}

function tokensOf(flow: JsonObject): Omit<SignIn, "deviceAuthorizationUrl"> {
  const scopes = Object.keys(isObject(flow.scopes) ? flow.scopes : {}).join(" ");
  return { tokenUrl: textOf(flow.tokenUrl), scope: scopes || undefined };
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function wordsOf(access: Access): string {
  if (access.type === "apiKey") return `a key in the header ${access.header}`;
  if (access.type === "bearer")
    return access.signIn ? "the token of a person, by a device authorization flow" : "a bearer token";
  return access.type === "basic" ? "a user name and a password" : "OAuth client credentials";
}

/** The default base URL; undefined if it differs by customer, or is not encrypted. Servers are as written, with their variables. */
export function defaultServer(servers: readonly string[]): string | undefined {
  return servers.find(isFixed)?.replace(/\/+$/, "");
}

/** Whether credentials may go to a URL: it is complete, and encrypted. */
export function isFixed(url: string): boolean {
  return !/[{}<>]/.test(url) && URL.canParse(url) && url.startsWith("https:");
}
