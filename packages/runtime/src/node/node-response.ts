import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { type BodyOptions, bytesOf, contentOf, streamOf } from "./body.ts";

type Exchange = BodyOptions & { readonly method: string; readonly url: string };

const WITHOUT_BODY = [204, 205, 304];

/**
 * A standard `Response` over a message of `node:http`. As text or JSON it is read without a web stream, which is most of what `fetch`
 * costs; everything else goes through a plain `Response`, which is created when it is needed.
 */
export class NodeResponse extends Response {
  readonly #message: IncomingMessage;
  readonly #exchange: Exchange;
  readonly #content: Readable | undefined;
  #headers: Headers | undefined;
  #plain: Response | undefined;
  #isRead = false;

  constructor(message: IncomingMessage, exchange: Exchange) {
    super();
    this.#message = message;
    this.#exchange = exchange;
    message.on("error", () => {}); // whoever reads the body gets it
    const hasBody = exchange.method !== "HEAD" && !WITHOUT_BODY.includes(this.status);
    if (hasBody) this.#content = contentOf(message);
    else message.resume();
  }

  override get status(): number {
    return this.#message.statusCode ?? 0;
  }

  override get statusText(): string {
    return this.#message.statusMessage ?? "";
  }

  override get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  override get url(): string {
    return this.#exchange.url;
  }

  override get headers(): Headers {
    this.#headers ??= headersOf(this.#message);
    return this.#headers;
  }

  override get body() {
    return this.#asPlain().body;
  }

  override get bodyUsed(): boolean {
    return this.#isRead || (this.#plain?.bodyUsed ?? false);
  }

  override async text(): Promise<string> {
    if (!this.#content || this.#isRead || this.#plain) return this.#asPlain().text();
    this.#isRead = true;
    return utf8.decode(await bytesOf(this.#content, this.#exchange));
  }

  override async json() {
    return JSON.parse(await this.text());
  }

  override arrayBuffer() {
    return this.#asPlain().arrayBuffer();
  }

  override blob() {
    return this.#asPlain().blob();
  }

  override bytes() {
    return this.#asPlain().bytes();
  }

  override formData() {
    return this.#asPlain().formData();
  }

  override clone() {
    return this.#asPlain().clone();
  }

  #asPlain(): Response {
    if (this.#plain) return this.#plain;
    const { status, statusText, headers } = this;
    const content = this.#content && !this.#isRead ? streamOf(this.#content, this.#exchange) : null;
    // The constructor takes no other status.
    const known = status >= 200 && status < 600 ? status : 500;
    this.#plain = new Response(this.#isRead ? "" : content, { status: known, statusText, headers });
    // Read a second time, it fails as a plain one does.
    if (this.#isRead) void this.#plain.text();
    return this.#plain;
  }
}

const utf8 = new TextDecoder();

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2)
    headers.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  return headers;
}
