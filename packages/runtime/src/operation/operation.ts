/** What calling an operation does to the vendor's data. */
export type Safety = "read" | "write" | "destructive";

/** How an operation returns a list in pages; the vendor's facts, from `x-mdmkit-pagination`. */
export type Pagination = {
  /** What the next page is requested with. */
  readonly style: "offset" | "page" | "cursor";
  /** Where the paging parameters go. Default: `query`. */
  readonly in?: "query" | "body";
  /** Name of the page-size parameter; left out where the vendor has none. */
  readonly limit?: string;
  /** Name of the offset, page-number or cursor parameter, after `style`. */
  readonly offset?: string;
  /** Parameter with the number of the page. */
  readonly page?: string;
  /** Parameter with the cursor of the page before. */
  readonly cursor?: string;
  /** Number of the first page, for style `page`. Default: 1. */
  readonly firstPage?: number;
  /** Records per page the vendor gives when not asked, and the most it gives. */
  readonly default?: number;
  /** The largest page that the vendor gives, in records. */
  readonly max?: number;
  /** How many records of a list the parameters reach, where the vendor documents an end. */
  readonly cap?: number;
  /** Property of the body that holds the records, dotted when nested. Left out: the body itself is the array. */
  readonly items?: string;
  /** Property of the body that holds the next cursor, for style `cursor`. */
  readonly next?: string;
  /** Instead of it: property of a record, which is the next cursor in the last record of a page. */
  readonly last?: string;
  /** With `last`: property of the body that is false on the last page. Where there is none, a page without records is the last. */
  readonly more?: string;
  /** Where the vendor says how many records there are in all. */
  readonly total?: string;
  /** Header with the number of all records. */
  readonly totalHeader?: string;
  /** Query parameters that make the order stable, so that no record is lost or repeated between pages. */
  readonly order?: Readonly<Record<string, string>>;
};

/** How a body is written. Operations refer to the one they need, so that a bundle holds no other. */
export type BodyFormat = {
  /** Left out where the platform sets the header. */
  readonly contentType?: string;
  /** Encodes a body. */
  write(body: unknown): NonNullable<RequestInit["body"]>;
};

/** Writes a parameter with its name: encoded as part of the URL, or as the value of a header. */
export type ParameterWriter = (name: string, value: unknown) => string;
/** How the parameters of an operation are written, by place and name. */
export type ParameterWriters = Readonly<Record<string, ParameterWriter>>;

/** Writes a query: empty, or with its question mark. */
export type QueryWriter = (query: unknown, further: Readonly<Record<string, unknown>> | undefined) => string;

/** Reads a successful response. Operations refer to the one they need, like bodies. */
export type ResponseReader = {
  (response: Response, call: ReadCall): unknown;
  /** The caller reads the rest, after the call. */
  readonly stream?: Stream;
};

/** What is needed for a body that is read after the call: given by those who need it, so that other bundles lack it. */
export type Stream = {
  /** `watchBody`: reports the end of the body. */
  watch(response: Response, end: () => void): Response;
  /** The body has as long as it takes; otherwise `timeoutMs` covers it. */
  endless?: boolean;
};

type ReadCall = {
  readonly operation: Operation;
  /** Vendor and operationId, for errors. */
  readonly facts: { readonly vendor: string; readonly operation: string };
};

/** One vendor operation, as the generated table lists it; whatever equals the method's default is left out. */
export type Operation = {
  /** As it is sent. */
  readonly method: string;
  /** Path template below the base URL, as in the vendor's document. */
  readonly path: string;
  /** Default: `read` for GET and HEAD, `destructive` for DELETE, `write` for the rest. */
  readonly safety?: Safety;
  /** A write that may be sent twice without harm. */
  readonly retrySafe?: true;
  /** Vendor permissions, any one of which suffices. */
  readonly permission?: readonly string[];
  /** How the operation's pages follow each other. Left out where it returns no list. */
  readonly pagination?: Pagination;
  /** Array query parameters are joined by commas; default: repeated. */
  readonly arrays?: "comma";
  /** Writers of the parameters that are not written like that, by name; all cookies are one header. */
  readonly parameters?: { readonly [Place in "path" | "query" | "header"]?: ParameterWriters };
  /** Writes the whole query where it is one value; `further` is what the call adds. */
  readonly querystring?: QueryWriter;
  /** How the body is written. Default: JSON. */
  readonly body?: BodyFormat;
  /** Media types of a response that is not text, where they are not `application/json`. */
  readonly accept?: string;
  /** A write whose every success has a body in the vendor's document: an empty one does not confirm the write. */
  readonly returnsBody?: true;
  /** Media types of a response that is text, not JSON. */
  readonly text?: string;
  /** How any other response is read. Default: JSON. */
  readonly read?: ResponseReader;
  /** Names of the document's parameters by place, but for headers that the client sets. Only in tables that load on first use. */
  readonly takes?: { readonly [Place in "path" | "query" | "header" | "cookie"]?: readonly string[] };
};

/** Operations by name. */
export type OperationTable = Readonly<Record<string, Operation>>;

/** The safety of an operation: its own, or its method's default. */
export function safetyOf(operation: Operation): Safety {
  if (operation.safety) return operation.safety;
  if (operation.method === "GET" || operation.method === "HEAD") return "read";
  return operation.method === "DELETE" ? "destructive" : "write";
}
