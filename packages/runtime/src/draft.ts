import { headerValue } from "./auth.ts";
import { FORM } from "./encode.ts";
import type { Operation } from "./operation.ts";
import type { CallOptions, ClientOptions } from "./types.ts";

type Parts = { method: string; headers: Headers; body?: BodyInit | null | undefined };

/** A request in parts, so that it can be sent more than once; openapi-fetch makes it in place of a `Request`, which costs more. */
export class Draft {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: BodyInit | null | undefined;

  constructor(url: string, { method, headers, body }: Parts) {
    this.url = url;
    this.method = method;
    this.headers = headers;
    this.body = body;
  }
}

/** Takes a request apart. */
export async function draftOf(request: Request): Promise<Draft> {
  const { url, method, headers } = request;
  const body = method === "GET" || method === "HEAD" ? undefined : await request.arrayBuffer();
  return new Draft(url, { method, headers, body: body?.byteLength ? body : undefined });
}

/** Adds the headers of the client and of the caller, who wins. */
export function addHeaders(
  headers: Headers,
  operation: Operation,
  call: CallOptions,
  client: ClientOptions,
): void {
  if (operation.body === "form") headers.set("content-type", FORM);
  if (client.headers) setAll(client.headers(operation), (name) => !headers.has(name));
  if (call.headers) setAll(call.headers, () => true);

  function setAll(
    values: Readonly<Record<string, string | undefined>>,
    fits: (name: string) => boolean,
  ): void {
    for (const [name, value] of Object.entries(values)) {
      if (value !== undefined && fits(name)) headers.set(name, headerValue(value, name));
    }
  }
}
